internal import Model

/// `databricks_job_monitoring_report.csv`, and with the base columns alone a workspace's own file.
struct MonitoringReport {
    let columns: [ReportColumn]

    func bytes(_ rows: [JobRow]) -> [UInt8] {
        var csv = CSVWriter()
        csv.reserve(rows.count * 256 + 512)
        for column in columns { csv.cell(column.rawValue) }
        csv.endRow()
        for row in rows {
            for column in columns { write(column, of: row, to: &csv) }
            csv.endRow()
        }
        return csv.bytes
    }

    private func write(_ column: ReportColumn, of row: JobRow, to csv: inout CSVWriter) {
        switch column {
        case .jobID: csv.cell(row.jobID?.description ?? "N/A")
        case .jobName: csv.cell(CellText.line(row.jobName))
        case .timestamp: csv.cell(row.enteredAt)
        case .status: csv.cell(row.status.rawValue)
        case .errorDetails: csv.cell(CellText.line(row.errorDetails, limit: CellText.detailsLimit))
        case .workspace: csv.cell(row.workspace.text)
        case .environment: csv.cell(CellText.line(row.environment))
        case .runID: csv.cell(row.run?.id.value)
        case .resultState: csv.cell(CellText.line(row.run?.resultState ?? ""))
        case .startTime: csv.cell(row.run?.startTime)
        case .endTime: csv.cell(row.run?.endTime)
        case .durationSeconds: csv.cell(row.run?.durationSeconds)
        case .errorCategory: csv.cell(row.errorCategory?.rawValue ?? "")
        case .errorFingerprint: csv.cell(row.errorFingerprint)
        case .failedTasks: csv.cell(CellText.line(row.failedTasks.joined(separator: ";")))
        case .suggestedAction: csv.cell(CellText.line(row.suggestedAction))
        case .runPageURL: csv.cell(CellText.line(row.run?.pageURL ?? ""))
        }
    }
}
