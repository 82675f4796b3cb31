/// A file of the reports: where it stands below the reports' folder, and what is in it.
package struct ReportFile: Sendable, Equatable {
    /// Relative, `/` between its parts.
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// The names that INTERFACE gives to the files.
enum ReportPath {
    static let monitoring = "databricks_job_monitoring_report.csv"
    static let failures = "databricks_job_failures.csv"
    static let summary = "SUMMARY.md"
    static let overview = "overview.svg"
    static let documentation = "COMPREHENSIVE_MONITORING_DOCUMENTATION.md"
    static let workspaceFolder = "workspaces"

    static func workspace(_ name: String) -> String { "\(workspaceFolder)/\(name).csv" }
}
