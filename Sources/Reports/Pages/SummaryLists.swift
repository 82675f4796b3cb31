internal import Model

/// The lists of SUMMARY.md, each cut to what fits a screen, with a line that says how many more there are.
struct SummaryLists {
    let report: Report

    var text: String {
        [newestFailed, newestOthers, failedMost, notFound, unreachable].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    // MARK: - Status

    private var newestFailed: String {
        let rows = newest { $0 == .failed }
        let cells = rows.shown.map { row in
            [
                row.enteredAt.reportText, Markdown.text(row.workspace.text), job(row.jobName, row.jobID),
                row.run.map { Markdown.link($0.id.description, toAddress: $0.pageURL) } ?? "",
                Markdown.text(row.errorCategory?.rawValue ?? ""),
                Markdown.text(row.errorDetails, limit: Limits.listedError),
            ]
        }
        let table = Markdown.table(["FAILED since", "Workspace", "Job", "Run", "Category", "Error"], cells)
        return section(
            "Newest FAILED jobs", cells.isEmpty ? "No job is FAILED.\n" : table + more(rows.hidden, "FAILED job"))
    }

    private var newestOthers: String {
        let rows = newest { $0 != .failed && $0 != .noRuns }
        guard !rows.shown.isEmpty else { return "" }
        let cells = rows.shown.map { row in
            [
                row.enteredAt.reportText, Markdown.text(row.status.rawValue), Markdown.text(row.workspace.text),
                job(row.jobName, row.jobID),
            ]
        }
        return section("Newest in another status", Markdown.table(["Since", "Status", "Workspace", "Job"], cells))
    }

    private func newest(_ isWanted: (JobStatus) -> Bool) -> NewestRows {
        var newest = NewestRows(limit: Limits.listedRows)
        for section in report.sections {
            for row in section.rows where isWanted(row.status) { newest.offer(row) }
        }
        return newest
    }

    private var notFound: String {
        let count = report.sections.tally[.notFound]
        guard count > 0 else { return "" }
        let rows = report.sections.lazy.flatMap(\.rows).filter { $0.status == .notFound }
        let cells = rows.prefix(Limits.listedRows).map { row -> [String] in
            [Markdown.text(row.workspace.text), job(row.jobName, row.jobID), row.enteredAt.reportText]
        }
        let table = Markdown.table(["Workspace", "Configured entry", "Since"], Array(cells))
        return section("Configured, but not found", table + more(count - cells.count, "entry", "entries"))
    }

    // MARK: - Failures

    private struct Failing {
        let row: FailureRow
        let runs: Int
        let place: Int
    }

    private var failedMost: String {
        let jobs = failingJobs
        let heading = "Failed most often"
        let scope = "Runs that failed and started within \(lookbackText).\n\n"
        guard !jobs.isEmpty else { return section(heading, scope + "None.\n") }
        let shown = jobs.prefix(Limits.listedRows)
        let cells = shown.map { job in
            [
                "\(job.runs)", Markdown.text(job.row.workspace.text), self.job(job.row.jobName, job.row.jobID),
                job.row.run.startTime?.reportText ?? "",
                Markdown.text(job.row.errorCategory.rawValue),
                Markdown.text(job.row.errorDetails, limit: Limits.listedError),
            ]
        }
        let columns = [">Failed runs", "Workspace", "Job", "Last started", "Category", "Last error"]
        return section(
            heading,
            scope + Markdown.table(columns, cells)
                + more(jobs.count - shown.count, "failing job", in: ReportFile.failuresPath))
    }

    /// Most failed runs first; each with the row of its newest one (of one job the newest run stands first).
    private var failingJobs: [Failing] {
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

    // MARK: - Not read

    private var unreachable: String {
        let sections = report.sections.filter { $0.tally[.unreachable] > 0 || $0.isUnknown }
        guard !sections.isEmpty else { return "" }
        let attention = sections.prefix(Limits.listedRows)
        let cells = attention.map { section in
            [
                Markdown.text(section.workspace.name.text),
                section.isUnknown ? "unknown" : "\(section.tally[.unreachable]) of \(section.tally.total)",
                section.isUnknown ? "Could not be read, and no earlier report knows its jobs." : causes(section),
            ]
        }
        let table = Markdown.table(["Workspace", ">Jobs", "What the first of them says"], cells)
        return section("Could not be read", table + more(sections.count - attention.count, "workspace"))
    }

    /// The cause most rows name; the first of the report where two are equal.
    private func causes(_ section: Report.Section) -> String {
        let first = section.rows.first { $0.status == .unreachable }
        return Markdown.text(first?.errorDetails ?? "", limit: Limits.listedError)
    }

    // MARK: - Parts

    private func section(_ title: String, _ body: String) -> String { "## \(title)\n\n\(body)" }

    private func job(_ name: String, _ id: JobID?) -> String {
        name.isEmpty ? "(no name) \(id?.description ?? "")" : Markdown.text(name, limit: Limits.listedName)
    }

    private func more(
        _ count: Int,
        _ noun: String,
        _ plural: String? = nil,
        in path: String = ReportFile.monitoringPath
    ) -> String {
        guard count > 0 else { return "" }
        let nouns = count == 1 ? noun : plural ?? noun + "s"
        return "\nand \(count) more \(nouns) in \(Markdown.link(path, to: path)).\n"
    }
}

extension Report.Section {
    fileprivate var isUnknown: Bool { workspace.isUnread && tally.total == 0 }
}

/// The rows that entered their status last: by the second, as the reports show it, then in the order of the report.
private struct NewestRows {
    let limit: Int
    private(set) var shown: [JobRow] = []
    private var count = 0

    init(limit: Int) { self.limit = limit }

    var hidden: Int { count - shown.count }

    mutating func offer(_ row: JobRow) {
        count += 1
        let seconds = RowOrder.seconds(row.enteredAt)
        if shown.count == limit, let last = shown.last, RowOrder.seconds(last.enteredAt) >= seconds { return }
        let place = shown.firstIndex { RowOrder.seconds($0.enteredAt) < seconds } ?? shown.count
        shown.insert(row, at: place)
        if shown.count > limit { shown.removeLast() }
    }
}
