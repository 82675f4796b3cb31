internal import Model

/// The primary rate limit: so many requests an hour for each caller, in windows that begin with a caller's first
/// request.
struct GitHubQuota: Sendable {
    enum Caller: Hashable, Sendable {
        case account
        /// Without a token.
        case address
    }

    struct Reading: Sendable, Equatable {
        let limit: Int
        let used: Int
        let reset: Timestamp
        /// The request at hand was beyond the limit.
        var isExceeded = false

        var remaining: Int { max(0, limit - used) }
        /// Since 1970.
        var resetSeconds: Int64 { reset.milliseconds / 1_000 }
    }

    static let window: Duration = .seconds(3_600)
    private static let requestsPerHourWithoutToken = 60

    private let requestsPerHour: Int
    private var windows: [Caller: Reading] = [:]

    init(requestsPerHour: Int) {
        precondition(requestsPerHour >= 1)
        self.requestsPerHour = requestsPerHour
    }

    func reading(of caller: Caller, at now: Timestamp) -> Reading {
        if let reading = windows[caller], now < reading.reset { return reading }
        // Whole seconds, as the header has them; rounded up, so that the window is never shorter than said.
        let reset = Timestamp(milliseconds: (now + Self.window).milliseconds / 1_000 * 1_000 + 1_000)
        let limit = caller == .account ? requestsPerHour : Self.requestsPerHourWithoutToken
        return Reading(limit: limit, used: 0, reset: reset)
    }

    /// Counts one request; a request beyond the limit is not counted.
    mutating func charge(_ caller: Caller, at now: Timestamp) -> Reading {
        let before = reading(of: caller, at: now)
        guard before.remaining > 0 else {
            return Reading(limit: before.limit, used: before.used, reset: before.reset, isExceeded: true)
        }
        let after = Reading(limit: before.limit, used: before.used + 1, reset: before.reset)
        windows[caller] = after
        return after
    }

    /// Takes back the request just charged, as for a 304.
    mutating func refund(_ caller: Caller, at now: Timestamp) -> Reading {
        let before = reading(of: caller, at: now)
        let after = Reading(limit: before.limit, used: max(0, before.used - 1), reset: before.reset)
        windows[caller] = after
        return after
    }
}
