/// What has to change for the head to hold the desired files. A pure function of the two; applied twice, the second
/// plan is empty.
struct PublishPlan: Sendable {
    /// By path.
    let writes: [DesiredTree.File]
    /// Files that go if their first line shows that dbmon wrote them. By path.
    let candidates: [GitCandidate]

    struct GitCandidate: Sendable, Equatable {
        let path: RepositoryPath
        let id: GitObjectID
    }

    /// - Throws: `PublishError.occupied` where a folder, link or submodule of somebody else's stands in the way.
    init(desired: DesiredTree, removal: RemovalRule?, listing: HeadListing) throws(PublishError) {
        var writes: [DesiredTree.File] = []
        for file in desired.files where !listing.isMatched(file.path) {
            for ancestor in file.path.ancestors where !ancestor.isRoot {
                if let entry = listing.entry(at: ancestor), entry.mode != .directory {
                    throw .occupied(path: ancestor.text)
                }
            }
            switch listing.entry(at: file.path) {
            case nil: writes.append(file)
            case let entry? where entry.mode == .directory || entry.mode == .submodule:
                throw .occupied(path: file.path.text)
            case let entry?:
                if entry.id != file.id || entry.mode != .file { writes.append(file) }
            }
        }
        self.writes = writes
        candidates = Self.candidates(desired: desired, removal: removal, listing: listing)
    }

    /// The folder that may hold files to remove, where there is such a rule.
    static func removalDirectory(of removal: RemovalRule?, in base: RepositoryPath) -> RepositoryPath? {
        guard let removal, let directory = RepositoryPath(removal.directory) else { return nil }
        return base.appending(directory)
    }

    private static func candidates(
        desired: DesiredTree, removal: RemovalRule?, listing: HeadListing
    ) -> [GitCandidate] {
        guard let removal, let directory = removalDirectory(of: removal, in: desired.base),
            let level = listing.levels[directory]
        else { return [] }
        return level.entries.values
            .filter { removal.isCandidate($0) && !desired.contains(directory.appending($0.name)) }
            .map { GitCandidate(path: directory.appending($0.name), id: $0.id) }
            .sorted { $0.path < $1.path }
    }
}
