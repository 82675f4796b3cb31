internal import Model

/// The monitoring report and the files of the workspaces, made in one pass: a row of the latter is the beginning of a
/// row of the former.
struct JobReports {
    let monitoring: [UInt8]
    /// In the order of the report's sections.
    let workspaces: [[UInt8]]

    init(report: Report) {
        let further = report.columns.dropFirst(ReportColumn.base.count)
        var all = CSVWriter(header: report.columns.map(\.rawValue), rows: report.sections.tally.total)
        workspaces = report.sections.map { section in
            var own = CSVWriter(header: ReportColumn.base.map(\.rawValue))
            for row in section.rows {
                let start = all.bytes.count
                Self.writeBase(row, to: &all)
                own.raw(all.bytes[start...])
                own.endRow()
                for column in further { Self.write(column, of: row, in: section.workspace, to: &all) }
                all.endRow()
            }
            return own.bytes
        }
        monitoring = all.bytes
    }

    private static func writeBase(_ row: JobRow, to csv: inout CSVWriter) {
        if let id = row.jobID {
            csv.number(id.value)
        } else {
            csv.text(PriorReports.noJobID)
        }
        csv.text(row.jobName)
        csv.instant(row.enteredAt)
        csv.text(row.status.rawValue)
        csv.text(row.errorDetails, .details)
    }

    private static func write(
        _ column: ReportColumn,
        of row: JobRow,
        in workspace: ReportedWorkspace,
        to csv: inout CSVWriter
    ) {
        switch column {
        case .jobID, .jobName, .timestamp, .status, .errorDetails:
            preconditionFailure("a base column stands behind the base columns")  // `layout` puts each first and once
        case .workspace: csv.text(workspace.name.text)
        case .environment: csv.text(workspace.environment)
        case .runID: csv.number(row.run?.id.value)
        case .resultState: csv.text(row.run?.resultState ?? "")
        case .startTime: csv.instant(row.run?.startTime)
        case .endTime: csv.instant(row.run?.endTime)
        case .durationSeconds: csv.number(row.run?.durationSeconds)
        case .errorCategory: csv.text(row.errorCategory?.rawValue ?? "")
        case .errorFingerprint: csv.text(row.errorFingerprint)
        case .failedTasks: csv.text(failedTasks(row.failedTasks))
        case .suggestedAction: csv.text(row.suggestedAction)
        case .runPageURL: csv.text(row.run?.pageURL ?? "")
        }
    }

    private static func failedTasks(_ keys: [String]) -> String {
        switch keys.count {
        case 0: ""
        case 1: keys[0]
        default: keys.sorted { RowOrder.compare($0, $1) < 0 }.joined(separator: ";")
        }
    }
}
