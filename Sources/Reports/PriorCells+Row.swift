internal import Model

/// Why a row of an earlier report is none.
struct PriorCellError: Error {
    let message: String

    init(_ column: String, _ cell: String?) {
        message = cell.map { "\(column) is “\(String($0.prefix(40)))”" } ?? "\(column) is missing"
    }
}

extension PriorCells {
    /// The name keeps its guard: whether it is one, the rows around it tell.
    func row(in workspace: WorkspaceName) throws(PriorCellError) -> JobRow {
        let jobID = self[.jobID] == PriorReports.noJobID ? nil : try JobID(PriorNumber.required(.jobID, self))
        guard let status = self[.status].flatMap(JobStatus.init(rawValue:)) else {
            throw PriorCellError(ReportColumn.status.rawValue, self[.status])
        }
        guard let enteredAt = self[.timestamp].flatMap(Timestamp.init(text:)) else {
            throw PriorCellError(ReportColumn.timestamp.rawValue, self[.timestamp])
        }
        guard let jobName = self[.jobName] else { throw PriorCellError(ReportColumn.jobName.rawValue, nil) }
        return JobRow(
            workspace: workspace,
            environment: FormulaGuard.text(self[.environment]),
            jobID: jobID,
            jobName: jobName,
            status: status,
            enteredAt: enteredAt,
            errorDetails: FormulaGuard.text(self[.errorDetails]),
            run: run,
            errorCategory: self[.errorCategory].flatMap(ErrorCategory.init(rawValue:)),
            errorFingerprint: FormulaGuard.text(self[.errorFingerprint]),
            failedTasks: FormulaGuard.text(self[.failedTasks]).split(separator: ";").map(String.init),
            suggestedAction: FormulaGuard.text(self[.suggestedAction])
        )
    }

    private var run: RunCells? {
        guard let id = PriorNumber.read(self[.runID]) else { return nil }
        return RunCells(
            id: RunID(id),
            resultState: FormulaGuard.text(self[.resultState]),
            startTime: self[.startTime].flatMap(Timestamp.init(text:)),
            endTime: self[.endTime].flatMap(Timestamp.init(text:)),
            durationSeconds: PriorNumber.read(self[.durationSeconds]),
            pageURL: FormulaGuard.text(self[.runPageURL])
        )
    }
}

enum PriorNumber {
    /// Digits alone, within 64 bits, behind a guarded minus or not.
    static func read(_ cell: String?) -> Int64? {
        guard let cell, cell.utf8.first != 0x2B else { return nil }
        return Int64(FormulaGuard.text(cell))
    }

    fileprivate static func required(_ column: ReportColumn, _ cells: PriorCells) throws(PriorCellError) -> Int64 {
        guard let value = read(cells[column]) else { throw PriorCellError(column.rawValue, cells[column]) }
        return value
    }
}
