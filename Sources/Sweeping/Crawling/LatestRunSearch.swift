internal import Model

/// How far the runs of one job must be read to know the latest: pure.
///
/// The documents disagree whether `runs/list` is ordered by start time or by end time (with the start of a run that has
/// not ended in its place). Under either order, what comes later in the list has a sort key of at most the least one
/// seen, and no run starts after its own end: so once the best start is above the least sort key, nothing later can
/// beat it.
struct LatestRunSearch {
    enum Decision: Equatable {
        case done
        case nextPage
    }

    private var isEmpty = true
    private var bestStart: Int64 = .min
    private var leastKey: Int64 = .max

    mutating func take(_ page: [Run], hasMore: Bool) -> Decision {
        for run in page {
            isEmpty = false
            // Without a time it says nothing of where the listing has come to.
            guard let start = run.startTime?.milliseconds ?? run.endTime?.milliseconds else { continue }
            if let start = run.startTime?.milliseconds { bestStart = max(bestStart, start) }
            leastKey = min(leastKey, max(run.endTime?.milliseconds ?? start, start))
        }
        guard hasMore else { return .done }
        if isEmpty { return .nextPage }
        return bestStart > leastKey ? .done : .nextPage
    }
}
