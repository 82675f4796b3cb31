/// Where a redirect leads, if we may follow it: the same scheme, host and port as the configured address, below its
/// path, and a repository there. The credential goes nowhere else.
enum Redirect: Equatable {
    case repositoryByID(String)
    case repository(owner: String, name: String)

    /// - Returns: `nil` for a place we do not go to.
    init?(location: String, apiURL: String) {
        guard let base = Origin(apiURL), let place = Origin(location), base.isOrigin(of: place) else { return nil }
        let rest = place.path.dropFirst(base.path.count)
        guard rest.utf8.first == 0x2F else { return nil }
        let parts = rest.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").map(String.init)
        if parts.count >= 2, parts[0] == "repositories", parts[1].utf8.count <= 20,
            parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) })
        {
            self = .repositoryByID(parts[1])
        } else if parts.count >= 3, parts[0] == "repos", Self.isName(parts[1]), Self.isName(parts[2]) {
            self = .repository(owner: parts[1], name: parts[2])
        } else {
            return nil
        }
    }

    /// The two parts of `owner/name`, as the service sends it.
    static func parts(ofFullName text: String) -> (owner: String, name: String)? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, isName(parts[0]), isName(parts[1]) else { return nil }
        return (parts[0], parts[1])
    }

    private static func isName(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 140, text != ".", text != ".." else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
            default: false
            }
        }
    }

    /// The parts of an address that decide who is spoken to.
    private struct Origin {
        let scheme: String
        let authority: String
        let path: Substring

        /// - Returns: `nil` for a relative address, user information, or another scheme than http and https.
        init?(_ url: String) {
            guard let colon = url.firstRange(of: "://") else { return nil }
            scheme = url[..<colon.lowerBound].lowercased()
            guard scheme == "https" || scheme == "http" else { return nil }
            let rest = url[colon.upperBound...]
            let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
            var authority = rest[..<end].lowercased()
            guard !authority.isEmpty, !authority.contains("@"), !authority.contains("\\") else { return nil }
            let defaultPort = scheme == "https" ? ":443" : ":80"
            if authority.hasSuffix(defaultPort) { authority.removeLast(defaultPort.count) }
            self.authority = authority
            path = rest[end...]
        }

        func isOrigin(of other: Origin) -> Bool {
            scheme == other.scheme && authority == other.authority && other.path.hasPrefix(path)
        }
    }
}
