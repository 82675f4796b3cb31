/// What GitHub and git accept as names.
enum GitHubNames {
    static func repository(_ text: String) -> (owner: String, name: String)? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts.allSatisfy(isName) else { return nil }
        return (parts[0], parts[1])
    }

    private static func isName(_ text: String) -> Bool {
        guard (1...100).contains(text.utf8.count), text != ".", text != ".." else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
            default: false
            }
        }
    }

    /// The rules of `git check-ref-format` for `refs/heads/NAME`.
    static func isBranch(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 240, text != "@", !text.hasPrefix("-"), !text.hasSuffix(".") else {
            return false
        }
        let forbidden = Set("~^:?*[\\ \u{7F}".unicodeScalars)
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || forbidden.contains($0) }) else { return false }
        guard !text.contains("..") && !text.contains("@{") else { return false }
        return text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
            !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasSuffix(".lock")
        }
    }

    /// - Returns: without slashes at the ends; `nil` for what leaves the repository or hides in `.git`.
    static func directory(_ text: String) -> String? {
        guard !text.hasPrefix("/"), text.utf8.count <= 1_000 else { return nil }
        let parts = text.split(separator: "/")
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else { return nil }
        guard parts.allSatisfy({ $0 != "." && $0 != ".." && $0.lowercased() != ".git" }) else { return nil }
        return parts.joined(separator: "/")
    }
}
