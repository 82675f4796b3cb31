internal import Configuration
internal import Databricks
internal import Diagnosis
internal import History
internal import Model
internal import Reports
internal import Transport

/// What a crawl of one workspace brought, before anything is judged.
struct CrawledWorkspace: Sendable {
    let workspace: WorkspaceConfiguration
    var ledger = WorkspaceLedger()
    /// Why there is no credential, and what to do.
    var credentialFailure: (message: String, fix: String?)?
    var counts = CallTally.Counts()
    var apiVersion: String?
    var duration = Duration.zero

    init(workspace: WorkspaceConfiguration) { self.workspace = workspace }

    func judged(with redactor: Redactor, prior: PriorKnowledge, at now: Timestamp) -> JudgedWorkspace {
        let rows = WorkspaceJudge(
            workspace: workspace,
            known: KnownRows(of: workspace, in: prior),
            judge: FailureJudge(diagnostician: Diagnostician(), redactor: redactor),
            now: now,
            windowStart: now - workspace.lookback
        ).rows(ledger)
        return JudgedWorkspace(rows: rows, result: result(rows.jobs, redactor), seenRuns: ledger.seenRuns)
    }

    private func result(_ rows: [JobRow], _ redactor: Redactor) -> WorkspaceResult {
        var result = WorkspaceResult(workspace.name, ledger, rows: rows, redactor: redactor)
        (result.calls, result.retries, result.throttled) = (counts.calls, counts.retries, counts.throttled)
        if let credentialFailure { (result.error, result.fix) = (credentialFailure.message, credentialFailure.fix) }
        if let apiVersion, apiVersion != DatabricksClient.newestVersion {
            result.warnings.append(
                "the workspace answers API \(apiVersion) alone: jobs of more than 100 tasks show none")
        }
        result.duration = duration
        return result
    }
}

/// One workspace's part of the reports and of the result.
struct JudgedWorkspace: Sendable {
    let rows: WorkspaceJudge.Rows
    var result: WorkspaceResult
    /// Those that the crawl read, for trends.
    let seenRuns: SeenRuns
}
