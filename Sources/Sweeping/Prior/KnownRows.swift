internal import Configuration
internal import Model
internal import Reports

/// What is known of one workspace, as far as the configuration still asks for it.
struct KnownRows: Sendable {
    private let workspace: WorkspaceConfiguration
    private let prior: PriorKnowledge

    init(of workspace: WorkspaceConfiguration, in prior: PriorKnowledge) {
        self.workspace = workspace
        self.prior = prior
    }

    /// Rows of jobs that have an id and are still selected.
    var jobs: [JobRow] {
        prior.jobs(of: workspace.name).filter { row in row.jobID.map { isSelected($0, row.jobName) } ?? false }
    }

    /// Entries of the configuration, but for `*`, that no known job fits.
    var unmatchedEntries: [String] {
        let known = jobs
        return workspace.selections.map(\.selection).filter { selection in
            switch selection {
            case .everything: return false
            // Earlier reports do not tell tags: any of the known jobs may have them.
            case .tags: return known.isEmpty
            case .name, .glob, .id:
                return !known.contains { row in
                    row.jobID.map { selection.matches(Job(id: $0, name: row.jobName)) } ?? false
                }
            }
        }.map(\.entryText)
    }

    func row(_ job: JobID?, _ name: String) -> JobRow? {
        prior.row(workspace: workspace.name, jobID: job, jobName: name)
    }

    func firstSeen(_ job: JobID?, _ name: String, as status: JobStatus, now: Timestamp) -> Timestamp {
        prior.firstSeen(workspace.name, job, name, as: status, now: now)
    }

    /// Failures of jobs still selected that started at `from` or later.
    func failures(from start: Timestamp) -> [FailureRow] {
        prior.failures(of: workspace.name).filter { row in
            isSelected(row.jobID, row.jobName) && (row.run.startTime ?? start) >= start
        }
    }

    func failures(of job: JobID, from start: Timestamp) -> [FailureRow] {
        failures(from: start).filter { $0.jobID == job }
    }

    private func isSelected(_ id: JobID, _ name: String) -> Bool {
        workspace.selections.contains { entry in
            if case .tags = entry.selection { return true }
            return entry.selection.matches(Job(id: id, name: name))
        }
    }
}
