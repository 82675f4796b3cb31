internal import Model
internal import Reports

/// What a commit says: the counts, what changed, and trailer lines that a program can read.
struct CommitMessage {
    /// Jobs named one by one; the rest are counted.
    private static let nameLimit = 20

    private let sweep: SweepResult

    init(_ sweep: SweepResult) { self.sweep = sweep }

    var text: String { ([subject, ""] + changes + trailers).joined(separator: "\n") + "\n" }

    private var subject: String {
        let failed = sweep.totals[.failed, default: 0]
        let rows = sweep.totals.values.reduce(0, +)
        let workspaces = sweep.workspaces.count
        return "Report \(failed) FAILED of \(rows) rows in \(workspaces) workspace\(workspaces == 1 ? "" : "s")"
    }

    private var changes: [String] {
        guard !sweep.changes.isEmpty else { return [] }
        var lines = sweep.changes.prefix(Self.nameLimit).map { change in
            let name =
                change.jobName.isEmpty
                ? "job \(change.jobID?.description ?? "")" : PageText.cut(change.jobName, to: 200)
            return "\(change.workspace) \(name): \(change.from?.rawValue ?? "new") to \(change.to?.rawValue ?? "gone")"
        }
        let others = sweep.changes.count - Self.nameLimit
        if others > 0 { lines.append("and \(others) more") }
        return lines + [""]
    }

    private var trailers: [String] {
        var lines = ["Sweep-Id: \(sweep.sweepID)"]
        for status in JobStatus.allCases {
            if let count = sweep.totals[status] { lines.append("Jobs-\(status.trailerName): \(count)") }
        }
        let incomplete = sweep.workspaces.filter { $0.status != .ok }
        if !incomplete.isEmpty {
            lines.append("Incomplete: \(incomplete.prefix(Self.nameLimit).map(\.name.text).joined(separator: ", "))")
        }
        return lines
    }
}

extension JobStatus {
    /// `NOT_FOUND` as `Not-Found`: the form of a git trailer's key.
    fileprivate var trailerName: String {
        rawValue.split(separator: "_").map { $0.prefix(1) + $0.dropFirst().lowercased() }.joined(separator: "-")
    }
}
