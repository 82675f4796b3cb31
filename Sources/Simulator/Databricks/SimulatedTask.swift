/// One attempt of one task of a run, or one iteration of a for-each task.
package struct SimulatedTask: Sendable {
    package enum Body: Sendable, Hashable {
        case notebook
        case pythonFile
        case pythonWheel
        case sql
        case pipeline
        case runJob(childOrdinal: Int?)
        case forEach(ForEach)
    }

    package struct ForEach: Sendable, Hashable {
        let iterations: Int
        let failedIterations: Set<Int>
        /// Whether the service sends its statistics of error messages.
        let hasErrorStatistics: Bool
        let failure: TaskFailure
    }

    /// Where its run id comes from (`IdentifierCodec`).
    let slot: Int
    package let key: String
    package let attempt: Int
    /// When its entry appears in the run.
    var appears: Int64
    /// 0 where it never runs.
    package let start: Int64
    package let end: Int64
    package let outcome: SimulatedOutcome
    package let body: Body
    let output: TaskOutput
    let dependsOn: [String]
    var runIf = "ALL_SUCCESS"
    var maxRetries = 0
    /// What it does before it starts.
    var waiting = SimulatedActivity.blocked
    /// 0 for the run itself, 1 for its repair.
    let phase: Int

    func state(at now: Int64) -> SimulatedState {
        if now >= end { return .ended(outcome) }
        return .active(start != 0 && now >= start ? .running : waiting)
    }
}

/// What `runs/get-output` has to say about a task run that has ended.
struct TaskOutput: Sendable, Hashable {
    var error: String?
    var trace: String?
    /// What it wrote; `nil` for kinds without logs.
    var logs: String?
    /// Whether the logs are 5 MB long, cut at their front.
    var hasHugeLogs = false
    var notebookResult: String?
}

/// Why a task failed, as the service tells it.
struct TaskFailure: Sendable, Hashable {
    let outcome: SimulatedOutcome
    var error: String?
    var trace: String?

    /// The one text that a careful reader reports: the exception, or without one the service's message.
    var text: String { error ?? outcome.message }
}
