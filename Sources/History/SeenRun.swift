package import Model

/// A run as the history keeps it, for trends and deadlines.
package struct SeenRun: Hashable, Sendable {
    package let job: JobID
    package let id: RunID
    package let startTime: Timestamp
    /// `nil` while it has not ended.
    package let endTime: Timestamp?
    package let status: JobStatus
    /// The state that decides, as the service wrote it.
    package let resultState: String
    /// Whole seconds, cut; `nil` while it has not ended.
    package let durationSeconds: Int64?

    package init(
        job: JobID,
        id: RunID,
        startTime: Timestamp,
        endTime: Timestamp?,
        status: JobStatus,
        resultState: String,
        durationSeconds: Int64?
    ) {
        self.job = job
        self.id = id
        self.startTime = startTime
        self.endTime = endTime
        self.status = status
        self.resultState = resultState
        self.durationSeconds = durationSeconds
    }

    /// - Returns: `nil` for a run of which the service does not say when it started.
    package init?(_ run: Run) {
        let cells = run.cells
        guard let startTime = cells.startTime else { return nil }
        self.init(
            job: run.jobID, id: run.id, startTime: startTime, endTime: cells.endTime, status: run.outcome.status,
            resultState: cells.resultState, durationSeconds: cells.durationSeconds)
    }
}
