/// A path inside a repository, as bytes: two spellings that Swift's `String` calls equal are two files to git.
struct RepositoryPath: Hashable, Comparable, Sendable {
    static let root = RepositoryPath(components: [])

    let components: [[UInt8]]

    private init(components: [[UInt8]]) { self.components = components }

    /// Empty components and `.` are left out.
    ///
    /// - Returns: `nil` where a component is `..` or `.git`, or holds a NUL: the service refuses these.
    init?(_ text: String) {
        var components: [[UInt8]] = []
        for part in text.utf8.split(separator: 0x2F) {
            let component = Array(part)
            if component == [0x2E] { continue }
            guard component != [0x2E, 0x2E], !component.contains(0), !Self.isReserved(component) else { return nil }
            components.append(component)
        }
        self.components = components
    }

    var isRoot: Bool { components.isEmpty }

    /// The last component; empty for the root.
    var name: [UInt8] { components.last ?? [] }

    /// The root is its own parent.
    var parent: RepositoryPath { RepositoryPath(components: Array(components.dropLast())) }

    /// From the parent up to the root, which ends the list. Empty for the root itself.
    var ancestors: [RepositoryPath] {
        (0..<components.count).reversed().map { RepositoryPath(components: Array(components[..<$0])) }
    }

    func appending(_ name: [UInt8]) -> RepositoryPath { RepositoryPath(components: components + [name]) }

    func appending(_ path: RepositoryPath) -> RepositoryPath {
        RepositoryPath(components: components + path.components)
    }

    /// Slash-separated, without one at either end.
    var text: String {
        components.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    }

    /// As it stands in an address: each component percent-encoded, the slashes kept.
    var encoded: String { components.map(Self.encode).joined(separator: "/") }

    static func < (left: RepositoryPath, right: RepositoryPath) -> Bool {
        left.components.joined(separator: [0x2F]).lexicographicallyPrecedes(right.components.joined(separator: [0x2F]))
    }

    /// Everything but RFC 3986's unreserved characters is encoded.
    static func encode(_ component: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        for byte in component {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: encoded.append(byte)
            default: encoded += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func isReserved(_ component: [UInt8]) -> Bool {
        component.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 } == Array(".git".utf8)
    }
}
