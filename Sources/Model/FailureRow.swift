/// A row of the failures report: one failed task of the last attempt of a failed run, or the run itself where it failed
/// without one. Texts are as they came, redacted but not yet cut or folded.
package struct FailureRow: Hashable, Sendable {
    package let workspace: WorkspaceName
    package let environment: String
    package let jobID: JobID
    package let jobName: String
    package let run: RunCells
    package let terminationCode: String
    package let errorCategory: ErrorCategory
    package let errorFingerprint: String
    /// `nil` where the run failed without a failed task.
    package let task: FailedTask?
    package let errorDetails: String
    package let errorTrace: String
    package let suggestedAction: String

    package struct FailedTask: Hashable, Sendable {
        package let key: String
        package let runID: RunID
        /// The service's number, 0 the first.
        package let attempt: Int

        package init(key: String, runID: RunID, attempt: Int) {
            self.key = key
            self.runID = runID
            self.attempt = attempt
        }
    }

    package init(
        workspace: WorkspaceName,
        environment: String,
        jobID: JobID,
        jobName: String,
        run: RunCells,
        terminationCode: String,
        errorCategory: ErrorCategory,
        errorFingerprint: String,
        task: FailedTask?,
        errorDetails: String,
        errorTrace: String,
        suggestedAction: String
    ) {
        self.workspace = workspace
        self.environment = environment
        self.jobID = jobID
        self.jobName = jobName
        self.run = run
        self.terminationCode = terminationCode
        self.errorCategory = errorCategory
        self.errorFingerprint = errorFingerprint
        self.task = task
        self.errorDetails = errorDetails
        self.errorTrace = errorTrace
        self.suggestedAction = suggestedAction
    }
}
