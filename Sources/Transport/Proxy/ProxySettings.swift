/// Which proxy a request goes through.
package struct ProxySettings: Sendable, Hashable {
    private let https: Proxy?
    private let http: Proxy?
    private let exceptions: ProxyExceptions

    /// - Parameters:
    ///   - https: for `https://` addresses, as `HTTPS_PROXY` writes it: `[scheme://][user:password@]host[:port]`.
    ///   - http: for `http://` addresses.
    ///   - exceptions: as `NO_PROXY` writes them.
    package init(https: String? = nil, http: String? = nil, exceptions: String = "") {
        self.https = https.map(Proxy.init)
        self.http = http.map(Proxy.init)
        self.exceptions = ProxyExceptions(exceptions)
    }

    /// - Parameter host: as `urlHost` gives it.
    /// - Returns: `nil` where the request goes straight to its host, as one to loopback always does.
    func proxy(for host: String, isTLS: Bool) -> Proxy? {
        guard !LoopbackHost.isLoopback(host), let proxy = isTLS ? https : http else { return nil }
        return exceptions.contains(host) ? nil : proxy
    }
}

/// A proxy's address. It may hold a password, and shows its host and port alone.
struct Proxy: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// Read by libcurl alone.
    let address: Secret
    /// `host:port` for messages.
    let name: String
    /// libcurl takes a scheme it does not know for HTTP, and looks for a host whatever stands there.
    let isValid: Bool

    private static let schemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]

    init(_ text: String) {
        address = Secret(text)
        let scheme = text.firstRange(ofASCII: "://")
        let rest = scheme.map { text[$0.upperBound...] } ?? text[...]
        // A password may hold any sign unescaped: what stands behind the last `@` of all is surely none.
        let host = (rest.split(separator: "@", omittingEmptySubsequences: false).last ?? "")
            .prefix { $0 != "/" && $0 != "?" && $0 != "#" }.lowercased()
        let isPlain =
            !host.isEmpty
            && host.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x5B, 0x5D, 0x5F: true
                default: false
                }
            }
        name = isPlain ? host : "that is set"
        let port =
            host.hasSuffix("]") ? nil : host.split(separator: ":", omittingEmptySubsequences: false).dropFirst().last
        let isPort = port.map { UInt16($0) != nil } ?? true
        isValid =
            isPlain && isPort && Self.schemes.contains(scheme.map { text[..<$0.lowerBound].lowercased() } ?? "http")
    }

    var description: String { name }
    var customMirror: Mirror { Mirror(self, children: []) }

    static func == (left: Proxy, right: Proxy) -> Bool { left.address == right.address }
    func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
