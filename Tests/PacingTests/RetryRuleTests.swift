import Model
import Testing

@testable import Pacing

@Suite struct RetryRuleTests {
    @Test func givesUpAfterTheLastAttempt() {
        var generator = SeededGenerator(seed: 1)
        let rule = RetryRule(attempts: 3)
        #expect(rule.decide(attempt: 3, using: &generator) == .giveUp)
        #expect(rule.decide(attempt: 2, using: &generator) != .giveUp)
    }

    @Test(arguments: [(1, 500), (2, 1_000), (3, 2_000), (6, 10_000), (30, 10_000)])
    func waitsUpToADoublingLimit(attempt: Int, limitMs: Int) throws {
        var generator = SeededGenerator(seed: 7)
        let rule = RetryRule(attempts: 100)
        var longest = Duration.zero
        var shortest = Duration.seconds(1_000)
        for _ in 0..<2_000 {
            guard case .retry(let delay) = rule.decide(attempt: attempt, using: &generator) else {
                Issue.record("gave up early")
                return
            }
            longest = max(longest, delay)
            shortest = min(shortest, delay)
        }
        // Full jitter: all of the range is used, and nothing beyond it.
        #expect(longest <= .milliseconds(limitMs))
        #expect(longest > .milliseconds(limitMs * 9 / 10))
        #expect(shortest < .milliseconds(limitMs / 10))
    }
}
