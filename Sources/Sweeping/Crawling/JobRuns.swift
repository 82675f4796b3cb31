internal import Model

/// The runs of one job that rows may need: the latest, those that failed, and those that may still change.
struct JobRuns: Sendable {
    struct Entry: Sendable {
        var run: Run
        /// The place of the request in the order they were sent.
        var order: Int
    }

    /// The attempts of one run that was retried as a whole; nearly always there is one.
    private struct Attempts {
        var entries: [Entry]

        /// That of its newest attempt. A run that has not started yet, and waits, is the latest there is.
        var startTime: Int64 {
            guard let newest = newest?.run else { return 0 }
            return newest.startTime?.milliseconds ?? (newest.outcome.hasEnded ? 0 : .max)
        }

        /// Gives the run its id and times.
        var newest: Entry? {
            if entries.count == 1 { return entries[0] }
            return entries.max {
                ($0.run.attemptNumber, $0.run.startTime?.milliseconds ?? 0, $0.run.id)
                    < ($1.run.attemptNumber, $1.run.startTime?.milliseconds ?? 0, $1.run.id)
            }
        }
    }

    private var groups: [RunID: Attempts] = [:]
    private var latest: RunID?

    var entries: some Sequence<Entry> { groups.values.lazy.flatMap(\.entries) }

    var latestRun: Run? { latest.flatMap { groups[$0]?.newest?.run } }

    var newestAttempts: [Run] { groups.values.compactMap { $0.newest?.run } }

    /// - Returns: whether the run is now in another state; `nil` where it is not here.
    mutating func update(_ run: Run, order: Int) -> Bool? {
        guard let index = groups[run.groupID]?.entries.firstIndex(where: { $0.run.id == run.id }),
            let known = groups[run.groupID]?.entries[index]
        else { return nil }
        guard known.order <= order else { return false }
        groups[run.groupID]?.entries[index] = Entry(run: run, order: order)
        findLatest()
        return known.run != run
    }

    /// Whether no row can need a run that is not here: one that has ended well and did not start last.
    func isSettled(_ run: Run) -> Bool {
        // What waits may turn out to have started earlier.
        guard run.isOver, groups[run.groupID] == nil, let latest, let later = groups[latest],
            later.newest?.run.startTime != nil, let start = run.startTime
        else { return false }
        return (start.milliseconds, run.groupID) < (later.startTime, latest)
    }

    /// - Parameter run: one that is not here.
    /// - Returns: the run that was the latest so far, where no row needs it any more: it is not here then.
    mutating func add(_ run: Run, order: Int) -> Entry? {
        groups[run.groupID, default: Attempts(entries: [])].entries.append(Entry(run: run, order: order))
        let before = latest
        findLatest()
        guard let before, before != latest, let old = groups[before], old.entries.count == 1,
            latestRun?.startTime != nil, old.entries[0].run.isOver
        else { return nil }
        groups[before] = nil
        return old.entries[0]
    }

    mutating func remove(_ run: Run) {
        groups[run.groupID]?.entries.removeAll { $0.run.id == run.id }
        if groups[run.groupID]?.entries.isEmpty == true { groups[run.groupID] = nil }
        findLatest()
    }

    mutating func keepWhatRowsNeed(from start: Timestamp) {
        groups = groups.filter { id, attempts in
            guard id != latest else { return true }
            guard let newest = attempts.newest?.run, newest.outcome.status == .failed else { return false }
            return (newest.startTime ?? start) >= start
        }
    }

    private mutating func findLatest() {
        latest = groups.max { ($0.value.startTime, $0.key) < ($1.value.startTime, $1.key) }?.key
    }
}

extension Run {
    /// Ended, and neither failed nor an attempt among others: nothing more is asked about it.
    fileprivate var isOver: Bool {
        guard outcome.hasEnded, originalAttemptRunID ?? id == id, attemptNumber == 0, startTime != nil else {
            return false
        }
        switch outcome.status {
        case .success, .canceled, .skipped: return true
        case .failed, .running, .noRuns, .notFound, .unreachable: return false
        }
    }
}
