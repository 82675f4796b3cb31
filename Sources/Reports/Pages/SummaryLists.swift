internal import Model

/// The lists of SUMMARY.md by status, each cut to what fits a screen, with a line that says how many more there are.
struct SummaryLists {
    let report: Report

    var newestFailed: String {
        let rows = NewestRows(report.sections) { $0 == .failed }
        let cells = rows.shown.map { row in
            [
                row.enteredAt.reportText, SummaryCells.job(row.jobName, row.jobID, row.run),
                Markdown.text(row.workspace.text), SummaryCells.error(row.errorCategory, row.errorDetails),
            ]
        }
        let table = Markdown.table(["FAILED since (UTC)", "Job", "Workspace", "Error"], cells)
        return SummaryCells.section(
            "Newest failures",
            cells.isEmpty ? "No job is FAILED.\n" : table + SummaryCells.more(rows.hidden, "FAILED job"))
    }

    var notFound: String {
        let rows = NewestRows(report.sections) { $0 == .notFound }
        guard !rows.shown.isEmpty else { return "" }
        let cells = rows.shown.map { row in
            [
                row.enteredAt.reportText, SummaryCells.job(row.jobName, row.jobID, nil),
                Markdown.text(row.workspace.text),
            ]
        }
        let table = Markdown.table(["Missing since (UTC)", "Configured entry", "Workspace"], cells)
        return SummaryCells.section(
            "Configured, but not found",
            """
            No job that the token may see matches: a wrong name or case, another workspace, or a missing permission. \
            \(GuideSection.notFound.link("What to do"))

            """ + "\n" + table + SummaryCells.more(rows.hidden, "entry", "entries"))
    }

    /// Left out are statuses that have a list of their own, and NO_RUNS, whose time is that of a sweep.
    var newestOthers: String {
        let rows = NewestRows(report.sections) { status in
            switch status {
            case .success, .running, .canceled, .skipped: true
            case .failed, .notFound, .unreachable, .noRuns: false
            }
        }
        guard !rows.shown.isEmpty else { return "" }
        let cells = rows.shown.map { row in
            [
                row.enteredAt.reportText, Markdown.text(row.status.rawValue),
                SummaryCells.job(row.jobName, row.jobID, row.run), Markdown.text(row.workspace.text),
            ]
        }
        return SummaryCells.section(
            "Newest of the others", Markdown.table(["In status since (UTC)", "Status", "Job", "Workspace"], cells))
    }
}
