internal import Model
internal import Reports

/// What a commit says: the counts, what changed, and trailers that a program can read (`git interpret-trailers`).
struct CommitMessage {
    /// Jobs and workspaces named one by one; the rest are counted.
    private static let nameLimit = 20
    private static let nameLength = 200  // in scalars

    private enum Kind: String, CaseIterable {
        case newlyFailed = "Newly failed"
        case recovered = "Recovered"
        case new = "New"
        case gone = "Gone"
        case other = "Other changes"

        init(_ change: SweepResult.StatusChange) {
            switch (change.from, change.to) {
            case (nil, _): self = .new
            case (_, nil): self = .gone
            case (_, .failed?): self = .newlyFailed
            case (.failed?, .success?): self = .recovered
            case (_?, _?): self = .other
            }
        }

        /// The form of a trailer's key.
        var key: String {
            switch self {
            case .newlyFailed: "Newly-Failed"
            case .recovered: "Recovered"
            case .new: "New-Jobs"
            case .gone: "Gone-Jobs"
            case .other: "Other-Changes"
            }
        }
    }

    private let sweep: SweepResult
    private let changes: [Kind: [SweepResult.StatusChange]]

    init(_ sweep: SweepResult) {
        self.sweep = sweep
        changes = Dictionary(grouping: sweep.changes, by: Kind.init)
    }

    /// Paragraphs; the last one is the trailers alone.
    var text: String { ([subject] + paragraphs + [trailers]).joined(separator: "\n\n") + "\n" }

    private var subject: String {
        let failed = sweep.totals[.failed, default: 0]
        let rows = sweep.totals.values.reduce(0, +)
        let workspaces = sweep.workspaces.count
        return "Report \(failed) FAILED of \(rows) rows in \(workspaces) workspace\(workspaces == 1 ? "" : "s")"
    }

    /// The kind that matters most comes first, so that it is cut last.
    private var paragraphs: [String] {
        var room = Self.nameLimit
        var paragraphs: [String] = []
        for kind in Kind.allCases {
            guard let changes = changes[kind] else { continue }
            let named = changes.prefix(room)
            room -= named.count
            var lines = ["\(kind.rawValue):"] + named.map(line)
            if named.count < changes.count {
                lines.append(named.isEmpty ? "\(changes.count)" : "and \(changes.count - named.count) more")
            }
            paragraphs.append(lines.joined(separator: "\n"))
        }
        return paragraphs
    }

    private func line(_ change: SweepResult.StatusChange) -> String {
        let name =
            change.jobName.isEmpty
            ? "job \(change.jobID?.description ?? "")"
            : Self.withoutReferences(PageText.cut(change.jobName, to: Self.nameLength))
        return "\(change.workspace) \(name): \(change.from?.rawValue ?? "new") to \(change.to?.rawValue ?? "gone")"
    }

    private var trailers: String {
        var lines = ["Sweep-Id: \(sweep.sweepID)"]
        for status in JobStatus.allCases {
            if let count = sweep.totals[status] { lines.append("Jobs-\(status.trailerName): \(count)") }
        }
        lines += Kind.allCases.map { "\($0.key): \(changes[$0]?.count ?? 0)" }
        let incomplete = sweep.workspaces.filter { $0.status != .ok }
        lines.append("Incomplete-Workspaces: \(incomplete.count)")
        lines += incomplete.prefix(Self.nameLimit).map { "Incomplete: \($0.name) \($0.status.rawValue)" }
        return lines.joined(separator: "\n")
    }

    /// The service closes issues and calls people by what a commit says: a job named `fixes #7` or `@team` must not.
    private static func withoutReferences(_ name: String) -> String {
        var text: [Character] = []
        for character in name {
            if let last = text.last, last == "#" || last == "@", character.isLetter || character.isNumber {
                text.append(" ")
            }
            text.append(character)
        }
        return String(text).replacing("GH-", with: "GH -").replacing("://", with: ": //")
    }
}

extension JobStatus {
    /// `NOT_FOUND` as `Not-Found`: the form of a git trailer's key.
    fileprivate var trailerName: String {
        rawValue.split(separator: "_").map { $0.prefix(1) + $0.dropFirst().lowercased() }.joined(separator: "-")
    }
}
