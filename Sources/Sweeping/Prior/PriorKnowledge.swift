internal import Model
internal import Reports

/// What is known from before this sweep: by the history, by the reports on the disk, and by the published ones.
struct PriorKnowledge: Sendable {
    /// The one to be believed first is first.
    private let sources: [PriorReports]

    init(_ sources: [PriorReports] = []) { self.sources = sources }

    func adding(_ source: PriorReports) -> PriorKnowledge { PriorKnowledge(sources + [source]) }

    /// Of reports that are damaged.
    var warnings: [String] { sources.flatMap(\.warnings) }

    /// The workspaces that somebody has read, those without a row among them.
    var workspaceNames: Set<WorkspaceName> { sources.reduce(into: []) { $0.formUnion($1.workspaceNames) } }

    /// As the first source that covers the workspace has them.
    func rows(of workspace: WorkspaceName) -> [JobRow] {
        sources.first { $0.workspaceNames.contains(workspace) }?.rows(of: workspace) ?? []
    }

    /// As the first source that covers the workspace has them.
    func failures(of workspace: WorkspaceName) -> [FailureRow] {
        sources.first { $0.workspaceNames.contains(workspace) }?.failures(of: workspace) ?? []
    }

    /// Of any source.
    func row(workspace: WorkspaceName, jobID: JobID?, jobName: String) -> JobRow? {
        sources.lazy.compactMap { $0.row(workspace: workspace, jobID: jobID, jobName: jobName) }.first
    }

    /// The jobs that any source has a row of: a host may know what another has not seen yet.
    func jobs(of workspace: WorkspaceName) -> [JobRow] {
        var seen: Set<JobID> = []
        return sources.flatMap { $0.rows(of: workspace) }.filter { row in
            row.jobID.map { seen.insert($0).inserted } ?? false
        }
    }

    /// Since when a row has its status: the earliest time that a source gives for the same status, so that two hosts
    /// agree, but none from before an outage that any of them saw (INTERFACE, "Same state, same bytes").
    func firstSeen(
        _ workspace: WorkspaceName, _ jobID: JobID?, _ jobName: String, as status: JobStatus, now: Timestamp
    ) -> Timestamp {
        let rows = sources.compactMap { $0.row(workspace: workspace, jobID: jobID, jobName: jobName) }
        let outage = status == .unreachable ? nil : rows.filter { $0.status == .unreachable }.map(\.enteredAt).max()
        let times = rows.filter { row in
            row.status == status && (outage.map { row.enteredAt > $0 } ?? true)
        }.map(\.enteredAt)
        return times.min().map { min($0, now) } ?? now
    }
}
