package import Model

/// One configured workspace as the reports describe it. A list of them is in the order of the configuration.
package struct ReportedWorkspace: Hashable, Sendable {
    package let name: WorkspaceName
    package let environment: String
    /// The entries of `jobs` as written: `*`, `nightly-*`, `id 42`, `tags team=risk`.
    package let selections: [String]
    package let lookback: Duration
    package let requestsPerSecond: Double
    package let burst: Int
    package let maxInFlight: Int
    /// It could not be read at all: without rows it is unknown, not empty.
    package let isUnread: Bool

    package init(
        name: WorkspaceName,
        environment: String,
        selections: [String],
        lookback: Duration,
        requestsPerSecond: Double,
        burst: Int,
        maxInFlight: Int,
        isUnread: Bool = false
    ) {
        self.name = name
        self.environment = environment
        self.selections = selections
        self.lookback = lookback
        self.requestsPerSecond = requestsPerSecond
        self.burst = burst
        self.maxInFlight = maxInFlight
        self.isUnread = isUnread
    }
}
