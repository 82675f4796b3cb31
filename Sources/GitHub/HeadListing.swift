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

    /// What makes up the head as far as it is known: what was read, and what need not be.
    func known(by desired: DesiredTree) -> [TreeListing] {
        let unread = desired.levels.filter { directory, _ in
            matched.contains(directory) || isMatched(directory)
        }
        return Array(levels.values) + Array(unread.values)
    }

    func entry(at path: RepositoryPath) -> GitTreeEntry? { levels[path.parent]?.entries[path.name] }

    /// The path lies in a folder that is exactly as desired.
    func isMatched(_ path: RepositoryPath) -> Bool { path.ancestors.contains(where: matched.contains) }

    var isTruncated: Bool { levels.values.contains(where: \.isTruncated) }

    /// The root of a repository that holds one file alone.
    static func root(holding file: DesiredTree.File) -> GitObjectID {
        var entry = GitTreeEntry(name: file.path.name, mode: .file, id: file.id)
        for directory in file.path.ancestors where !directory.isRoot {
            entry = GitTreeEntry(name: directory.name, mode: .directory, id: .tree([entry]))
        }
        return .tree([entry])
    }

    /// The folders that were read, as the changes leave them; the root is the last one.
    ///
    /// - Returns: `nil` where what was read does not suffice to tell.
    func levels(writing writes: [DesiredTree.File], removing removals: [RepositoryPath]) -> [TreeListing]? {
        guard levels.values.allSatisfy(\.isExact), levels[.root] != nil else { return nil }
        var changed: [RepositoryPath: [[UInt8]: GitTreeEntry]] = levels.mapValues(\.entries)
        for path in writes.map(\.path) + removals {
            for directory in path.ancestors where changed[directory] == nil {
                if matched.contains(directory) { return nil }  // what is in it was not read
                changed[directory] = [:]
            }
        }
        for file in writes {
            changed[file.path.parent]?[file.path.name] = GitTreeEntry(
                name: file.path.name, mode: .file, id: file.id, size: file.bytes.count)
        }
        for path in removals { changed[path.parent]?[path.name] = nil }
        var result: [TreeListing] = []
        for directory in changed.keys.sorted(by: { $0.components.count > $1.components.count }) {
            let entries = Array((changed[directory] ?? [:]).values)
            // git keeps no empty folder
            if entries.isEmpty, !directory.isRoot, levels[directory]?.entries.isEmpty != true {
                changed[directory.parent]?[directory.name] = nil
                continue
            }
            let listing = TreeListing(id: .tree(entries), entries: entries, isTruncated: false)
            result.append(listing)
            guard !directory.isRoot else { break }
            changed[directory.parent]?[directory.name] = GitTreeEntry(
                name: directory.name, mode: .directory, id: listing.id)
        }
        return result
    }
}
