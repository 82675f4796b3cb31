/// Where the history is kept, and for how long.
package struct HistoryConfiguration: Hashable, Sendable {
    /// Absolute.
    package let database: String
    package let retain: Duration

    package static let standardRetention = Duration.days(400)

    package init(database: String, retain: Duration = standardRetention) {
        self.database = database
        self.retain = retain
    }
}
