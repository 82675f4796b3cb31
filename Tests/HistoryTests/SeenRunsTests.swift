import History
import Model
import Testing

@Suite struct SeenRunsTests {
    private static func run(
        _ id: Int64, start: Int64 = 1_000, end: Int64? = 2_000, seconds: Int64? = 1, result: String = "SUCCESS"
    ) -> SeenRun {
        SeenRun(
            job: JobID(7), id: RunID(id), startTime: Timestamp(milliseconds: start),
            endTime: end.map { Timestamp(milliseconds: $0) }, status: .success, resultState: result,
            durationSeconds: seconds)
    }

    /// What fits into a record, and what does not, come out as they went in.
    @Test func runsComeBackAsTheyWere() {
        let runs = [
            Self.run(1), Self.run(.max, start: .min / 4, end: nil, seconds: nil), Self.run(.min, end: 999),
            Self.run(2, start: 0, end: Int64(UInt32.max)), Self.run(3, start: 0, end: Int64(UInt32.max) - 1),
            Self.run(4, seconds: Int64(UInt32.max)), Self.run(5, seconds: -1), Self.run(6, result: "NEW_STATE"),
            Self.run(0, start: -5, end: -5, seconds: 0),
        ]
        let seen = SeenRuns(runs)
        #expect(seen.count == runs.count)
        #expect(Set(seen) == Set(runs))
        #expect(runs.allSatisfy { seen.holds($0.id) })
        #expect(!seen.holds(RunID(99)))
    }

    @Test func laterSentAnswerWins() {
        var seen = SeenRuns()
        let (open, ended, endless) = (
            Self.run(1, end: nil, seconds: nil), Self.run(1), Self.run(1, start: 0, end: .max)
        )
        #expect(seen.take(open, order: 2) == .unseen)
        #expect(seen.take(ended, order: 1) == .outdated)
        #expect(seen.take(ended, order: 3) == .changed)
        #expect(seen.take(ended, order: 3) == .same)
        // It does not fit any more, and then fits again.
        #expect(seen.take(endless, order: 4) == .changed)
        #expect(Array(seen) == [endless])
        #expect(seen.take(open, order: 3) == .outdated)
        #expect(seen.take(ended, order: 5) == .changed)
        #expect(Array(seen) == [ended])
        #expect(seen.count == 1)
    }

    @Test func manyRunsAreFoundAgain() {
        var generator = SeededGenerator(seed: 4)
        let ids =
            (0..<5_000).map { _ in Int64.random(in: .min ... .max, using: &generator) } + (0..<5_000).map { $0 << 32 }
        let seen = SeenRuns(ids.map { Self.run($0) })
        #expect(Set(seen.map(\.id.value)) == Set(ids))
        #expect(ids.allSatisfy { seen.holds(RunID($0)) })
    }
}
