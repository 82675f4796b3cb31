internal import Model
package import Pacing
internal import Synchronization
package import Transport

/// The credential of one workspace for as long as it is swept: a token that stays, or access tokens that are renewed
/// before they end, one request at a time for however many calls wait.
package final class Session: Sendable {
    /// The credential as one call shows it.
    struct Pass: Sendable {
        let secret: Secret
        /// Counts the renewals.
        let number: Int
    }

    private struct State {
        var pass: Pass?
        var life: TokenLife?
        var lastNumber = 0
        var isRenewing = false
        /// Not before, after a renewal that failed while the token still served.
        var nextRenewal = Duration.zero
        var endpoint: String?
        /// Why no call of this workspace departs any more.
        var end: DatabricksError?
    }

    /// After a failed renewal while the token still serves.
    private static let patience = Duration.seconds(60)

    private let state: Mutex<State>
    private let source: TokenSource?
    private let turn = Gate(width: 1)
    private let clock: any SweepClock
    private let learn: @Sendable (Secret) -> Void

    /// A personal access token.
    package init(token: Secret, clock: any SweepClock) {
        state = Mutex(State(pass: Pass(secret: token, number: 0)))
        source = nil
        self.clock = clock
        learn = { _ in }
    }

    /// A service principal.
    ///
    /// - Parameters:
    ///   - host: `https://name[:port]` of the workspace.
    ///   - pacer: of the host that gives the tokens.
    ///   - seed: of the jitter of retries.
    ///   - learn: is told every secret before it is sent or used: the client's in all its forms, and each token.
    package init(
        _ principal: ServicePrincipal,
        host: String,
        client: any HTTPClient,
        pacer: HostPacer,
        clock: any SweepClock,
        rule: RetryRule = RetryRule(),
        seed: UInt64,
        userAgent: String,
        learn: @escaping @Sendable (Secret) -> Void
    ) {
        state = Mutex(State())
        source = TokenSource(
            principal: principal, workspace: host, client: client, pacer: pacer, clock: clock, rule: rule,
            state: CallerState(seed: seed, userAgent: userAgent))
        self.clock = clock
        self.learn = learn
        for secret in principal.secrets { learn(secret) }
    }

    /// What a call that departs now shows.
    ///
    /// - Returns: `nil` where it must be renewed first.
    /// - Throws: why the workspace has ended.
    func pass() throws(DatabricksError) -> Pass? {
        let now = clock.now
        return try state.withLock { state throws(DatabricksError) in
            if let end = state.end { throw end }
            guard let pass = state.pass, let life = state.life else { return state.pass }
            if now < life.renewal { return pass }
            // It still serves while another call renews it, or where that has just failed.
            return now < life.end && (state.isRenewing || now < state.nextRenewal) ? pass : nil
        }
    }

    /// Makes sure that there is a pass.
    ///
    /// - Throws: `DatabricksError`, which then ends the workspace; `CancellationError`.
    func renew() async throws {
        try await turn.enter()
        defer { turn.leave() }
        guard try pass() == nil, let source else { return }  // renewed while we waited
        state.withLock { $0.isRenewing = true }
        defer { state.withLock { $0.isRenewing = false } }
        do {
            let known = state.withLock { $0.endpoint }
            let grant = try await source.grant(known: known) { found in state.withLock { $0.endpoint = found } }
            learn(grant.token)
            state.withLock { state in
                state.lastNumber += 1
                state.pass = Pass(secret: grant.token, number: state.lastNumber)
                state.life = grant.life
            }
        } catch let error as DatabricksError {
            let now = clock.now
            let serves = state.withLock { state in
                guard state.pass != nil, let life = state.life, now < life.end else { return false }
                state.nextRenewal = now + Self.patience
                return true
            }
            if serves { return }
            end(error)
            throw error
        }
    }

    /// The service did not take this pass.
    ///
    /// - Returns: whether there may be a better one.
    func refuse(_ pass: Pass) -> Bool {
        guard source != nil else { return false }
        state.withLock { state in
            if state.pass?.number == pass.number { state.pass = nil }
        }
        return true
    }

    /// No call departs any more; the first reason stays.
    func end(_ error: DatabricksError) { state.withLock { $0.end = $0.end ?? error } }
}
