internal import Model

/// The service's own limit: a token bucket in whole numbers, so that how many requests pass is exact.
///
/// A refused request costs nothing, as the service's documents describe it.
struct ServerBucket: Sendable {
    private static let unit: Int64 = 1_000_000  // one request

    private let capacity: Int64
    private let refillPerMillisecond: Int64
    private var level: Int64
    private var filledAt: Int64?

    /// - Precondition: above zero both.
    init(requestsPerSecond: Int, burst: Int) {
        precondition(requestsPerSecond >= 1)
        precondition(burst >= 1)
        capacity = Int64(burst) * Self.unit
        refillPerMillisecond = Int64(requestsPerSecond) * Self.unit / 1_000
        level = capacity
    }

    /// Whether one more request passes at `now`. Time that goes back counts as standing still.
    mutating func take(at now: Timestamp) -> Bool {
        if let last = filledAt {
            let elapsed = min(max(0, now.milliseconds - last), 86_400_000)
            level = min(capacity, level + elapsed * refillPerMillisecond)
        }
        filledAt = max(filledAt ?? now.milliseconds, now.milliseconds)
        guard level >= Self.unit else { return false }
        level -= Self.unit
        return true
    }
}
