internal import Configuration
internal import History
internal import Model
internal import Reports

/// What the history knew when the sweep began.
struct Remembered: Sendable {
    /// A tenth fewer jobs than at the last sweep look like a lost permission.
    private static let dropShare = 10
    /// The service keeps no run, and no output, longer (api/databricks, 8).
    private static let outputRetention = Duration.seconds(60 * 86_400)

    /// Longer than a host fails to publish without anybody mending it.
    private static let outageMemory = Duration.seconds(30 * 86_400)

    let reports: PriorReports
    let outages: [SeenOutage]
    private let visibleJobs: [WorkspaceName: Int]
    private let history: any History
    private let startedAt: Timestamp

    /// - Throws: `HistoryError`.
    init(_ history: any History, _ configuration: Configuration, at startedAt: Timestamp) throws(HistoryError) {
        var rows: [WorkspaceName: [JobRow]] = [:]
        var failures: [WorkspaceName: [FailureRow]] = [:]
        var visibleJobs: [WorkspaceName: Int] = [:]
        for workspace in configuration.workspaces {
            let windowStart = startedAt - workspace.lookback
            guard let known = try history.known(of: workspace.name, failuresSince: windowStart) else { continue }
            rows[workspace.name] = known.rows
            failures[workspace.name] = known.failures
            visibleJobs[workspace.name] = known.visibleJobs
        }
        reports = PriorReports(rows: rows, failures: failures)
        outages = try history.outages(since: startedAt - Self.outageMemory)
        self.visibleJobs = visibleJobs
        self.history = history
        self.startedAt = startedAt
    }

    /// Says where far fewer jobs are visible than at the last sweep.
    func warn(_ result: inout WorkspaceResult) {
        guard let before = visibleJobs[result.name], let now = result.jobsVisible, now > 0,
            (before - now) * Self.dropShare > before
        else { return }
        result.warnings.append(
            "\(now) jobs are visible, \(before) were at the last sweep: a lost permission looks like deleted jobs")
    }

    /// Forgets what nobody needs any more, a bounded part of it.
    ///
    /// - Throws: `HistoryError`.
    func tidy(_ configuration: Configuration) throws(HistoryError) {
        try history.forgetWorkspaces(butFor: Set(configuration.workspaces.map(\.name)))
        _ = try history.prune(
            olderThan: startedAt - configuration.history.retain, outputsOlderThan: startedAt - Self.outputRetention)
    }
}
