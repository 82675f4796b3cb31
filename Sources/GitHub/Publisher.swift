internal import Model
package import Pacing
package import Transport

/// Publishes reports to a branch of a repository: one commit with every changed file, and none where nothing changed.
/// Other people's files are never touched, and the branch is never forced.
///
/// Keeps what it has read by id, so one publisher that serves many sweeps asks little. One publication at a time.
package struct Publisher: Sendable {
    package let target: PublishTarget
    private let token: Secret
    private let client: any HTTPClient
    private let clock: any SweepClock
    private let seed: UInt64
    private let version: String
    private let limits: PublishLimits
    private let interruption: Interruption
    private let cache: ObjectCache

    /// - Parameters:
    ///   - version: of dbmon, for the User-Agent that the service demands.
    ///   - memory: of an earlier publisher; one of another target is left aside.
    ///   - interruption: told of the stretch between the first request that moves the branch and the sight of the commit
    ///     on it.
    package init(
        target: PublishTarget, token: Secret, client: any HTTPClient, clock: any SweepClock, seed: UInt64,
        version: String = "1", limits: PublishLimits = .standard, memory: PublishMemory? = nil,
        interruption: Interruption = Interruption()
    ) {
        self.target = target
        self.token = token
        self.client = client
        self.clock = clock
        self.seed = seed
        self.version = version
        self.limits = limits
        self.interruption = interruption
        cache = ObjectCache(memory, of: target)
    }

    /// What this publisher knows now, for the next process.
    package var memory: PublishMemory { cache.memory(of: target) }

    /// Whether a folder of the branch, as this publisher last looked at it or meant to leave it, has a file of this name
    /// and content. Asks nobody.
    package func knows(_ file: PublishedFile) -> Bool {
        guard let path = RepositoryPath(file.path) else { return false }
        let id = GitObjectID.blob(file.bytes)
        return memory.trees.contains { $0.entries[path.name]?.id == id }
    }

    /// Publishes the files, and removes those that `removal` finds left over; with `nil` nothing is removed.
    ///
    /// A cancellation before the branch is asked to move ends at once. While it is not known whether it moved, that is
    /// the failure `interrupted`; after it, the commit is reported with a warning that it was not verified.
    ///
    /// - Throws: `PublishFailure`; `CancellationError`.
    package func publish(
        _ files: [PublishedFile], removing removal: RemovalRule? = .leftWorkspaces, message: String,
        identity: GitCommit.Identity = .publisher
    ) async throws -> Publication {
        let connection = connect()
        return try await reporting(connection) {
            let desired = try DesiredTree(files, in: target.directory, limit: limits.files)
            let second = clock.timestamp.milliseconds / 1_000 * 1_000
            let run = PublishRun(
                connection: connection, cache: cache, branch: target.branch, desired: desired, removal: removal,
                message: message, identity: identity, time: Timestamp(milliseconds: second), seed: seed,
                interruption: interruption)
            let (outcome, count) = try await run.run()
            return Publication(
                outcome: outcome, files: count, calls: connection.calls + cache.takeReadingCalls(),
                warnings: connection.warnings)
        }
    }

    /// The published files among `paths` (relative to the directory), as the branch holds them now. What does not
    /// exist, or is no file, is left out; so is everything where there is no branch.
    ///
    /// - Parameter known: files as they were last published, perhaps: one that is still the same is not read.
    /// - Throws: `PublishFailure`; `CancellationError`.
    package func read(_ paths: [String], known: [PublishedFile] = []) async throws -> [PublishedFile] {
        let connection = connect()
        return try await reporting(connection) {
            guard let base = RepositoryPath(target.directory) else {
                throw PublishError.invalidPath(path: target.directory)
            }
            let reader = HeadReader(connection: connection, cache: cache)
            guard case .at(let head) = try await reader.head(of: target.branch, isFirst: true) else { return [] }
            let places = paths.compactMap { text in RepositoryPath(text).map { (text, base.appending($0)) } }
            let local = Dictionary(known.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
            let commit = try await reader.commit(head)
            let listing = try await reader.listing(
                HeadListing(root: commit.tree.sha, wanted: Set(places.map(\.1.parent)), desired: [:]))
            var files: [PublishedFile] = []
            for (text, path) in places {
                guard let entry = listing.entry(at: path), entry.mode == .file || entry.mode == .executable else {
                    continue
                }
                if let file = local[text], .blob(file.bytes) == entry.id {
                    files.append(file)
                } else {
                    files.append(PublishedFile(path: text, bytes: try await connection.blob(entry.id)))
                }
            }
            cache.keep(seen: head)
            cache.count(readingCalls: connection.calls)
            return files
        }
    }

    private func connect() -> Connection {
        let connection = Connection(
            target: cache.moved ?? target, token: token, client: client, clock: clock, version: version, seed: seed,
            limits: limits)
        if let moved = cache.moved { connection.warn(Connection.moveWarning(to: moved)) }
        return connection
    }

    private func reporting<Result>(
        _ connection: Connection, _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch let reason as PublishError {
            throw PublishFailure(
                reason: reason, requestID: connection.requestID, calls: connection.calls,
                warnings: connection.warnings)
        }
    }
}
