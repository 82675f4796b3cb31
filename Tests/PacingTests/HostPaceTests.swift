import Model
import Testing

@testable import Pacing

/// The pace against a server with a limit of its own, in virtual time: arithmetic alone.
@Suite struct HostPaceTests {
    /// The server's side: tokens that fill up, written otherwise than ours.
    private struct Server {
        var rate: Double
        let burst: Double
        var tokens: Double
        var last = 0.0

        mutating func takes(at second: Double) -> Bool {
            tokens = min(burst, tokens + (second - last) * rate)
            last = second
            guard tokens >= 1 else { return false }
            tokens -= 1
            return true
        }
    }

    private struct Log {
        var departures: [Double] = []
        var refusals: [Double] = []
        var rates: [(second: Double, rate: Double)] = []

        func refusals(in seconds: Range<Double>) -> Int { refusals.count { seconds.contains($0) } }
        func departures(in seconds: Range<Double>) -> Int { departures.count { seconds.contains($0) } }
    }

    /// One caller that always has something to ask, for so long. An answer takes 50 ms; a refusal asks for a pause of a
    /// second.
    private func run(
        _ pace: inout HostPace, _ server: inout Server, from start: Double, to end: Double, log: inout Log
    ) {
        var now = start
        while now < end {
            let instant = Duration.milliseconds(Int64(now * 1_000))
            switch pace.take(.usual, at: instant) {
            case .wait(let due): now = max(now + 0.001, Double(due.wholeMilliseconds + 1) / 1_000)
            case .go:
                log.departures.append(now)
                let answer = instant + .milliseconds(50)
                if server.takes(at: now) {
                    pace.answered(at: answer)
                } else {
                    log.refusals.append(now)
                    pace.refused(departedAt: instant, at: answer)
                    pace.pause(until: answer + .seconds(1))
                }
                log.rates.append((now, pace.requestsPerSecond))
            }
        }
    }

    @Test func convergesBelowTheServersLimitAndComesBack() {
        var pace = HostPace(RateLimit(requestsPerSecond: 10, burst: 20, maxInFlight: 8))
        var server = Server(rate: 4, burst: 8, tokens: 8)
        var log = Log()
        run(&pace, &server, from: 0, to: 900, log: &log)
        #expect(log.refusals(in: 0..<60) >= 2)  // it had to be found out
        // Ten minutes: 12 probes at the most, and still most of what the server gives.
        let late = log.refusals(in: 300..<900)
        #expect(late <= 6, "\(late) refusals in ten minutes")
        let rate = Double(log.departures(in: 300..<900)) / 600
        #expect(rate > 3 && rate <= 4.02, "\(rate)/s")

        server.rate = 1_000
        server.tokens = 8
        run(&pace, &server, from: 900, to: 1_500, log: &log)
        let recovered = Double(log.departures(in: 1_300..<1_500)) / 200
        #expect(recovered > 9.9 && recovered < 10.1, "\(recovered)/s")
        #expect(log.rates.allSatisfy { $0.rate <= 10 })
        #expect(pace.requestsPerSecond == 10)
    }

    /// Without the adaptation, the same server refuses hundreds of calls: what the test above measures is its doing.
    @Test func aPaceThatDoesNotAdaptIsRefusedForEver() {
        var bucket = TokenBucket(RateLimit(requestsPerSecond: 10, burst: 20, maxInFlight: 8))
        var server = Server(rate: 4, burst: 8, tokens: 8)
        var refusals = 0
        var now = 0.0
        while now < 600 {
            switch bucket.take(at: .milliseconds(Int64(now * 1_000))) {
            case .wait(let due): now = max(now + 0.001, Double(due.wholeMilliseconds + 1) / 1_000)
            case .go:
                if !server.takes(at: now) {
                    refusals += 1
                    bucket.pause(until: .milliseconds(Int64(now * 1_000)) + .seconds(1))
                }
            }
        }
        #expect(refusals > 100)
    }

    @Test func refusalsOfCallsUnderWayTogetherCountOnce() {
        var pace = HostPace(RateLimit(requestsPerSecond: 10, burst: 20, maxInFlight: 8))
        for index in 0..<8 {
            pace.refused(departedAt: .milliseconds(index), at: .milliseconds(100 + index))
        }
        #expect(pace.requestsPerSecond == 7)
        pace.refused(departedAt: .seconds(2), at: .seconds(3))
        #expect(abs(pace.requestsPerSecond - 4.9) < 0.001)
    }

    /// Whatever is refused, answered or paused: no window sees more than the configured burst + rate × time, nor more
    /// calls of a kind than its own limit lets through.
    @Test(arguments: 0..<100 as Range<UInt64>)
    func noWindowSeesMoreThanIsConfigured(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let limit = RateLimit(
            requestsPerSecond: Double(Int.random(in: 2...200, using: &generator)),
            burst: Int.random(in: 1...50, using: &generator), maxInFlight: 8)
        let kinds = [
            PacingClass(number: 1, requestsPerSecond: 30), PacingClass(number: 2, requestsPerSecond: 100),
            .usual,
        ]
        var pace = HostPace(limit)
        var now = Duration.zero
        var departures: [(kind: Int, at: Duration)] = []
        while departures.count < 300 {
            let kind = kinds[Int.random(in: 0..<3, using: &generator)]
            switch Int.random(in: 0..<200, using: &generator) {
            case 0: pace.pause(until: now + .milliseconds(Int.random(in: 0...2_000, using: &generator)))
            case 1...3: pace.refused(departedAt: now, at: now)
            case 4...9: now += .milliseconds(Int.random(in: 0...9_000, using: &generator))
            case 10...60: pace.answered(at: now)
            default: break
            }
            switch pace.take(kind, at: now) {
            case .go: departures.append((kind.number, now))
            case .wait(let due): if Bool.random(using: &generator) { now = due }
            }
        }
        check(departures.map(\.at), burst: limit.burst, rate: limit.requestsPerSecond)
        for kind in kinds {
            guard let rate = kind.requestsPerSecond, Double(rate) < limit.requestsPerSecond else { continue }
            check(
                departures.filter { $0.kind == kind.number }.map(\.at), burst: min(rate, limit.burst),
                rate: Double(rate))
        }
    }

    private func check(_ departures: [Duration], burst: Int, rate: Double) {
        for first in departures.indices {
            for last in first..<departures.count {
                let seconds = (departures[last] - departures[first]) / .seconds(1)
                #expect(Double(last - first + 1) <= Double(burst) + seconds * rate + 0.001)
            }
        }
    }
}
