internal import Synchronization

/// What was read or written before. Objects never change, so they are known by their ids; where the branch stood is
/// asked again with its tag. Keeps a publisher that runs again and again from reading the same; bounded, and emptied
/// whole when full.
final class ObjectCache: Sendable {
    /// Where the branch stood when it was read last.
    struct Head: Equatable, Sendable {
        let id: GitObjectID
        /// Of that answer; `nil` where it had none.
        let tag: String?
    }

    private struct Content {
        var head: Head?
        /// Where the branch stood a moment ago, for the publication that follows a reading.
        var seen: GitObjectID?
        /// What readings since the last publication cost.
        var readingCalls = 0
        var commits: [GitObjectID: Wire.Commit] = [:]
        var trees: [GitObjectID: TreeListing] = [:]
        var entries = 0
        var ownership: [Ownership: Bool] = [:]
        /// What the last publication looked at or wrote, for the next process.
        var commit: [UInt8]?
        var levels: [GitObjectID] = []
        var moved: PublishTarget?
    }

    private struct Ownership: Hashable {
        let blob: GitObjectID
        let firstLine: String
    }

    private static let commitLimit = 64
    private static let entryLimit = 50_000  // about 10 MB
    private static let ownershipLimit = 10_000

    private let content = Mutex(Content())

    init(_ memory: PublishMemory? = nil, of target: PublishTarget) {
        guard let memory, memory.isOf(target) else { return }
        for tree in memory.trees { keep(tree) }
        content.withLock { content in
            content.levels = memory.trees.map(\.id)
            content.head = memory.head
            guard let commit = memory.commit else { return }
            content.commits[commit.sha] = commit
            content.commit = memory.commitText
        }
    }

    func memory(of target: PublishTarget) -> PublishMemory {
        content.withLock { content in
            PublishMemory(
                target: target, head: content.head, commitText: content.commit,
                trees: content.levels.compactMap { content.trees[$0] })
        }
    }

    // MARK: The branch

    var head: Head? { content.withLock { $0.head } }

    /// Where the repository was found to have moved to.
    var moved: PublishTarget? { content.withLock { $0.moved } }

    func keep(seen id: GitObjectID?) { content.withLock { $0.seen = id } }

    func count(readingCalls calls: Int) { content.withLock { $0.readingCalls += calls } }

    func takeReadingCalls() -> Int {
        content.withLock { content in
            defer { content.readingCalls = 0 }
            return content.readingCalls
        }
    }

    /// Once: a second publication looks for itself.
    func takeSeen() -> GitObjectID? {
        content.withLock { content in
            defer { content.seen = nil }
            return content.seen
        }
    }

    func keep(_ head: Head?) { content.withLock { $0.head = head } }

    func keep(moved target: PublishTarget) { content.withLock { $0.moved = target } }

    // MARK: Objects

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

    /// What makes up the head as it was looked at, or as we left it.
    ///
    /// - Parameter commit: of ours, as git keeps it, where its id is the service's.
    func keep(levels: [TreeListing], commit: [UInt8]?) {
        for level in levels where !level.isTruncated { keep(level) }
        content.withLock { content in
            content.levels = levels.filter(\.isExact).map(\.id)
            if let commit { content.commit = commit }
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
