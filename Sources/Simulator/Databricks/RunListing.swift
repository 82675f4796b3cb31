/// One page of `runs/list`: which runs, in which order, and where the next page begins.
struct RunListing {
    struct Page {
        let runs: [SimulatedRun]
        let next: PageToken?
        let previous: PageToken?
    }

    let workspace: SimulatedWorkspace
    let now: Int64
    /// `nil` for the runs of all jobs.
    let job: SimulatedJob?
    let isActiveOnly: Bool
    let isCompletedOnly: Bool
    /// Inclusive, both.
    let startTimes: ClosedRange<Int64>
    /// `nil` for every type.
    let runType: String?

    private struct Place: Comparable {
        let key: Int64
        let id: Int64

        static func < (left: Place, right: Place) -> Bool { (left.key, left.id) < (right.key, right.id) }
    }

    func page(from token: PageToken?, limit: Int, offset: Int) -> Page {
        let number = token?.page ?? 0
        let cursor = token.map { Place(key: $0.key, id: $0.id) }
        if let token, let cursor, token.direction == .previous {
            return previousPage(before: cursor, number: token.page, limit: limit)
        }
        let limit = workspace.plan.hasShortPages ? Self.shortened(limit, page: number) : limit
        var walk = self.walk(below: cursor)
        var skipped = 0
        var rows: [SimulatedRun] = []
        var isMore = false
        var last = cursor
        while let run = walk.next() {
            guard matches(run) else { continue }
            if skipped < offset {
                skipped += 1
                continue
            }
            guard rows.count < limit else {
                isMore = true
                break
            }
            rows.append(run)
            last = place(of: run)
        }
        let next = last.flatMap { isMore ? self.token(.next, at: $0, page: number + 1) : nil }
        let previous = token.flatMap { _ in rows.first.map { self.token(.previous, at: place(of: $0), page: number) } }
        return Page(runs: seen(rows), next: next, previous: previous)
    }

    /// Some pages come short and some empty, with rows still to come.
    static func shortened(_ limit: Int, page: Int) -> Int {
        switch page % 5 {
        case 1: max(1, limit - 4)
        case 3: 0
        default: limit
        }
    }

    private func previousPage(before cursor: Place, number: Int, limit: Int) -> Page {
        var walk = self.walk(below: nil)
        var rows: [SimulatedRun] = []
        while let run = walk.next(), place(of: run) > cursor {
            if matches(run) { rows.append(run) }
        }
        let isMore = rows.count > limit
        rows = Array(rows.suffix(limit))
        return Page(
            runs: seen(rows),
            next: rows.last.map { token(.next, at: place(of: $0), page: number) },
            previous: isMore ? rows.first.map { token(.previous, at: place(of: $0), page: max(0, number - 1)) } : nil
        )
    }

    private func token(_ direction: PageToken.Direction, at place: Place, page: Int) -> PageToken {
        PageToken(direction: direction, key: place.key, id: place.id, page: page)
    }

    // MARK: - Which runs

    private func matches(_ run: SimulatedRun) -> Bool {
        guard workspace.isKept(run, at: now), startTimes.contains(workspace.shownStart(of: run, at: now)) else {
            return false
        }
        let presence = workspace.jobs[run.jobIndex].presence
        // Where pages come short, what the caller may not see is taken out after the page was cut.
        if presence == .hidden, !workspace.plan.hasShortPages { return false }
        if let runType, runType != (presence == .submitted ? "SUBMIT_RUN" : "JOB_RUN") { return false }
        guard isActiveOnly || isCompletedOnly else { return true }
        switch workspace.state(of: run, at: now) {
        case .ended: return isCompletedOnly
        case .active(let activity):
            // The documents of `active_only` name neither BLOCKED nor WAITING_FOR_RETRY.
            switch activity {
            case .queued, .pending, .running, .hibernating: return isActiveOnly
            case .blocked, .waitingForRetry: return false
            }
        }
    }

    private func seen(_ rows: [SimulatedRun]) -> [SimulatedRun] {
        rows.filter { workspace.jobs[$0.jobIndex].presence != .hidden }
    }

    // MARK: - In which order

    private func place(of run: SimulatedRun) -> Place {
        switch workspace.plan.runOrder {
        case .startTime: Place(key: run.start, id: run.id)
        case .endTime: Place(key: run.shownEnd(at: now) ?? run.start, id: run.id)
        }
    }

    /// All runs after `cursor` in the order of the listing. Ends where no later run can have started in the window.
    private func walk(below cursor: Place?) -> Walk {
        let ordinals = job.map { workspace.runsOfJob[$0.index] }
        var settled: ArraySlice<Int32>
        var unsettled: [Int32] = []
        var top = cursor ?? Place(key: .max, id: .max)
        switch workspace.plan.runOrder {
        case .startTime:
            settled = (ordinals ?? workspace.byStart)[...]
            top = min(top, Place(key: startTimes.upperBound, id: .max))
        case .endTime:
            settled = ordinals == nil ? workspace.byEnd[...] : []
            // The order of these depends on the instant: few, as long as `now` is not far before the anchor.
            let ended = Self.endIndex(in: settled) { workspace.runs[Int($0)].end <= now }
            unsettled = ordinals ?? Array(settled[ended...])
            settled = settled[..<ended]
            unsettled.sort { place(of: workspace.runs[Int($0)]) < place(of: workspace.runs[Int($1)]) }
        }
        let isAbove = { (ordinal: Int32) in place(of: workspace.runs[Int(ordinal)]) < top }
        return Walk(
            listing: self,
            settled: settled[..<Self.endIndex(in: settled, where: isAbove)],
            unsettled: unsettled[..<Self.endIndex(in: unsettled[...], where: isAbove)]
        )
    }

    /// The index behind the last element of those at the front that satisfy a condition, which none after them does.
    private static func endIndex(in ordinals: ArraySlice<Int32>, where condition: (Int32) -> Bool) -> Int {
        var low = ordinals.startIndex
        var high = ordinals.endIndex
        while low < high {
            let middle = (low + high) / 2
            if condition(ordinals[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Merges two ascending lists from their ends.
    private struct Walk {
        let listing: RunListing
        var settled: ArraySlice<Int32>
        var unsettled: ArraySlice<Int32>

        mutating func next() -> SimulatedRun? {
            let left = settled.last.map { listing.workspace.runs[Int($0)] }
            let right = unsettled.last.map { listing.workspace.runs[Int($0)] }
            let isLeft: Bool
            switch (left, right) {
            case (nil, nil): return nil
            case (_?, nil): isLeft = true
            case (nil, _?): isLeft = false
            case (let left?, let right?): isLeft = listing.place(of: left) > listing.place(of: right)
            }
            if isLeft { settled.removeLast() } else { unsettled.removeLast() }
            guard let run = isLeft ? left : right else { return nil }
            return listing.place(of: run).key < listing.startTimes.lowerBound ? nil : run
        }
    }
}
