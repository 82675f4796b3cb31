/// The address of a workspace or of an API: what people paste, made exact.
enum HostAddress {
    enum Mistake: Error, Equatable {
        case notAnAddress
        case userInformation
        case plainHTTP
        case badPort

        var message: String {
            switch self {
            case .notAnAddress: "is no address of a host"
            case .userInformation: "must not hold a user name or password"
            case .plainHTTP: "must use https: the token would travel in the clear"
            case .badPort: "has a port that is not within 1 to 65535"
            }
        }
    }

    /// - Returns: `scheme://host[:port]`; the port is left out where it is the scheme's own.
    /// - Parameter keepingPath: whether a path belongs to the address (an API's prefix) or was pasted along.
    static func normalized(_ text: String, keepingPath: Bool = false) throws(Mistake) -> String {
        var rest = Substring(text)
        var isSecure = true
        if let scheme = rest.prefix(before: "://") {
            switch scheme.lowercased() {
            case "https": isSecure = true
            case "http": isSecure = false
            default: throw .notAnAddress
            }
            rest = rest.dropFirst(scheme.count + 3)
        }
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.contains("@") else { throw .userInformation }
        let (name, port) = try split(authority)
        guard isSecure || isLoopback(name) else { throw .plainHTTP }
        var address = "\(isSecure ? "https" : "http")://\(name)"
        if let port, port != (isSecure ? 443 : 80) { address += ":\(port)" }
        if keepingPath {
            var path = rest.dropFirst(authority.count).prefix { $0 != "?" && $0 != "#" }
            while path.hasSuffix("/") { path = path.dropLast() }
            guard path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .notAnAddress }
            address += path
        }
        return address
    }

    /// The names and addresses that never leave this machine.
    static func isLoopback(_ name: String) -> Bool {
        if name == "localhost" || name.hasSuffix(".localhost") || name == "[::1]" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func split(_ authority: Substring) throws(Mistake) -> (name: String, port: Int?) {
        let name: Substring
        let tail: Substring
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            name = authority[...end]
            tail = authority[authority.index(after: end)...]
            guard name.dropFirst().dropLast().utf8.allSatisfy(isAddressByte) else { throw .notAnAddress }
        } else {
            name = authority.prefix { $0 != ":" }
            tail = authority.dropFirst(name.count)
            guard isName(name) else { throw .notAnAddress }
        }
        guard !tail.isEmpty else { return (name.lowercased(), nil) }
        guard tail.hasPrefix(":") else { throw .notAnAddress }
        guard let port = Int(tail.dropFirst()), (1...65_535).contains(port), tail.dropFirst().first != "+" else {
            throw .badPort
        }
        return (name.lowercased(), port)
    }

    private static func isName(_ name: Substring) -> Bool {
        guard !name.isEmpty, name.utf8.count <= 253 else { return false }
        return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty && label.utf8.count <= 63 && label.first != "-"
                && label.utf8.allSatisfy { byte in
                    switch byte {
                    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
                    default: false
                    }
                }
        }
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x3A, 0x41...0x46, 0x61...0x66, 0x2E: true
        default: false
        }
    }
}

extension Substring {
    fileprivate func prefix(before separator: String) -> Substring? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(separator) { return self[..<start] }
            start = index(after: start)
        }
        return nil
    }
}
