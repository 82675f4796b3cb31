/// A row of the monitoring report: a monitored job, or a configured one that could not be found or read.
///
/// Texts are as they came, redacted but not yet cut or folded: a cell's form is the business of Reports.
package struct JobRow: Hashable, Sendable {
    package let workspace: WorkspaceName
    package var environment: String
    /// `nil` for a row of a configured entry that no job matched.
    package let jobID: JobID?
    /// Empty for a job without a name; the entry as written where `jobID` is `nil`.
    package var jobName: String
    package var status: JobStatus
    /// When the job entered `status`.
    package var enteredAt: Timestamp
    package var errorDetails: String
    /// What is known of the latest run; `nil` where there is none.
    package var run: RunCells?
    package var errorCategory: ErrorCategory?
    /// 16 hexadecimal digits; empty where nothing failed.
    package var errorFingerprint: String
    package var failedTasks: [String]
    package var suggestedAction: String

    package init(
        workspace: WorkspaceName,
        environment: String,
        jobID: JobID?,
        jobName: String,
        status: JobStatus,
        enteredAt: Timestamp,
        errorDetails: String = "",
        run: RunCells? = nil,
        errorCategory: ErrorCategory? = nil,
        errorFingerprint: String = "",
        failedTasks: [String] = [],
        suggestedAction: String = ""
    ) {
        self.workspace = workspace
        self.environment = environment
        self.jobID = jobID
        self.jobName = jobName
        self.status = status
        self.enteredAt = enteredAt
        self.errorDetails = errorDetails
        self.run = run
        self.errorCategory = errorCategory
        self.errorFingerprint = errorFingerprint
        self.failedTasks = failedTasks
        self.suggestedAction = suggestedAction
    }
}

/// The cells of a report that describe one run.
package struct RunCells: Hashable, Sendable {
    package let id: RunID
    /// The state that decides, as the service wrote it.
    package let resultState: String
    package let startTime: Timestamp?
    package let endTime: Timestamp?
    /// Whole seconds, cut; `nil` for a run that has not ended.
    package let durationSeconds: Int64?
    package var pageURL: String

    package init(
        id: RunID,
        resultState: String,
        startTime: Timestamp?,
        endTime: Timestamp?,
        durationSeconds: Int64?,
        pageURL: String
    ) {
        self.id = id
        self.resultState = resultState
        self.startTime = startTime
        self.endTime = endTime
        self.durationSeconds = durationSeconds
        self.pageURL = pageURL
    }
}
