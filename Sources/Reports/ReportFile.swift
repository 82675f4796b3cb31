package import Model

/// A report's bytes, and where they go.
package struct ReportFile: Hashable, Sendable {
    /// Relative to the report folder (or to `github.directory`), separated by `/`.
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

// MARK: - Names

extension ReportFile {
    package static let monitoringPath = "databricks_job_monitoring_report.csv"
    package static let failuresPath = "databricks_job_failures.csv"
    package static let summaryPath = "SUMMARY.md"
    package static let overviewPath = "overview.svg"
    package static let guidePath = "COMPREHENSIVE_MONITORING_DOCUMENTATION.md"
    package static let workspaceFolder = "workspaces"

    package static func path(of workspace: WorkspaceName) -> String { "\(workspaceFolder)/\(workspace.text).csv" }

    /// The workspace whose file this path is; `nil` for every other path.
    package static func workspace(ofPath path: String) -> WorkspaceName? {
        let prefix = "\(workspaceFolder)/"
        guard path.hasPrefix(prefix), path.hasSuffix(".csv"), path.utf8.count > prefix.utf8.count + 4 else {
            return nil
        }
        return WorkspaceName(String(path.dropFirst(prefix.count).dropLast(4)))
    }

    /// Whether dbmon wrote this workspace file: its header line is the five base columns, to the byte.
    ///
    /// The beginning of a file is enough, `ownershipBytes` of it. Holds for local and for published files.
    package static func isOwnedWorkspaceFile(path: String, beginning: some Sequence<UInt8>) -> Bool {
        workspace(ofPath: path) != nil && beginning.starts(with: ReportColumn.baseHeader)
    }

    package static var ownershipBytes: Int { ReportColumn.baseHeader.count }
}
