/// Where dbmon stops waiting, trying and reading (INTERFACE "Limits").
package struct Limits: Hashable, Sendable {
    /// Until a connection stands.
    package let connect: Duration
    /// Without a byte.
    package let stall: Duration
    /// For a whole request.
    package let request: Duration
    /// For a workspace without a usable answer.
    package let giveUp: Duration
    /// Tries of one call, the first included.
    package let attempts: Int
    /// Unanswered requests over all hosts.
    package let maxInFlight: Int

    /// The largest page of either service has a few MB; more is a mistake or an attack.
    package let compressedBodyBytes = 16 << 20
    package let bodyBytes = 64 << 20

    package static let standard = Limits()

    package init(
        connect: Duration = .seconds(10),
        stall: Duration = .seconds(20),
        request: Duration = .seconds(60),
        giveUp: Duration = .seconds(120),
        attempts: Int = 4,
        maxInFlight: Int = 256
    ) {
        self.connect = connect
        self.stall = stall
        self.request = request
        self.giveUp = giveUp
        self.attempts = attempts
        self.maxInFlight = maxInFlight
    }
}
