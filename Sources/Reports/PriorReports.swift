package import Model

/// A row of an earlier report. Times are whole seconds; what the report has no column for is empty.
package typealias PriorRow = JobRow

/// What earlier reports say: from a folder, or published.
///
/// Damage costs only what cannot be read, and each file that has some gives a warning. A row or failure written again
/// gives the same bytes.
package struct PriorReports: Sendable {
    /// The `Job_Id` of a row that no job stands behind.
    static let noJobID = "N/A"

    /// A sentence each, beginning with the file's path.
    package let warnings: [String]
    private let workspaces: [WorkspaceName: PriorWorkspace]
    private let failuresByWorkspace: [WorkspaceName: [FailureRow]]

    /// Of the files given, those that dbmon writes and reads back; others are skipped.
    package init(files: [ReportFile] = []) {
        self.init(files: files, warnings: [])
    }

    init(files: [ReportFile], warnings: [String]) {
        var warnings = warnings
        var collected: [WorkspaceName: PriorWorkspace] = [:]
        let monitoring = files.first { $0.path == ReportFile.monitoringPath }
            .map { PriorTable($0, required: [.workspace], warnings: &warnings) }
        for (name, rows) in monitoring?.rowsByWorkspace() ?? [:] { collected[name, default: .init()].monitoring = rows }
        for file in files {
            guard let name = ReportFile.workspace(ofPath: file.path) else { continue }
            let table = PriorTable(file, required: Set(ReportColumn.base), warnings: &warnings)
            guard table.isReadable else { continue }
            collected[name, default: .init()].own = table.rows
        }
        let isEnough = monitoring?.isComplete ?? false
        for name in collected.keys { collected[name]?.merge(name, monitoringIsEnough: isEnough, &warnings) }
        workspaces = collected
        failuresByWorkspace =
            files.first { $0.path == ReportFile.failuresPath }
            .map { PriorFailures.read($0, warnings: &warnings) } ?? [:]
        self.warnings = warnings
    }

    /// What somebody else remembers of earlier reports: all rows and failures of the workspaces that it covers.
    package init(rows: [WorkspaceName: [JobRow]], failures: [WorkspaceName: [FailureRow]]) {
        workspaces = rows.mapValues(PriorWorkspace.init(rows:))
        failuresByWorkspace = failures
        warnings = []
    }

    /// The workspaces that the reports cover, those without a row among them.
    package var workspaceNames: Set<WorkspaceName> { Set(workspaces.keys) }

    /// In the order of the report.
    package func rows(of workspace: WorkspaceName) -> [PriorRow] { workspaces[workspace]?.rows ?? [] }

    /// The row of a job by its id; without an id, the row of a configured entry by the entry as written.
    package func row(workspace: WorkspaceName, jobID: JobID?, jobName: String) -> PriorRow? {
        workspaces[workspace]?.row(jobID: jobID, jobName: jobName)
    }

    /// In the order of the report.
    package func failures(of workspace: WorkspaceName) -> [FailureRow] { failuresByWorkspace[workspace] ?? [] }
}
