import Model
import Reports
import Sweeping

/// What a person reads when a sweep has ended.
struct ResultText {
    private static let changeLimit = 8
    private static let warningLimit = 24
    private static let warningsPerWorkspace = 2

    let result: SweepResult
    let style: Style

    /// What went wrong, and nothing else: for `--quiet`.
    var errorLines: [String] {
        var lines = result.workspaces.filter { $0.status != .ok }.map { workspace in
            "dbmon: \(workspace.name): \(workspace.status.rawValue): \(workspace.error?.oneLine ?? "")"
        }
        if result.publication.status == .failed {
            lines.append("dbmon: not published: \(result.publication.error?.oneLine ?? "")")
        }
        return lines
    }

    var lines: [String] {
        var lines = table
        lines.append("")
        lines.append("  " + totals)
        lines.append("  " + coverage)
        lines += changes
        lines += problems
        lines.append("")
        lines.append("  Reports: \(result.reportDirectory)")
        lines += publication
        return lines
    }

    private var table: [String] {
        let statuses = JobStatus.allCases.filter { result.totals[$0, default: 0] > 0 }
        let header = ["Workspace", "State", "Jobs"] + statuses.map(\.rawValue) + ["Calls", "Time"]
        var table = TextTable(header, rightAligned: Set(2..<header.count))
        for workspace in result.workspaces {
            var cells = [
                TextTable.Cell(workspace.name.text),
                TextTable.Cell(workspace.status.rawValue, workspace.status == .ok ? .good : .notice),
                TextTable.Cell(String(workspace.jobs)),
            ]
            cells += statuses.map { status in
                let count = workspace.totals[status, default: 0]
                return TextTable.Cell(count == 0 ? "·" : String(count), count == 0 ? .quiet : Style.tone(of: status))
            }
            let retries = workspace.retries > 0 ? " (\(workspace.retries) again)" : ""
            cells.append(TextTable.Cell("\(workspace.calls)\(retries)"))
            cells.append(TextTable.Cell(Self.seconds(workspace.duration)))
            table.add(cells)
        }
        return table.lines(style)
    }

    private var totals: String {
        let counts = JobStatus.allCases.compactMap { status in
            result.totals[status].map { style.paint("\($0) \(status.rawValue)", Style.tone(of: status)) }
        }
        let calls = result.workspaces.reduce(0) { $0 + $1.calls }
        let rows = result.totals.values.reduce(0, +)
        return style.paint(Self.count(rows, "row"), .strong)
            + (counts.isEmpty ? "" : ": " + counts.joined(separator: ", "))
            + ". \(Self.count(result.workspaces.count, "workspace")), \(Self.count(calls, "call")), "
            + "\(Self.seconds(result.duration))."
    }

    /// What of the workspaces the rows speak for.
    private var coverage: String {
        let visible = result.workspaces.compactMap(\.jobsVisible).reduce(0, +)
        let lost = result.workspaces.count { $0.jobsVisible == nil }
        let selected = result.workspaces.reduce(0) { $0 + $1.jobs }
        let withRuns = result.workspaces.reduce(0) { $0 + $1.jobsWithRuns }
        let unreadable = result.workspaces.reduce(0) { $0 + $1.unreadableJobs.count }
        return "Coverage: \(Self.count(visible, "job")) visible"
            + (lost == 0 ? "" : " (in \(Self.count(lost, "workspace")) not known)")
            + ", \(selected) selected, \(withRuns) with runs"
            + (unreadable == 0 ? "." : ", " + style.paint("\(unreadable) not readable", .notice) + ".")
    }

    private var changes: [String] {
        guard !result.changes.isEmpty else { return [] }
        var lines = ["", "  Changed since the last sweep:"]
        for change in result.changes.prefix(Self.changeLimit) {
            let name = change.jobName.isEmpty ? "job \(change.jobID?.description ?? "")" : change.jobName.oneLine
            lines.append(
                "    \(change.workspace) \(name): \(change.from?.rawValue ?? "new") → \(change.to?.rawValue ?? "gone")")
        }
        let others = result.changes.count - Self.changeLimit
        if others > 0 { lines.append("    and \(others) more") }
        return lines
    }

    private var problems: [String] {
        var lines = result.warnings.map { "  \($0.oneLine)" }
        for workspace in result.workspaces {
            if let error = workspace.error {
                lines.append("  " + style.paint("\(workspace.name): \(error.oneLine)", .notice))
                if let fix = workspace.fix { lines.append("    fix: \(fix)") }
            }
            let warnings = workspace.warnings.filter { $0 != workspace.error }
            lines += warnings.prefix(Self.warningsPerWorkspace).map { "  \(workspace.name): \($0.oneLine)" }
            let others = warnings.count - Self.warningsPerWorkspace
            if others > 0 { lines.append("  \(workspace.name): and \(others) more") }
        }
        guard !lines.isEmpty else { return [] }
        let others = lines.count - Self.warningLimit
        return [""] + lines.prefix(Self.warningLimit) + (others > 0 ? ["  and \(others) more lines of the kind"] : [])
    }

    private var publication: [String] {
        let publication = result.publication
        var lines: [String]
        switch publication.status {
        case .committed:
            lines = ["  Commit:  \(publication.commit ?? "") (\(publication.files) files, \(publication.calls) calls)"]
        case .unchanged: lines = ["  Nothing changed: no commit (\(publication.calls) calls)"]
        case .failed:
            lines = ["  " + style.paint("Not published: \(publication.error?.oneLine ?? "")", .bad)]
            if let fix = publication.fix { lines.append("    fix: \(fix)") }
        case .skipped: lines = publication.error.map { ["  Not published: \($0)"] } ?? []
        }
        return lines + publication.warnings.map { "  \($0.oneLine)" }
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    static func seconds(_ duration: Duration) -> String {
        let milliseconds = duration.wholeMilliseconds
        if milliseconds >= 60_000 { return "\(milliseconds / 60_000) min \(milliseconds / 1_000 % 60) s" }
        return "\(milliseconds / 1_000).\(milliseconds / 100 % 10) s"
    }
}

extension String {
    /// Text from outside on a terminal: one line, nothing that moves its cursor.
    fileprivate var oneLine: String { PageText.cut(self, to: 400) }
}
