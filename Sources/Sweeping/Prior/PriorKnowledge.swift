internal import History
internal import Model
internal import Reports

/// What is known from before this sweep: by the history, by the reports on the disk, and by the published ones.
struct PriorKnowledge: Sendable {
    private let history: PriorReports
    private let disk: PriorReports
    private let published: PriorReports?
    /// The disk holds what this host published last: what is published now is of somebody who knew that.
    private let isPublishedLater: Bool
    private let outages: [RowKey: Timestamp]

    init(
        history: PriorReports = PriorReports(), disk: PriorReports = PriorReports(), outages: [SeenOutage] = []
    ) {
        self.history = history
        self.disk = disk
        published = nil
        isPublishedLater = false
        self.outages = Dictionary(
            outages.map { (RowKey($0.workspace, $0.jobID, $0.entry), $0.beganAt) }, uniquingKeysWith: max)
    }

    private init(_ local: PriorKnowledge, published: PriorReports, isPublishedLater: Bool) {
        history = local.history
        disk = local.disk
        outages = local.outages
        self.published = published
        self.isPublishedLater = isPublishedLater
    }

    /// - Parameter diskIsOlder: the reports on the disk are what this host published last.
    func adding(published: PriorReports, diskIsOlder: Bool) -> PriorKnowledge {
        PriorKnowledge(self, published: published, isPublishedLater: diskIsOlder)
    }

    /// The one to be believed first is first.
    private var sources: [PriorReports] { [history, disk] + (published.map { [$0] } ?? []) }

    /// Of reports that are damaged.
    var warnings: [String] { sources.flatMap(\.warnings) }

    /// The workspaces that somebody has read, those without a row among them.
    var workspaceNames: Set<WorkspaceName> { sources.reduce(into: []) { $0.formUnion($1.workspaceNames) } }

    /// As the first source that covers the workspace has them.
    func rows(of workspace: WorkspaceName) -> [JobRow] {
        sources.first { $0.workspaceNames.contains(workspace) }?.rows(of: workspace) ?? []
    }

    /// As the first source that covers the workspace has them.
    func failures(of workspace: WorkspaceName) -> [FailureRow] {
        sources.first { $0.workspaceNames.contains(workspace) }?.failures(of: workspace) ?? []
    }

    /// Of any source.
    func row(workspace: WorkspaceName, jobID: JobID?, jobName: String) -> JobRow? {
        sources.lazy.compactMap { $0.row(workspace: workspace, jobID: jobID, jobName: jobName) }.first
    }

    /// The jobs that any source has a row of: a host may know what another has not seen yet.
    func jobs(of workspace: WorkspaceName) -> [JobRow] {
        var seen: Set<JobID> = []
        return sources.flatMap { $0.rows(of: workspace) }.filter { row in
            row.jobID.map { seen.insert($0).inserted } ?? false
        }
    }

    /// Since when a row has its status: the earliest time that a source gives for the same status, but none from before
    /// an outage (INTERFACE, "Same state, same bytes").
    ///
    /// An outage shows in a row, here or published; this host remembers its own; and of one that only another host saw,
    /// the sign is that the other replaced the time that this one had published. So all hosts settle on one time, and
    /// what was known before an outage does not come back by whoever missed it.
    func firstSeen(
        _ workspace: WorkspaceName, _ jobID: JobID?, _ jobName: String, as status: JobStatus, now: Timestamp
    ) -> Timestamp {
        let rows = sources.map { $0.row(workspace: workspace, jobID: jobID, jobName: jobName) }
        let seen = status == .unreachable ? [] : rows.compactMap { $0 }.filter { $0.status == .unreachable }
        let outage = seen.map(\.enteredAt).max()
        let own = status == .unreachable ? nil : outages[RowKey(workspace, jobID, jobName)]
        let times = rows.enumerated().map { index, row -> Timestamp? in
            guard let row, row.status == status, outage.map({ row.enteredAt > $0 }) ?? true else { return nil }
            // The history's row comes after the outages it remembers; other reports may be from before.
            guard index > 0, let own else { return row.enteredAt }
            return row.enteredAt.wholeSeconds >= own.wholeSeconds ? row.enteredAt : nil
        }
        if isPublishedLater, let published = times[2], let replaced = times[1]?.wholeSeconds {
            let others = times[..<2].compactMap { $0 }.filter { $0.wholeSeconds != replaced }
            return min(others.min() ?? published, published, now)
        }
        return times.compactMap { $0 }.min().map { min($0, now) } ?? now
    }

    private struct RowKey: Hashable {
        let workspace: WorkspaceName
        let jobID: JobID?
        /// Bytes, because texts that look alike are different entries; empty for a job.
        let entry: [UInt8]

        init(_ workspace: WorkspaceName, _ jobID: JobID?, _ entry: String) {
            self.workspace = workspace
            self.jobID = jobID
            self.entry = jobID == nil ? Array(entry.utf8) : []
        }
    }
}

extension Timestamp {
    /// As reports have it, in milliseconds.
    fileprivate var wholeSeconds: Int64 { milliseconds - milliseconds % 1_000 }
}
