/// A column of the monitoring report, in the order of INTERFACE; the raw value is its header.
package enum ReportColumn: String, CaseIterable, Sendable {
    case jobID = "Job_Id"
    case jobName = "Job_Name"
    case timestamp = "Timestamp (UTC)"
    case status = "Status"
    case errorDetails = "Error_Details"
    case workspace = "Workspace"
    case environment = "Environment"
    case runID = "Run_Id"
    case resultState = "Result_State"
    case startTime = "Start_Time (UTC)"
    case endTime = "End_Time (UTC)"
    case durationSeconds = "Duration_Seconds"
    case errorCategory = "Error_Category"
    case errorFingerprint = "Error_Fingerprint"
    case failedTasks = "Failed_Tasks"
    case suggestedAction = "Suggested_Action"
    case runPageURL = "Run_Page_Url"

    package static let all = allCases
    /// Those that every report keeps, first and under these names.
    package static let base: [ReportColumn] = [.jobID, .jobName, .timestamp, .status, .errorDetails]
}

/// A column of the failures report, in the order of INTERFACE; the raw value is its header.
enum FailureColumn: String, CaseIterable, Sendable {
    case workspace = "Workspace"
    case environment = "Environment"
    case jobID = "Job_Id"
    case jobName = "Job_Name"
    case runID = "Run_Id"
    case startTime = "Start_Time (UTC)"
    case endTime = "End_Time (UTC)"
    case durationSeconds = "Duration_Seconds"
    case resultState = "Result_State"
    case terminationCode = "Termination_Code"
    case errorCategory = "Error_Category"
    case errorFingerprint = "Error_Fingerprint"
    case taskKey = "Task_Key"
    case taskRunID = "Task_Run_Id"
    case attempt = "Attempt"
    case errorDetails = "Error_Details"
    case errorTrace = "Error_Trace"
    case suggestedAction = "Suggested_Action"
    case runPageURL = "Run_Page_Url"
}
