internal import Model

/// What a workspace's pages of runs come to: for each job its latest run, and the failed ones. Pure.
///
/// Pages shift while they are read, so a run may come twice: of two answers the one to the later-sent request wins.
struct RunIndex: Sendable {
    /// What a page added.
    struct News: Equatable {
        /// Runs that no page had shown before.
        var unseen = 0
        /// Runs that were unseen, or are now in another state.
        var changed = 0
    }

    private struct Entry {
        var run: Run
        /// The place of the request in the order they were sent.
        var order: Int
    }

    /// The attempts of one run that was retried as a whole; nearly always there is one.
    private struct Attempts {
        var entries: [Entry]

        /// That of its newest attempt. A run that has not started yet, and waits, is the latest there is.
        var startTime: Int64 {
            guard let newest else { return 0 }
            return newest.startTime?.milliseconds ?? (newest.outcome.hasEnded ? 0 : .max)
        }

        /// Gives the run its id and times.
        var newest: Run? {
            entries.max {
                ($0.run.attemptNumber, $0.run.startTime?.milliseconds ?? 0, $0.run.id)
                    < ($1.run.attemptNumber, $1.run.startTime?.milliseconds ?? 0, $1.run.id)
            }?.run
        }
    }

    private var jobs: [JobID: [RunID: Attempts]] = [:]

    mutating func take(_ runs: [Run], order: Int) -> News {
        var news = News()
        for run in runs {
            var attempts = jobs[run.jobID, default: [:]][run.groupID] ?? Attempts(entries: [])
            if let index = attempts.entries.firstIndex(where: { $0.run.id == run.id }) {
                guard attempts.entries[index].order <= order else { continue }
                if attempts.entries[index].run != run { news.changed += 1 }
                attempts.entries[index] = Entry(run: run, order: order)
            } else {
                news.unseen += 1
                news.changed += 1
                attempts.entries.append(Entry(run: run, order: order))
            }
            jobs[run.jobID, default: [:]][run.groupID] = attempts
        }
        return news
    }

    /// Forgets what no row needs: memory then grows with jobs and failures, not with runs.
    mutating func keepWhatRowsNeed(from start: Timestamp) {
        for (job, groups) in jobs {
            let latest = latestRun(of: job)?.groupID
            jobs[job] = groups.filter { id, attempts in
                guard id != latest else { return true }
                guard let newest = attempts.newest, newest.outcome.status == .failed else { return false }
                return (newest.startTime ?? start) >= start
            }
        }
    }

    var all: [Run] { jobs.values.flatMap { groups in groups.values.flatMap { $0.entries.map(\.run) } } }

    /// The run that started last; of equal ones the one with the greater id.
    func latestRun(of job: JobID) -> Run? {
        jobs[job]?.max { ($0.value.startTime, $0.key) < ($1.value.startTime, $1.key) }?.value.newest
    }

    /// Whether no run that started before `from` can be the latest of a job.
    func isLatestRunSettled(of job: JobID, from: Timestamp) -> Bool {
        guard let latest = latestRun(of: job) else { return false }
        return latest.startTime.map { $0 >= from } ?? !latest.outcome.hasEnded
    }

    /// What the service does not know any more.
    mutating func remove(_ run: Run) {
        jobs[run.jobID]?[run.groupID]?.entries.removeAll { $0.run.id == run.id }
        if jobs[run.jobID]?[run.groupID]?.entries.isEmpty == true { jobs[run.jobID]?[run.groupID] = nil }
    }

    /// The failed runs of a job that started at `from` or later, in no order.
    func failedRuns(of job: JobID, from: Timestamp) -> [Run] {
        (jobs[job] ?? [:]).values.compactMap(\.newest).filter { run in
            run.outcome.status == .failed && (run.startTime ?? from) >= from
        }
    }
}
