/// The head's trees as far as a publication needs them, read level by level: a folder that is already exactly as
/// desired is not read.
struct HeadListing: Sendable {
    /// Folders found to be exactly as desired; nothing below them was read.
    private(set) var matched: Set<RepositoryPath> = []
    private(set) var levels: [RepositoryPath: TreeListing] = [:]
    private let wanted: Set<RepositoryPath>
    private let desired: [RepositoryPath: GitObjectID]
    private var open: [(directory: RepositoryPath, id: GitObjectID)]

    /// - Parameter wanted: the folders to read where they exist.
    /// - Parameter desired: the ids at which a folder need not be read.
    init(root: GitObjectID, wanted: Set<RepositoryPath>, desired: [RepositoryPath: GitObjectID]) {
        // A folder is reached through those above it.
        self.wanted = wanted.union(wanted.flatMap(\.ancestors))
        self.desired = desired
        open = [(.root, root)]
    }

    /// The next folder to read; `nil` at the end.
    mutating func next() -> (directory: RepositoryPath, id: GitObjectID)? {
        while let candidate = open.popLast() {
            guard desired[candidate.directory] == candidate.id else { return candidate }
            matched.insert(candidate.directory)
        }
        return nil
    }

    mutating func add(_ listing: TreeListing, at directory: RepositoryPath) {
        precondition(levels[directory] == nil)  // each folder is read once
        levels[directory] = listing
        for entry in listing.entries.values where entry.mode == .directory {
            let child = directory.appending(entry.name)
            if wanted.contains(child) { open.append((child, entry.id)) }
        }
    }

    func entry(at path: RepositoryPath) -> GitTreeEntry? { levels[path.parent]?.entries[path.name] }

    /// The path lies in a folder that is exactly as desired.
    func isMatched(_ path: RepositoryPath) -> Bool { path.ancestors.contains(where: matched.contains) }

    var isTruncated: Bool { levels.values.contains(where: \.isTruncated) }

    /// The id of the root after the changes.
    ///
    /// - Returns: `nil` where what was read does not suffice to tell.
    func rootID(writing writes: [DesiredTree.File], removing removals: [RepositoryPath]) -> GitObjectID? {
        guard levels.values.allSatisfy(\.isExact), levels[.root] != nil else { return nil }
        var changed: [RepositoryPath: [[UInt8]: GitTreeEntry]] = [:]
        for path in writes.map(\.path) + removals {
            for directory in path.ancestors where changed[directory] == nil {
                if matched.contains(directory) { return nil }  // what is in it was not read
                changed[directory] = levels[directory]?.entries ?? [:]
            }
        }
        for file in writes {
            changed[file.path.parent]?[file.path.name] = GitTreeEntry(name: file.path.name, mode: .file, id: file.id)
        }
        for path in removals { changed[path.parent]?[path.name] = nil }
        for directory in changed.keys.sorted(by: { $0.components.count > $1.components.count }) {
            let entries = Array((changed[directory] ?? [:]).values)
            if directory.isRoot { return .tree(entries) }
            // git keeps no empty folder
            changed[directory.parent]?[directory.name] =
                entries.isEmpty ? nil : GitTreeEntry(name: directory.name, mode: .directory, id: .tree(entries))
        }
        return nil
    }
}
