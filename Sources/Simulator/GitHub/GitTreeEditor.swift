/// Puts changes on top of a tree, by paths. Nothing is stored before the result is asked for.
struct GitTreeEditor {
    enum Change: Sendable {
        case put(GitMode, GitObjectID)
        case delete
    }

    private typealias Directory = [[UInt8]: GitTree.Entry]

    private let storage: any GitStorage
    /// Every directory that was looked into, by its path.
    private var directories: [[[UInt8]]: Directory]

    /// - Parameter base: `nil` for an empty tree.
    init(base: GitObjectID?, in storage: any GitStorage) throws(GitStorageError) {
        self.storage = storage
        directories = [[]: [:]]
        if let base { directories[[]] = try Self.directory(base, in: storage) }
    }

    /// Missing directories are made, and a file that stands where a directory must be gives way to it. Changes must
    /// come with the shorter paths first.
    ///
    /// - Returns: `false` where a path to be deleted is not there.
    mutating func apply(_ change: Change, at path: [[UInt8]]) throws(GitStorageError) -> Bool {
        guard let name = path.last else { return false }
        switch change {
        case .put(let mode, let id):
            for depth in 1..<max(path.count, 1) { try open(Array(path[..<depth])) }
            directories[path.dropLast()]?[name] = GitTree.Entry(mode: mode, name: name, id: id)
            return true
        case .delete:
            for depth in 1..<max(path.count, 1) {
                guard try openExisting(Array(path[..<depth])) else { return false }
            }
            return directories[path.dropLast()]?.removeValue(forKey: name) != nil
        }
    }

    /// The trees of the result, the root last. Directories that became empty are gone.
    func finish() -> (root: GitObjectID, trees: [GitObject]) {
        var directories = directories
        var trees: [GitObject] = []
        for path in directories.keys.sorted(by: { $0.count > $1.count }) {
            guard let directory = directories[path] else { continue }
            let tree = GitTree(entries: Array(directory.values)).object
            if let name = path.last {
                let entry = GitTree.Entry(mode: .directory, name: name, id: tree.id)
                directories[path.dropLast()]?[name] = directory.isEmpty ? nil : entry
                if directory.isEmpty { continue }
            }
            trees.append(tree)
        }
        return (trees.last?.id ?? .emptyTree, trees)
    }

    // MARK: - Directories

    private mutating func open(_ path: [[UInt8]]) throws(GitStorageError) {
        if try openExisting(path) { return }
        directories[path] = [:]
        if let name = path.last {
            // Only a place: the id follows when the directory's content is known.
            directories[path.dropLast()]?[name] = GitTree.Entry(mode: .directory, name: name, id: .emptyTree)
        }
    }

    private mutating func openExisting(_ path: [[UInt8]]) throws(GitStorageError) -> Bool {
        if directories[path] != nil { return true }
        guard let name = path.last, let entry = directories[path.dropLast()]?[name], entry.mode == .directory else {
            return false
        }
        directories[path] = try Self.directory(entry.id, in: storage)
        return true
    }

    private static func directory(
        _ id: GitObjectID,
        in storage: any GitStorage
    ) throws(GitStorageError) -> Directory {
        guard let tree = try storage.tree(id) else { throw .corruptObject(id) }
        return Dictionary(tree.entries.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
    }
}
