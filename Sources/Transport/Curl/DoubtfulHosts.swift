/// Hosts that left a request without an answer. Their connections may be dead without anybody having said so (a gateway
/// forgot them), and an HTTP/2 connection outlives the requests that were given up on it: without this, every further
/// attempt would go the same dead way. A value without a clock.
struct DoubtfulHosts {
    struct Advice: Equatable {
        /// Connections that were there before the request that got no answer ended are older than this.
        let oldestSeconds: Int
        /// Such a connection may still be in use: take a new one whatever there is.
        let isFresh: Bool
    }

    private struct Doubt {
        var since: ContinuousClock.Instant
        /// How many requests were given up since then, and how many of them had no successor yet.
        var freshDue: Int
    }

    /// By then every connection that was there has been used, or is closed for its age.
    private static let memory = Duration.seconds(150)
    /// Swept when it has grown beyond this.
    private static let softLimit = 1_024

    private var doubts: [String: Doubt] = [:]

    mutating func note(_ host: String, at now: ContinuousClock.Instant) {
        doubts[host] = Doubt(since: now, freshDue: (doubts[host]?.freshDue ?? 0) + 1)
        if doubts.count > Self.softLimit { doubts = doubts.filter { $0.value.since.duration(to: now) < Self.memory } }
    }

    /// - Returns: `nil` where nothing speaks against any connection to `host`.
    mutating func advice(for host: String, at now: ContinuousClock.Instant) -> Advice? {
        guard let doubt = doubts[host] else { return nil }
        let age = doubt.since.duration(to: now)
        guard age < Self.memory else {
            doubts[host] = nil
            return nil
        }
        if doubt.freshDue > 0 { doubts[host]?.freshDue -= 1 }
        return Advice(oldestSeconds: max(1, Int(age.components.seconds)), isFresh: doubt.freshDue > 0)
    }
}
