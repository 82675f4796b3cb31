/// The address of a service: a scheme, a host and perhaps a port and a path, checked and in one form.
///
/// Plain `http` is for loopback alone: everything else would carry a token in the clear.
struct ServiceAddress: Hashable, Sendable {
    enum Scheme: String, Sendable {
        case https
        case http

        fileprivate var usualPort: Int { self == .https ? 443 : 80 }
    }

    let scheme: Scheme
    /// Lower-cased, without a trailing dot; an IPv6 address in its brackets.
    let host: String
    /// `nil` for the usual one of the scheme.
    let port: Int?
    /// Empty, or begins with `/` and does not end with one.
    let path: String

    /// Without the path.
    var origin: String { port.map { "\(scheme.rawValue)://\(host):\($0)" } ?? "\(scheme.rawValue)://\(host)" }

    /// Cuts path, query and fragment: people paste what their browser shows.
    init(host text: String) throws(Refusal) {
        let (scheme, rest) = try Self.splitScheme(text)
        let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        try self.init(scheme: scheme, authority: Array(authority), path: "")
    }

    /// A prefix of further paths: it keeps its path, and may have neither query nor fragment.
    init(prefix text: String) throws(Refusal) {
        let (scheme, rest) = try Self.splitScheme(text)
        guard !rest.contains(UInt8(ascii: "?")), !rest.contains(UInt8(ascii: "#")) else {
            throw Refusal("the address has a query or a fragment", fix: "end it before ? or #")
        }
        let authority = Array(rest.prefix { $0 != UInt8(ascii: "/") })
        var path = Array(rest.dropFirst(authority.count))
        while path.last == UInt8(ascii: "/") { path.removeLast() }
        let segments = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
        guard
            segments.allSatisfy({ segment in
                !segment.isEmpty && !segment.elementsEqual(".".utf8) && !segment.elementsEqual("..".utf8)
                    && segment.allSatisfy { $0.isWordByte || "-.~".utf8.contains($0) }
            })
        else {
            throw Refusal(
                "the path of the address has an empty, relative or unusual part",
                fix: "write it as https://github.acme.example/api/v3")
        }
        try self.init(scheme: scheme, authority: authority, path: String(decoding: path, as: UTF8.self))
    }

    private init(scheme: Scheme, authority: [UInt8], path: String) throws(Refusal) {
        guard !authority.contains(UInt8(ascii: "@")) else {
            throw Refusal(
                "the address holds user information", fix: "remove everything up to the @", kind: .secret)
        }
        let (name, port) = try Self.splitPort(authority)
        let host = try HostName(name)
        guard scheme == .https || host.isLoopback else {
            let isLookalike = !host.lookalikeText.isEmpty
            throw Refusal(
                "plain http:// would send the token in the clear; it is for loopback alone\(host.lookalikeText)",
                fix: isLookalike
                    ? "make sure that this is the host you mean, and write https://"
                    : "write https:// instead of http://")
        }
        self.scheme = scheme
        self.host = host.text
        self.port = port == scheme.usualPort ? nil : port
        self.path = path
    }

    private static func splitScheme(_ text: String) throws(Refusal) -> (Scheme, ArraySlice<UInt8>) {
        var bytes = Array(text.utf8)[...]
        while bytes.first?.isBlank == true { bytes.removeFirst() }
        while bytes.last?.isBlank == true { bytes.removeLast() }
        let name = bytes.prefix { $0.isAlphanumeric || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: ".") }
        let rest = bytes.dropFirst(name.count)
        guard rest.starts(with: "://".utf8) else { return (.https, bytes) }
        guard let scheme = Scheme(rawValue: String(decoding: name, as: UTF8.self).lowercased()) else {
            throw Refusal("the address has another scheme than https", fix: "write https://…")
        }
        return (scheme, rest.dropFirst(3))
    }

    /// The colons inside of an IPv6 address's brackets divide nothing.
    private static func splitPort(_ authority: [UInt8]) throws(Refusal) -> (name: [UInt8], port: Int?) {
        let afterBracket = authority.lastIndex(of: UInt8(ascii: "]")) ?? authority.startIndex
        guard afterBracket > authority.startIndex || authority.count(where: { $0 == UInt8(ascii: ":") }) < 2 else {
            throw Refusal("the address has several colons", fix: "write an IPv6 address in brackets, as https://[::1]")
        }
        guard let colon = authority[afterBracket...].firstIndex(of: UInt8(ascii: ":")) else { return (authority, nil) }
        let digits = authority[(colon + 1)...]
        guard (1...5).contains(digits.count), digits.allSatisfy(\.isDigit),
            let port = Int(String(decoding: digits, as: UTF8.self)), (1...65_535).contains(port)
        else {
            throw Refusal(
                "the address has a port that is no number from 1 to 65535",
                fix: "write it as h.example:8443, or leave it out")
        }
        return (Array(authority[..<colon]), port)
    }
}
