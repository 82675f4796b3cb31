internal import Model

/// COMPREHENSIVE_MONITORING_DOCUMENTATION.md: how to read and run all this, with what is monitored. Its text is
/// `GuideText`; here are the parts that the configuration and the types give.
struct Guide {
    let report: Report

    var text: String {
        let sections = [
            files, columns, failureColumns, statuses, categories, GuideText.cells, GuideText.reading,
            GuideText.troubleshooting, GuideText.schedule, GuideText.tokens, GuideText.branch, GuideText.exitCodes,
            monitored,
        ]
        return ([GuideText.opening, Self.contents(of: sections)] + sections).joined(separator: "\n")
    }

    /// A link to each section, by its heading.
    private static func contents(of sections: [String]) -> String {
        let headings = sections.compactMap { section in
            section.split(separator: "\n").first { $0.hasPrefix("## ") }?.dropFirst(3)
        }
        return headings.map { "- [\($0)](#\(GuideSection.anchor(of: String($0))))\n" }.joined()
    }

    private var files: String {
        let rows = [
            [ReportFile.summaryPath, "what people look at first: newest failures, what could not be read, totals"],
            [ReportFile.overviewPath, "the same as a picture: a bar per workspace"],
            [ReportFile.monitoringPath, "every monitored job of every workspace, with the status of its latest run"],
            ["\(ReportFile.workspaceFolder)/<name>.csv", "the same for one workspace, in the five base columns alone"],
            [ReportFile.failuresPath, "every failed task of the runs that failed and started within the lookback"],
            [ReportFile.guidePath, "this guide"],
        ]
        return "## Files\n\n"
            + Markdown.table(["File", "What it holds"], rows.map { ["`\($0[0])`", $0[1]] }) + GuideText.sameBytes
    }

    private var columns: String {
        let rows = report.columns.map { ["`\($0.rawValue)`", Self.meaning(of: $0)] }
        return "## Columns of the monitoring report\n\n" + Markdown.table(["Column", "Meaning"], rows)
            + "\nThe first five are the base columns; they keep their names and places.\n"
    }

    private var failureColumns: String {
        let rows = FailureColumn.allCases.map { ["`\($0.rawValue)`", Self.meaning(of: $0)] }
        return "## Columns of the failures report\n\n" + Markdown.table(["Column", "Meaning"], rows)
            + GuideText.failureNotes
    }

    private var statuses: String {
        let rows = JobStatus.allCases.map { ["`\($0.rawValue)`", Self.meaning(of: $0)] }
        return "## Statuses\n\n" + Markdown.table(["Status", "Meaning"], rows) + GuideText.statusNotes
    }

    private var categories: String {
        let rows = ErrorCategory.allCases.map { ["`\($0.rawValue)`", Self.meaning(of: $0)] }
        return "## Error categories\n\n" + Markdown.table(["Category", "Why it failed"], rows)
    }

    private var monitored: String {
        let rows = report.sections.map { section in
            let workspace = section.workspace
            return [
                Markdown.text(workspace.name.text), Markdown.text(workspace.environment),
                selections(workspace.selections), workspace.lookback.shortText,
                Self.rate(workspace.requestsPerSecond), "\(workspace.burst)", "\(workspace.maxInFlight)",
            ]
        }
        let columns = [
            "Workspace", "Environment", "Jobs", ">Lookback", ">Requests per second", ">Burst", ">In flight",
        ]
        let table = rows.isEmpty ? "No workspace is configured.\n" : Markdown.table(columns, rows)
        return "## What is monitored\n\n" + table + GuideText.monitoredNotes
    }

    private func selections(_ entries: [String]) -> String {
        let shown = entries.prefix(Limits.listedSelections).map {
            $0 == "*" ? "every job" : Markdown.text($0, limit: Limits.listedName)
        }
        let hidden = entries.count - shown.count
        return shown.joined(separator: ", ") + (hidden > 0 ? " and \(hidden) more" : "")
    }

    /// `10`, `0.5`.
    private static func rate(_ rate: Double) -> String {
        let text = rate.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
