/// The one verdict on a run or task run, made of what the service says (INTERFACE "Status").
package struct Outcome: Hashable, Sendable {
    package let status: JobStatus
    /// The state that decided, as the service wrote it: the `Result_State` column.
    package let resultState: String
    package let hasEnded: Bool

    /// - Parameter endTime: tells whether a run in a state this version does not know has ended.
    package init(_ state: RunState, endTime: Timestamp?) {
        let words = state.words
        if words.hasState, let result = words.resultState {
            self.init(ended: result, status: Self.status(ofResult: result))
        } else if words.hasState, let lifeCycle = words.lifeCycleState {
            self.init(lifeCycle, hasEnded: Self.isTerminal(lifeCycle) ?? (endTime != nil))
        } else if let statusState = words.statusState {
            let hasEnded = Self.isTerminal(statusState) ?? (words.terminationCode != nil || endTime != nil)
            if hasEnded, let code = words.terminationCode {
                self.init(ended: code, status: Self.status(ofCode: code))
            } else {
                self.init(statusState, hasEnded: hasEnded)
            }
        } else {
            self.init("", hasEnded: endTime != nil)
        }
    }

    private init(_ state: String, hasEnded: Bool) {
        self.hasEnded = hasEnded
        resultState = state
        status = hasEnded ? Self.status(ofResult: state) : .running
    }

    private init(ended state: String, status: JobStatus) {
        hasEnded = true
        resultState = state
        self.status = status
    }

    /// Succeeded as a whole, though some of its tasks failed.
    package var hasFailedTasks: Bool { status == .success && resultState == "SUCCESS_WITH_FAILURES" }

    /// Did not run because something before it failed: a consequence, never a cause.
    package var isUpstreamFailure: Bool { resultState == "UPSTREAM_FAILED" || resultState == "UPSTREAM_EVICTED" }

    /// - Returns: `nil` for a state this version does not know.
    private static func isTerminal(_ state: String) -> Bool? {
        switch state {
        case "TERMINATED", "SKIPPED", "INTERNAL_ERROR": true
        case "QUEUED", "PENDING", "BLOCKED", "WAITING_FOR_RETRY", "WAITING", "RUNNING", "TERMINATING": false
        default: nil
        }
    }

    private static func status(ofResult result: String) -> JobStatus {
        switch result {
        case "SUCCESS", "SUCCESS_WITH_FAILURES": .success
        case "CANCELED", "UPSTREAM_CANCELED": .canceled
        case "SKIPPED", "EXCLUDED", "DISABLED", "MAXIMUM_CONCURRENT_RUNS_REACHED": .skipped
        default: .failed
        }
    }

    private static func status(ofCode code: String) -> JobStatus {
        switch code {
        case "SUCCESS", "SUCCESS_WITH_FAILURES": .success
        case "USER_CANCELED": .canceled
        case "SKIPPED", "DISABLED", "MAX_CONCURRENT_RUNS_EXCEEDED", "MAX_JOB_QUEUE_SIZE_EXCEEDED": .skipped
        default: .failed
        }
    }
}
