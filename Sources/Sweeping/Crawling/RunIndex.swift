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

        /// The run started when its first attempt did. One that has not started yet, and waits, is the latest there is.
        var startTime: Int64 {
            if let start = entries.compactMap({ $0.run.startTime?.milliseconds }).min() { return start }
            return entries.contains { !$0.run.outcome.hasEnded } ? .max : 0
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

    /// The run that started last; of equal ones the one with the greater id.
    func latestRun(of job: JobID) -> Run? {
        jobs[job]?.max { ($0.value.startTime, $0.key) < ($1.value.startTime, $1.key) }?.value.newest
    }

    /// The failed runs of a job that started at `from` or later, in no order.
    func failedRuns(of job: JobID, from: Timestamp) -> [Run] {
        (jobs[job] ?? [:]).values.compactMap(\.newest).filter { run in
            run.outcome.status == .failed && (run.startTime ?? from) >= from
        }
    }
}
