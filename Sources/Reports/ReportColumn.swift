/// A column of the monitoring report. The raw value is the text of the header.
package enum ReportColumn: String, CaseIterable, Hashable, Sendable {
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

    /// Every column, in the order of a report for which nothing else was chosen.
    package static let all: [ReportColumn] = allCases
    /// The five columns that every report of jobs begins with.
    package static let base: [ReportColumn] = [.jobID, .jobName, .timestamp, .status, .errorDetails]

    /// The columns of a report for which `chosen` was configured: the base columns first, then the chosen ones in their
    /// order, `Workspace` among them, none twice.
    package static func layout(_ chosen: [ReportColumn]) -> [ReportColumn] {
        var columns = base
        let others = chosen.contains(.workspace) ? chosen : [.workspace] + chosen
        for column in others where !columns.contains(column) { columns.append(column) }
        return columns
    }

    static let baseHeader = headerLine(base.map(\.rawValue))

    static func headerLine(_ names: [String]) -> [UInt8] { Array((names.joined(separator: ",") + "\n").utf8) }
}

/// A column of the failures report. The raw value is the text of the header.
enum FailureColumn: String, CaseIterable {
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
