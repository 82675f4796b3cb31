internal import Configuration
internal import Databricks
internal import Model
internal import Pacing

extension WorkspaceCrawl {
    /// A run that was repaired while it was read is followed again, so often.
    private static let followLimit = 3

    /// Reads why runs failed: those of the window, and those that are the latest of their job.
    func followFailures(of jobs: [JobID]) async throws {
        for _ in 0..<Self.followLimit {
            let runs = await failedRuns(of: jobs)
            if runs.isEmpty { return }
            progress.failuresToFollow(runs.count)
            try await fanOut(runs, width: workspace.rateLimit.maxInFlight) { run in
                try await follow(run)
                progress.followedFailure()
            }
        }
        for run in await failedRuns(of: jobs) {
            await aggregator.change(workspace.name) { ledger in
                var facts = FailureFacts()
                facts.unread = "it changed while it was read"
                facts.problems = ["run \(run.id): it changed while it was read"]
                ledger.take(facts, of: run)
            }
        }
    }

    /// Those that were not followed yet, or have changed since.
    private func failedRuns(of jobs: [JobID]) async -> [Run] {
        let start = windowStart
        return await aggregator.look(workspace.name) { ledger in
            var runs: [RunID: Run] = [:]
            for job in jobs where ledger.jobs[job] != nil {
                for run in ledger.runs.failedRuns(of: job, from: start) { runs[run.id] = run }
                guard let latest = ledger.runs.latestRun(of: job) else { continue }
                if latest.outcome.status == .failed || latest.outcome.hasFailedTasks { runs[latest.id] = latest }
            }
            return runs.values.filter { ledger.facts(of: $0) == nil }.sorted { $0.id < $1.id }
        }
    }

    private func follow(_ run: Run) async throws {
        let order = requestOrder.next()
        switch try await FailureInquiry(client: client, memory: memory).finding(about: run) {
        case .facts(let facts):
            if facts.hasGone, try await isDeleted(run) {
                try await lookAgain(at: run) { $0.remove(run) }
            } else {
                memory.keep(facts.fetched)
                await aggregator.take(facts, of: run, in: workspace.name)
            }
        case .changed(let newer): try await lookAgain(at: run) { $0.take(newer, order: order) }
        }
    }

    /// What happened to one run may not be all that happened to its job in the meantime: where it was the latest, the
    /// job is asked for its latest run once more.
    private func lookAgain(at run: Run, _ change: @escaping @Sendable (inout WorkspaceLedger) -> Void) async throws {
        let wasLatest = await aggregator.look(workspace.name) { $0.runs.latestRun(of: run.jobID)?.id == run.id }
        await aggregator.change(workspace.name, change)
        if wasLatest { try await findLatestRun(of: run.jobID) }
    }

    /// Outputs go before their runs do: whether the run itself is gone, a listing of its instant tells.
    private func isDeleted(_ run: Run) async throws -> Bool {
        guard let start = run.startTime else { return false }
        let filter = RunFilter(jobID: run.jobID, startedFrom: start, startedTo: start)
        do {
            var walk = PageWalk(of: "runs/list", limit: Self.pageLimit)
            while let request = walk.next {
                guard let page = try await walk.page({ try await client.runs(filter, pageToken: request.token) })
                else { continue }
                // A row that cannot be read may be its.
                if !page.problems.isEmpty || page.rows.contains(where: { $0.id == run.id }) { return false }
                try walk.took(nextPageToken: page.nextPageToken)
            }
            return true
        } catch let error as DatabricksError where !error.endsWorkspace {
            return false
        }
    }
}
