internal import Configuration
internal import Databricks
internal import Model
internal import Pacing

extension WorkspaceCrawl {
    /// Runs asked for where only the latest of one job is wanted: enough to know it, in nearly all cases.
    private static let latestRunLimit = 5

    /// Asks for the latest run of each job that the window did not settle.
    func findLatestRuns(of jobs: [JobID]) async throws {
        let from = windowFrom
        let missing = await aggregator.look(workspace.name) { ledger in
            jobs.filter { job in
                let isSettled = ledger.runs.isLatestRunSettled(of: job, from: from) && !ledger.hasLostRun
                return !isSettled && ledger.unreadable[job] == nil
            }.sorted()
        }
        try await fanOut(missing, width: workspace.rateLimit.maxInFlight) { job in try await findLatestRun(of: job) }
    }

    func findLatestRun(of job: JobID) async throws {
        do {
            try await searchLatestRun(of: job)
        } catch let error as DatabricksError {
            if case .notFound = error, try await isDeleted(job) {
                await aggregator.change(workspace.name) { $0.remove(job) }
                return
            }
            await aggregator.change(workspace.name) { $0.markUnreadable(job, error) }
            if error.endsWorkspace { throw error }
        }
    }

    /// Whether a job has gone since it was listed: that its runs were not found may have other causes, and a row that
    /// goes says nothing of them.
    private func isDeleted(_ job: JobID) async throws -> Bool {
        do {
            _ = try await client.job(job)
            return false
        } catch DatabricksError.notFound, DatabricksError.permissionDenied {
            // To a caller who is no admin the service does not tell these apart.
            return true
        } catch let error as DatabricksError where !error.endsWorkspace {
            return false
        }
    }

    private func searchLatestRun(of job: JobID) async throws {
        var walk = PageWalk(of: "runs/list", limit: Self.pageLimit)
        var search = LatestRunSearch()
        let filter = RunFilter(jobID: job, limit: Self.latestRunLimit)
        var pages = 0
        while let request = walk.next {
            if request.token == nil { search = LatestRunSearch() }
            let order = requestOrder.next()
            guard let page = try await walk.page({ try await client.runs(filter, pageToken: request.token) }) else {
                continue
            }
            pages += 1
            _ = await aggregator.take(page, of: workspace.name, order: order)
            // Whose row was lost is known here.
            if let lost = page.problems.first {
                throw DatabricksError.malformed(endpoint: lost.endpoint, reason: lost.field)
            }
            guard search.take(page.rows, hasMore: page.nextPageToken != nil) == .nextPage else { break }
            try walk.took(nextPageToken: page.nextPageToken)
        }
        if pages > 1 { try await rereadFront(filter, atMost: pages) }
        await aggregator.change(workspace.name) { $0.markSearched(job) }
    }
}
