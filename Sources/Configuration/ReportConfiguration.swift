/// Where reports are written, and which columns the monitoring report has.
package struct ReportConfiguration: Hashable, Sendable {
    /// Absolute.
    package var directory: String
    /// The columns after the five of `baseColumns`, `Workspace` among them, in the order of the report; `nil` for all.
    package let columns: [String]?

    /// Always there, and always first.
    package static let baseColumns = ["Job_Id", "Job_Name", "Timestamp (UTC)", "Status", "Error_Details"]

    package static let furtherColumns = [
        "Workspace", "Environment", "Run_Id", "Result_State", "Start_Time (UTC)", "End_Time (UTC)",
        "Duration_Seconds", "Error_Category", "Error_Fingerprint", "Failed_Tasks", "Suggested_Action", "Run_Page_Url",
    ]

    package init(directory: String, columns: [String]? = nil) {
        self.directory = directory
        self.columns = columns
    }
}
