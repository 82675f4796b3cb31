import Model
import Testing

/// INTERFACE "Status", row by row.
@Suite struct OutcomeTests {
    struct Row: Sendable, CustomTestStringConvertible {
        /// `state.life_cycle_state`, `state.result_state`; `nil` for no `state` at all.
        let state: (lifeCycle: String?, result: String?)?
        /// `status.state`, `status.termination_details.code`; `nil` for no `status` at all.
        let status: (state: String?, code: String?)?
        let hasEnd: Bool
        let expected: JobStatus
        let word: String

        init(
            _ state: (String?, String?)?, _ status: (String?, String?)?, end: Bool = true, _ expected: JobStatus,
            _ word: String
        ) {
            (self.state, self.status, hasEnd, self.expected, self.word) = (state, status, end, expected, word)
        }

        var testDescription: String {
            let older = state.map { "\($0.lifeCycle ?? "–")/\($0.result ?? "–")" } ?? "no state"
            let newer = status.map { "\($0.state ?? "–")/\($0.code ?? "–")" } ?? "no status"
            return "\(older), \(newer)\(hasEnd ? "" : ", no end")"
        }

        var outcome: Outcome {
            var words = RunState.Words()
            words.hasState = state != nil
            words.lifeCycleState = state?.lifeCycle
            words.resultState = state?.result
            words.statusState = status?.state
            words.terminationCode = status?.code
            return Outcome(RunState(words), endTime: hasEnd ? Timestamp(milliseconds: 1) : nil)
        }
    }

    private static let results: [(String, JobStatus)] = [
        ("SUCCESS", .success), ("SUCCESS_WITH_FAILURES", .success), ("FAILED", .failed), ("TIMEDOUT", .failed),
        ("CANCELED", .canceled), ("UPSTREAM_CANCELED", .canceled), ("UPSTREAM_FAILED", .failed),
        ("MAXIMUM_CONCURRENT_RUNS_REACHED", .skipped), ("EXCLUDED", .skipped), ("DISABLED", .skipped),
        ("EVICTED", .failed), ("A_RESULT_OF_TOMORROW", .failed), ("", .failed),
    ]

    /// Whatever the life-cycle state and the newer shape say, a result decides where there is one.
    static let byResult = results.flatMap { result, expected in
        ["TERMINATED", "SKIPPED", "INTERNAL_ERROR", "A_STATE_OF_TOMORROW"].flatMap { lifeCycle in
            [
                Row((lifeCycle, result), nil, expected, result),
                Row((lifeCycle, result), ("TERMINATED", "RUN_EXECUTION_ERROR"), expected, result),
                Row((lifeCycle, result), ("RUNNING", nil), expected, result),
            ]
        }
    }

    static let byLifeCycle =
        ["QUEUED", "PENDING", "BLOCKED", "RUNNING", "WAITING_FOR_RETRY", "TERMINATING"].flatMap { state in
            [
                Row((state, nil), nil, end: false, .running, state), Row((state, nil), nil, end: true, .running, state),
                Row((state, nil), ("TERMINATED", "SUCCESS"), .running, state),
            ]
        } + [
            Row(("TERMINATED", nil), nil, .failed, "TERMINATED"), Row(("SKIPPED", nil), nil, .skipped, "SKIPPED"),
            Row(("INTERNAL_ERROR", nil), nil, .failed, "INTERNAL_ERROR"),
            Row(("INTERNAL_ERROR", nil), nil, end: false, .failed, "INTERNAL_ERROR"),
            // Unknown: by whether it has ended.
            Row(("HIBERNATING", nil), nil, end: false, .running, "HIBERNATING"),
            Row(("ABANDONED", nil), nil, end: true, .failed, "ABANDONED"),
        ]

    static let byCode =
        [
            ("SUCCESS", JobStatus.success), ("SUCCESS_WITH_FAILURES", .success), ("USER_CANCELED", .canceled),
            ("SKIPPED", .skipped), ("DISABLED", .skipped), ("MAX_CONCURRENT_RUNS_EXCEEDED", .skipped),
            ("MAX_JOB_QUEUE_SIZE_EXCEEDED", .skipped),
        ].map { Row(nil, ("TERMINATED", $0.0), $0.1, $0.0) }
        + [
            "RUN_EXECUTION_ERROR", "CANCELED", "INTERNAL_ERROR", "DRIVER_ERROR", "CLUSTER_ERROR",
            "CLUSTER_TERMINATED_BY_USER", "REPOSITORY_CHECKOUT_FAILED", "INVALID_CLUSTER_REQUEST",
            "INVALID_RUN_CONFIGURATION", "RESOURCE_NOT_FOUND", "UNAUTHORIZED_ERROR", "LIBRARY_INSTALLATION_ERROR",
            "STORAGE_ACCESS_ERROR", "FEATURE_DISABLED", "BREAKING_CHANGE", "BUDGET_POLICY_LIMIT_EXCEEDED",
            "MAX_SPARK_CONTEXTS_EXCEEDED", "WORKSPACE_RUN_LIMIT_EXCEEDED", "CLUSTER_REQUEST_LIMIT_EXCEEDED",
            "CLOUD_FAILURE", "A_CODE_OF_TOMORROW",
        ].map { Row(nil, ("TERMINATED", $0), .failed, $0) }

    static let byStatus =
        ["QUEUED", "PENDING", "BLOCKED", "RUNNING", "WAITING", "TERMINATING"].flatMap { state in
            [
                Row(nil, (state, nil), end: false, .running, state),
                // A run that is terminating may have its code already.
                Row(nil, (state, "RUN_EXECUTION_ERROR"), end: false, .running, state),
            ]
        } + [
            Row(nil, ("TERMINATED", nil), .failed, "TERMINATED"),
            Row(nil, ("HIBERNATING", nil), end: false, .running, "HIBERNATING"),
            Row(nil, ("ABANDONED", nil), end: true, .failed, "ABANDONED"),
            Row(nil, ("ABANDONED", "LOST"), end: true, .failed, "LOST"),
            // Neither shape says anything: only whether there is an end.
            Row(nil, nil, end: true, .failed, ""), Row(nil, nil, end: false, .running, ""),
            Row((nil, nil), nil, end: false, .running, ""), Row((nil, nil), ("RUNNING", nil), .running, "RUNNING"),
        ]

    @Test(arguments: byResult + byLifeCycle + byCode + byStatus)
    func wordsHaveOneVerdict(_ row: Row) {
        #expect(row.outcome.status == row.expected)
        #expect(row.outcome.resultState == row.word)
        #expect(row.outcome.hasEnded == (row.expected != .running))
    }

    @Test func onlySuccessWithFailuresNamesTasks() {
        let rows = Self.byResult + Self.byCode
        for row in rows { #expect(row.outcome.hasFailedTasks == (row.word == "SUCCESS_WITH_FAILURES")) }
    }
}
