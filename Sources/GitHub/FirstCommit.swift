internal import Model

/// The commit that opens an empty repository, with one file: the rest of the interface is closed until then
/// (api/github, 3).
final class FirstCommit {
    private enum State {
        case none
        /// The answer was lost.
        case sent(GitCommit)
        case made(GitObjectID)
    }

    private let connection: Connection
    private var state = State.none
    private var tries = 0
    private var error: PublishError?

    init(connection: Connection) { self.connection = connection }

    /// There may be one.
    var isTried: Bool {
        if case .none = state { false } else { true }
    }

    /// `SUMMARY.md`, which a visitor reads first; else the smallest file.
    static func file(of files: [DesiredTree.File]) -> DesiredTree.File? {
        if let summary = files.first(where: { $0.path.name == Array("SUMMARY.md".utf8) }) { return summary }
        return files.min { $0.bytes.count < $1.bytes.count }
    }

    /// Each further try comes a little later.
    ///
    /// - Parameter commit: what makes one commit of all tries; its tree and parents are not looked at.
    /// - Returns: `nil` where the branch has to be looked at: the answer was lost, the repository is still being
    ///   created, or somebody else was faster.
    /// - Throws: `PublishError`, after too many tries the last one's; `CancellationError`.
    func make(_ file: DesiredTree.File, on branch: String, like commit: GitCommit) async throws -> GitObjectID? {
        let endpoint = Endpoint.contents(file.path)
        tries += 1
        guard tries <= connection.limits.attempts else {
            throw error ?? .refused(status: 409, endpoint: endpoint.title, text: "Git Repository is empty.")
        }
        try await connection.pause(tries > 1 ? .seconds(1 << (tries - 2)) : .zero)
        let commit = GitCommit(
            tree: HeadListing.root(holding: file), parents: [], identity: commit.identity, time: commit.time,
            message: commit.message)
        let body = try Wire.encode(
            Wire.FirstFile(
                message: commit.message, content: Wire.NewBlob(file.bytes).content, branch: branch,
                author: Wire.Person(commit), committer: Wire.Person(commit)))
        error = nil
        do {
            switch try await connection.ask(Wire.FirstCommit.self, endpoint, body: body) {
            case .body(let made, _):
                state = .made(made.commit.sha)
                return made.commit.sha
            case .other(.unsettled(let lost)): (state, error) = (.sent(commit), lost)
            case .other: break
            }
        } catch PublishError.unreadable(let endpoint, let field) {
            (state, error) = (.sent(commit), .unreadable(endpoint: endpoint, field: field))
        }
        return nil
    }

    /// The commit, if it is in the history of the head: a rival may have written the same.
    func landed(in head: GitObjectID, _ reader: HeadReader) async throws -> GitObjectID? {
        switch state {
        case .none: return nil
        case .made(let id): return id
        case .sent(let commit):
            let foretold = GitObjectID.commit(commit)
            if head == foretold { return head }
            let found = try await reader.commit(head)
            if found.parents.isEmpty {
                return found.tree.sha == commit.tree && found.message == commit.message ? head : nil
            }
            return try await reader.ancestry(of: foretold, in: head) == .contained ? foretold : nil
        }
    }
}
