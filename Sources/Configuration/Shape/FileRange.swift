/// Between which ends a number or a duration of the file must be, and why.
enum FileRange {
    /// The lower end keeps the time between two requests far from any overflow.
    static let requestsPerSecond = 0.001...1_000.0
    static let burst: ClosedRange<Int64> = 1...10_000
    static let hostInFlight: ClosedRange<Int64> = 1...1_000
    /// The service keeps runs so long.
    static let lookback = Duration.seconds(1)...Duration.days(60)
    static let maxDuration = Duration.seconds(1)...Duration.days(60)
    static let jobID: ClosedRange<Int64> = 1...Int64.max
    static let wait = Duration.seconds(1)...Duration.seconds(3_600)
    static let giveUp = Duration.seconds(1)...Duration.days(1)
    static let attempts: ClosedRange<Int64> = 1...20
    static let totalInFlight: ClosedRange<Int64> = 1...4_096
    static let retain = Duration.days(1)...Duration.days(36_500)
}
