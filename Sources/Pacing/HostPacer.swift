internal import Model
internal import Synchronization

/// Everything that decides when a call to one host may go: the gate that bounds what is unanswered there, the token
/// bucket, and the gate over all hosts.
package final class HostPacer: Sendable {
    private let bucket: Mutex<TokenBucket>
    private let gate: Gate
    /// One caller at a time waits for a token: whoever came first goes first, and a token is taken at the very moment
    /// its request departs. (A token reserved before waiting for the gate over all hosts would let requests bunch up.)
    private let lane = Gate(width: 1)
    private let total: Gate
    private let clock: any SweepClock

    /// - Parameter total: the gate over all hosts, shared by their pacers.
    package init(_ limit: RateLimit, total: Gate, clock: any SweepClock) {
        bucket = Mutex(TokenBucket(limit))
        gate = Gate(width: limit.maxInFlight)
        self.total = total
        self.clock = clock
    }

    /// Runs `call` as soon as one more request may go to this host.
    ///
    /// - Parameter ahead: go before all that wait: for a call that was throttled.
    /// - Throws: `CancellationError` while it waits; what `call` throws.
    package func send<Value: Sendable>(ahead: Bool = false, _ call: () async throws -> Value) async throws -> Value {
        try await gate.enter(ahead: ahead)
        defer { gate.leave() }
        try await depart(ahead: ahead)
        defer { total.leave() }
        return try await call()
    }

    /// Nothing more goes to this host until `duration` has passed.
    package func pause(for duration: Duration) {
        bucket.withLock { $0.pause(until: clock.now + duration) }
    }

    /// Returns inside the gate over all hosts, with a token taken.
    private func depart(ahead: Bool) async throws {
        try await lane.enter(ahead: ahead)
        defer { lane.leave() }
        while true {
            // Waited for outside the gate over all hosts, so that a slow host holds no place in it.
            while case .wait(let due) = bucket.withLock({ $0.decide(at: clock.now) }) {
                try await clock.sleep(until: due)  // a pause may move it: ask again
            }
            try await total.enter(ahead: ahead)
            if bucket.withLock({ $0.take(at: clock.now) }) == .go { return }
            total.leave()  // a pause came while we waited
        }
    }
}
