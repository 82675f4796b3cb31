internal import Model

/// How many jobs are in which status.
struct Tally: Equatable {
    private var counts = [Int](repeating: 0, count: JobStatus.allCases.count)

    subscript(status: JobStatus) -> Int { counts[Self.place(status)] }

    var total: Int { counts.reduce(0, +) }

    /// What somebody should look at: the measure by which long lists are cut.
    var concern: Int { Self.concerns.reduce(0) { $0 + self[$1] } }

    static let concerns: [JobStatus] = [.failed, .unreachable, .notFound]

    /// From what to look at first to what needs nobody.
    static let order: [JobStatus] = concerns + [.running, .canceled, .skipped, .noRuns, .success]

    mutating func count(_ status: JobStatus) { counts[Self.place(status)] += 1 }

    static func + (left: Tally, right: Tally) -> Tally {
        var sum = left
        for index in sum.counts.indices { sum.counts[index] += right.counts[index] }
        return sum
    }

    private static func place(_ status: JobStatus) -> Int {
        switch status {
        case .success: 0
        case .failed: 1
        case .running: 2
        case .canceled: 3
        case .skipped: 4
        case .noRuns: 5
        case .notFound: 6
        case .unreachable: 7
        }
    }
}
