internal import Model

/// The list of SUMMARY.md that gathers what has one cause: FAILED jobs by the fingerprint of their error.
struct SummaryErrors {
    let report: Report

    private struct Shared {
        let first: JobRow
        private(set) var jobs = 1
        private(set) var workspaces: [WorkspaceName]

        init(first: JobRow) {
            self.first = first
            workspaces = [first.workspace]
        }

        /// Another job, of the same workspace or of one behind it.
        mutating func add(_ workspace: WorkspaceName) {
            jobs += 1
            if workspaces.last != workspace { workspaces.append(workspace) }
        }
    }

    /// Empty where no two jobs share an error.
    var text: String {
        let errors = ranked
        guard !errors.isEmpty else { return "" }
        let cells = errors.prefix(Limits.listedGroups).map { error in
            [
                "\(error.jobs)",
                SummaryCells.names(
                    error.workspaces.prefix(Limits.listedNames).map { Markdown.text($0.text) },
                    of: error.workspaces.count),
                SummaryCells.error(error.first.errorCategory, error.first.errorDetails),
                Markdown.excerpt(error.first.suggestedAction, limit: Limits.listedAction),
            ]
        }
        let hidden = errors.count - cells.count
        let more =
            hidden == 0
            ? "" : "\nand \(PageText.count(hidden, "more error")): see `Error_Fingerprint` in \(reportLink).\n"
        return SummaryCells.section(
            "The same error in several jobs",
            Markdown.table([">Jobs", "Workspaces", "Error of the first", "What to try"], cells) + more)
    }

    private var reportLink: String { Markdown.link(ReportFile.monitoringPath, to: ReportFile.monitoringPath) }

    /// Most jobs first, then in the order of the report.
    private var ranked: [Shared] {
        var places: [String: Int] = [:]
        var errors: [Shared] = []
        for section in report.sections where section.tally[.failed] > 0 {
            for index in section.rows.indices where section.rows[index].status == .failed {
                let fingerprint = section.rows[index].errorFingerprint
                guard !fingerprint.isEmpty else { continue }
                if let place = places[fingerprint] {
                    errors[place].add(section.workspace.name)
                } else {
                    places[fingerprint] = errors.count
                    errors.append(Shared(first: section.rows[index]))
                }
            }
        }
        let ranked = errors.enumerated().filter { $0.element.jobs > 1 }.sorted { left, right in
            let (first, second) = (left.element.jobs, right.element.jobs)
            return first != second ? first > second : left.offset < right.offset
        }
        return ranked.map(\.element)
    }
}
