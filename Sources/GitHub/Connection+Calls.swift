#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The calls with their bodies decoded and their ids compared. All throw `PublishError` and `CancellationError`.
extension Connection {
    enum Head: Equatable {
        case at(GitObjectID)
        case absent
        /// The repository holds no commit at all.
        case empty
    }

    func head(of branch: String) async throws -> Head {
        let endpoint = Endpoint.reference(branch: branch)
        let reply = try await send(endpoint)
        if reply.verdict == .absent { return .absent }
        if reply.verdict == .emptyRepository { return .empty }
        return .at(try decode(Wire.Reference.self, from: reply, to: endpoint).object.sha)
    }

    func repository() async throws -> Wire.Repository {
        try decode(Wire.Repository.self, from: try await send(.repository), to: .repository)
    }

    func commit(_ id: GitObjectID) async throws -> Wire.Commit {
        let endpoint = Endpoint.commit(id)
        let commit = try decode(Wire.Commit.self, from: try await send(endpoint), to: endpoint)
        guard commit.sha == id else { throw PublishError.wrongID(of: "commit \(id)") }
        return commit
    }

    func tree(_ id: GitObjectID) async throws -> TreeListing {
        let endpoint = Endpoint.tree(id)
        let tree = try decode(Wire.Tree.self, from: try await send(endpoint), to: endpoint)
        guard tree.sha == id else { throw PublishError.wrongID(of: "tree \(id)") }
        let entries = tree.tree.map { entry in
            GitTreeEntry(
                name: Array(entry.path.utf8), mode: GitTreeEntry.Mode(entry.mode), id: entry.sha, size: entry.size)
        }
        return TreeListing(id: id, entries: entries, isTruncated: tree.truncated ?? false)
    }

    /// The bytes of a blob, checked against its id.
    func blob(_ id: GitObjectID) async throws -> [UInt8] {
        let endpoint = Endpoint.blob(id)
        let blob = try decode(Wire.Blob.self, from: try await send(endpoint), to: endpoint)
        // A line feed stands after every 60 characters.
        guard blob.encoding == "base64", let data = Data(base64Encoded: blob.content, options: .ignoreUnknownCharacters)
        else { throw PublishError.unreadable(endpoint: endpoint.title, field: "content is not base64") }
        let bytes = Array(data)
        guard GitObjectID.blob(bytes) == id else { throw PublishError.wrongID(of: "blob \(id)") }
        return bytes
    }

    /// Whether `commit` is in the history of `head`.
    func ancestry(of commit: GitObjectID, in head: GitObjectID) async throws -> RefMove.Ancestry {
        let endpoint = Endpoint.comparison(base: commit, head: head)
        let reply = try await send(endpoint)
        if reply.verdict == .absent { return .behind }
        switch try decode(Wire.Comparison.self, from: reply, to: endpoint).status {
        case "identical", "ahead": return .contained
        case "diverged": return .diverged
        default: return .behind
        }
    }

    func upload(_ file: DesiredTree.File) async throws {
        let endpoint = Endpoint.newBlob(path: file.path.text)
        let reply = try await send(endpoint, body: try Wire.encode(Wire.NewBlob(file.bytes)))
        guard try decode(Wire.Object.self, from: reply, to: endpoint).sha == file.id else {
            throw PublishError.wrongID(of: file.path.text)
        }
    }

    /// The answer must show our tree and parents; the id is the service's own.
    func newCommit(_ commit: GitCommit) async throws -> GitObjectID {
        let reply = try await send(.newCommit, body: try Wire.encode(Wire.NewCommit(commit)))
        let written = try decode(Wire.Commit.self, from: reply, to: .newCommit)
        guard written.tree.sha == commit.tree, written.parents.map(\.sha) == commit.parents else {
            throw PublishError.wrongID(of: "the commit")
        }
        return written.sha
    }

    func move(_ branch: String, to commit: GitObjectID) async throws -> RefMove.Answer {
        let body = try Wire.encode(Wire.MovedReference(sha: "\(commit)"))
        return try answer(
            try await send(.movedReference(branch: branch), body: body), to: .movedReference(branch: branch))
    }

    func create(_ branch: String, at commit: GitObjectID) async throws -> RefMove.Answer {
        let body = try Wire.encode(Wire.NewReference(ref: "refs/heads/\(branch)", sha: "\(commit)"))
        return try answer(try await send(.newReference, body: body), to: .newReference)
    }

    private func answer(_ reply: Reply, to endpoint: Endpoint) throws -> RefMove.Answer {
        switch reply.verdict {
        case .done: return .accepted
        case .notFastForward, .referenceMissing, .referenceExists: return .outdated
        case .unsettled(let error): return .lost(error)
        case .emptyRepository: return .outdated  // every branch was deleted
        case .absent, .contentsChanged, .unknownObject, .tooMuch, .throttled, .unavailable, .redirected, .refused:
            throw unexpected(endpoint)
        }
    }

    func decode<Body: Decodable>(_ type: Body.Type, from reply: Reply, to endpoint: Endpoint) throws -> Body {
        guard reply.verdict == .done else { throw unexpected(endpoint) }
        return try Wire.decode(type, from: reply.body, of: endpoint)
    }

    /// An answer that means something for another call alone.
    private func unexpected(_ endpoint: Endpoint) -> PublishError {
        .unreadable(endpoint: endpoint.title, field: "it does not belong to this call")
    }
}
