/// What one host may be asked for: INTERFACE "rate_limit".
package struct RateLimit: Hashable, Sendable {
    /// In the long run, retries included. Above zero.
    package let requestsPerSecond: Double
    /// At most so many at once. At least 1.
    package let burst: Int
    /// At most so many unanswered. At least 1.
    package let maxInFlight: Int

    package static let standard = RateLimit(requestsPerSecond: 10, burst: 20, maxInFlight: 8)

    package init(requestsPerSecond: Double, burst: Int, maxInFlight: Int) {
        precondition(requestsPerSecond > 0)  // Configuration lets nothing else through
        precondition(burst >= 1)
        precondition(maxInFlight >= 1)
        self.requestsPerSecond = requestsPerSecond
        self.burst = burst
        self.maxInFlight = maxInFlight
    }

    /// The time between two requests in the long run.
    package var interval: Duration { .nanoseconds(Int64((1_000_000_000 / requestsPerSecond).rounded())) }
}
