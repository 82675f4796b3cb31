internal import Model
internal import Synchronization

/// Everything that decides when a call to one host may go: the gate that bounds what is unanswered there, the token
/// buckets, and the gate over all hosts.
package final class HostPacer: Sendable {
    private let pace: Mutex<HostPace>
    private let gate: Gate
    /// One caller at a time waits for a token: whoever came first goes first, and a token is taken at the very moment
    /// its request departs. (A token reserved before waiting for the gate over all hosts would let requests bunch up.)
    private let lane = Gate(width: 1)
    private let total: Gate
    private let clock: any SweepClock

    /// - Parameter total: the gate over all hosts, shared by their pacers.
    package init(_ limit: RateLimit, total: Gate, clock: any SweepClock) {
        pace = Mutex(HostPace(limit))
        gate = Gate(width: limit.maxInFlight)
        self.total = total
        self.clock = clock
    }

    /// The rate in force: the configured one, or the lower one that the host turned out to bear.
    package var requestsPerSecond: Double { pace.withLock { $0.requestsPerSecond } }

    /// Runs `call` as soon as one more request may go to this host.
    ///
    /// - Parameters:
    ///   - ahead: go before all that wait: for a call that was throttled.
    ///   - pass: what the call needs to depart, asked for when its turn has come. Where there is none, nothing departs
    ///     and no token is taken.
    /// - Returns: `nil` where there was no pass.
    /// - Throws: `CancellationError` while it waits; what `pass` and `call` throw.
    package func send<Pass: Sendable, Value: Sendable>(
        ahead: Bool = false,
        as kind: PacingClass = .usual,
        with pass: () throws -> Pass?,
        _ call: (Pass) async throws -> Value
    ) async throws -> Value? {
        try await gate.enter(ahead: ahead, kind: kind.number)
        defer { gate.leave() }
        guard let pass = try await depart(ahead: ahead, as: kind, with: pass) else { return nil }
        defer { total.leave() }
        return try await call(pass)
    }

    /// Runs `call` as soon as one more request may go to this host.
    ///
    /// - Throws: `CancellationError` while it waits; what `call` throws.
    package func send<Value: Sendable>(
        ahead: Bool = false, as kind: PacingClass = .usual, _ call: () async throws -> Value
    ) async throws -> Value {
        try await gate.enter(ahead: ahead, kind: kind.number)
        defer { gate.leave() }
        _ = try await depart(ahead: ahead, as: kind) { true }
        defer { total.leave() }
        return try await call()
    }

    /// Nothing more goes to this host until `duration` has passed.
    package func pause(for duration: Duration) {
        pace.withLock { $0.pause(until: clock.now + duration) }
    }

    /// A call that went at `departure` was refused because there were too many: fewer go from now on.
    package func refused(departedAt departure: Duration) {
        pace.withLock { $0.refused(departedAt: departure, at: clock.now) }
    }

    /// A call was answered: after a while of quiet more go again, up to the configured rate.
    package func answered() { pace.withLock { $0.answered(at: clock.now) } }

    /// Returns inside the gate over all hosts, with a token taken; or outside and without one where there is no pass.
    private func depart<Pass: Sendable>(
        ahead: Bool, as kind: PacingClass, with pass: () throws -> Pass?
    ) async throws -> Pass? {
        try await lane.enter(ahead: ahead, kind: kind.number)
        defer { lane.leave() }
        guard try pass() != nil else { return nil }
        while true {
            // Waited for outside the gate over all hosts, so that a slow host holds no place in it.
            while case .wait(let due) = pace.withLock({ $0.decide(kind, at: clock.now) }) {
                try await clock.sleep(until: due)  // a pause may move it: ask again
            }
            try await total.enter(ahead: ahead)
            do {
                guard let pass = try pass() else {
                    total.leave()
                    return nil
                }
                if pace.withLock({ $0.take(kind, at: clock.now) }) == .go { return pass }
            } catch {
                total.leave()
                throw error
            }
            total.leave()  // a pause came while we waited
        }
    }
}
