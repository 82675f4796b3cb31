/// The rate that a service turns out to bear, below the configured one: each refusal lowers it, quiet raises it again
/// step by step. Pure.
///
/// Just below a rate that was refused it waits for longer before each further step, so that a service with a lower
/// limit than ours is asked beyond it a few times an hour, and not twice a minute.
package struct AdaptiveRate: Sendable {
    private static let lowering = 0.7
    private static let raising = 1.15
    /// Of the configured rate: a service that refuses that much is down rather than busy.
    private static let least = 0.02
    /// Between two steps up.
    private static let step = Duration.seconds(5)
    private static let firstPatience = Duration.seconds(30)
    private static let lastPatience = Duration.seconds(240)

    /// Of the configured rate, above 0 and at most 1.
    package private(set) var factor = 1.0
    /// The factor that was refused last; `nil` once it was borne.
    private var refused: Double?
    /// Before a step to what was refused before.
    private var patience = firstPatience
    private var lastChange: Duration?

    package init() {}

    /// A call was refused because there were too many.
    ///
    /// - Parameter departure: when it went. Of calls that were under way together only the first refusal counts.
    /// - Returns: whether the factor has changed.
    package mutating func refused(departedAt departure: Duration, at now: Duration) -> Bool {
        if let lastChange, departure < lastChange { return false }
        if let refused, factor >= refused * 0.95 { patience = min(patience * 2, Self.lastPatience) }
        refused = factor
        factor = max(factor * Self.lowering, Self.least)
        lastChange = now
        return true
    }

    /// A call was answered.
    ///
    /// - Returns: whether the factor has changed.
    package mutating func answered(at now: Duration) -> Bool {
        guard factor < 1, let lastChange else { return false }
        let next = min(factor * Self.raising, 1)
        let isRisky = refused.map { next >= $0 * 0.95 } ?? false
        guard now - lastChange >= (isRisky ? patience : Self.step) else { return false }
        if let refused, factor > refused {  // borne for a whole step: the service has recovered
            self.refused = nil
            patience = Self.firstPatience
        }
        factor = next
        self.lastChange = now
        return true
    }
}
