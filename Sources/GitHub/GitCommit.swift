package import Model

/// A commit before it is written. Everything that goes into its id is here, so a repeated request makes no second one.
package struct GitCommit: Sendable, Equatable {
    /// Who publishes. Neither part holds `<`, `>` or a line break.
    package struct Identity: Sendable, Equatable {
        package let name: String
        package let email: String

        package static let publisher = Identity(name: "dbmon", email: "dbmon@users.noreply.github.com")

        package init(name: String, email: String) {
            self.name = name
            self.email = email
        }
    }

    package let tree: GitObjectID
    package let parents: [GitObjectID]
    /// Author and committer alike.
    package let identity: Identity
    /// Counted in whole seconds, milliseconds cut.
    package let time: Timestamp
    package let message: String

    package init(tree: GitObjectID, parents: [GitObjectID], identity: Identity, time: Timestamp, message: String) {
        self.tree = tree
        self.parents = parents
        self.identity = identity
        self.time = time
        self.message = message
    }

    /// What the commit object holds. The message stands as it is, no final line feed added (api/github, 4).
    var content: [UInt8] {
        let signature = "\(identity.name) <\(identity.email)> \(time.milliseconds / 1_000) +0000"
        var text = "tree \(tree)\n"
        for parent in parents { text += "parent \(parent)\n" }
        text += "author \(signature)\ncommitter \(signature)\n\n\(message)"
        return Array(text.utf8)
    }

    /// The tree and the parents of a commit as git keeps it.
    ///
    /// - Returns: `nil` for what is no commit.
    static func tree(inContent content: [UInt8]) -> (tree: GitObjectID, parents: [GitObjectID])? {
        let lines = content.split(separator: 0x0A, omittingEmptySubsequences: false).prefix { !$0.isEmpty }
            .map { String(decoding: $0, as: UTF8.self) }
        guard let first = lines.first, first.hasPrefix("tree "), let tree = GitObjectID(String(first.dropFirst(5)))
        else { return nil }
        let parents = lines.dropFirst().prefix { $0.hasPrefix("parent ") }
        return (tree, parents.compactMap { GitObjectID(String($0.dropFirst(7))) })
    }
}
