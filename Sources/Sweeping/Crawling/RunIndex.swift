internal import History
internal import Model

/// What a workspace's pages of runs come to: for each job its latest run, and the failed ones. Pure.
///
/// Pages shift while they are read, so a run may come twice: of two answers the one to the later-sent request wins.
/// Memory grows with jobs and failures: of any other run only what the history keeps of it stays, packed.
struct RunIndex: Sendable {
    private var jobs: [JobID: JobRuns] = [:]
    /// Runs that no row needs while their job has a later one; in the end all of them.
    private(set) var seen = SeenRuns()

    /// Each run counted once.
    var count: Int { seen.count + jobs.values.reduce(0) { $0 + $1.entries.count { !seen.holds($0.run.id) } } }

    /// - Returns: how many of the runs were not known, or are now in another state.
    mutating func take(_ runs: [Run], order: Int) -> Int {
        var news = 0
        for run in runs where take(run, order: order) { news += 1 }
        return news
    }

    private mutating func take(_ run: Run, order: Int) -> Bool {
        let record = SeenRun(run)
        if let isNews = jobs[run.jobID, default: JobRuns()].update(run, order: order) { return isNews }
        var isNews = true
        if let known = seen.order(of: run.id) {
            guard known <= order else { return false }
            if let record { isNews = seen.take(record, order: order) == .changed }
        }
        if let record, jobs[run.jobID, default: JobRuns()].isSettled(run) {
            _ = seen.take(record, order: order)
        } else if let passed = jobs[run.jobID, default: JobRuns()].add(run, order: order),
            let record = SeenRun(passed.run)
        {
            _ = seen.take(record, order: passed.order)
        }
        return isNews
    }

    /// Forgets what no row needs; what the history wants of all of them stays in `seen`.
    mutating func keepWhatRowsNeed(from start: Timestamp) {
        for (job, runs) in jobs {
            for entry in runs.entries {
                if let record = SeenRun(entry.run) { _ = seen.take(record, order: entry.order) }
            }
            jobs[job]?.keepWhatRowsNeed(from: start)
        }
    }

    /// The run that started last; of equal ones the one with the greater id.
    func latestRun(of job: JobID) -> Run? { jobs[job]?.latestRun }

    /// Whether no run that started before `from` can be the latest of a job.
    func isLatestRunSettled(of job: JobID, from: Timestamp) -> Bool {
        guard let latest = latestRun(of: job) else { return false }
        return latest.startTime.map { $0 >= from } ?? !latest.outcome.hasEnded
    }

    /// What the service does not know any more.
    mutating func remove(_ run: Run) { jobs[run.jobID]?.remove(run) }

    /// The failed runs of a job that started at `from` or later, in no order.
    func failedRuns(of job: JobID, from: Timestamp) -> [Run] {
        (jobs[job]?.newestAttempts ?? []).filter { run in
            run.outcome.status == .failed && (run.startTime ?? from) >= from
        }
    }
}
