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

    /// - Parameter known: where the branch stood when it was read last, and the tag of that answer.
    func head(of branch: String, known: ObjectCache.Head? = nil) async throws -> (Head, tag: String?) {
        let endpoint = Endpoint.reference(branch: branch)
        switch try await ask(Wire.Reference.self, endpoint, tag: known?.tag) {
        case .body(let reference, let tag): return (.at(reference.object.sha), tag)
        case .other(.absent): return (.absent, nil)
        case .other(.emptyRepository): return (.empty, nil)
        case .other(.unchanged):
            guard let known else { throw unexpected(endpoint) }
            return (.at(known.id), known.tag)
        case .other: throw unexpected(endpoint)
        }
    }

    func repository() async throws -> Wire.Repository { try await body(of: .repository) }

    func commit(_ id: GitObjectID) async throws -> Wire.Commit {
        let commit: Wire.Commit = try await body(of: .commit(id))
        guard commit.sha == id else { throw PublishError.wrongID(of: "commit \(id)") }
        return commit
    }

    func tree(_ id: GitObjectID) async throws -> TreeListing {
        let tree: Wire.Tree = try await body(of: .tree(id))
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
        let blob: Wire.Blob = try await body(of: endpoint)
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
        switch try await ask(Wire.Comparison.self, endpoint) {
        case .body(let comparison, _):
            switch comparison.status {
            case "identical", "ahead": return .contained
            case "diverged": return .diverged
            default: return .behind
            }
        case .other(.absent): return .behind
        case .other: throw unexpected(endpoint)
        }
    }

    func upload(_ file: DesiredTree.File) async throws {
        let object: Wire.Object = try await body(
            of: .newBlob(path: file.path.text), sending: try Wire.encode(Wire.NewBlob(file.bytes)))
        guard object.sha == file.id else { throw PublishError.wrongID(of: file.path.text) }
    }

    /// The answer must show our tree and parents; the id is the service's own.
    func newCommit(_ commit: GitCommit) async throws -> Wire.Commit {
        let written: Wire.Commit = try await body(of: .newCommit, sending: try Wire.encode(Wire.NewCommit(commit)))
        guard written.tree.sha == commit.tree, written.parents.map(\.sha) == commit.parents else {
            throw PublishError.wrongID(of: "the commit")
        }
        return written
    }

    func move(_ branch: String, to commit: GitObjectID) async throws -> RefMove.Answer {
        let body = try Wire.encode(Wire.MovedReference(sha: "\(commit)"))
        return try await answer(to: .movedReference(branch: branch), sending: body, commit)
    }

    func create(_ branch: String, at commit: GitObjectID) async throws -> RefMove.Answer {
        let body = try Wire.encode(Wire.NewReference(ref: "refs/heads/\(branch)", sha: "\(commit)"))
        return try await answer(to: .newReference, sending: body, commit)
    }

    /// Only an answer that shows the commit says that it was taken.
    private func answer(
        to endpoint: Endpoint, sending body: [UInt8], _ commit: GitObjectID
    ) async throws -> RefMove.Answer {
        let answer: Answer<Wire.Reference>
        do {
            answer = try await ask(Wire.Reference.self, endpoint, body: body)
        } catch let error as PublishError {
            guard case .unreadable = error else { throw error }
            return .lost(error)
        }
        switch answer {
        case .body(let reference, _):
            return reference.object.sha == commit ? .accepted : .lost(.wrongID(of: "the branch"))
        case .other(.notFastForward), .other(.referenceExists): return .outdated
        case .other(.referenceMissing): return .gone
        case .other(.unsettled(let error)): return .lost(error)
        case .other(.emptyRepository): return .gone  // every branch was deleted
        case .other: throw unexpected(endpoint)
        }
    }

    /// For calls that know no other answer than a body.
    private func body<Body: Decodable>(of endpoint: Endpoint, sending bytes: [UInt8]? = nil) async throws -> Body {
        guard case .body(let body, _) = try await ask(Body.self, endpoint, body: bytes) else {
            throw unexpected(endpoint)
        }
        return body
    }

    /// An answer that means something for another call alone.
    private func unexpected(_ endpoint: Endpoint) -> PublishError {
        .unreadable(endpoint: endpoint.title, field: "it does not belong to this call")
    }
}
