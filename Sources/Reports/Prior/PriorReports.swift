package import Model

/// What earlier reports say: first-seen times, and the last known row of each job.
package struct PriorReports: Sendable {
    private struct Key: Hashable {
        let workspace: WorkspaceName
        let jobID: JobID?
        /// Empty for a job that has an id.
        let name: String
    }

    private var rows: [Key: JobRow] = [:]
    private var order: [WorkspaceName: [Key]] = [:]

    package init(files: [ReportFile]) {
        for file in files {
            if file.path == ReportPath.monitoring { readMonitoring(file.bytes) }
        }
        // A report with fewer columns may lack what a workspace's own file has.
        for file in files {
            guard let name = Self.workspaceName(of: file.path), order[name] == nil else { continue }
            read(file.bytes, workspace: name)
        }
    }

    package var isEmpty: Bool { rows.isEmpty }

    /// - Parameter jobName: looked at only where there is no id.
    package func row(of workspace: WorkspaceName, jobID: JobID?, jobName: String) -> JobRow? {
        rows[Key(workspace: workspace, jobID: jobID, name: jobID == nil ? CellText.line(jobName) : "")]
    }

    /// In the order they stood.
    package func rows(of workspace: WorkspaceName) -> [JobRow] { (order[workspace] ?? []).compactMap { rows[$0] } }

    private static func workspaceName(of path: String) -> WorkspaceName? {
        let parts = path.split(separator: "/")
        guard parts.count == 2, parts[0] == ReportPath.workspaceFolder, parts[1].hasSuffix(".csv") else { return nil }
        return WorkspaceName(String(parts[1].dropLast(4)))
    }

    private mutating func readMonitoring(_ bytes: [UInt8]) {
        var reader = CSVReader(bytes)
        guard let header = reader.nextRow() else { return }
        let columns = header.map(ReportColumn.init(rawValue:))
        let needed: [ReportColumn] = [.workspace, .jobID, .jobName, .timestamp, .status]
        guard needed.allSatisfy({ columns.contains($0) }) else { return }
        while let cells = reader.nextRow() { take(PriorRow(columns, cells), workspace: nil) }
    }

    private mutating func read(_ bytes: [UInt8], workspace: WorkspaceName) {
        var reader = CSVReader(bytes)
        guard let header = reader.nextRow(), header == ReportColumn.base.map(\.rawValue) else { return }
        while let cells = reader.nextRow() { take(PriorRow(ReportColumn.base, cells), workspace: workspace) }
    }

    private mutating func take(_ prior: PriorRow, workspace: WorkspaceName?) {
        guard let row = prior.row(workspace: workspace) else { return }
        let key = Key(workspace: row.workspace, jobID: row.jobID, name: row.jobID == nil ? CellText.line(row.jobName) : "")
        if rows.updateValue(row, forKey: key) == nil { order[row.workspace, default: []].append(key) }
    }
}

/// The cells of one row, by column.
private struct PriorRow {
    private let cells: [ReportColumn: String]

    init(_ columns: [ReportColumn?], _ cells: [String]) {
        var byColumn: [ReportColumn: String] = [:]
        for (column, cell) in zip(columns, cells) {
            if let column { byColumn[column] = cell }
        }
        self.cells = byColumn
    }

    /// - Returns: `nil` where what makes a row cannot be read.
    func row(workspace: WorkspaceName?) -> JobRow? {
        guard let name = workspace ?? WorkspaceName(cells[.workspace] ?? ""),
            let status = cells[.status].flatMap(JobStatus.init(rawValue:)),
            let enteredAt = cells[.timestamp].flatMap(Timestamp.init(text:)),
            let idText = cells[.jobID], let jobName = cells[.jobName]
        else { return nil }
        let jobID = Int64(idText).map(JobID.init)
        guard jobID != nil || idText == "N/A" else { return nil }
        return JobRow(
            workspace: name,
            environment: text(.environment),
            jobID: jobID,
            jobName: CellText.unguarded(jobName),
            status: status,
            enteredAt: enteredAt,
            errorDetails: text(.errorDetails),
            run: run,
            errorCategory: cells[.errorCategory].flatMap(ErrorCategory.init(rawValue:)),
            errorFingerprint: text(.errorFingerprint),
            failedTasks: text(.failedTasks).split(separator: ";").map(String.init),
            suggestedAction: text(.suggestedAction)
        )
    }

    private var run: RunCells? {
        guard let id = cells[.runID].flatMap({ Int64($0) }) else { return nil }
        return RunCells(
            id: RunID(id),
            resultState: text(.resultState),
            startTime: cells[.startTime].flatMap(Timestamp.init(text:)),
            endTime: cells[.endTime].flatMap(Timestamp.init(text:)),
            durationSeconds: cells[.durationSeconds].flatMap { Int64($0) },
            pageURL: text(.runPageURL)
        )
    }

    private func text(_ column: ReportColumn) -> String { CellText.unguarded(cells[column] ?? "") }
}
