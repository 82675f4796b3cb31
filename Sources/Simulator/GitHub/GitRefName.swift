/// The full name of a ref, as `refs/heads/main`, by the rules of git's check-ref-format. It is safe as a relative path.
package struct GitRefName: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Longer names do not fit in a file system.
    package static let lengthLimitBytes = 1_024
    static let componentLimitBytes = 250

    package let text: String

    /// - Returns: `nil` for a name that git would refuse.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.lengthLimitBytes, text.hasPrefix("refs/"), bytes.last != 0x2E else { return nil }
        let components = bytes.split(separator: 0x2F, omittingEmptySubsequences: false)
        guard components.count >= 3, components.allSatisfy(Self.isComponent) else { return nil }
        self.text = text
    }

    package init?(branch: String) { self.init("refs/heads/\(branch)") }

    /// `nil` for a tag or another kind of ref.
    package var branch: String? { text.hasPrefix("refs/heads/") ? String(text.dropFirst("refs/heads/".count)) : nil }

    /// Every name that this one lies inside of: `refs/heads/a` for `refs/heads/a/b`.
    var enclosing: [String] {
        let components = text.split(separator: "/")
        guard components.count > 3 else { return [] }
        return (3..<components.count).map { components[..<$0].joined(separator: "/") }
    }

    package var description: String { text }

    package static func < (left: GitRefName, right: GitRefName) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    private static func isComponent(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, first != 0x2E, bytes.count <= componentLimitBytes else { return false }
        if bytes.suffix(5).elementsEqual(".lock".utf8) { return false }
        var previous: UInt8 = 0
        for byte in bytes {
            switch byte {
            case 0...0x20, 0x7F, 0x7E, 0x5E, 0x3A, 0x3F, 0x2A, 0x5B, 0x5C: return false
            case 0x2E where previous == 0x2E: return false
            case 0x7B where previous == 0x40: return false
            default: previous = byte
            }
        }
        return true
    }
}
