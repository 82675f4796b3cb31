internal import Transport

/// Building a tree in as many calls as the service needs.
extension Connection {
    /// Applies the changes to `base`, each call on top of the one before. A call that is too much for the service is
    /// halved.
    ///
    /// - Returns: the id of the resulting tree.
    /// - Throws: `PublishError`; `CancellationError`.
    func newTree(on base: GitObjectID, changes: [TreeChange]) async throws -> GitObjectID {
        var tree = base
        var failures = 0
        var open = Array(
            TreeChange.chunks(changes, entries: limits.entriesPerTree, inlineBytes: limits.inlineBytesPerTree)
                .reversed())
        while let chunk = open.popLast() {
            do {
                tree = try await newTree(on: tree, chunk: chunk)
                failures = 0
            } catch let error as PublishError where Self.isTooMuch(error) {
                failures += 1
                guard chunk.count > 1, failures < limits.treeFailures else { throw error }
                let middle = chunk.count / 2
                open.append(Array(chunk[middle...]))
                open.append(Array(chunk[..<middle]))
            }
        }
        return tree
    }

    private func newTree(on base: GitObjectID, chunk: [TreeChange]) async throws -> GitObjectID {
        let body = try Wire.encode(Wire.NewTree(base_tree: "\(base)", tree: chunk))
        let reply = try await send(.newTree, body: body, attempts: chunk.count > 1 ? 2 : limits.attempts)
        if case .tooMuch(let error) = reply.verdict { throw error }
        return try decode(Wire.Object.self, from: reply, to: .newTree).sha
    }

    /// The service said so, or went silent or away over it (api/github, 2.5).
    private static func isTooMuch(_ error: PublishError) -> Bool {
        if case .unavailable = error { return true }
        if case .unreachable(let error) = error { return error.isTransient }
        guard case .refused(let status, let endpoint, let text) = error, endpoint == Endpoint.newTree.title else {
            return false
        }
        return status == 413 || text.lowercased().hasPrefix("sorry, your ")
    }
}
