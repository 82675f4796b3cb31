/// How a run or a task run ended, in the scenario's own words; `words(of:)` says them in the service's.
package struct SimulatedOutcome: Sendable, Hashable {
    package enum Verdict: Sendable, Hashable {
        case success
        case successWithFailures
        case failed(code: String)
        case timedOut
        case canceled
        case upstreamCanceled
        case upstreamFailed
        case skipped
        case tooManyRuns
        /// A failure of the service itself, before any task began.
        case platform
        /// A result that no list of the service names.
        case evicted
        /// A state that no list of the service names, without a result and without a code.
        case abandoned
        case excluded
        case disabled
        case queueFull
    }

    package let verdict: Verdict
    /// The service's message; often empty.
    package let message: String

    init(_ verdict: Verdict, _ message: String = "") {
        self.verdict = verdict
        self.message = message
    }

    static let success = SimulatedOutcome(.success)
}

/// What a run or a task run is doing before its end.
package enum SimulatedActivity: Sendable, Hashable {
    case queued
    case pending
    case blocked
    case running
    case waitingForRetry
    /// Something that no list of the service names.
    case hibernating
}

/// A run or a task run at one instant.
package enum SimulatedState: Sendable, Hashable {
    case active(SimulatedActivity)
    case ended(SimulatedOutcome)
}

/// Whether a state belongs to a whole run or to a task run: a failed task shows differently in the two.
enum StateLevel: Sendable {
    case run
    case task
}

/// The words of both shapes for one state (api/databricks, 6). No logic but this table.
struct StateWords: Equatable {
    let lifeCycle: String
    var result: String?
    /// `status.state`.
    let status: String
    var code: String?
    var type: String?
    var isCanceledOrTimedOut = false
}

extension SimulatedState {
    func words(of level: StateLevel) -> StateWords {
        switch self {
        case .active(let activity): activity.words
        case .ended(let outcome): outcome.verdict.words(of: level)
        }
    }
}

extension SimulatedActivity {
    fileprivate var words: StateWords {
        switch self {
        case .queued: StateWords(lifeCycle: "QUEUED", status: "QUEUED")
        case .pending: StateWords(lifeCycle: "PENDING", status: "PENDING")
        case .blocked: StateWords(lifeCycle: "BLOCKED", status: "BLOCKED")
        case .running: StateWords(lifeCycle: "RUNNING", status: "RUNNING")
        case .waitingForRetry: StateWords(lifeCycle: "WAITING_FOR_RETRY", status: "WAITING")
        case .hibernating: StateWords(lifeCycle: "HIBERNATING", status: "HIBERNATING")
        }
    }
}

extension SimulatedOutcome.Verdict {
    fileprivate func words(of level: StateLevel) -> StateWords {
        switch self {
        case .success: ended("TERMINATED", "SUCCESS", code: "SUCCESS", type: "SUCCESS")
        case .successWithFailures:
            ended("TERMINATED", "SUCCESS_WITH_FAILURES", code: "SUCCESS_WITH_FAILURES", type: "SUCCESS")
        case .failed(let code):
            ended(lifeCycle(ofFailure: code, at: level), "FAILED", code: code, type: Self.type(of: code))
        case .timedOut: ended("TERMINATED", "TIMEDOUT", code: "CANCELED", isCanceledOrTimedOut: true)
        case .canceled: ended("TERMINATED", "CANCELED", code: "USER_CANCELED", isCanceledOrTimedOut: true)
        case .upstreamCanceled: ended("SKIPPED", "UPSTREAM_CANCELED", code: "SKIPPED")
        case .upstreamFailed: ended("SKIPPED", "UPSTREAM_FAILED", code: "SKIPPED")
        case .skipped: ended("SKIPPED", nil, code: "SKIPPED")
        case .tooManyRuns:
            ended("SKIPPED", "MAXIMUM_CONCURRENT_RUNS_REACHED", code: "MAX_CONCURRENT_RUNS_EXCEEDED")
        case .platform: ended("INTERNAL_ERROR", nil, code: "INTERNAL_ERROR", type: "INTERNAL_ERROR")
        case .evicted: ended("TERMINATED", "EVICTED", code: "EVICTED")
        case .abandoned: StateWords(lifeCycle: "ABANDONED", status: "ABANDONED")
        case .excluded: ended("TERMINATED", "EXCLUDED", code: "SKIPPED")
        case .disabled: ended("SKIPPED", "DISABLED", code: "DISABLED")
        case .queueFull: ended("SKIPPED", nil, code: "MAX_JOB_QUEUE_SIZE_EXCEEDED")
        }
    }

    private func ended(
        _ lifeCycle: String,
        _ result: String?,
        code: String,
        type: String = "CLIENT_ERROR",
        isCanceledOrTimedOut: Bool = false
    ) -> StateWords {
        StateWords(
            lifeCycle: lifeCycle,
            result: result,
            status: "TERMINATED",
            code: code,
            type: type,
            isCanceledOrTimedOut: isCanceledOrTimedOut
        )
    }

    /// A run whose task failed says INTERNAL_ERROR though nothing is wrong with the platform; a task says so only where
    /// its own code never ran.
    private func lifeCycle(ofFailure code: String, at level: StateLevel) -> String {
        switch level {
        case .run: "INTERNAL_ERROR"
        case .task: code == "RUN_EXECUTION_ERROR" ? "TERMINATED" : "INTERNAL_ERROR"
        }
    }

    private static func type(of code: String) -> String {
        switch code {
        case "INTERNAL_ERROR", "BREAKING_CHANGE": "INTERNAL_ERROR"
        case "CLOUD_FAILURE": "CLOUD_FAILURE"
        default: "CLIENT_ERROR"
        }
    }
}
