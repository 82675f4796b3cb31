/// What two commits have in common.
struct GitDivergence {
    /// Reachable from the head alone, newest first.
    let ahead: [GitObjectID]
    /// Reachable from the base alone.
    let behindCount: Int
    /// `nil` where the histories never met.
    let mergeBase: GitObjectID?
}

extension GitStorage {
    /// A commit is its own ancestor. Every commit is looked at once.
    func isAncestor(_ ancestor: GitObjectID, of commit: GitObjectID) throws(GitStorageError) -> Bool {
        var seen: Set = [commit]
        var pending = [commit]
        var next = 0
        while next < pending.count {
            let id = pending[next]
            next += 1
            if id == ancestor { return true }
            for parent in try self.commit(id)?.parents ?? [] where seen.insert(parent).inserted {
                pending.append(parent)
            }
        }
        return false
    }

    /// The commits reachable from one, newest first by the committer's clock and never a parent before its child.
    func history(from head: GitObjectID) throws(GitStorageError) -> [GitObjectID] {
        var commits: [GitObjectID: GitCommit] = [:]
        var children: [GitObjectID: Int] = [head: 0]
        var pending = [head]
        while let id = pending.popLast() {
            guard commits[id] == nil, let commit = try commit(id) else { continue }
            commits[id] = commit
            for parent in commit.parents {
                children[parent, default: 0] += 1
                pending.append(parent)
            }
        }
        var order: [GitObjectID] = []
        var ready = [head]
        while let id = ready.popLast() {
            guard let commit = commits[id] else { continue }
            order.append(id)
            for parent in commit.parents {
                children[parent, default: 1] -= 1
                guard children[parent] == 0, let seconds = commits[parent]?.committer.seconds else { continue }
                let place = ready.lastIndex { (commits[$0]?.committer.seconds ?? 0) <= seconds }
                ready.insert(parent, at: place.map { $0 + 1 } ?? 0)
            }
        }
        return order
    }

    func divergence(base: GitObjectID, head: GitObjectID) throws(GitStorageError) -> GitDivergence {
        let ofBase = Set(try history(from: base))
        let ofHead = try history(from: head)
        let shared = Set(ofHead).intersection(ofBase)
        return GitDivergence(
            ahead: ofHead.filter { !shared.contains($0) },
            behindCount: ofBase.count - shared.count,
            mergeBase: ofHead.first { shared.contains($0) }
        )
    }
}
