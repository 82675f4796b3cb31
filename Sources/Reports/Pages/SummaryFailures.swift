internal import Model

/// The list of SUMMARY.md that ranks jobs by their failed runs within the lookback.
struct SummaryFailures {
    let report: Report

    private struct Failing {
        /// Where the first row of its newest run stands among the failures.
        let newest: Int
        private(set) var runs = 1
        private var last: RunID

        init(newest: Int, run: RunID) {
            self.newest = newest
            last = run
        }

        /// A run's rows stand together.
        mutating func count(_ run: RunID) {
            guard run != last else { return }
            runs += 1
            last = run
        }
    }

    var text: String {
        let jobs = ranked
        let heading = "Failed most often"
        let scope = "Runs that failed and started within \(lookbackText).\n\n"
        guard !jobs.isEmpty else { return SummaryCells.section(heading, scope + "None.\n") }
        let shown = jobs.prefix(Limits.listedRows)
        let cells = shown.map { job in
            let row = report.failures[job.newest]
            return [
                "\(job.runs)", SummaryCells.job(row.jobName, row.jobID, row.run), Markdown.text(row.workspace.text),
                row.run.startTime?.reportText ?? "", SummaryCells.error(row.errorCategory, row.errorDetails),
            ]
        }
        let table = Markdown.table([">Runs", "Job", "Workspace", "Last started (UTC)", "Last error"], cells)
        return SummaryCells.section(
            heading,
            scope + table
                + SummaryCells.more(jobs.count - shown.count, "failing job", in: ReportFile.failuresPath))
    }

    /// Most failed runs first, then in the order of the report, where the newest run of a job stands first.
    private var ranked: [Failing] {
        struct Key: Hashable {
            let workspace: WorkspaceName
            let job: JobID
        }
        var places: [Key: Int] = [:]
        var jobs: [Failing] = []
        for index in report.failures.indices {
            let key = Key(workspace: report.failures[index].workspace, job: report.failures[index].jobID)
            let run = report.failures[index].run.id
            if let place = places[key] {
                jobs[place].count(run)
            } else {
                places[key] = jobs.count
                jobs.append(Failing(newest: index, run: run))
            }
        }
        return jobs.sorted { $0.runs != $1.runs ? $0.runs > $1.runs : $0.newest < $1.newest }
    }

    private var lookbackText: String {
        let lookbacks = Set(report.sections.map(\.workspace.lookback))
        guard lookbacks.count == 1, let only = lookbacks.first else { return "the lookback of their workspace" }
        return "the last \(only.shortText)"
    }
}
