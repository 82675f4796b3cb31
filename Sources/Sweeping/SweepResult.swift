package import Model

/// What a sweep came to: INTERFACE "`sweep --format json`".
package struct SweepResult: Sendable {
    package let sweepID: String
    package let startedAt: Timestamp
    package var duration = Duration.zero
    /// As configured.
    package let workspaces: [WorkspaceResult]
    package let totals: [JobStatus: Int]
    package let changes: [StatusChange]
    package var publication = PublicationResult()
    /// Where the reports were written.
    package let reportDirectory: String
    /// What concerns no single workspace, such as an earlier report that is damaged.
    package var warnings: [String] = []

    init(
        sweepID: String,
        startedAt: Timestamp,
        workspaces: [WorkspaceResult],
        totals: [JobStatus: Int],
        changes: [StatusChange],
        reportDirectory: String
    ) {
        self.sweepID = sweepID
        self.startedAt = startedAt
        self.workspaces = workspaces
        self.totals = totals
        self.changes = changes
        self.reportDirectory = reportDirectory
    }

    package struct StatusChange: Sendable, Hashable {
        package let workspace: WorkspaceName
        package let jobID: JobID?
        package let jobName: String
        /// `nil` for a row that is new.
        package let from: JobStatus?
        /// `nil` for a row that is gone.
        package let to: JobStatus?
    }
}

package struct WorkspaceResult: Sendable {
    package enum Status: String, Sendable {
        case ok
        case partial
        case unreachable
    }

    package let name: WorkspaceName
    package var status = Status.ok
    /// Selected ones.
    package var jobs = 0
    /// `nil` where the list was not read to its end.
    package var jobsVisible: Int?
    /// Selected ones of which a run is known.
    package var jobsWithRuns = 0
    /// Selected ones whose rows say UNREACHABLE.
    package var unreadableJobs: [UnreadableJob] = []
    package var runs = 0
    package var calls = 0
    package var retries = 0
    package var throttled = 0
    package var error: String?
    package var fix: String?
    package var warnings: [String] = []
    /// The credential was refused or could not be found.
    package var isCredentialProblem = false
    package var totals: [JobStatus: Int] = [:]
    package var duration: Duration = .zero

    init(name: WorkspaceName) { self.name = name }

    package struct UnreadableJob: Sendable, Hashable {
        /// `nil` for an entry of the configuration that no known job fits.
        package let id: JobID?
        package let name: String
        /// As the row says it.
        package let reason: String
    }
}

package struct PublicationResult: Sendable {
    package enum Status: String, Sendable {
        case committed
        case unchanged
        case failed
        case skipped
    }

    package var status = Status.skipped
    package var commit: String?
    package var files = 0
    package var calls = 0
    package var error: String?
    package var fix: String?
    package var warnings: [String] = []

    init() {}

    /// The branch holds the reports.
    var isDone: Bool { status == .committed || status == .unchanged }

    init(failed error: String, fix: String?) {
        status = .failed
        self.error = error
        self.fix = fix
    }
}
