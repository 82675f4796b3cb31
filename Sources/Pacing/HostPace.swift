/// When the next call may go to one host, by all limits together: the configured one, that of the call's kind, and the
/// lower rate that the host turned out to bear. Pure.
package struct HostPace: Sendable {
    private let limit: RateLimit
    /// Never changes its rate: whatever the others do, the configured limit holds exactly.
    private var configured: TokenBucket
    private var classes: [PacingClass: TokenBucket] = [:]
    /// In force while `rate.factor` is below 1.
    private var lowered: TokenBucket?
    private var rate = AdaptiveRate()

    package init(_ limit: RateLimit) {
        self.limit = limit
        configured = TokenBucket(limit)
    }

    /// At most the configured rate.
    package var requestsPerSecond: Double { limit.requestsPerSecond * rate.factor }

    /// Whether a call could go now; takes nothing.
    package func decide(_ kind: PacingClass, at now: Duration) -> TokenBucket.Decision {
        var latest = TokenBucket.Decision.go
        for bucket in [configured, lowered, classes[kind]] {
            guard case .wait(let due)? = bucket?.decide(at: now) else { continue }
            if case .wait(let known) = latest, known >= due { continue }
            latest = .wait(until: due)
        }
        return latest
    }

    /// Takes a token of every bucket that counts, or of none.
    package mutating func take(_ kind: PacingClass, at now: Duration) -> TokenBucket.Decision {
        if let rate = kind.requestsPerSecond, classes[kind] == nil, Double(rate) < limit.requestsPerSecond {
            classes[kind] = TokenBucket(every: .seconds(1) / rate, burst: min(rate, limit.burst))
        }
        let decision = decide(kind, at: now)
        guard decision == .go else { return decision }
        _ = configured.take(at: now)
        _ = lowered?.take(at: now)
        _ = classes[kind]?.take(at: now)
        return .go
    }

    package mutating func pause(until end: Duration) { configured.pause(until: end) }

    /// A call that went at `departure` was refused because there were too many.
    package mutating func refused(departedAt departure: Duration, at now: Duration) {
        if rate.refused(departedAt: departure, at: now) { lower(at: now) }
    }

    package mutating func answered(at now: Duration) {
        if rate.answered(at: now) { lower(at: now) }
    }

    /// Begins anew without a burst: what the old bucket had saved up was saved at another rate.
    private mutating func lower(at now: Duration) {
        guard rate.factor < 1 else {
            lowered = nil
            return
        }
        // The service's burst is not known either: at a rate that was refused, half of ours is too much as well.
        let burst = max(1, Int(Double(limit.burst) * rate.factor / 2))
        var bucket = TokenBucket(every: limit.interval / rate.factor, burst: burst)
        bucket.pause(until: now)
        lowered = bucket
    }
}
