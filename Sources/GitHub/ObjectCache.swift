internal import Synchronization

/// Objects read before, by id: they never change. Keeps a publisher that runs again and again from reading the same
/// trees; bounded, and emptied whole when full.
final class ObjectCache: Sendable {
    private struct Content {
        var commits: [GitObjectID: Wire.Commit] = [:]
        var trees: [GitObjectID: TreeListing] = [:]
        var entries = 0
        var ownership: [Ownership: Bool] = [:]
    }

    private struct Ownership: Hashable {
        let blob: GitObjectID
        let firstLine: String
    }

    private static let commitLimit = 64
    private static let entryLimit = 50_000  // about 10 MB
    private static let ownershipLimit = 10_000

    private let content = Mutex(Content())

    func commit(_ id: GitObjectID) -> Wire.Commit? { content.withLock { $0.commits[id] } }

    func tree(_ id: GitObjectID) -> TreeListing? { content.withLock { $0.trees[id] } }

    /// Whether the rule calls the blob ours, where that is known.
    func isOwned(_ id: GitObjectID, by rule: RemovalRule) -> Bool? {
        content.withLock { $0.ownership[Ownership(blob: id, firstLine: rule.firstLine)] }
    }

    func keep(_ commit: Wire.Commit) {
        content.withLock { content in
            if content.commits.count >= Self.commitLimit { content.commits = [:] }
            content.commits[commit.sha] = commit
        }
    }

    func keep(_ tree: TreeListing) {
        content.withLock { content in
            if content.entries + tree.entries.count > Self.entryLimit {
                content.trees = [:]
                content.entries = 0
            }
            guard tree.entries.count <= Self.entryLimit, content.trees[tree.id] == nil else { return }
            content.trees[tree.id] = tree
            content.entries += tree.entries.count
        }
    }

    func keep(_ id: GitObjectID, by rule: RemovalRule, isOwned: Bool) {
        content.withLock { content in
            if content.ownership.count >= Self.ownershipLimit { content.ownership = [:] }
            content.ownership[Ownership(blob: id, firstLine: rule.firstLine)] = isOwned
        }
    }
}
