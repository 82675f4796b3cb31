/// One line of a tree: what a directory says about one name in it.
package struct GitTreeEntry: Hashable, Sendable {
    /// The modes git knows, as the service writes them.
    package enum Mode: Hashable, Sendable {
        case file
        case executable
        case directory
        case symbolicLink
        case submodule
        case other(String)

        package init(_ text: String) {
            switch text {
            case "100644": self = .file
            case "100755": self = .executable
            case "040000", "40000": self = .directory
            case "120000": self = .symbolicLink
            case "160000": self = .submodule
            default: self = .other(text)
            }
        }

        /// Six digits, as the service takes it.
        package var text: String {
            switch self {
            case .file: "100644"
            case .executable: "100755"
            case .directory: "040000"
            case .symbolicLink: "120000"
            case .submodule: "160000"
            case .other(let text): text
            }
        }

        /// As a tree object holds it: no leading zero.
        fileprivate var objectText: String { self == .directory ? "40000" : text }
    }

    /// Compared byte by byte: git neither normalises nor folds.
    package let name: [UInt8]
    package let mode: Mode
    package let id: GitObjectID
    /// In bytes, where the service said it.
    package let size: Int?

    package init(name: [UInt8], mode: Mode, id: GitObjectID, size: Int? = nil) {
        self.name = name
        self.mode = mode
        self.id = id
        self.size = size
    }

    /// What a tree object holds, in the order that git demands.
    static func content(of entries: [GitTreeEntry]) -> [UInt8] {
        var content: [UInt8] = []
        for entry in entries.sorted(by: { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }) {
            content += Array(entry.mode.objectText.utf8)
            content.append(0x20)
            content += entry.name
            content.append(0)
            content += entry.id.bytes
        }
        return content
    }

    /// Reads what a tree object holds.
    ///
    /// - Returns: `nil` for what is none.
    static func entries(of content: [UInt8]) -> [GitTreeEntry]? {
        var entries: [GitTreeEntry] = []
        var rest = content[...]
        while !rest.isEmpty {
            guard let space = rest.firstIndex(of: 0x20), let end = rest[space...].firstIndex(of: 0),
                rest.endIndex - end > 20
            else { return nil }
            let mode = Mode(String(decoding: rest[..<space], as: UTF8.self))
            let id = GitObjectID(bytes: rest[(end + 1)...(end + 20)])
            entries.append(GitTreeEntry(name: Array(rest[(space + 1)..<end]), mode: mode, id: id))
            rest = rest[(end + 21)...]
        }
        return entries
    }

    /// A directory is ordered as if its name ended in a slash.
    private var sortKey: [UInt8] { mode == .directory ? name + [0x2F] : name }
}
