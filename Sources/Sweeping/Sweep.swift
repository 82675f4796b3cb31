package import Configuration
internal import Databricks
internal import Diagnosis
internal import GitHub
internal import Model
package import Pacing
internal import Reports
internal import Synchronization
package import Transport

/// The main job: every workspace at once, then the reports, then one commit.
///
/// A pure function of what the services answer: time, chance and the network are passed in.
package struct Sweep: Sendable {
    /// How long a folder is waited for that another sweep writes into.
    private static let folderWait = Duration.seconds(10)

    private let configuration: Configuration
    private let surroundings: Surroundings
    private let progress: SweepProgress

    /// What a sweep takes from outside.
    package struct Surroundings: Sendable {
        package let client: any HTTPClient
        package let clock: any SweepClock
        package let resolver: SecretResolver
        /// Of every random choice.
        package let seed: UInt64

        package init(client: any HTTPClient, clock: any SweepClock, resolver: SecretResolver, seed: UInt64) {
            self.client = client
            self.clock = clock
            self.resolver = resolver
            self.seed = seed
        }
    }

    package init(_ configuration: Configuration, in surroundings: Surroundings, progress: SweepProgress) {
        self.configuration = configuration
        self.surroundings = surroundings
        self.progress = progress
    }

    /// - Parameter publishes: whether the reports go to GitHub where the configuration says so.
    /// - Throws: `ReportError` where the reports cannot be written or earlier ones not be read; `CancellationError`, the
    ///   reports then being as they were.
    package func run(publishes: Bool) async throws -> SweepResult {
        let startedAt = surroundings.clock.timestamp
        let start = surroundings.clock.now
        let directory = ReportDirectory(path: configuration.report.directory)
        let prior = try PriorReports.read(directory: configuration.report.directory)
        let crawled = try await crawl(prior: prior, at: startedAt)
        try Task.checkCancellation()

        let report = report(crawled)
        let files = report.files()
        let kept = Set(files.map(\.path))
        try await write(files, removing: directory.ownedWorkspaceFiles().filter { !kept.contains($0) }, to: directory)

        let rows = crawled.flatMap(\.rows.jobs)
        var result = SweepResult(
            sweepID: SweepID.make(at: startedAt, seed: surroundings.seed),
            startedAt: startedAt,
            duration: .zero,
            workspaces: crawled.map(\.result),
            totals: rows.statusCounts,
            changes: StatusChanges.between(prior, rows, in: configuration.workspaces.map(\.name)),
            publication: PublicationResult(),
            reportDirectory: configuration.report.directory
        )
        if publishes, let github = configuration.github {
            result.publication = try await Publishing(github: github, surroundings: surroundings).publish(files, result)
        }
        result.duration = surroundings.clock.now - start
        return result
    }

    // MARK: - Crawling

    private struct Crawled: Sendable {
        let rows: WorkspaceJudge.Rows
        let result: WorkspaceResult
    }

    /// In the order of the configuration.
    private func crawl(prior: PriorReports, at startedAt: Timestamp) async throws -> [Crawled] {
        let aggregator = Aggregator()
        let pacers = pacers()
        let redactor = SharedRedactor()
        return try await withThrowingTaskGroup(of: (Int, Crawled).self) { group in
            for (index, workspace) in configuration.workspaces.enumerated() {
                group.addTask {
                    let crawled = try await crawl(
                        workspace, index: index, pacer: pacers[workspace.host], prior: prior, aggregator: aggregator,
                        redactor: redactor, startedAt: startedAt)
                    return (index, crawled)
                }
            }
            var all: [Int: Crawled] = [:]
            for try await (index, crawled) in group { all[index] = crawled }
            return configuration.workspaces.indices.compactMap { all[$0] }
        }
    }

    /// Why a workspace has no credential, and what to do.
    private typealias CredentialFailure = (message: String, fix: String?)

    /// A workspace's failure stays its own: only a cancellation is thrown.
    private func crawl(
        _ workspace: WorkspaceConfiguration,
        index: Int,
        pacer: HostPacer?,
        prior: PriorReports,
        aggregator: Aggregator,
        redactor: SharedRedactor,
        startedAt: Timestamp
    ) async throws -> Crawled {
        let start = surroundings.clock.now
        var ledger = WorkspaceLedger()
        var tally: CallTally?
        var credentialError: CredentialFailure?
        let token = try await resolve(workspace.auth, &credentialError)
        let progress: WorkspaceProgress
        if let token, let pacer {
            redactor.add(token)
            let client = client(workspace, token, pacer, index: index)
            tally = client.tally
            progress = WorkspaceProgress(workspace.name, tally: client.tally)
            self.progress.add(progress)
            let crawl = WorkspaceCrawl(
                workspace: workspace, client: client, aggregator: aggregator,
                windowStart: startedAt - workspace.lookback, progress: progress)
            try await crawl.run()
            ledger = await aggregator.close(workspace.name)
        } else {
            progress = WorkspaceProgress(workspace.name, tally: nil)
            self.progress.add(progress)
            ledger.jobListError = .credentialRefused(message: credentialError?.message ?? "not supported")
        }
        let judge = WorkspaceJudge(
            workspace: workspace,
            prior: prior,
            judge: FailureJudge(diagnostician: Diagnostician(), redactor: redactor.current),
            now: startedAt,
            windowStart: startedAt - workspace.lookback
        )
        let rows = judge.rows(ledger)
        var result = WorkspaceResult(workspace.name, ledger, rows: rows.jobs, redactor: redactor.current)
        if let counts = tally?.snapshot {
            (result.calls, result.retries, result.throttled) = (counts.calls, counts.retries, counts.throttled)
        }
        if let credentialError {
            (result.error, result.fix) = (credentialError.message, credentialError.fix)
        }
        result.duration = surroundings.clock.now - start
        progress.ended(result.status.rawValue)
        return Crawled(rows: rows, result: result)
    }

    private func resolve(_ auth: Authentication, _ failure: inout CredentialFailure?) async throws -> Secret? {
        do {
            switch try await surroundings.resolver.resolve(auth) {
            case .pat(let token): return token
            case .oauthM2M, .azureSP:
                failure = ("this version signs in by a personal access token alone", "Use auth.type pat or profile")
                return nil
            }
        } catch {
            try Task.checkCancellation()
            failure = (error.message, error.fix)
            return nil
        }
    }

    private func client(
        _ workspace: WorkspaceConfiguration,
        _ token: Secret,
        _ pacer: HostPacer,
        index: Int
    ) -> DatabricksClient {
        DatabricksClient(
            host: workspace.host,
            token: token,
            client: surroundings.client,
            pacer: pacer,
            clock: surroundings.clock,
            rule: RetryRule(attempts: configuration.limits.attempts),
            giveUp: configuration.limits.giveUp,
            seed: surroundings.seed &+ UInt64(index),
            userAgent: "dbmon/\(Product.version) auth/\(workspace.auth.typeName)"
        )
    }

    /// One pacer a host: workspaces that share a host share its limits, the lower ones.
    private func pacers() -> [String: HostPacer] {
        let total = Gate(width: configuration.limits.maxInFlight)
        var limits: [String: RateLimit] = [:]
        for workspace in configuration.workspaces {
            let known = limits[workspace.host] ?? workspace.rateLimit
            limits[workspace.host] = RateLimit(
                requestsPerSecond: min(known.requestsPerSecond, workspace.rateLimit.requestsPerSecond),
                burst: min(known.burst, workspace.rateLimit.burst),
                maxInFlight: min(known.maxInFlight, workspace.rateLimit.maxInFlight)
            )
        }
        return limits.mapValues { HostPacer($0, total: total, clock: surroundings.clock) }
    }

    // MARK: - Reporting

    /// Another sweep that writes into the same folder is waited for.
    private func write(_ files: [ReportFile], removing: [String], to directory: ReportDirectory) async throws {
        let end = surroundings.clock.now + Self.folderWait
        while true {
            do throws(ReportError) {
                return try directory.write(files, removing: removing)
            } catch {
                guard case .busy = error, surroundings.clock.now < end else { throw error }
            }
            try await surroundings.clock.sleep(for: .milliseconds(100))
        }
    }

    private func report(_ crawled: [Crawled]) -> Report {
        Report(
            workspaces: configuration.workspaces.map { workspace in
                ReportedWorkspace(
                    name: workspace.name,
                    environment: workspace.environment,
                    selections: workspace.selections.map(\.selection.entryText),
                    lookback: workspace.lookback,
                    requestsPerSecond: workspace.rateLimit.requestsPerSecond,
                    burst: workspace.rateLimit.burst,
                    maxInFlight: workspace.rateLimit.maxInFlight
                )
            },
            rows: crawled.flatMap(\.rows.jobs),
            failures: crawled.flatMap(\.rows.failures),
            columns: ReportColumn.layout(
                configuration.report.columns?.compactMap(ReportColumn.init(rawValue:)) ?? ReportColumn.all)
        )
    }
}

/// Grows as secrets are resolved; each judgement takes what is known by then.
private final class SharedRedactor: Sendable {
    private let redactor = Mutex(Redactor())

    func add(_ secret: Secret) { redactor.withLock { $0 = $0.adding([secret]) } }

    var current: Redactor { redactor.withLock { $0 } }
}

extension [JobRow] {
    var statusCounts: [JobStatus: Int] { reduce(into: [:]) { $0[$1.status, default: 0] += 1 } }
}
