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

extension Run {
    package var outcome: Outcome { Outcome(state, endTime: endTime) }

    /// Attempts of a run that was retried as a whole share it.
    package var groupID: RunID { originalAttemptRunID ?? id }

    /// Whether nothing has happened to it between two looks, whatever the words for that.
    package func isInSameState(as other: Run) -> Bool { outcome == other.outcome && endTime == other.endTime }

    /// What a report says of this run.
    package var cells: RunCells {
        RunCells(
            id: id,
            resultState: outcome.resultState,
            startTime: startTime,
            endTime: outcome.hasEnded ? endTime : nil,
            durationSeconds: durationSeconds,
            pageURL: pageURL ?? ""
        )
    }

    /// The service's figure where it gives one, which leaves out the hours between a run and its repair.
    private var durationSeconds: Int64? {
        guard outcome.hasEnded else { return nil }
        if let runDuration, runDuration > .zero { return runDuration.components.seconds }
        guard let startTime, let endTime, endTime >= startTime else { return nil }
        return (endTime - startTime).components.seconds
    }
}
