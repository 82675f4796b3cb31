/// What a careful person would write down about one job. Texts of times are as in the reports; `nil` is an empty cell.
package struct ExpectedJob: Sendable, Hashable {
    /// A failed task of the last attempt.
    package struct FailedTask: Sendable, Hashable {
        package let key: String
        package let runID: Int64
        package let attempt: Int
        /// The exception (`get-output`), for a for-each task its iterations', without one the service's message.
        package let error: String
        /// Empty where the task left none.
        package let trace: String
        /// What its task run's `termination_details.code` says; empty where the workspace sends none.
        package let terminationCode: String
        /// For a task that started a job run which failed: why that one failed. The report of the parent holds `error`.
        package let causeInChild: String?
    }

    package let id: Int64
    /// Empty for a job without one.
    package let name: String
    /// The `Status` column.
    package let status: String
    /// The `Result_State` column; empty without a run.
    package let resultState: String
    /// The `Timestamp (UTC)` column; `nil` where the time of the first sweep counts.
    package let timestamp: String?
    package let runID: Int64?
    package let startTime: String?
    package let endTime: String?
    package let durationSeconds: Int64?
    /// The whole text before redaction, before escape sequences are taken out, before folding and cutting.
    package let errorDetails: String
    /// By key.
    package let failedTasks: [FailedTask]
    package let pageURL: String?
}

/// What a careful person would write down about one failed task of a failed run, or about a run that failed without
/// one.
package struct ExpectedFailure: Sendable, Hashable {
    package let jobID: Int64
    package let jobName: String
    package let runID: Int64
    package let startTime: String
    package let endTime: String?
    package let durationSeconds: Int64?
    package let resultState: String
    /// The run's; empty where the workspace sends none.
    package let terminationCode: String
    /// `nil` where the run failed without a failed task.
    package let task: ExpectedJob.FailedTask?
    /// As in `ExpectedJob`: nothing redacted, folded or cut.
    package let errorDetails: String
    package let errorTrace: String
    package let pageURL: String
}
