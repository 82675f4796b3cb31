import Model
import Testing

@testable import Pacing

@Suite struct TokenBucketTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let burst: Int
        let dueMs: [Int]
        var testDescription: String { "burst of \(burst)" }
    }

    @Test(arguments: [
        Case(burst: 1, dueMs: [0, 100, 200, 300]), Case(burst: 2, dueMs: [0, 0, 100, 200]),
        Case(burst: 4, dueMs: [0, 0, 0, 0, 100]),
    ])
    func burstGoesAtOnceThenOnePerInterval(_ test: Case) {
        var bucket = TokenBucket(every: .milliseconds(100), burst: test.burst)
        var departures: [Int] = []
        var now = Duration.zero
        while departures.count < test.dueMs.count {
            switch bucket.take(at: now) {
            case .go: departures.append(Int(now.wholeMs))
            case .wait(let due): now = due
            }
        }
        #expect(departures == test.dueMs)
    }

    @Test func quietTimeRefillsTheBurstAndNoMore() {
        var bucket = TokenBucket(every: .milliseconds(100), burst: 3)
        for _ in 0..<3 { #expect(bucket.take(at: .zero) == .go) }
        let later = Duration.seconds(60)
        for _ in 0..<3 { #expect(bucket.take(at: later) == .go) }
        #expect(bucket.take(at: later) == .wait(until: later + .milliseconds(100)))
    }

    @Test func askingTakesNothing() {
        var bucket = TokenBucket(every: .milliseconds(100), burst: 1)
        for _ in 0..<5 { #expect(bucket.decide(at: .zero) == .go) }
        #expect(bucket.take(at: .zero) == .go)
        #expect(bucket.decide(at: .zero) == .wait(until: .milliseconds(100)))
    }

    @Test func pauseHoldsEverybodyBackAndNoBurstFollows() {
        var bucket = TokenBucket(every: .milliseconds(100), burst: 5)
        #expect(bucket.take(at: .zero) == .go)
        bucket.pause(until: .seconds(2))
        #expect(bucket.take(at: .seconds(1)) == .wait(until: .seconds(2)))
        #expect(bucket.take(at: .seconds(2)) == .go)
        #expect(bucket.take(at: .seconds(2)) == .wait(until: .seconds(2) + .milliseconds(100)))
    }

    @Test func shorterPauseDoesNotEndALongerOne() {
        var bucket = TokenBucket(every: .milliseconds(100), burst: 1)
        bucket.pause(until: .seconds(5))
        bucket.pause(until: .seconds(1))
        #expect(bucket.take(at: .seconds(2)) == .wait(until: .seconds(5)))
    }

    /// Whatever the callers do, no window of any length sees more departures than burst + rate × time.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func noWindowSeesMoreThanBurstPlusRateTimesTime(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let interval = Duration.milliseconds(Int.random(in: 1...200, using: &generator))
        let burst = Int.random(in: 1...20, using: &generator)
        var bucket = TokenBucket(every: interval, burst: burst)
        var now = Duration.zero
        var departures: [Duration] = []
        for _ in 0..<400 {
            switch Int.random(in: 0..<20, using: &generator) {
            case 0: bucket.pause(until: now + .milliseconds(Int.random(in: 0...2_000, using: &generator)))
            case 1...4: now += .milliseconds(Int.random(in: 0...500, using: &generator))
            default: break
            }
            switch bucket.take(at: now) {
            case .go: departures.append(now)
            case .wait(let due): if Bool.random(using: &generator) { now = due }
            }
        }
        for first in departures.indices {
            for last in first..<departures.count {
                let window = departures[last] - departures[first]
                let allowed = Double(burst) + window / interval
                #expect(Double(last - first + 1) <= allowed + 0.000_001)
            }
        }
    }
}

extension Duration {
    fileprivate var wholeMs: Int64 { components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000 }
}
