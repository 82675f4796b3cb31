/// One attempt of one task of a run: an entry of `tasks` or `iterations` in `runs/get`.
package struct TaskRun: Hashable, Sendable {
    /// What decides where the cause of a failure is to be found (api/databricks, 5).
    package enum Kind: Hashable, Sendable {
        /// Its failed iterations tell; `errors` are the service's commonest error messages, if it gave any.
        case forEach(errors: [String])
        /// The job run it started tells.
        case runJob
        case other
    }

    package let runID: RunID
    package let taskKey: String
    package let attemptNumber: Int
    package let kind: Kind
    package let state: RunState
    package let startTime: Timestamp?
    package let endTime: Timestamp?

    package init(
        runID: RunID,
        taskKey: String,
        attemptNumber: Int = 0,
        kind: Kind = .other,
        state: RunState,
        startTime: Timestamp? = nil,
        endTime: Timestamp? = nil
    ) {
        self.runID = runID
        self.taskKey = taskKey
        self.attemptNumber = attemptNumber
        self.kind = kind
        self.state = state
        self.startTime = startTime
        self.endTime = endTime
    }
}

extension TaskRun {
    package var outcome: Outcome { Outcome(state, endTime: endTime) }
}
