internal import Model

/// The rows whose status differs from the last sweep's.
enum StatusChanges {
    static func between(
        _ prior: PriorKnowledge,
        _ rows: [JobRow],
        in workspaces: [WorkspaceName]
    ) -> [SweepResult.StatusChange] {
        var changes: [SweepResult.StatusChange] = []
        var present: Set<Key> = []
        for row in rows {
            present.insert(Key(row))
            let from = prior.row(workspace: row.workspace, jobID: row.jobID, jobName: row.jobName)?.status
            guard from != row.status, prior.workspaceNames.contains(row.workspace) else { continue }
            changes.append(
                .init(
                    workspace: row.workspace, jobID: row.jobID, jobName: row.jobName, from: from, to: row.status))
        }
        for row in workspaces.flatMap({ prior.rows(of: $0) }) where !present.contains(Key(row)) {
            changes.append(
                .init(
                    workspace: row.workspace, jobID: row.jobID, jobName: row.jobName, from: row.status, to: nil))
        }
        return changes
    }

    private struct Key: Hashable {
        let workspace: WorkspaceName
        let jobID: JobID?
        /// Empty for a job that has an id.
        let name: String

        init(_ row: JobRow) {
            workspace = row.workspace
            jobID = row.jobID
            name = row.jobID == nil ? row.jobName : ""
        }
    }
}
