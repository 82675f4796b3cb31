internal import Model

/// The failures report: a row per failed task.
struct FailuresReport {
    let bytes: [UInt8]

    init(report: Report) {
        var csv = CSVWriter(header: FailureColumn.allCases.map(\.rawValue), rows: report.failures.count)
        for row in report.failures {
            csv.text(row.workspace.text)
            csv.text(report.environments[row.workspace] ?? row.environment)
            csv.number(row.jobID.value)
            csv.text(row.jobName)
            csv.number(row.run.id.value)
            csv.instant(row.run.startTime)
            csv.instant(row.run.endTime)
            csv.number(row.run.durationSeconds)
            csv.text(row.run.resultState)
            csv.text(row.terminationCode)
            csv.text(row.errorCategory.rawValue)
            csv.text(row.errorFingerprint)
            csv.text(row.task?.key ?? "")
            csv.number(row.task?.runID.value)
            csv.number(row.task.map { Int64($0.attempt) })
            csv.text(row.errorDetails, .details)
            csv.text(row.errorTrace, .trace)
            csv.text(row.suggestedAction)
            csv.text(row.run.pageURL)
            csv.endRow()
        }
        bytes = csv.bytes
    }
}
