extension GitHubService {
    /// Of one blob that is uploaded.
    static let blobLimitBytes = 40 * 1_024 * 1_024

    mutating func createBlob(_ call: GitHubCall) throws -> GitHubReply {
        let body = try GitHubBody(call.request.body)
        let content = try body.requiredText("content")
        // Every other word, a misspelt one included, means literal text.
        let isBase64 = try body.text("encoding") == "base64"
        let bytes = isBase64 ? GitHubBase64.decodeLeniently(content) : Array(content.utf8)
        try check(bytes)
        let object = GitObject(kind: .blob, content: bytes)
        try storage.store(object)
        let url = call.addresses.git(.blob, object.id)
        return .created(["sha": .string(object.id.hex), "url": .string(url)], at: url)
    }

    /// What the service refuses whatever its name.
    func check(_ content: [UInt8]) throws(GitHubRefusal) {
        guard content.count <= fileLimitBytes else { throw .tooLarge }
        if let secret, content.firstRange(of: Array(secret.utf8)) != nil { throw .secretDetected }
    }

    func blob(_ sha: String, _ call: GitHubCall) throws -> GitHubReply {
        guard let id = GitObjectID(hex: sha), let object = try storage.object(id), object.kind == .blob else {
            throw GitHubRefusal.notFound
        }
        if call.wantsRaw { return GitHubReply(status: 200, body: .raw(object.content)) }
        return .ok([
            "sha": .string(sha),
            "node_id": .string(GitHubNodeID.blob(id, in: repository.id)),
            "size": .integer(Int64(object.content.count)),
            "url": .string(call.addresses.git(.blob, id)),
            "content": .string(GitHubBase64.encodeInLines(object.content)),
            "encoding": "base64",
        ])
    }
}
