/// One entry of a call that builds a tree.
struct TreeChange: Encodable, Equatable, Sendable {
    enum Content: Equatable, Sendable {
        /// The service writes the blob itself.
        case text(String)
        case blob(GitObjectID)
        case removed
    }

    let path: RepositoryPath
    let content: Content

    /// Bytes of text that go with the call.
    var inlineBytes: Int {
        if case .text(let text) = content { text.utf8.count } else { 0 }
    }

    /// What an upload of the text takes; `nil` for a change that carries none.
    var file: DesiredTree.File? {
        guard case .text(let text) = content else { return nil }
        let bytes = Array(text.utf8)
        return DesiredTree.File(path: path, bytes: bytes, id: .blob(bytes))
    }

    private enum Key: String, CodingKey {
        case path, mode, type, sha, content
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(path.text, forKey: .path)
        try fields.encode(GitTreeEntry.Mode.file.text, forKey: .mode)
        try fields.encode("blob", forKey: .type)
        switch content {
        case .text(let text): try fields.encode(text, forKey: .content)
        case .blob(let id): try fields.encode("\(id)", forKey: .sha)
        case .removed: try fields.encodeNil(forKey: .sha)
        }
    }
}

extension TreeChange {
    /// Cut into calls of at most `entries` changes and `inlineBytes` of text, in order. A change larger than that goes
    /// alone.
    static func chunks(_ changes: [TreeChange], entries: Int, inlineBytes: Int) -> [[TreeChange]] {
        precondition(entries >= 1)
        var chunks: [[TreeChange]] = []
        var chunk: [TreeChange] = []
        var bytes = 0
        for change in changes {
            if !chunk.isEmpty, chunk.count == entries || bytes + change.inlineBytes > inlineBytes {
                chunks.append(chunk)
                chunk = []
                bytes = 0
            }
            chunk.append(change)
            bytes += change.inlineBytes
        }
        if !chunk.isEmpty { chunks.append(chunk) }
        return chunks
    }

    /// The text that may go inline: valid UTF-8, no NUL (which JSON text need not survive), not too long.
    static func inlineText(of bytes: [UInt8], limitBytes: Int) -> String? {
        guard bytes.count <= limitBytes, !bytes.contains(0) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}
