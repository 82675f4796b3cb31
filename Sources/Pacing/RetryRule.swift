package import Model

/// Whether, and when, a call that failed is tried again: exponential backoff with full jitter, bounded by attempts.
package struct RetryRule: Sendable {
    package enum Decision: Sendable, Equatable {
        case giveUp
        /// Try again after so long.
        case retry(after: Duration)
    }

    /// All tries together, the first included. At least 1.
    package let attempts: Int
    package let base: Duration
    package let ceiling: Duration

    package init(attempts: Int = 4, base: Duration = .milliseconds(500), ceiling: Duration = .seconds(10)) {
        precondition(attempts >= 1)
        self.attempts = attempts
        self.base = base
        self.ceiling = ceiling
    }

    /// - Parameter attempt: how many tries have failed so far, 1 after the first.
    package func decide(attempt: Int, using generator: inout SeededGenerator) -> Decision {
        guard attempt < attempts else { return .giveUp }
        let limit = min(ceiling, base * (1 << min(attempt - 1, 20)))
        return .retry(after: .nanoseconds(Int64.random(in: 0...max(1, limit.wholeNanoseconds), using: &generator)))
    }
}

extension Duration {
    fileprivate var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
