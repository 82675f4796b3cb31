import GitHub
import Model
import Pacing
@testable import Simulator
import Transport

/// The simulated service with the repository of api/github, section 9, and publishers that meet it under virtual time.
struct Stage: Sendable {
    typealias ObjectID = Simulator.GitObjectID

    static let start = Timestamp(milliseconds: 1_795_496_400_000)  // 2026-11-24 05:00 UTC
    static let addresses = ["https://api.github.com", "https://ghe.example.com/api/v3"]
    static let foreign: [String: String?] = ["README.md": "# Pipeline health\n", "docs/notes.txt": "hello\n"]

    let shared: SharedService
    var address = Stage.addresses[0]
    var branch = "main"
    var directory = "Error"

    /// - Parameter isEmpty: without a commit; else people have worked in it.
    init(
        _ storage: any GitStorage = MemoryGitStorage(), isEmpty: Bool = false, defaultBranch: String = "main",
        latency: Duration = .milliseconds(80), seed: UInt64 = 0, requestsPerHour: Int = 5_000
    ) {
        var service = GitHubService(
            storage: storage,
            repository: GitHubRepository(owner: "acme", name: "pipeline-health", defaultBranch: defaultBranch),
            requestsPerHour: requestsPerHour, latency: latency, seed: seed)
        if !isEmpty { service.happen(.push(files: Stage.foreign, branch: defaultBranch)) }
        shared = SharedService(service)
    }

    /// Looks at the service, or changes it.
    @discardableResult
    func edit<Result: Sendable>(_ body: (inout GitHubService) -> Result) -> Result? {
        shared.access { service in
            guard var github = service as? GitHubService else { return nil }
            defer { service = github }
            return body(&github)
        }
    }

    func plan(_ faults: GitHubFault...) { edit { for fault in faults { $0.plan(fault) } } }

    func happen(_ event: GitHubEvent) { edit { $0.happen(event) } }

    var ledger: GitHubLedger { edit { $0.ledger } ?? GitHubLedger() }

    // MARK: Publishing

    func publisher(
        _ clock: any SweepClock, seed: UInt64 = 1, memory: PublishMemory? = nil, limits: PublishLimits = .standard
    ) -> Publisher {
        Publisher(
            target: PublishTarget(
                apiURL: address, owner: "acme", repository: "pipeline-health", branch: branch, directory: directory),
            token: Secret("ghp_demo"), client: SimulatedHTTPClient(service: shared, clock: clock), clock: clock,
            seed: seed, limits: limits, memory: memory)
    }

    /// One publication by a publisher of its own.
    func publish(
        _ files: [PublishedFile] = World.files, message: String = World.message, seed: UInt64 = 1,
        after: Duration = .zero
    ) async throws -> Result<Publication, PublishFailure> {
        try await VirtualRun.run { run in
            let clock = VirtualClock(run, start: Stage.start + after)
            return try await attempt(publisher(clock, seed: seed), files, message)
        }
    }

    func attempt(
        _ publisher: Publisher, _ files: [PublishedFile] = World.files, _ message: String = World.message
    ) async throws -> Result<Publication, PublishFailure> {
        do {
            return .success(try await publisher.publish(files, message: message))
        } catch let failure as PublishFailure {
            return .failure(failure)
        }
    }

    /// What was asked and what became of the refs, for a storm that went wrong.
    var story: String {
        let calls = ledger.calls.map { call in
            let second = (call.at - Stage.start).wholeMilliseconds / 1_000
            return "\(second)s \(call.title) \(call.status)"
        }
        let moves = ledger.moves.map { move in
            let ids = [move.from, move.to].map { $0.map { String($0.hex.prefix(6)) } ?? "-" }
            return "\(move.isOurs ? "ours" : "theirs") \(move.ref) \(ids[0]) to \(ids[1])"
        }
        return (calls.suffix(60) + moves).joined(separator: "\n")
    }

    // MARK: What the branch holds

    func head(of branch: String? = nil) -> ObjectID? {
        edit { service in
            GitRefName(branch: branch ?? self.branch).flatMap { try? service.storage.ref($0) }
        } ?? nil
    }

    /// From the head back, newest first: ids and messages.
    func history(of branch: String? = nil) -> [(id: ObjectID, message: String)] {
        guard let head = head(of: branch) else { return [] }
        return edit { service in
            ((try? service.storage.history(from: head)) ?? []).map { id in
                (id, (try? service.storage.commit(id)?.message) ?? "")
            }
        } ?? []
    }

    func commits(_ message: String = World.message, of branch: String? = nil) -> Int {
        history(of: branch).count { $0.message == message }
    }

    func text(_ path: String, at commit: ObjectID? = nil) -> String? {
        guard let commit = commit ?? head() else { return nil }
        return edit { service -> String? in
            guard let tree = try? service.storage.treeID(at: commit),
                let entry = try? service.storage.entry(
                    at: path.utf8.split(separator: 0x2F).map(Array.init), below: tree),
                let object = try? service.storage.object(entry.id)
            else { return nil }
            return String(decoding: object.content, as: UTF8.self)
        } ?? nil
    }

    func holds(_ files: [PublishedFile] = World.files, at commit: ObjectID? = nil) -> Bool {
        let prefix = directory.isEmpty ? "" : directory + "/"
        return files.allSatisfy { text(prefix + $0.path, at: commit) == String(decoding: $0.bytes, as: UTF8.self) }
    }

    /// The paths that a commit changed against its first parent.
    func changes(of commit: ObjectID) -> [String] {
        edit { service in
            guard let own = try? service.storage.commit(commit) else { return [] }
            let parent = own.parents.first.flatMap { try? service.storage.commit($0) }
            let changes = try? service.storage.changes(
                from: parent?.tree ?? .emptyTree, to: own.tree, limit: 10_000)
            return (changes ?? []).map(\.path)
        } ?? []
    }
}

extension Result where Success == Publication, Failure == PublishFailure {
    var publication: Publication? { try? get() }

    var failure: PublishFailure? {
        if case .failure(let failure) = self { failure } else { nil }
    }

    var commit: String? {
        if case .committed(let id)? = publication?.outcome { id.description } else { nil }
    }

    var isUnchanged: Bool { publication?.outcome == .unchanged }
}
