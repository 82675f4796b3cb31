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
    /// One a host where Azure tenants sign in: all workspaces of a cloud share it.
    private let loginPacers: [String: HostPacer]

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
        let logins = Set(workspaces.map { ServicePrincipal.azureLogin(forWorkspace: $0.host) })
        loginPacers = Dictionary(
            uniqueKeysWithValues: logins.map {
                ($0, HostPacer(.standard, total: total, clock: surroundings.clock))
            })
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
        case .failure(let error):
            keeper.resolved(nil)
            crawled.ledger.jobListError = .noCredential(message: error.message)
            crawled.credentialFailure = (error.message, error.fix)
            progress.add(WorkspaceProgress(workspace.name, status: .unreachable))
        case .success(let credential):
            let session = session(credential, of: workspace, index: index)
            keeper.resolved(credential.secret)
            let client = client(workspace, session, index: index)
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

    private func credential(of workspace: WorkspaceConfiguration) async throws -> Result<Credential, SecretError> {
        do {
            return .success(try await surroundings.resolver.resolve(workspace.auth))
        } catch {
            try Task.checkCancellation()
            return .failure(error)
        }
    }

    private func session(_ credential: Credential, of workspace: WorkspaceConfiguration, index: Int) -> Session {
        let principal: ServicePrincipal
        var pacer = pacers[workspace.host]
        switch credential {
        case .pat(let token): return Session(token: token, clock: surroundings.clock)
        case .oauthM2M(let clientID, let secret): principal = .databricks(clientID: clientID, secret: secret)
        case .azureSP(let tenantID, let clientID, let secret):
            let login = ServicePrincipal.azureLogin(forWorkspace: workspace.host)
            principal = .azure(tenantID: tenantID, clientID: clientID, secret: secret, login: login)
            pacer = loginPacers[login]
        }
        guard let pacer else { preconditionFailure("a host without a pacer") }
        return Session(
            principal, host: workspace.host, client: surroundings.client, pacer: pacer, clock: surroundings.clock,
            rule: RetryRule(attempts: limits.attempts),
            seed: ~(surroundings.seed &+ UInt64(index)),  // not that of the calls
            userAgent: userAgent(of: workspace),
            learn: { [keeper] in keeper.learned($0) })
    }

    private func userAgent(of workspace: WorkspaceConfiguration) -> String {
        "dbmon/\(Product.version) auth/\(workspace.auth.typeName)"
    }

    private func client(_ workspace: WorkspaceConfiguration, _ session: Session, index: Int) -> DatabricksClient {
        guard let pacer = pacers[workspace.host] else { preconditionFailure("a host without a pacer") }
        return DatabricksClient(
            host: workspace.host,
            session: session,
            client: surroundings.client,
            pacer: pacer,
            clock: surroundings.clock,
            rule: RetryRule(attempts: limits.attempts),
            giveUp: limits.giveUp,
            seed: surroundings.seed &+ UInt64(index),
            userAgent: userAgent(of: workspace)
        )
    }
}
