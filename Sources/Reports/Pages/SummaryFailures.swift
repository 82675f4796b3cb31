internal import Model

/// The list of SUMMARY.md that ranks jobs by their failed runs within the lookback.
struct SummaryFailures {
    let report: Report

    private struct Failing {
        let row: FailureRow
        let runs: Int
        let place: Int
    }

    var text: String {
        let jobs = ranked
        let heading = "Failed most often"
        let scope = "Runs that failed and started within \(lookbackText).\n\n"
        guard !jobs.isEmpty else { return SummaryCells.section(heading, scope + "None.\n") }
        let shown = jobs.prefix(Limits.listedRows)
        let cells = shown.map { job in
            [
                "\(job.runs)", SummaryCells.job(job.row.jobName, job.row.jobID, job.row.run),
                Markdown.text(job.row.workspace.text), job.row.run.startTime?.reportText ?? "",
                SummaryCells.error(job.row.errorCategory, job.row.errorDetails),
            ]
        }
        let table = Markdown.table([">Runs", "Job", "Workspace", "Last started (UTC)", "Last error"], cells)
        return SummaryCells.section(
            heading,
            scope + table
                + SummaryCells.more(jobs.count - shown.count, "failing job", in: ReportFile.failuresPath))
    }

    /// Most failed runs first; each with the row of its newest one (of one job the newest run stands first).
    private var ranked: [Failing] {
        struct Key: Hashable {
            let workspace: WorkspaceName
            let job: JobID
        }
        var newest: [Key: (row: FailureRow, place: Int)] = [:]
        var runs: [Key: Set<RunID>] = [:]
        for (place, row) in report.failures.enumerated() {
            let key = Key(workspace: row.workspace, job: row.jobID)
            if newest[key] == nil { newest[key] = (row, place) }
            runs[key, default: []].insert(row.run.id)
        }
        let jobs = newest.map { Failing(row: $1.row, runs: runs[$0]?.count ?? 0, place: $1.place) }
        return jobs.sorted { $0.runs != $1.runs ? $0.runs > $1.runs : $0.place < $1.place }
    }

    private var lookbackText: String {
        let lookbacks = Set(report.sections.map(\.workspace.lookback))
        guard lookbacks.count == 1, let only = lookbacks.first else { return "the lookback of their workspace" }
        return "the last \(only.shortText)"
    }
}
