/// A job run as `runs/list` and `runs/get` show it, cut to what dbmon uses.
package struct Run: Hashable, Sendable {
    package let id: RunID
    package let jobID: JobID
    /// The first attempt of a run that was retried as a whole; `nil` where the service does not say.
    package let originalAttemptRunID: RunID?
    package let attemptNumber: Int
    package let state: RunState
    package let startTime: Timestamp?
    /// `nil` while the run has not ended (the service sends 0), also while it is being repaired.
    package let endTime: Timestamp?
    /// The run with all its repairs; `nil` where the service gives none.
    package let runDuration: Duration?
    package let pageURL: String?

    package init(
        id: RunID,
        jobID: JobID,
        originalAttemptRunID: RunID? = nil,
        attemptNumber: Int = 0,
        state: RunState,
        startTime: Timestamp?,
        endTime: Timestamp?,
        runDuration: Duration? = nil,
        pageURL: String? = nil
    ) {
        self.id = id
        self.jobID = jobID
        self.originalAttemptRunID = originalAttemptRunID
        self.attemptNumber = attemptNumber
        self.state = state
        self.startTime = startTime
        self.endTime = endTime
        self.runDuration = runDuration
        self.pageURL = pageURL
    }
}
