package import Model

/// The runs that a crawl saw, each once, packed: a workspace may show half a million of them, and all workspaces are
/// read at once. A run takes about 50 bytes.
package struct SeenRuns: Sendable {
    /// What is new about a run.
    package enum News: Sendable {
        case unseen
        case changed
        case same
        /// A later answer is known.
        case outdated
    }

    /// In the order they were first seen.
    private var records: [PackedRun] = []
    /// A hash table of places in `records`, by run: a place plus one, or 0 for an empty slot. Its size is a power of two.
    private var slots: [UInt32] = []
    private var jobs = Interned<JobID>()
    private var states = Interned<PackedRun.State>()
    /// What does not fit into a record: nothing that a healthy service sends.
    private var odd: [RunID: (run: SeenRun, order: Int)] = [:]
    /// Records of runs that are odd by now.
    private var abandoned = 0

    package init() {}

    package init(_ runs: some Sequence<SeenRun>) {
        for run in runs { _ = take(run, order: 0) }
    }

    package var count: Int { records.count - abandoned + odd.count }

    /// - Parameter order: of two answers about one run, the one to the later-sent request wins.
    package mutating func take(_ run: SeenRun, order: Int) -> News {
        if let known = odd[run.id] {
            guard known.order <= order else { return .outdated }
            odd[run.id] = (run, order)
            return known.run == run ? .same : .changed
        }
        let place = place(of: run.id)
        if let place, records[place].order > order { return .outdated }
        let known = place.map { seenRun(records[$0]) }
        if let record = PackedRun(run, order: order, job: jobs.place(of: run.job), state: stateKey(of: run)) {
            if let place { records[place] = record } else { append(record) }
        } else {
            if let place {
                records[place].isAbandoned = true
                abandoned += 1
            }
            odd[run.id] = (run, order)
        }
        guard let known else { return .unseen }
        return known == run ? .same : .changed
    }

    private mutating func stateKey(of run: SeenRun) -> Int {
        states.place(of: .init(status: run.status, resultState: run.resultState))
    }

    private func seenRun(_ record: PackedRun) -> SeenRun {
        record.seenRun(job: jobs[Int(record.job)], state: states[Int(record.state)])
    }

    package func holds(_ run: RunID) -> Bool { order(of: run) != nil }

    /// Of the answer that is kept of a run.
    package func order(of run: RunID) -> Int? {
        odd[run]?.order ?? place(of: run).map { Int(records[$0].order) }
    }

    // MARK: - The table

    private func place(of run: RunID) -> Int? {
        guard !slots.isEmpty else { return nil }
        let place = Int(slots[slot(of: run.value)])
        return place == 0 ? nil : place - 1
    }

    /// Where the run is, or where it would go.
    private func slot(of run: Int64) -> Int {
        let mask = slots.count - 1
        // Ids count up: their bits are spread over the table by a multiplication, whose upper half is mixed best.
        var slot = Int(truncatingIfNeeded: (UInt64(bitPattern: run) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while slots[slot] != 0, records[Int(slots[slot]) - 1].id != run { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func append(_ record: PackedRun) {
        records.append(record)
        guard records.count * 3 > slots.count * 2 else {
            slots[slot(of: record.id)] = UInt32(records.count)
            return
        }
        slots = Array(repeating: 0, count: slots.isEmpty ? 16 : slots.count * 2)
        for (place, record) in records.enumerated() { slots[slot(of: record.id)] = UInt32(place + 1) }
    }
}

extension SeenRuns: Sequence {
    package struct Iterator: IteratorProtocol {
        private let runs: SeenRuns
        private var place = 0
        private var odd: ArraySlice<SeenRun>

        init(_ runs: SeenRuns) {
            self.runs = runs
            odd = runs.odd.values.map(\.run)[...]
        }

        package mutating func next() -> SeenRun? {
            while place < runs.records.count {
                let record = runs.records[place]
                place += 1
                if !record.isAbandoned { return runs.seenRun(record) }
            }
            return odd.popFirst()
        }
    }

    package func makeIterator() -> Iterator { Iterator(self) }

    package var underestimatedCount: Int { count }
}

extension SeenRuns: ExpressibleByArrayLiteral {
    package init(arrayLiteral runs: SeenRun...) { self.init(runs) }
}

/// Values by the place at which they came first.
private struct Interned<Value: Hashable & Sendable>: Sendable {
    private var values: [Value] = []
    private var places: [Value: Int] = [:]

    subscript(place: Int) -> Value { values[place] }

    mutating func place(of value: Value) -> Int {
        if let place = places[value] { return place }
        places[value] = values.count
        values.append(value)
        return values.count - 1
    }
}
