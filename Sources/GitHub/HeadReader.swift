/// Reads objects of the repository, each id once.
struct HeadReader {
    let connection: Connection
    let cache: ObjectCache

    /// Where the branch stands now.
    ///
    /// - Parameter isFirst: the first read of a publication says what it knows: where nothing moved, it costs nothing
    ///   of the limit. Later ones come after a move, and ask for the whole.
    func head(of branch: String, isFirst: Bool = false) async throws -> Connection.Head {
        let (head, tag) = try await connection.head(of: branch, known: isFirst ? cache.head : nil)
        switch head {
        case .at(let id): cache.keep(ObjectCache.Head(id: id, tag: tag))
        case .absent, .empty: cache.keep(nil)
        }
        if connection.hasMoved { cache.keep(moved: connection.target) }
        return head
    }

    func commit(_ id: GitObjectID) async throws -> Wire.Commit {
        if let commit = cache.commit(id) { return commit }
        let commit = try await connection.commit(id)
        cache.keep(commit)
        return commit
    }

    /// Walks the listing to its end.
    func listing(_ start: HeadListing) async throws -> HeadListing {
        var listing = start
        while let (directory, id) = listing.next() {
            listing.add(try await tree(id), at: directory)
        }
        return listing
    }

    /// Whether the rule calls a blob ours.
    func isOwned(_ id: GitObjectID, by rule: RemovalRule) async throws -> Bool {
        if let known = cache.isOwned(id, by: rule) { return known }
        let isOwned = rule.isOwned(try await connection.blob(id))
        cache.keep(id, by: rule, isOwned: isOwned)
        return isOwned
    }

    func ancestry(of commit: GitObjectID, in head: GitObjectID) async throws -> RefMove.Ancestry {
        if try await self.commit(head).parents.contains(where: { $0.sha == commit }) { return .contained }
        return try await connection.ancestry(of: commit, in: head)
    }

    private func tree(_ id: GitObjectID) async throws -> TreeListing {
        if id == .emptyTree { return TreeListing(id: id, entries: [], isTruncated: false) }
        if let tree = cache.tree(id) { return tree }
        let tree = try await connection.tree(id)
        if !tree.isTruncated { cache.keep(tree) }
        return tree
    }
}
