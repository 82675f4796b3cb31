package import Model
package import Pacing

/// What `workspaces.json`, or the variables in its place, say: checked, complete, with every default filled in.
package struct Configuration: Sendable {
    package let workspaces: [WorkspaceConfiguration]
    package let limits: Limits
    package let report: ReportConfiguration
    /// `nil` where nothing is to be published.
    package let github: GitHubConfiguration?
    package let history: HistoryConfiguration
    /// What somebody should know although nothing is wrong.
    package let notes: [String]
}

package struct WorkspaceConfiguration: Sendable {
    package let name: WorkspaceName
    /// `https://name[:port]`
    package let host: String
    package let environment: String
    package let auth: Authentication
    package let jobs: [JobEntry]
    package let lookback: Duration
    package let rateLimit: RateLimit
}

package enum Authentication: Sendable, Hashable {
    case pat(token: SecretReference)
    case oauthM2M(clientID: SecretReference, clientSecret: SecretReference)
    case azureServicePrincipal(tenantID: String, clientID: SecretReference, clientSecret: SecretReference)

    /// `auth.type` as it is written.
    package var type: String {
        switch self {
        case .pat: "pat"
        case .oauthM2M: "oauth_m2m"
        case .azureServicePrincipal: "azure_sp"
        }
    }
}

/// INTERFACE "Limits".
package struct Limits: Sendable, Hashable {
    package var connect: Duration = .seconds(10)
    package var stall: Duration = .seconds(20)
    package var request: Duration = .seconds(60)
    package var giveUp: Duration = .seconds(120)
    package var attempts = 4
    package var maxInFlight = 256

    package init() {}
}

package struct ReportConfiguration: Sendable, Hashable {
    /// Absolute, or relative to the current folder.
    package let directory: String
    /// `nil`: all of them.
    package let columns: [String]?
}

package struct GitHubConfiguration: Sendable, Hashable {
    package let owner: String
    package let repository: String
    package let branch: String
    /// Without slashes at its ends; empty for the repository's root.
    package let directory: String
    package let token: SecretReference
    /// A prefix that may carry a path, without a slash at its end.
    package let apiURL: String
}

package struct HistoryConfiguration: Sendable, Hashable {
    package let database: String
    package let retain: Duration
}

extension Configuration {
    /// The same with its reports in another folder.
    package func reporting(to directory: String) -> Configuration {
        Configuration(
            workspaces: workspaces, limits: limits,
            report: ReportConfiguration(directory: directory, columns: report.columns), github: github,
            history: history, notes: notes)
    }
}
