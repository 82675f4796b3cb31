internal import Model

/// `databricks_job_failures.csv`.
enum FailuresReport {
    static func bytes(_ rows: [FailureRow]) -> [UInt8] {
        var csv = CSVWriter()
        csv.reserve(rows.count * 1_024 + 512)
        for column in FailureColumn.allCases { csv.cell(column.rawValue) }
        csv.endRow()
        for row in rows {
            for column in FailureColumn.allCases { write(column, of: row, to: &csv) }
            csv.endRow()
        }
        return csv.bytes
    }

    private static func write(_ column: FailureColumn, of row: FailureRow, to csv: inout CSVWriter) {
        switch column {
        case .workspace: csv.cell(row.workspace.text)
        case .environment: csv.cell(CellText.line(row.environment))
        case .jobID: csv.cell(row.jobID.value)
        case .jobName: csv.cell(CellText.line(row.jobName))
        case .runID: csv.cell(row.run.id.value)
        case .startTime: csv.cell(row.run.startTime)
        case .endTime: csv.cell(row.run.endTime)
        case .durationSeconds: csv.cell(row.run.durationSeconds)
        case .resultState: csv.cell(CellText.line(row.run.resultState))
        case .terminationCode: csv.cell(CellText.line(row.terminationCode))
        case .errorCategory: csv.cell(row.errorCategory.rawValue)
        case .errorFingerprint: csv.cell(row.errorFingerprint)
        case .taskKey: csv.cell(CellText.line(row.task?.key ?? ""))
        case .taskRunID: csv.cell(row.task?.runID.value)
        case .attempt: csv.cell((row.task?.attempt).map(Int64.init))
        case .errorDetails: csv.cell(CellText.line(row.errorDetails, limit: CellText.detailsLimit))
        case .errorTrace: csv.cell(CellText.trace(row.errorTrace))
        case .suggestedAction: csv.cell(CellText.line(row.suggestedAction))
        case .runPageURL: csv.cell(CellText.line(row.run.pageURL))
        }
    }
}
