/// The content of a commit object.
package struct GitCommit: Sendable, Equatable {
    package let tree: GitObjectID
    package let parents: [GitObjectID]
    package let author: GitSignature
    package let committer: GitSignature
    /// Byte for byte; git's own commits end it with a line feed, the service's do not.
    package let message: String
    /// An armored detached PGP signature, without a final line feed.
    package let signature: String?

    package init(
        tree: GitObjectID,
        parents: [GitObjectID],
        author: GitSignature,
        committer: GitSignature,
        message: String,
        signature: String? = nil
    ) {
        self.tree = tree
        self.parents = parents
        self.author = author
        self.committer = committer
        self.message = message
        self.signature = signature
    }

    package var object: GitObject { GitObject(kind: .commit, content: Array(text(signed: true).utf8)) }

    /// What the signature covers.
    var payload: String { text(signed: false) }

    private func text(signed: Bool) -> String {
        var text = "tree \(tree)\n"
        for parent in parents { text += "parent \(parent)\n" }
        text += "author \(author.line)\ncommitter \(committer.line)\n"
        if signed, let signature {
            let lines = signature.split(separator: "\n", omittingEmptySubsequences: false)
            text += "gpgsig " + lines.joined(separator: "\n ") + "\n"
        }
        return text + "\n" + message
    }

    /// Reads a commit of ours or of git; headers unknown here (`encoding`, `mergetag`) are passed over.
    ///
    /// - Returns: `nil` where a header that every commit has is missing or malformed.
    package init?(content: [UInt8]) {
        let (headers, message) = Self.parts(of: content)
        var tree: GitObjectID?
        var parents: [GitObjectID] = []
        var author: GitSignature?
        var committer: GitSignature?
        var signature: [Substring] = []
        var inSignature = false
        for bytes in headers {
            let line = String(decoding: bytes, as: UTF8.self)
            if line.hasPrefix(" ") {
                if inSignature { signature.append(line.dropFirst()) }
                continue
            }
            let words = line.split(separator: " ", maxSplits: 1)
            guard words.count == 2 else { return nil }
            inSignature = words[0] == "gpgsig"
            switch words[0] {
            case "tree": tree = GitObjectID(hex: String(words[1]))
            case "parent":
                guard let parent = GitObjectID(hex: String(words[1])) else { return nil }
                parents.append(parent)
            case "author": author = GitSignature(line: words[1])
            case "committer": committer = GitSignature(line: words[1])
            case "gpgsig": signature.append(words[1])
            default: break
            }
        }
        guard let tree, let author, let committer else { return nil }
        self.init(
            tree: tree,
            parents: parents,
            author: author,
            committer: committer,
            message: message,
            signature: signature.isEmpty ? nil : signature.joined(separator: "\n")
        )
    }

    /// The headers' lines, and what follows the empty line after them.
    private static func parts(of content: [UInt8]) -> (headers: [ArraySlice<UInt8>], message: String) {
        var headers: [ArraySlice<UInt8>] = []
        var rest = content[...]
        while let end = rest.firstIndex(of: 0x0A) {
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            if line.isEmpty { break }
            headers.append(line)
        }
        return (headers, String(decoding: rest, as: UTF8.self))
    }
}
