internal import Model

/// `SUMMARY.md`: what somebody sees first in the repository.
struct Summary {
    /// Entries of each list; what is beyond is counted.
    private static let listLimit = 15
    /// Workspaces of the table; those with trouble come first where there are more.
    private static let workspaceLimit = 100
    private static let detailLimit = 160

    private let report: Report

    init(_ report: Report) { self.report = report }

    var text: String {
        var parts = ["# Job status", headline, "![Jobs by status and workspace](overview.svg)"]
        parts += section("Failed last", newestFailures)
        parts += section("Failed most within the lookback", mostFailures)
        parts += section("Could not be read", unreadable)
        parts += section("Not found", notFound)
        parts += ["## Workspaces", table]
        parts.append(
            "Every job: [\(ReportPath.monitoring)](\(ReportPath.monitoring)). "
                + "Every failed run: [\(ReportPath.failures)](\(ReportPath.failures)). "
                + "How to read them: [the guide](\(ReportPath.documentation)).")
        return parts.joined(separator: "\n\n") + "\n"
    }

    private var headline: String {
        let totals = report.rows.reduce(into: [JobStatus: Int]()) { $0[$1.status, default: 0] += 1 }
        let counts = JobStatus.allCases.compactMap { status in
            totals[status].map { "**\($0)** \(status.rawValue)" }
        }
        let jobs = "\(report.rows.count) row\(report.rows.count == 1 ? "" : "s")"
        let workspaces = "\(report.workspaces.count) workspace\(report.workspaces.count == 1 ? "" : "s")"
        return "\(jobs) in \(workspaces)" + (counts.isEmpty ? "." : ": " + counts.joined(separator: ", ") + ".")
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["## \(title)", lines.joined(separator: "\n")]
    }

    private var newestFailures: [String] {
        let failed = report.rows.filter { $0.status == .failed }
        let newest = failed.enumerated().sorted { left, right in
            left.element.enteredAt != right.element.enteredAt
                ? left.element.enteredAt > right.element.enteredAt : left.offset < right.offset
        }.map(\.element)
        return limited(newest) { row in
            let category = row.errorCategory.map { " (\($0.rawValue))" } ?? ""
            let details = Markup.markdown(Markup.shortened(CellText.line(row.errorDetails), to: Self.detailLimit))
            return "- \(row.enteredAt.reportText) UTC, \(name(row))\(category)" + (details.isEmpty ? "" : "  \n  \(details)")
        }
    }

    private var mostFailures: [String] {
        struct Key: Hashable {
            let workspace: WorkspaceName
            let job: JobID
        }
        var runs: [Key: Set<RunID>] = [:]
        var names: [Key: String] = [:]
        var order: [Key] = []
        for failure in report.failures {
            let key = Key(workspace: failure.workspace, job: failure.jobID)
            if runs[key] == nil { order.append(key) }
            runs[key, default: []].insert(failure.run.id)
            names[key] = failure.jobName
        }
        let ranked = order.enumerated().filter { (runs[$0.element]?.count ?? 0) > 1 }.sorted { left, right in
            let (leftCount, rightCount) = (runs[left.element]?.count ?? 0, runs[right.element]?.count ?? 0)
            return leftCount != rightCount ? leftCount > rightCount : left.offset < right.offset
        }.map(\.element)
        return limited(ranked) { key in
            "- \(runs[key]?.count ?? 0) runs: \(name(names[key] ?? "", key.job, key.workspace))"
        }
    }

    private var unreadable: [String] {
        let groups = Dictionary(grouping: report.rows.filter { $0.status == .unreachable }, by: \.workspace)
        let affected = report.workspaces.compactMap { workspace in groups[workspace.name].map { (workspace.name, $0) } }
        return limited(affected) { workspace, rows in
            let cause = rows.first.map { CellText.line($0.errorDetails).prefix { $0 != ";" } } ?? ""
            return "- \(Markup.markdown(workspace.text)): \(rows.count) of its rows. \(Markup.markdown(String(cause)))"
        }
    }

    private var notFound: [String] {
        limited(report.rows.filter { $0.status == .notFound }) { row in
            "- \(Markup.markdown(row.jobName)) in \(Markup.markdown(row.workspace.text))"
        }
    }

    private var table: String {
        let counts = report.counts
        let shown = JobStatus.allCases.filter { status in counts.values.contains { $0[status, default: 0] > 0 } }
        var lines = ["| Workspace | " + shown.map { "\($0.rawValue) |" }.joined(separator: " ")]
        lines.append("| :-- | " + shown.map { _ in "--: |" }.joined(separator: " "))
        for workspace in report.workspaces.prefix(Self.workspaceLimit) {
            let cells = shown.map { "\(counts[workspace.name]?[$0] ?? 0) |" }.joined(separator: " ")
            lines.append("| [\(Markup.markdown(workspace.name.text))](\(ReportPath.workspace(workspace.name.text))) | \(cells)")
        }
        var text = lines.joined(separator: "\n")
        if report.workspaces.count > Self.workspaceLimit {
            text += "\n\nAnd \(report.workspaces.count - Self.workspaceLimit) more workspaces."
        }
        return text
    }

    private func limited<Element>(_ elements: [Element], _ line: (Element) -> String) -> [String] {
        var lines = elements.prefix(Self.listLimit).map(line)
        if elements.count > Self.listLimit { lines.append("- and \(elements.count - Self.listLimit) more") }
        return lines
    }

    private func name(_ row: JobRow) -> String {
        let name = row.jobName.isEmpty ? "job \(row.jobID?.description ?? "")" : row.jobName
        let text = "**\(Markup.markdown(Markup.shortened(name, to: 100)))** in \(Markup.markdown(row.workspace.text))"
        guard let url = row.run?.pageURL, Self.isLink(url) else { return text }
        return "\(text), [run](\(url))"
    }

    private func name(_ name: String, _ job: JobID, _ workspace: WorkspaceName) -> String {
        let shown = name.isEmpty ? "job \(job)" : name
        return "**\(Markup.markdown(Markup.shortened(shown, to: 100)))** in \(Markup.markdown(workspace.text))"
    }

    /// An address that can stand inside a link's brackets as it is.
    private static func isLink(_ url: String) -> Bool {
        url.hasPrefix("https://")
            && url.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "-._~:/?#=&%+".utf8.contains(byte)
                }
            }
    }
}
