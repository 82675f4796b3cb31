internal import Model

/// The list of SUMMARY.md that gathers what has one cause: FAILED jobs by the fingerprint of their error.
struct SummaryErrors {
    let report: Report

    private struct Shared {
        let first: JobRow
        var jobs = 0
        var workspaces: [WorkspaceName] = []
    }

    /// Empty where no two jobs share an error.
    var text: String {
        let errors = ranked
        guard !errors.isEmpty else { return "" }
        let cells = errors.prefix(Limits.listedGroups).map { error in
            [
                "\(error.jobs)", SummaryCells.names(
                    error.workspaces.prefix(Limits.listedNames).map { Markdown.text($0.text) },
                    of: error.workspaces.count),
                SummaryCells.error(error.first.errorCategory, error.first.errorDetails),
                Markdown.excerpt(error.first.suggestedAction, limit: Limits.listedAction),
            ]
        }
        let hidden = errors.count - cells.count
        let more =
            hidden == 0 ? "" : "\nand \(PageText.count(hidden, "more error")): see `Error_Fingerprint` in \(reportLink).\n"
        return SummaryCells.section(
            "The same error in several jobs",
            Markdown.table([">Jobs", "Workspaces", "Error of the first", "What to try"], cells) + more)
    }

    private var reportLink: String { Markdown.link(ReportFile.monitoringPath, to: ReportFile.monitoringPath) }

    /// Most jobs first, then in the order of the report.
    private var ranked: [Shared] {
        var places: [String: Int] = [:]
        var errors: [Shared] = []
        for row in report.sections.lazy.flatMap(\.rows) where row.status == .failed && !row.errorFingerprint.isEmpty {
            let place = places[row.errorFingerprint] ?? errors.count
            if place == errors.count {
                places[row.errorFingerprint] = place
                errors.append(Shared(first: row))
            }
            errors[place].jobs += 1
            // Rows come workspace by workspace.
            if errors[place].workspaces.last != row.workspace { errors[place].workspaces.append(row.workspace) }
        }
        let ranked = errors.enumerated().filter { $0.element.jobs > 1 }.sorted { left, right in
            let (first, second) = (left.element.jobs, right.element.jobs)
            return first != second ? first > second : left.offset < right.offset
        }
        return ranked.map(\.element)
    }
}
