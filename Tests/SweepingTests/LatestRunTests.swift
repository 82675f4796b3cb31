import Model
import Testing

@testable import Sweeping

/// Which run of a job is the latest, and how far its listing must be read to know.
@Suite struct LatestRunTests {
    private static func run(
        _ id: Int64, start: Int64?, end: Int64? = nil, original: Int64? = nil, attempt: Int = 0,
        result: String = "SUCCESS"
    ) -> Run {
        var words = RunState.Words()
        words.hasState = true
        words.lifeCycleState = end == nil ? "RUNNING" : "TERMINATED"
        words.resultState = end == nil ? nil : result
        return Run(
            id: RunID(id), jobID: JobID(1), originalAttemptRunID: original.map(RunID.init), attemptNumber: attempt,
            state: RunState(words), startTime: start.map { Timestamp(milliseconds: $0) },
            endTime: end.map { Timestamp(milliseconds: $0) })
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let runs: [Run]
        let latest: Int64
    }

    @Test(arguments: [
        Case(
            testDescription: "by start, not by end", runs: [run(1, start: 5, end: 99), run(2, start: 6, end: 7)],
            latest: 2),
        Case(
            testDescription: "equal starts: the greater id",
            runs: [run(9, start: 5, end: 6), run(4, start: 5, end: 9)], latest: 9),
        Case(
            testDescription: "one that waits without a start", runs: [run(1, start: 5, end: 6), run(2, start: nil)],
            latest: 2),
        Case(
            testDescription: "never started and over", runs: [run(1, start: 5, end: 6), run(2, start: nil, end: 9)],
            latest: 1),
        Case(
            testDescription: "newest attempt gives id and times",
            runs: [
                run(1, start: 5, end: 6), run(2, start: 7, end: 8, original: 1, attempt: 1),
                run(3, start: 9, end: 10, original: 1, attempt: 2),
            ], latest: 3),
        Case(
            testDescription: "between two attempts of another",
            runs: [
                run(1, start: 5, end: 6), run(2, start: 9, end: 10, original: 1, attempt: 1), run(3, start: 7, end: 8),
            ],
            latest: 2),
    ])
    func latestIsWhatStartedLast(_ test: Case) {
        for runs in [test.runs, test.runs.reversed()] {
            var index = RunIndex()
            _ = index.take(runs, order: 1)
            #expect(index.latestRun(of: JobID(1))?.id == RunID(test.latest))
        }
    }

    @Test func laterSentAnswerWins() {
        let (old, new) = (Self.run(1, start: 5), Self.run(1, start: 5, end: 9))
        for answers in [[(old, 1), (new, 2)], [(new, 2), (old, 1)]] {
            var index = RunIndex()
            for (run, order) in answers { _ = index.take([run], order: order) }
            #expect(index.latestRun(of: JobID(1))?.endTime != nil)
        }
    }

    @Test func oldActiveRunSettlesNothing() {
        var index = RunIndex()
        _ = index.take([Self.run(1, start: 5)], order: 1)
        #expect(!index.isLatestRunSettled(of: JobID(1), from: Timestamp(milliseconds: 6)))
        #expect(index.isLatestRunSettled(of: JobID(1), from: Timestamp(milliseconds: 5)))
    }

    /// Under both orders that the documents name, the search stops only where no later page can hold a later run.
    @Test(arguments: 0..<400 as Range<UInt64>)
    func searchStopsWhereNothingLaterCanCome(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let runs = (1...Int64.random(in: 1...20, using: &generator)).map { id in
            let start = Int64.random(in: 1...40, using: &generator)
            let isActive = Int.random(in: 0..<4, using: &generator) == 0
            return Self.run(id, start: start, end: isActive ? nil : start + Int64.random(in: 0...40, using: &generator))
        }
        func start(_ run: Run) -> Int64 { run.startTime?.milliseconds ?? 0 }
        let isByEnd = seed.isMultiple(of: 2)
        func key(_ run: Run) -> Int64 { isByEnd ? run.endTime?.milliseconds ?? start(run) : start(run) }
        let listed = runs.sorted { (key($0), $0.id) > (key($1), $1.id) }
        let size = Int.random(in: 1...5, using: &generator)
        var search = LatestRunSearch()
        var index = RunIndex()
        for first in stride(from: 0, to: listed.count, by: size) {
            let page = Array(listed[first..<min(first + size, listed.count)])
            _ = index.take(page, order: 1)
            if search.take(page, hasMore: first + size < listed.count) == .done { break }
        }
        let truth = runs.max { (start($0), $0.id) < (start($1), $1.id) }
        #expect(index.latestRun(of: JobID(1))?.id == truth?.id)
    }
}
