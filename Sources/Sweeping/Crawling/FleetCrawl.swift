internal import Configuration
internal import Databricks
internal import History
internal import Model
internal import Pacing
internal import Reports
internal import Transport

/// Reads every workspace at once, each in a child of its own: whatever becomes of one does not touch another.
struct FleetCrawl: Sendable {
    private let workspaces: [WorkspaceConfiguration]
    private let limits: Limits
    private let surroundings: Sweep.Surroundings
    private let prior: PriorKnowledge
    private let history: any History
    private let keeper: OutputKeeper
    private let progress: SweepProgress
    private let aggregator = Aggregator()
    /// One pacer a host: workspaces that share a host share its limits, the lower ones.
    private let pacers: [String: HostPacer]

    init(
        _ workspaces: [WorkspaceConfiguration],
        limits: Limits,
        in surroundings: Sweep.Surroundings,
        prior: PriorKnowledge,
        history: any History,
        keeper: OutputKeeper,
        progress: SweepProgress
    ) {
        self.workspaces = workspaces
        self.limits = limits
        self.surroundings = surroundings
        self.prior = prior
        self.history = history
        self.keeper = keeper
        self.progress = progress
        let total = Gate(width: limits.maxInFlight)
        var rateLimits: [String: RateLimit] = [:]
        for workspace in workspaces {
            let known = rateLimits[workspace.host] ?? workspace.rateLimit
            rateLimits[workspace.host] = RateLimit(
                requestsPerSecond: min(known.requestsPerSecond, workspace.rateLimit.requestsPerSecond),
                burst: min(known.burst, workspace.rateLimit.burst),
                maxInFlight: min(known.maxInFlight, workspace.rateLimit.maxInFlight)
            )
        }
        pacers = rateLimits.mapValues { HostPacer($0, total: total, clock: surroundings.clock) }
    }

    /// In the order of the configuration.
    ///
    /// - Throws: `CancellationError` alone.
    func run(at startedAt: Timestamp) async throws -> [CrawledWorkspace] {
        try await withThrowingTaskGroup(of: (Int, CrawledWorkspace).self) { group in
            for (index, workspace) in workspaces.enumerated() {
                group.addTask { (index, try await crawl(workspace, index: index, at: startedAt)) }
            }
            var all: [Int: CrawledWorkspace] = [:]
            for try await (index, crawled) in group { all[index] = crawled }
            return workspaces.indices.compactMap { all[$0] }
        }
    }

    private func crawl(
        _ workspace: WorkspaceConfiguration,
        index: Int,
        at startedAt: Timestamp
    ) async throws -> CrawledWorkspace {
        let start = surroundings.clock.now
        var crawled = CrawledWorkspace(workspace: workspace)
        switch try await credential(of: workspace) {
        case .refused(let message, let fix, let secret):
            crawled.secret = secret
            keeper.resolved(secret)
            crawled.ledger.jobListError = .credentialRefused(message: message)
            crawled.credentialFailure = (message, fix)
            progress.add(WorkspaceProgress(workspace.name, status: .unreachable))
        case .token(let token):
            crawled.secret = token
            keeper.resolved(token)
            let client = client(workspace, token, index: index)
            let progress = WorkspaceProgress(workspace.name, tally: client.tally)
            self.progress.add(progress)
            let crawl = WorkspaceCrawl(
                workspace: workspace,
                client: client,
                aggregator: aggregator,
                windowStart: startedAt - workspace.lookback,
                knownJobs: KnownRows(of: workspace, in: prior).jobs.compactMap(\.jobID),
                memory: OutputMemory(
                    history: history, workspace: workspace.name, keeper: keeper, isForgetful: surroundings.readsAll),
                progress: progress
            )
            do {
                try await crawl.run()
            } catch {
                // An interrupted sweep has not fetched in vain; nobody is left to be told that a full disk took it.
                try? keeper.flush()
                throw error
            }
            crawled.ledger = await aggregator.close(workspace.name)
            crawled.counts = client.tally.snapshot
            crawled.apiVersion = client.apiVersion
            let selected = crawled.ledger.jobs.values.filter { job in
                workspace.selections.contains { $0.selection.matches(job) }
            }
            progress.ended(crawled.ledger.status(of: Set(selected.map(\.id))))
        }
        crawled.duration = surroundings.clock.now - start
        return crawled
    }

    private enum CredentialOutcome {
        case token(Secret)
        case refused(message: String, fix: String?, secret: Secret?)
    }

    private func credential(of workspace: WorkspaceConfiguration) async throws -> CredentialOutcome {
        do {
            let credential = try await surroundings.resolver.resolve(workspace.auth)
            if case .pat(let token) = credential { return .token(token) }
            return .refused(
                message: "this version signs in by a personal access token alone",
                fix: "Use auth.type pat or profile", secret: credential.secret)
        } catch {
            try Task.checkCancellation()
            return .refused(message: error.message, fix: error.fix, secret: nil)
        }
    }

    private func client(_ workspace: WorkspaceConfiguration, _ token: Secret, index: Int) -> DatabricksClient {
        guard let pacer = pacers[workspace.host] else { preconditionFailure("a host without a pacer") }
        return DatabricksClient(
            host: workspace.host,
            token: token,
            client: surroundings.client,
            pacer: pacer,
            clock: surroundings.clock,
            rule: RetryRule(attempts: limits.attempts),
            giveUp: limits.giveUp,
            seed: surroundings.seed &+ UInt64(index),
            userAgent: "dbmon/\(Product.version) auth/\(workspace.auth.typeName)"
        )
    }
}
