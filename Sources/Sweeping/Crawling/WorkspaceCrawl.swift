internal import Configuration
internal import Databricks
internal import Model
internal import Pacing
internal import Synchronization

/// Reads one workspace: its job list and its window of runs side by side, then the latest run of each job that the
/// window did not show, then the errors of what failed.
struct WorkspaceCrawl: Sendable {
    /// Clocks differ: the window begins so much earlier (api/databricks, "Traps").
    static let clockMargin = Duration.seconds(300)
    /// A listing that goes on after so many pages is broken: 12,000 jobs are 120, 500,000 runs are 20,000.
    static let pageLimit = 20_000
    /// More known jobs than this that the list lacks are not asked for one by one.
    private static let askLimit = 20

    let workspace: WorkspaceConfiguration
    let client: DatabricksClient
    let aggregator: Aggregator
    /// Runs that started before this are neither failures of this report nor part of the window.
    let windowStart: Timestamp
    /// Those of earlier reports that are still selected.
    let knownJobs: [JobID]
    let memory: OutputMemory
    let progress: WorkspaceProgress
    let requestOrder = RequestOrder()

    init(
        workspace: WorkspaceConfiguration,
        client: DatabricksClient,
        aggregator: Aggregator,
        windowStart: Timestamp,
        knownJobs: [JobID],
        memory: OutputMemory,
        progress: WorkspaceProgress
    ) {
        self.workspace = workspace
        self.client = client
        self.aggregator = aggregator
        self.windowStart = windowStart
        self.knownJobs = knownJobs
        self.memory = memory
        self.progress = progress
    }

    /// The listed window begins so early.
    var windowFrom: Timestamp { windowStart - Self.clockMargin }

    /// Everything it learns, errors included, is with the aggregator when it returns.
    ///
    /// - Throws: `CancellationError` alone.
    func run() async throws {
        do {
            try await withThrowingTaskGroup { group in
                group.addTask { try await listJobs() }
                group.addTask { try await readWindow() }
                try await group.waitForAll()
            }
            try await askForKnownJobs()
            let jobs = await aggregator.look(workspace.name) { [workspace] ledger in
                ledger.jobs.values.filter { job in workspace.selections.contains { $0.selection.matches(job) } }
            }
            progress.selected(jobs.count)
            try await findLatestRuns(of: jobs.map(\.id))
            try await followFailures(of: jobs.map(\.id))
        } catch let error as DatabricksError {
            await aggregator.change(workspace.name) { $0.endError = error }
        }
        let start = windowStart
        await aggregator.change(workspace.name) { $0.keepWhatRowsNeed(from: start) }
    }

    private func listJobs() async throws {
        do {
            try await readJobList()
        } catch let error as DatabricksError {
            await aggregator.change(workspace.name) { $0.jobListError = error }
            throw error
        }
    }

    private func readJobList() async throws {
        var walk = PageWalk(of: "jobs/list", limit: Self.pageLimit)
        while let request = walk.next {
            guard let page = try await walk.page({ try await client.jobs(pageToken: request.token) }) else { continue }
            let count = await aggregator.take(page, of: workspace.name)
            progress.sawJobs(count)
            try walk.took(nextPageToken: page.nextPageToken)
        }
    }

    /// A deletion can shift a job off a page: a job that earlier reports know, or that is configured by its id, is asked
    /// for before its row goes (DESIGN 4).
    private func askForKnownJobs() async throws {
        let configured = workspace.selections.compactMap { entry -> JobID? in
            if case .id(let id) = entry.selection { id } else { nil }
        }
        let wanted = Set(configured + knownJobs)
        var missing = await unlisted(wanted)
        if missing.count > Self.askLimit {
            // Half of the jobs deleted, or a permission lost: two lists that agree say so in a few calls.
            do {
                try await readJobList()
            } catch let error as DatabricksError {
                await aggregator.change(workspace.name) { [missing] ledger in
                    for id in missing { ledger.take(unread: id, error) }
                }
                if error.endsWorkspace { throw error }
                return
            }
            let still = await unlisted(wanted)
            missing = still == missing ? [] : still
        }
        try await fanOut(missing, width: workspace.rateLimit.maxInFlight) { id in
            do {
                let job = try await client.job(id)
                await aggregator.change(workspace.name) { $0.take(job) }
            } catch DatabricksError.notFound, DatabricksError.permissionDenied {
                // Gone, or not to be seen: to a caller who is no admin the service does not tell these apart.
                return
            } catch let error as DatabricksError {
                if error.endsWorkspace { throw error }
                await aggregator.change(workspace.name) { $0.take(unread: id, error) }
            }
        }
    }

    private func unlisted(_ wanted: Set<JobID>) async -> [JobID] {
        await aggregator.look(workspace.name) { ledger in wanted.filter { ledger.jobs[$0] == nil }.sorted() }
    }

    private func readWindow() async throws {
        let filter = RunFilter(startedFrom: windowFrom)
        do {
            // A run that waits in the queue may have no start time, which no window shows: the documents do not say.
            _ = try await readRuns(RunFilter(isActiveOnly: true))
            let pages = try await readRuns(filter)
            // Under the order by end time, a run that ends while the pages are read jumps from an unread page to the
            // first: read from the front again until a page brings nothing new.
            if pages > 1 { try await rereadFront(filter, atMost: pages) }
        } catch let error as DatabricksError {
            await aggregator.change(workspace.name) { $0.windowError = error }
            throw error
        }
    }

    private func readRuns(_ filter: RunFilter) async throws -> Int {
        var walk = PageWalk(of: "runs/list", limit: Self.pageLimit)
        var pages = 0
        while let request = walk.next {
            let order = requestOrder.next()
            guard let page = try await walk.page({ try await client.runs(filter, pageToken: request.token) })
            else { continue }
            _ = await aggregator.take(page, of: workspace.name, order: order)
            pages += 1
            progress.sawRuns(page.rows.count)
            try walk.took(nextPageToken: page.nextPageToken)
        }
        return pages
    }

    /// - Parameter limit: of pages.
    func rereadFront(_ filter: RunFilter, atMost limit: Int) async throws {
        var walk = PageWalk(of: "runs/list", limit: Self.pageLimit)
        for _ in 0..<limit {
            guard let request = walk.next else { return }
            let order = requestOrder.next()
            guard let page = try await walk.page({ try await client.runs(filter, pageToken: request.token) })
            else { continue }
            guard await aggregator.take(page, of: workspace.name, order: order) else { return }
            try walk.took(nextPageToken: page.nextPageToken)
        }
    }
}

/// Numbers the requests of a crawl in the order they are sent.
final class RequestOrder: Sendable {
    private let last = Atomic<Int>(0)

    func next() -> Int { last.add(1, ordering: .relaxed).newValue }
}
