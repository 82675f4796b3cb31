internal import Model

/// The list of SUMMARY.md that says what could not be read: whole workspaces, and single jobs of others.
struct SummaryUnread {
    let report: Report

    /// Rows of one workspace that could not be read for the same cause.
    private struct Gap {
        let workspace: Report.Section
        let cause: String
        var since: Timestamp
        private var first: [JobRow] = []
        private var count = 0

        init(_ row: JobRow, of workspace: Report.Section, cause: String) {
            self.workspace = workspace
            self.cause = cause
            since = row.enteredAt
            add(row)
        }

        mutating func add(_ row: JobRow) {
            since = min(since, row.enteredAt)
            if first.count < Limits.listedNames { first.append(row) }
            count += 1
        }

        /// `all 220`, `2 of 260: load, publish`.
        var extent: String {
            if count == workspace.tally.total { return "all \(count)" }
            let names = first.map { Markdown.isolated(SummaryCells.job($0.jobName, $0.jobID, nil)) }
            return "\(count) of \(workspace.tally.total): \(SummaryCells.names(names, of: count))"
        }
    }

    var text: String {
        let unknown = report.sections.filter(\.isUnknown)
        let gaps = report.sections.filter { $0.tally[.unreachable] > 0 }.flatMap(gaps)
        guard !unknown.isEmpty || !gaps.isEmpty else { return "" }
        let cells = unknown.lazy.map { section in
            [Markdown.text(section.workspace.name.text), "unknown", "", "never read: no earlier report knows its jobs"]
        }
        let others = gaps.lazy.map { gap in
            [
                Markdown.text(gap.workspace.workspace.name.text), gap.extent, gap.since.reportText,
                Markdown.excerpt(gap.cause, limit: Limits.listedError),
            ]
        }
        let shown = Array(cells.prefix(Limits.listedRows))
        let rows = shown + others.prefix(Limits.listedRows - shown.count)
        let hidden = unknown.count + gaps.count - rows.count
        let intro = """
            Rows that are UNREACHABLE keep what was last known of the job. \
            \(GuideSection.unreachable.link("What to do"))

            """
        let table = Markdown.table(["Workspace", "Jobs", "Not read since (UTC)", "Cause"], rows)
        let report = Markdown.link(ReportFile.monitoringPath, to: ReportFile.monitoringPath)
        let more = hidden == 0 ? "" : "\nand \(hidden) more: see the UNREACHABLE rows of \(report).\n"
        return SummaryCells.section("Could not be read", "\(intro)\n\(table)\(more)")
    }

    /// One for each cause, in the order of the first row that names it.
    private func gaps(_ section: Report.Section) -> [Gap] {
        var places: [String: Int] = [:]
        var gaps: [Gap] = []
        for index in section.rows.indices where section.rows[index].status == .unreachable {
            let row = section.rows[index]
            let cause = Self.cause(row.errorDetails)
            if let place = places[cause] {
                gaps[place].add(row)
            } else {
                places[cause] = gaps.count
                gaps.append(Gap(row, of: section, cause: cause))
            }
        }
        return gaps
    }

    /// What all rows of one cause have in common: the details without the status that this one job had before.
    private static func cause(_ details: String) -> String {
        let beginning = "Could not be read: "
        let cause = details.hasPrefix(beginning) ? details.dropFirst(beginning.count) : details[...]
        var rest = cause
        while let mark = rest.firstIndex(of: ";") {
            rest = rest[mark...]
            if rest.hasPrefix("; last known status") { return String(cause[..<mark]) }
            rest = rest.dropFirst()
        }
        return String(cause)
    }
}
