package import Model
internal import Transport

/// The configuration that goes with a simulated fleet: what `workspaces.json` at the top of the sources holds, and what
/// the demo writes for itself.
package struct DemoConfiguration: Sendable {
    /// Where `dbmon simulate` listens if nobody says otherwise.
    package static let standardPort = 8480
    /// The simulated repository and the token it takes.
    package static let owner = "acme"
    package static let repository = "pipeline-health"
    package static let gitHubToken = "ghp_demo"
    /// A name that no simulated workspace has a job of: the report shows what becomes of it.
    package static let missingJob = "month-end-close"

    private let fleet: SimulatedFleet
    private let port: Int
    /// Where the tokens are, relative to the configuration.
    private let tokenFolder: String

    package init(fleet: SimulatedFleet, port: Int, tokenFolder: String) {
        self.fleet = fleet
        self.port = port
        self.tokenFolder = tokenFolder
    }

    /// File names and contents of the tokens: worthless outside the simulation.
    package var tokens: [(name: String, text: String)] {
        fleet.plans.map { ($0.name, $0.token + "\n") } + [("github", Self.gitHubToken + "\n")]
    }

    package var text: String {
        let workspaces = fleet.plans.map(workspace).joined(separator: ",\n")
        return """
            {
              "defaults": {
                "jobs": ["*"],
                "lookback": "24h",
                "rate_limit": { "requests_per_second": 50, "burst": 50, "max_in_flight": 8 }
              },
              "workspaces": [
            \(workspaces)
              ],
              "report": { "directory": "reports" },
              "github": {
                "repository": "\(Self.owner)/\(Self.repository)",
                "branch": "main",
                "directory": "Error",
                "token": "file:\(tokenFolder)/github",
                "api_url": "http://github.localhost:\(port)/api/v3"
              }
            }

            """
    }

    private func workspace(_ plan: SimulatedWorkspace.Plan) -> String {
        let jobs = plan.name == "finance" ? "\n      \"jobs\": [\"*\", \"\(Self.missingJob)\"]," : ""
        return """
                {
                  "name": "\(plan.name)",
                  "host": "http://\(plan.name).localhost:\(port)",
                  "environment": "\(Self.environment(of: plan.name))",\(jobs)
                  "auth": { "type": "pat", "token": "file:\(tokenFolder)/\(plan.name)" }
                }
            """
    }

    private static func environment(of name: String) -> String {
        name.hasPrefix("staging") ? "staging" : "production"
    }
}

// MARK: - The repository

extension DemoConfiguration {
    /// A repository that people work in has a commit before dbmon comes; one that has any is left as it is.
    package static func addFirstCommit(to github: inout GitHubService, at now: Timestamp) {
        let readme = "IyBQaXBlbGluZSBoZWFsdGgKClRoZSByZXBvcnRzIGFyZSBpbiBgRXJyb3JgLgo="  // # Pipeline health …
        _ = github.answer(
            SimulatedRequest(
                method: "PUT",
                host: "github.localhost",
                path: "/repos/\(owner)/\(repository)/contents/README.md",
                headers: [
                    HTTPHeader("Authorization", "Bearer \(gitHubToken)"), HTTPHeader("User-Agent", "simulation"),
                    HTTPHeader("Content-Type", "application/json"),
                ],
                body: Array("{\"message\": \"Start\", \"content\": \"\(readme)\", \"branch\": \"main\"}".utf8)
            ), at: now)
    }
}
