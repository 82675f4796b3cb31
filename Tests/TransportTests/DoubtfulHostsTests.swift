import Testing

@testable import Transport

@Suite struct DoubtfulHostsTests {
    @Test func silenceCallsForOneNewConnectionEachAndForYoungOnesAfter() {
        let start = ContinuousClock.now
        var doubts = DoubtfulHosts()
        #expect(doubts.advice(for: "a", at: start) == nil)
        doubts.note("a", at: start)
        doubts.note("a", at: start + .seconds(1))
        #expect(doubts.advice(for: "b", at: start) == nil)
        let advice = (0..<3).map { _ in doubts.advice(for: "a", at: start + .seconds(1)) }
        #expect(advice.map { $0?.isFresh } == [true, true, false])
        #expect(advice.map { $0?.oldestSeconds } == [1, 1, 1])
        #expect(doubts.advice(for: "a", at: start + .seconds(61))?.oldestSeconds == 60)
        #expect(doubts.advice(for: "a", at: start + .seconds(200)) == nil)
    }
}
