package import Model

/// All that a sweep saw, for the history.
package struct LandedSweep: Sendable {
    package let sweepID: String
    package let startedAt: Timestamp
    package let duration: Duration
    /// Those it read or tried to read, each once.
    package let workspaces: [LandedWorkspace]
    /// What is to be published of it, each destination once.
    package let pending: [PendingReports]

    package init(
        sweepID: String,
        startedAt: Timestamp,
        duration: Duration,
        workspaces: [LandedWorkspace],
        pending: [PendingReports] = []
    ) {
        self.sweepID = sweepID
        self.startedAt = startedAt
        self.duration = duration
        self.workspaces = workspaces
        self.pending = pending
    }
}

/// What a sweep saw of one workspace.
package struct LandedWorkspace: Sendable {
    package enum Status: String, CaseIterable, Hashable, Sendable {
        case ok
        case partial
        case unreachable
    }

    package let name: WorkspaceName
    package var status: Status
    /// `nil` where the list of jobs was not read to its end: the number known before stays.
    package var visibleJobs: Int?
    package var selectedJobs = 0
    package var calls = 0
    package var retries = 0
    package var throttled = 0
    /// Every row that the report has of the workspace: others go. Of two with the same job, or the same entry without a
    /// job, the later one counts.
    package var rows: [JobRow]
    /// Every failure that the report shows of the workspace. Of two of the same task run the later one counts.
    package var failures: [FailureRow]
    /// Of any of its jobs. A run that is known already is brought up to date.
    package var runs: SeenRuns

    package init(
        name: WorkspaceName,
        status: Status,
        visibleJobs: Int? = nil,
        rows: [JobRow] = [],
        failures: [FailureRow] = [],
        runs: SeenRuns = []
    ) {
        self.name = name
        self.status = status
        self.visibleJobs = visibleJobs
        self.rows = rows
        self.failures = failures
        self.runs = runs
    }
}
