/// When the next request may go, as pure arithmetic (GCRA). No clock, no lock, no task.
///
/// In any window of length `t` at most `burst + t / interval` requests depart: what counts is when a request really
/// goes, so the bucket is asked at that moment and a place in it is never held while something else is waited for.
package struct TokenBucket: Sendable {
    package enum Decision: Sendable, Equatable {
        case go
        case wait(until: Duration)
    }

    private let interval: Duration
    private let tolerance: Duration
    private var next: Duration = .zero  // theoretical arrival of the next request
    private var pauseEnd: Duration = .zero

    package init(every interval: Duration, burst: Int) {
        precondition(interval > .zero)  // Configuration lets nothing else through
        precondition(burst >= 1)
        self.interval = interval
        tolerance = interval * (burst - 1)
    }

    package init(_ limit: RateLimit) {
        self.init(every: limit.interval, burst: limit.burst)
    }

    /// Whether a request could go now; takes nothing.
    package func decide(at now: Duration) -> Decision {
        let earliest = max(next - tolerance, pauseEnd)
        return earliest <= now ? .go : .wait(until: earliest)
    }

    /// Takes a token where one is there.
    package mutating func take(at now: Duration) -> Decision {
        let decision = decide(at: now)
        if decision == .go { next = max(next, now) + interval }
        return decision
    }

    /// A throttled answer holds everybody back until `end`, and after it one goes at a time: no burst straight after a
    /// throttle.
    package mutating func pause(until end: Duration) {
        guard end > pauseEnd else { return }
        pauseEnd = end
        next = max(next, end + tolerance)
    }
}
