internal import Model

/// A run in 40 bytes.
struct PackedRun: Sendable {
    struct State: Hashable, Sendable {
        let status: JobStatus
        let resultState: String
    }

    /// In `span` and `seconds`: there is none.
    private static let none = UInt32.max

    let id: Int64
    let start: Int64
    let job: UInt32
    let order: UInt32
    /// Milliseconds from start to end.
    private let span: UInt32
    private let seconds: UInt32
    let state: UInt16
    var isAbandoned = false

    /// - Returns: `nil` for a run that does not fit: one that lasted 49 days, or ended before it started.
    init?(_ run: SeenRun, order: Int, job: Int, state: Int) {
        guard let span = Self.packed(run.endTime.map { $0.milliseconds &- run.startTime.milliseconds }),
            let seconds = Self.packed(run.durationSeconds), let order = UInt32(exactly: order),
            let job = UInt32(exactly: job), let state = UInt16(exactly: state)
        else { return nil }
        id = run.id.value
        start = run.startTime.milliseconds
        self.job = job
        self.order = order
        self.span = span
        self.seconds = seconds
        self.state = state
    }

    func seenRun(job: JobID, state: State) -> SeenRun {
        SeenRun(
            job: job, id: RunID(id), startTime: Timestamp(milliseconds: start),
            endTime: span == Self.none ? nil : Timestamp(milliseconds: start + Int64(span)), status: state.status,
            resultState: state.resultState, durationSeconds: seconds == Self.none ? nil : Int64(seconds))
    }

    private static func packed(_ number: Int64?) -> UInt32? {
        guard let number else { return none }
        guard let packed = UInt32(exactly: number), packed < none else { return nil }
        return packed
    }
}
