internal import Model

/// Shutting out a token that goes on asking while it is refused (api/databricks, 8: minutes, after heavy hammering).
package struct SimulatedBlock: Sendable {
    package enum Answer: Sendable {
        case throttled(SimulatedThrottle.RetryAfter)
        /// 403 with the numeric code, as for a token that is not known.
        case forbidden
    }

    /// Refused calls within `window` that it takes.
    package let refusals: Int
    package let window: Duration
    package let lasts: Duration
    package let answer: Answer

    package init(
        refusals: Int,
        within window: Duration,
        lasts: Duration,
        answer: Answer = .throttled(.missing)
    ) {
        precondition(refusals >= 1)
        precondition(window > .zero)
        precondition(lasts > .zero)
        self.refusals = refusals
        self.window = window
        self.lasts = lasts
        self.answer = answer
    }
}

/// Which tokens are shut out, and which are near to it.
struct HammerWatch {
    private struct Token {
        /// Of the last refusals, the oldest first; never more than it takes.
        var refusals: [Timestamp] = []
        var blockedUntil: Timestamp?
    }

    /// Beyond so many tokens the watch begins anew: who invents tokens is refused anyway.
    private static let tokenLimit = 1_000

    let rule: SimulatedBlock
    private var tokens: [String: Token] = [:]

    init(_ rule: SimulatedBlock) { self.rule = rule }

    func isBlocked(_ token: String, at now: Timestamp) -> Bool {
        guard let end = tokens[token]?.blockedUntil else { return false }
        return now < end
    }

    /// A call within a block does not lengthen it: only what was refused before counts.
    mutating func noteRefusal(of token: String, at now: Timestamp) {
        guard !isBlocked(token, at: now) else { return }
        if tokens.count >= Self.tokenLimit, tokens[token] == nil { tokens = [:] }
        var state = tokens[token] ?? Token()
        state.refusals.removeAll { now - $0 >= rule.window }
        state.refusals.append(now)
        if state.refusals.count >= rule.refusals {
            state.blockedUntil = now + rule.lasts
            state.refusals = []
        }
        tokens[token] = state
    }
}
