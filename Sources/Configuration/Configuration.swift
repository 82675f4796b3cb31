/// Everything a person may set, read once, checked whole, with the defaults filled in.
///
/// Secrets are references here: nothing is resolved before a sweep starts (`SecretResolver`).
package struct Configuration: Sendable {
    /// At least one; names are unique.
    package var workspaces: [WorkspaceConfiguration]
    package let limits: Limits
    package var report: ReportConfiguration
    /// `nil` where nothing is published.
    package var github: GitHubConfiguration?
    package let history: HistoryConfiguration
    /// Between two sweeps of `watch`, for jobs without a tier.
    package let monitoringInterval: Duration
    /// What a person may want to know and no mistake is, a sentence each.
    package let notes: [String]
    /// Whether there is no file and variables made it.
    package let isOfVariables: Bool
    /// What is worth a look before the first sweep, with its place.
    package let warnings: [ConfigurationError.Problem]
    /// Every secret that the configuration names.
    let references: [PlacedReference]

    package static let defaultFile = "workspaces.json"
    package static let standardInterval = Duration.seconds(3_600)

    package init(
        workspaces: [WorkspaceConfiguration],
        limits: Limits = .standard,
        report: ReportConfiguration,
        github: GitHubConfiguration? = nil,
        history: HistoryConfiguration,
        monitoringInterval: Duration = standardInterval,
        notes: [String] = []
    ) {
        self.init(
            workspaces: workspaces, limits: limits, report: report, github: github, history: history,
            monitoringInterval: monitoringInterval, notes: notes, warnings: [], references: [], isOfVariables: false)
    }

    init(
        workspaces: [WorkspaceConfiguration],
        limits: Limits = .standard,
        report: ReportConfiguration,
        github: GitHubConfiguration?,
        history: HistoryConfiguration,
        monitoringInterval: Duration = standardInterval,
        notes: [String],
        warnings: [ConfigurationError.Problem],
        references: [PlacedReference],
        isOfVariables: Bool
    ) {
        self.workspaces = workspaces
        self.limits = limits
        self.report = report
        self.github = github
        self.history = history
        self.monitoringInterval = monitoringInterval
        self.notes = notes
        self.warnings = warnings
        self.references = references
        self.isOfVariables = isOfVariables
    }
}
