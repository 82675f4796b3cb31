package import Configuration
internal import History
package import Logging
package import Model
package import Pacing
internal import Reports
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
        /// Whether outputs that earlier sweeps have read are read again.
        package let readsAll: Bool
        package let logger: Logger

        package init(
            client: any HTTPClient,
            clock: any SweepClock,
            resolver: SecretResolver,
            seed: UInt64,
            readsAll: Bool = false,
            logger: Logger = Logger(label: "dbmon") { _ in SwiftLogNoOpLogHandler() }
        ) {
            self.client = client
            self.clock = clock
            self.resolver = resolver
            self.seed = seed
            self.readsAll = readsAll
            self.logger = logger
        }
    }

    package init(_ configuration: Configuration, in surroundings: Surroundings, progress: SweepProgress) {
        self.configuration = configuration
        self.surroundings = surroundings
        self.progress = progress
    }

    /// - Parameters:
    ///   - publishes: whether the reports go to GitHub where the configuration says so.
    ///   - chosen: the workspaces to be read; the rows of the others stay as earlier reports have them. `nil` for all.
    /// - Throws: `ReportError` where the reports cannot be written or earlier ones not be read; `HistoryError`;
    ///   `HistoryHeld` where another sweep works on the same history; `CancellationError`, the reports then being as they
    ///   were.
    package func run(publishes: Bool, only chosen: Set<WorkspaceName>? = nil) async throws -> SweepResult {
        let history = try await HistoryAccess.open(
            path: configuration.history.database, clock: surroundings.clock)
        defer { history.close() }
        return try await run(publishes: publishes, only: chosen, with: history)
    }

    private func run(
        publishes: Bool, only chosen: Set<WorkspaceName>?, with history: any History
    ) async throws -> SweepResult {
        let startedAt = surroundings.clock.timestamp
        let start = surroundings.clock.now
        let directory = ReportDirectory(path: configuration.report.directory)
        let remembered = try Remembered(history, configuration, at: startedAt)
        let onDisk = try PriorReports.files(in: configuration.report.directory)
        let local = PriorKnowledge([remembered.reports, onDisk.reports])
        let swept = configuration.workspaces.filter { chosen?.contains($0.name) ?? true }
        let others = configuration.workspaces.filter { chosen?.contains($0.name) == false }
        let keeper = OutputKeeper(history, secrets: configuration.workspaces.count + 1, at: startedAt)
        async let secretsOfOthers = secrets(of: others, keeper)
        async let opened = Outlet.open(
            configuration, in: surroundings, publishes: publishes, prior: local, files: onDisk.files, history: history,
            keeper: keeper)
        // Where nothing is kept here, only the published reports tell which jobs there were.
        let isNewHere = !local.workspaceNames.isSuperset(of: swept.map(\.name))
        let crawls = try await FleetCrawl(
            swept, limits: configuration.limits, in: surroundings, prior: isNewHere ? opened.prior : local,
            history: history, keeper: keeper,
            progress: progress
        ).run(at: startedAt)
        // All secrets are known by now, those of workspaces that are not read among them: a text is masked in the same
        // way in every sweep.
        let outlet = try await opened
        let prior = outlet.prior
        let secrets = await secretsOfOthers + crawls.compactMap(\.secret) + [outlet.token].compactMap { $0 }
        let redactor = Redactor(secrets: secrets)
        var judged = await judged(crawls, with: redactor, prior: prior, at: startedAt)
        for index in judged.indices { remembered.warn(&judged[index].result) }
        try Task.checkCancellation()

        let kept = KeptRows(of: configuration.workspaces.map(\.name), butFor: Set(swept.map(\.name)), in: prior)
        let rows = judged.flatMap(\.rows.jobs) + kept.jobs
        // A file without rows would say that the workspace has no jobs: one that nobody has read gets none.
        let known = configuration.workspaces.filter { !kept.missing.contains($0.name) }
        let unread = Set(judged.map(\.result).filter { $0.status == .unreachable }.map(\.name))
        let files = report(known, rows, failures: judged.flatMap(\.rows.failures) + kept.failures, unread: unread)
            .files()
        let paths = Set(files.map(\.path))
        var result = SweepResult(
            sweepID: SweepID.make(at: startedAt, seed: surroundings.seed),
            startedAt: startedAt,
            workspaces: judged.map(\.result),
            totals: rows.statusCounts,
            changes: StatusChanges.between(prior, rows, in: configuration.workspaces.map(\.name)),
            reportDirectory: configuration.report.directory
        )
        log(result)
        let landing = Landing(configuration: configuration, result: result, judged: judged, files: files)
        let isToBePublished = publishes && kept.missing.isEmpty
        try keeper.flush()
        try history.land(landing.sweep(duration: surroundings.clock.now - start, publishes: isToBePublished))
        try remembered.tidy(configuration)
        // In this order: killed in between, the history is ahead of the reports, and never behind them.
        try await write(files, removing: directory.ownedWorkspaceFiles().filter { !paths.contains($0) }, to: directory)
        if kept.missing.isEmpty {
            result.publication = try await outlet.publish(files, result, redactor: redactor)
        } else {
            result.publication.error = kept.reason
        }
        remember(&result, landing, outlet, history)
        result.warnings += prior.warnings + history.warnings
        result.duration = surroundings.clock.now - start
        logEnd(result)
        return result
    }

    /// In the same order; every core takes a part.
    private func judged(
        _ crawls: [CrawledWorkspace], with redactor: Redactor, prior: PriorKnowledge, at now: Timestamp
    ) async -> [JudgedWorkspace] {
        await withTaskGroup(of: (Int, JudgedWorkspace).self) { group in
            for (index, crawl) in crawls.enumerated() {
                group.addTask { (index, crawl.judged(with: redactor, prior: prior, at: now)) }
            }
            return await group.reduce(into: [Int: JudgedWorkspace]()) { $0[$1.0] = $1.1 }
                .sorted { $0.key < $1.key }.map(\.value)
        }
    }

    /// A reference that cannot be resolved hides nothing.
    private func secrets(of workspaces: [WorkspaceConfiguration], _ keeper: OutputKeeper) async -> [Secret] {
        await withTaskGroup(of: Secret?.self) { group in
            for workspace in workspaces {
                group.addTask {
                    let secret = try? await surroundings.resolver.resolve(workspace.auth).secret
                    keeper.resolved(secret)
                    return secret
                }
            }
            return await group.reduce(into: []) { secrets, secret in
                if let secret { secrets.append(secret) }
            }
        }
    }

    /// Keeps what became of the publication: the branch has it, so that a history which cannot take it is a warning.
    private func remember(
        _ result: inout SweepResult, _ landing: Landing, _ outlet: Outlet, _ history: any History
    ) {
        do throws(HistoryError) {
            if result.publication.isDone, let pending = landing.pending {
                let known = try history.lastCommit(at: pending.destination)
                try history.markPublished(
                    pending, commit: result.publication.commit ?? known ?? "", at: surroundings.clock.timestamp)
            }
            try outlet.remember(in: history)
        } catch {
            result.warnings.append("what was published could not be noted: \(error.message)")
        }
    }

    private func logEnd(_ result: SweepResult) {
        surroundings.logger.info(
            "sweep ended",
            metadata: [
                "sweep_id": "\(result.sweepID)", "publish": "\(result.publication.status.rawValue)",
                "commit": "\(result.publication.commit ?? "")", "duration_ms": "\(result.duration.wholeMilliseconds)",
            ])
    }

    private func log(_ result: SweepResult) {
        for workspace in result.workspaces {
            surroundings.logger.log(
                level: workspace.status == .ok ? .info : .notice,
                "workspace read",
                metadata: [
                    "sweep_id": "\(result.sweepID)", "workspace": "\(workspace.name)",
                    "status": "\(workspace.status.rawValue)", "jobs": "\(workspace.jobs)", "runs": "\(workspace.runs)",
                    "calls": "\(workspace.calls)", "retries": "\(workspace.retries)",
                    "throttled": "\(workspace.throttled)", "error": "\(workspace.error ?? "")",
                ])
        }
    }

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

    private func report(
        _ workspaces: [WorkspaceConfiguration],
        _ rows: [JobRow],
        failures: [FailureRow],
        unread: Set<WorkspaceName>
    ) -> Report {
        Report(
            workspaces: workspaces.map { workspace in
                ReportedWorkspace(
                    name: workspace.name,
                    environment: workspace.environment,
                    selections: workspace.selections.map(\.selection.entryText),
                    lookback: workspace.lookback,
                    requestsPerSecond: workspace.rateLimit.requestsPerSecond,
                    burst: workspace.rateLimit.burst,
                    maxInFlight: workspace.rateLimit.maxInFlight,
                    isUnread: unread.contains(workspace.name)
                )
            },
            rows: rows,
            failures: failures,
            columns: ReportColumn.layout(
                configuration.report.columns?.compactMap(ReportColumn.init(rawValue:)) ?? ReportColumn.all)
        )
    }
}

extension [JobRow] {
    var statusCounts: [JobStatus: Int] { reduce(into: [:]) { $0[$1.status, default: 0] += 1 } }
}
