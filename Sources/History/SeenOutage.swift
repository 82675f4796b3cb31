package import Model

/// When a row was last seen to become UNREACHABLE. What was known of it before counts no more, wherever it still stands.
package struct SeenOutage: Sendable, Hashable {
    package let workspace: WorkspaceName
    /// `nil` for a configured entry that no job stands behind.
    package let jobID: JobID?
    /// As written; empty for a job.
    package let entry: String
    /// When the sweep that saw it began.
    package let beganAt: Timestamp

    package init(workspace: WorkspaceName, jobID: JobID?, entry: String, beganAt: Timestamp) {
        self.workspace = workspace
        self.jobID = jobID
        self.entry = entry
        self.beganAt = beganAt
    }
}
