internal import Model

/// SUMMARY.md: what people look at first.
struct Summary {
    let report: Report

    var text: String {
        let sections = [
            "# Databricks job status\n",
            headline,
            "![Jobs per workspace and status](\(ReportFile.overviewPath))\n",
            totals,
            SummaryLists(report: report).text,
            """
            ---

            Every job: \(Markdown.link(ReportFile.monitoringPath, to: ReportFile.monitoringPath)).
            Every failed run: \(Markdown.link(ReportFile.failuresPath, to: ReportFile.failuresPath)).
            What it all means: \(Markdown.link(ReportFile.guidePath, to: ReportFile.guidePath)). Times are UTC.

            """,
        ]
        return sections.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var headline: String {
        let tally = report.sections.tally
        let scope = "\(PageText.count(tally.total, "job")) in \(PageText.count(report.sections.count, "workspace"))"
        let counts = JobStatus.allCases.filter { tally[$0] > 0 }.map { "\(tally[$0]) \(Markdown.text($0.rawValue))" }
        var text = counts.isEmpty ? "\(scope).\n" : "\(scope): \(counts.joined(separator: ", ")).\n"
        let categories = failedByCategory
        if !categories.isEmpty { text += "Why jobs are FAILED: \(categories).\n" }
        return text
    }

    /// `runtime 12, network 3`: most first.
    private var failedByCategory: String {
        var counts: [ErrorCategory: Int] = [:]
        for row in report.sections.lazy.flatMap(\.rows) where row.status == .failed {
            counts[row.errorCategory ?? .unknown, default: 0] += 1
        }
        let found = ErrorCategory.allCases.enumerated().compactMap { place, category in
            counts[category].map { (place: place, category: category, count: $0) }
        }
        let ranked = found.sorted { $0.count != $1.count ? $0.count > $1.count : $0.place < $1.place }
        return ranked.map { "\(Markdown.text($0.category.rawValue)) \($0.count)" }.joined(separator: ", ")
    }

    private var totals: String {
        let all = report.sections.tally
        let always: Set<JobStatus> = [.success, .failed, .running]
        let statuses = JobStatus.allCases.filter { all[$0] > 0 || always.contains($0) }
        let attention = Attention(report.sections, limit: Limits.listedWorkspaces)
        func row(_ name: String, _ environment: String, _ tally: Tally) -> [String] {
            [name, environment, "\(tally.total)"] + statuses.map { "\(tally[$0])" }
        }
        var rows = attention.shown.map { section in
            let workspace = section.workspace
            let name = Markdown.link(workspace.name.text, to: ReportFile.path(of: workspace.name))
            return row(name, Markdown.text(workspace.environment, limit: Limits.listedName), section.tally)
        }
        if !attention.hidden.isEmpty {
            rows.append(
                row("and \(PageText.count(attention.hidden.count, "more workspace"))", "", attention.hidden.tally))
        }
        if report.sections.count > 1 { rows.append(row("**All workspaces**", "", all)) }
        let columns = ["Workspace", "Environment", ">Jobs"] + statuses.map { ">\($0.rawValue)" }
        let note =
            attention.hidden.isEmpty
            ? "" : "The \(attention.shown.count) workspaces with the most jobs to look at come first.\n\n"
        return "## Totals\n\n" + note + Markdown.table(columns, rows)
    }
}
