import History
import Model
import Testing

@testable import Sweeping

/// The packed index against a plain one that keeps every answer.
@Suite struct RunIndexTests {
    /// Every run by its id, as the answer to the request sent last has it.
    private struct Plain {
        var runs: [RunID: (run: Run, order: Int)] = [:]

        mutating func take(_ run: Run, order: Int) {
            if let known = runs[run.id], known.order > order { return }
            runs[run.id] = (run, order)
        }

        /// The newest attempt of each run of a job, with the id that its attempts share.
        func newest(of job: JobID) -> [(group: RunID, run: Run)] {
            let attempts = Dictionary(grouping: runs.values.map(\.run).filter { $0.jobID == job }, by: \.groupID)
            return attempts.compactMap { group, runs in
                runs.max {
                    ($0.attemptNumber, $0.startTime?.milliseconds ?? 0, $0.id)
                        < ($1.attemptNumber, $1.startTime?.milliseconds ?? 0, $1.id)
                }.map { (group, $0) }
            }
        }

        func latest(of job: JobID) -> Run? {
            func start(_ run: Run) -> Int64 { run.startTime?.milliseconds ?? (run.outcome.hasEnded ? 0 : .max) }
            return newest(of: job).max { (start($0.run), $0.group) < (start($1.run), $1.group) }?.run
        }

        func failed(of job: JobID, from: Timestamp) -> Set<RunID> {
            Set(
                newest(of: job).map(\.run).filter {
                    $0.outcome.status == .failed && ($0.startTime ?? from) >= from
                }.map(\.id))
        }
    }

    private static func words(_ result: String?) -> RunState {
        var words = RunState.Words()
        words.hasState = true
        words.lifeCycleState = result == nil ? "RUNNING" : "TERMINATED"
        words.resultState = result
        return RunState(words)
    }

    /// Runs that start, end, are repaired and retried, as several overlapping answers show them, sent in one order and
    /// arriving in another.
    private static func answers(_ generator: inout SeededGenerator) -> [(runs: [Run], order: Int)] {
        let results = ["SUCCESS", "SUCCESS", "SUCCESS", "FAILED", "CANCELED", "SUCCESS_WITH_FAILURES", "TIMEDOUT"]
        let ids = (1...Int64.random(in: 2...40, using: &generator)).map { $0 }
        var states: [Int64: Run] = [:]
        var answers: [([Run], Int)] = []
        for order in 1...6 {
            for id in ids where states[id] == nil || Int.random(in: 0..<4, using: &generator) == 0 {
                let known = states[id]
                let first = states[id - 1]
                let mayRetry = first?.startTime != nil && first?.originalAttemptRunID == nil
                let original =
                    known.map(\.originalAttemptRunID)
                    ?? (mayRetry && Int.random(in: 0..<6, using: &generator) == 0 ? RunID(id - 1) : nil)
                let hasStarted = known?.startTime != nil || Int.random(in: 0..<8, using: &generator) > 0
                // A retry starts after what it retries.
                let earliest = original == nil ? 0 : first?.startTime?.milliseconds ?? 0
                let start =
                    known?.startTime?.milliseconds ?? earliest + Int64.random(in: 1...30, using: &generator)
                let result =
                    hasStarted && Int.random(in: 0..<5, using: &generator) > 0
                    ? results.randomElement(using: &generator) : nil
                states[id] = Run(
                    id: RunID(id), jobID: JobID(original == nil ? id % 3 : (id - 1) % 3),
                    originalAttemptRunID: original,
                    attemptNumber: original == nil ? 0 : 1, state: words(result),
                    startTime: hasStarted ? Timestamp(milliseconds: start) : nil,
                    endTime: result == nil
                        ? nil : Timestamp(milliseconds: start + Int64.random(in: 0...20, using: &generator)))
            }
            let shown = ids.filter { _ in Int.random(in: 0..<3, using: &generator) > 0 }.shuffled(using: &generator)
            answers.append((shown.compactMap { states[$0] }, order))
        }
        return answers.shuffled(using: &generator)
    }

    @Test(arguments: 0..<2_000 as Range<UInt64>)
    func packedIndexSaysWhatAPlainOneSays(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var index = RunIndex()
        var plain = Plain()
        for answer in Self.answers(&generator) {
            let news = answer.runs.count { run in
                guard let known = plain.runs[run.id] else { return true }
                return known.order <= answer.order && known.run != run
            }
            #expect(index.take(answer.runs, order: answer.order) == news)
            for run in answer.runs { plain.take(run, order: answer.order) }
        }
        let from = Timestamp(milliseconds: 12)
        #expect(index.count == plain.runs.count)
        index.keepWhatRowsNeed(from: from)
        for job in (0..<3).map({ JobID($0) }) {
            #expect(index.latestRun(of: job) == plain.latest(of: job))
            #expect(Set(index.failedRuns(of: job, from: from).map(\.id)) == plain.failed(of: job, from: from))
        }
        let seen = Dictionary(uniqueKeysWithValues: index.seen.map { ($0.id, $0) })
        #expect(seen == plain.runs.compactMapValues { SeenRun($0.run) })
    }
}
