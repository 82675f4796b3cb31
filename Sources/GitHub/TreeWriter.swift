/// Writes the tree of a commit: text goes with the calls that build it, the rest is uploaded first.
struct TreeWriter {
    let connection: Connection

    /// Where the result is not the foretold one, everything is uploaded, each id compared: then the service kept some
    /// text otherwise than it was sent.
    ///
    /// - Parameter expected: `nil` where it could not be foretold.
    /// - Throws: `PublishError`; `CancellationError`.
    func write(
        on root: GitObjectID, writes: [DesiredTree.File], removals: [RepositoryPath], expected: GitObjectID?
    ) async throws -> GitObjectID {
        let removed = removals.map { TreeChange(path: $0, content: .removed) }
        var tree = try await connection.newTree(on: root, changes: try await changes(writes, inline: true) + removed)
        guard let expected, tree != expected else { return tree }
        tree = try await connection.newTree(on: root, changes: try await changes(writes, inline: false) + removed)
        guard tree == expected else { throw PublishError.wrongID(of: "the tree") }
        return tree
    }

    private func changes(_ writes: [DesiredTree.File], inline: Bool) async throws -> [TreeChange] {
        var changes: [TreeChange] = []
        var uploads = 0
        for file in writes {
            if inline,
                let text = TreeChange.inlineText(of: file.bytes, limitBytes: connection.limits.inlineBytesPerTree)
            {
                changes.append(TreeChange(path: file.path, content: .text(text)))
                continue
            }
            if uploads >= connection.limits.uploadBurst { try await connection.pause(.seconds(1)) }
            uploads += 1
            try await connection.upload(file)
            changes.append(TreeChange(path: file.path, content: .blob(file.id)))
        }
        return changes
    }
}
