package import Model
package import Pacing

/// One workspace to sweep, with the defaults filled in.
package struct WorkspaceConfiguration: Sendable {
    package let name: WorkspaceName
    /// `https://host` or `https://host:port`; `http` for loopback alone. Lower-cased, without a path.
    package let host: String
    /// What the report's column says; may be empty.
    package let environment: String
    package let auth: Authentication
    /// At least one, none twice.
    package let selections: [JobEntry]
    package let lookback: Duration
    package let rateLimit: RateLimit

    package static let standardLookback = Duration.seconds(24 * 3_600)

    package init(
        name: WorkspaceName,
        host: String,
        environment: String = "",
        auth: Authentication,
        selections: [JobEntry] = [JobEntry(.everything)],
        lookback: Duration = standardLookback,
        rateLimit: RateLimit = .standard
    ) {
        self.name = name
        self.host = host
        self.environment = environment
        self.auth = auth
        self.selections = selections
        self.lookback = lookback
        self.rateLimit = rateLimit
    }
}
