internal import Model

/// SUMMARY.md: what people look at first. What needs somebody comes first, the totals after it.
struct Summary {
    let report: Report

    var text: String {
        let lists = SummaryLists(report: report)
        let sections = [
            "# Databricks job status\n",
            headline,
            lists.newestFailed,
            SummaryUnread(report: report).text,
            lists.notFound,
            SummaryErrors(report: report).text,
            SummaryFailures(report: report).text,
            totals,
            lists.newestOthers,
            """
            ## Files

            - Every job: \(Markdown.link(ReportFile.monitoringPath, to: ReportFile.monitoringPath))
            - Every failed run, with the trace: \(Markdown.link(ReportFile.failuresPath, to: ReportFile.failuresPath))
            - What it all means: \(Markdown.link(ReportFile.guidePath, to: ReportFile.guidePath))

            Times are UTC.

            """,
        ]
        return sections.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    // MARK: - Headline

    private var headline: String {
        let tally = report.sections.tally
        let jobs = "\(PageText.count(tally.total, "job")) in \(PageText.count(report.sections.count, "workspace"))"
        let counts = Tally.order.filter { tally[$0] > 0 }.map { status in
            let count = "\(tally[status]) \(Markdown.text(status.rawValue))"
            return Tally.concerns.contains(status) ? "**\(count)**" : count
        }
        var text = "\(jobs)\(counts.isEmpty ? "" : ": \(counts.joined(separator: ", "))").\n"
        let unknown = report.sections.count { $0.isUnknown }
        if unknown > 0 { text += "**\(PageText.count(unknown, "workspace")) never read.**\n" }
        if tally.concern == 0, unknown == 0, tally.total > 0 { text += "**Nothing to look at.**\n" }
        let categories = failedByCategory
        if !categories.isEmpty { text += "\nWhy jobs are FAILED: \(categories).\n" }
        return text
    }

    /// `runtime 12, network 3`: most first.
    private var failedByCategory: String {
        var counts: [ErrorCategory: Int] = [:]
        for section in report.sections where section.tally[.failed] > 0 {
            for index in section.rows.indices where section.rows[index].status == .failed {
                counts[section.rows[index].errorCategory ?? .unknown, default: 0] += 1
            }
        }
        let found = ErrorCategory.allCases.enumerated().compactMap { place, category in
            counts[category].map { (place: place, category: category, count: $0) }
        }
        let ranked = found.sorted { $0.count != $1.count ? $0.count > $1.count : $0.place < $1.place }
        return ranked.map { "\(Markdown.text($0.category.rawValue)) \($0.count)" }.joined(separator: ", ")
    }

    // MARK: - Totals

    private var totals: String {
        let all = report.sections.tally
        let always: Set<JobStatus> = [.success, .failed, .running]
        let statuses = Self.columns.filter { all[$0] > 0 || always.contains($0) }
        let hasEnvironments = report.sections.contains { !$0.workspace.environment.isEmpty }
        let attention = Attention(report.sections, limit: Limits.listedWorkspaces)
        func row(_ name: String, _ environment: String, _ tally: Tally, isUnknown: Bool = false) -> [String] {
            let figures = [isUnknown ? "unknown" : "\(tally.total)"] + statuses.map { isUnknown ? "" : "\(tally[$0])" }
            return [name] + (hasEnvironments ? [environment] : []) + figures
        }
        var rows = attention.shown.map { section in
            let workspace = section.workspace
            let name = Markdown.link(workspace.name.text, to: ReportFile.path(of: workspace.name))
            let environment = Markdown.text(workspace.environment, limit: Limits.listedName)
            return row(name, environment, section.tally, isUnknown: section.isUnknown)
        }
        if !attention.hidden.isEmpty {
            rows.append(
                row("and \(PageText.count(attention.hidden.count, "more workspace"))", "", attention.hidden.tally))
        }
        if report.sections.count > 1 { rows.append(row("**All workspaces**", "", all)) }
        let columns =
            ["Workspace"] + (hasEnvironments ? ["Environment"] : []) + [">Jobs"]
            + statuses.map { ">\(Markdown.text($0.rawValue))" }
        let note =
            attention.hidden.isEmpty
            ? "" : "The \(attention.shown.count) workspaces with the most jobs to look at come first.\n\n"
        return "## Totals\n\n\(picture)\n\(note)\(Markdown.table(columns, rows))"
    }

    /// What concerns somebody, then the rest by how often it is asked for: a phone shows the first columns.
    private static let columns: [JobStatus] = [
        .failed, .unreachable, .notFound, .success, .running, .canceled, .skipped, .noRuns,
    ]

    private var picture: String {
        let tally = report.sections.tally
        let counts = Tally.order.filter { tally[$0] > 0 }.map { "\(tally[$0]) \(Markdown.text($0.rawValue))" }
        let figures = counts.isEmpty ? "" : ": \(counts.joined(separator: ", "))"
        return "![Jobs per workspace and status\(figures)](\(ReportFile.overviewPath))\n"
    }
}
