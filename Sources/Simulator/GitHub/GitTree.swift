/// What an entry of a tree is, by the digits that the tree object holds.
package enum GitMode: String, Sendable, CaseIterable {
    case file = "100644"
    case executable = "100755"
    case symlink = "120000"
    case directory = "40000"
    case submodule = "160000"

    /// By six digits, as the service takes and sends them: `40000` is refused there.
    init?(wire: String) {
        guard let mode = Self.allCases.first(where: { $0.wire == wire }) else { return nil }
        self = mode
    }

    var wire: String { self == .directory ? "040000" : rawValue }

    var kind: GitObjectKind {
        switch self {
        case .file, .executable, .symlink: .blob
        case .directory: .tree
        case .submodule: .commit
        }
    }
}

/// The content of a tree object: entries in git's order.
package struct GitTree: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        package let mode: GitMode
        /// Bytes, for git knows no encoding of names.
        package let name: [UInt8]
        package let id: GitObjectID

        package init(mode: GitMode, name: [UInt8], id: GitObjectID) {
            self.mode = mode
            self.name = name
            self.id = id
        }

        /// A directory sorts as if its name ended in `/`.
        fileprivate var sortKey: [UInt8] { mode == .directory ? name + [0x2F] : name }
    }

    package let entries: [Entry]

    package init(entries: [Entry]) {
        self.entries = entries.map { (key: $0.sortKey, entry: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map(\.entry)
    }

    /// - Returns: `nil` where the content is no tree that this simulator could have written or taken from git.
    package init?(content: [UInt8]) {
        var entries: [Entry] = []
        var rest = content[...]
        while !rest.isEmpty {
            guard let space = rest.firstIndex(of: 0x20), let end = rest[space...].firstIndex(of: 0) else { return nil }
            let digits = String(decoding: rest[..<space], as: UTF8.self)
            let idEnd = end + 1 + GitObjectID.byteCount
            guard let mode = GitMode(stored: digits), idEnd <= rest.endIndex else { return nil }
            let id = GitObjectID(digest: rest[(end + 1)..<idEnd])
            entries.append(Entry(mode: mode, name: Array(rest[(space + 1)..<end]), id: id))
            rest = rest[idEnd...]
        }
        self.entries = entries
    }

    package var object: GitObject {
        var content: [UInt8] = []
        for entry in entries {
            content += Array(entry.mode.rawValue.utf8)
            content.append(0x20)
            content += entry.name
            content.append(0)
            content += entry.id.bytes
        }
        return GitObject(kind: .tree, content: content)
    }

    package func entry(named name: [UInt8]) -> Entry? { entries.first { $0.name == name } }
}

extension GitMode {
    /// Old trees hold files as `100664`, which reads as a file.
    fileprivate init?(stored digits: String) {
        if digits == "100664" {
            self = .file
        } else {
            self.init(rawValue: digits)
        }
    }
}
