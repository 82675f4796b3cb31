internal import Model
internal import Pacing
internal import Synchronization
internal import Transport

/// One call to a workspace, until it has an answer or is given up: paced, retried, counted.
struct Caller: Sendable {
    /// A pass may run out before its call's turn comes. Tokens that do so every time are of no use.
    private static let renewalLimit = 5

    let host: String
    let session: Session
    let client: any HTTPClient
    let pacer: HostPacer
    let clock: any SweepClock
    let rule: RetryRule
    /// A workspace without a usable answer for so long is given up; so is one that asks for a longer pause.
    let giveUp: Duration
    let tally: CallTally
    let state: CallerState

    /// - Parameter read: makes the value of the bytes of a 200; what it throws counts as a damaged answer.
    /// - Throws: `DatabricksError`, `CancellationError`.
    func get<Value: Sendable>(
        _ endpoint: String,
        _ query: String,
        read: (borrowing RawSpan) throws -> Value
    ) async throws -> Value {
        do {
            return try await answer(endpoint, query, read: read)
        } catch let error as DatabricksError {
            // What cannot succeed any more is not asked: calls that wait for their turn do not depart.
            if error.endsWorkspace { session.end(error) }
            throw error
        }
    }

    private func answer<Value: Sendable>(
        _ endpoint: String,
        _ query: String,
        read: (borrowing RawSpan) throws -> Value
    ) async throws -> Value {
        var attempt = 0
        var ahead = false
        var wasRefused = false
        while true {
            attempt += 1
            var departure = clock.now
            let version = state.version
            let failure: DatabricksError
            var again = Verdict.Again.backoff
            do {
                let (response, pass) = try await send(version, endpoint, query, ahead: ahead, departure: &departure)
                switch Verdict(response) {
                case .success:
                    do {
                        let value = try unsafe read(response.body.span.bytes)
                        state.noteAnswer(at: clock.now)
                        return value
                    } catch {
                        // Damaged on its way, most likely; never taken for data.
                        failure = .malformed(endpoint: endpoint, reason: "\(error)")
                    }
                case .final(.credentialRefused) where !wasRefused && session.refuse(pass):
                    // An access token that died early: asked once more with a fresh one, whatever else was tried.
                    state.noteAnswer(at: clock.now)
                    wasRefused = true
                    attempt -= 1
                    ahead = true
                    tally.add { $0.retries += 1 }
                    continue
                case .final(let error):
                    state.noteAnswer(at: clock.now)
                    throw error
                case .again(let error, let how):
                    failure = error
                    again = how
                }
            } catch let error as TransportError {
                failure = .transport(error)
                if !error.isTransient { throw failure }
            }
            ahead = try await wait(after: failure, again, attempt: attempt, since: departure, version: version)
            tally.add { $0.retries += 1 }
        }
    }

    /// - Returns: whether the next attempt goes before all others that wait.
    private func wait(
        after failure: DatabricksError,
        _ again: Verdict.Again,
        attempt: Int,
        since start: Duration,
        version: String
    ) async throws -> Bool {
        let silence = clock.now - state.noteFailure(since: start)
        if silence >= giveUp { throw DatabricksError.givenUp(seconds: Int(silence.components.seconds)) }
        switch again {
        case .once:
            state.noteAnswer(at: clock.now)
            guard attempt < 2 else { throw failure }
            try await clock.sleep(for: state.jitter(.milliseconds(500)))
            return false
        case .olderVersion:
            guard state.fallBack(from: version) else { throw failure }
            return false
        case .pause(let asked):
            tally.add { $0.throttled += 1 }
            pacer.refused(departedAt: start)
            let duration = asked ?? Self.pause(afterRefusals: attempt)
            guard duration <= giveUp else {
                if case .throttled(_, let message) = failure {
                    throw DatabricksError.throttled(isTooLong: true, message: message)
                }
                throw DatabricksError.givenUp(seconds: Int(duration.components.seconds))
            }
            pacer.pause(for: duration)
            guard attempt < rule.attempts else { throw failure }
            return true
        case .backoff:
            guard case .retry(let delay) = state.decide(rule, attempt: attempt) else { throw failure }
            try await clock.sleep(for: delay)
            return false
        }
    }

    /// A second, doubled with each refusal of the same call, where the service does not say how long it wants.
    private static func pause(afterRefusals count: Int) -> Duration {
        min(.seconds(10), .seconds(1) * (1 << min(count - 1, 10)))
    }

    private func send(
        _ version: String,
        _ endpoint: String,
        _ query: String,
        ahead: Bool,
        departure: inout Duration
    ) async throws -> (HTTPResponse, Session.Pass) {
        var ahead = ahead
        for _ in 0..<Self.renewalLimit {
            let answer = try await pacer.send(
                ahead: ahead, as: EndpointClass(endpoint: endpoint).pacing, with: session.pass
            ) { pass in
                // What was waited for on our side is no silence of the service's.
                departure = clock.now
                tally.add { $0.calls += 1 }
                return (try await client.execute(request(version, endpoint, query, pass)), pass)
            }
            if let answer {
                if answer.0.status < 400 { pacer.answered() }
                return answer
            }
            try await session.renew()
            ahead = true
        }
        throw DatabricksError.signInFailed(host: host, reason: "its tokens end before a call can be made with them")
    }

    private func request(
        _ version: String, _ endpoint: String, _ query: String, _ pass: Session.Pass
    ) -> HTTPRequest {
        HTTPRequest(
            url: "\(host)/api/\(version)/jobs/\(endpoint)?\(query)",
            headers: [HTTPHeader("Accept", "application/json"), HTTPHeader("User-Agent", state.userAgent)],
            bearer: pass.secret
        )
    }
}

/// What the calls to one workspace share.
final class CallerState: Sendable {
    private struct Shared {
        var generator: SeededGenerator
        /// When the first of the failures since the last usable answer departed.
        var failingSince: Duration?
        var lastAnswer: Duration?
        var version = "2.2"
    }

    let userAgent: String
    private let shared: Mutex<Shared>

    init(seed: UInt64, userAgent: String) {
        self.userAgent = userAgent
        shared = Mutex(Shared(generator: SeededGenerator(seed: seed)))
    }

    var version: String { shared.withLock { $0.version } }

    /// A usable answer came, be it a refusal.
    func noteAnswer(at now: Duration) {
        shared.withLock { state in
            state.failingSince = nil
            state.lastAnswer = now
        }
    }

    /// - Returns: since when every call has failed.
    func noteFailure(since start: Duration) -> Duration {
        shared.withLock { state in
            // A call that departed before the last answer tells nothing of the time before that.
            let departure = max(start, state.lastAnswer ?? start)
            let since = min(state.failingSince ?? departure, departure)
            state.failingSince = since
            return since
        }
    }

    /// The host does not know `version`: calls side by side may all find that out.
    ///
    /// - Returns: false where there is no older one left to ask for.
    func fallBack(from version: String) -> Bool {
        guard version == "2.2" else { return false }
        shared.withLock { $0.version = "2.1" }
        return true
    }

    func decide(_ rule: RetryRule, attempt: Int) -> RetryRule.Decision {
        shared.withLock { rule.decide(attempt: attempt, using: &$0.generator) }
    }

    func jitter(_ limit: Duration) -> Duration {
        shared.withLock { .milliseconds(Int64.random(in: 0...limit.wholeMilliseconds, using: &$0.generator)) }
    }
}
