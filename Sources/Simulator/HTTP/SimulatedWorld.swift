package import Model

/// Everything that dbmon talks to behind one address: GitHub under its own host or paths, Databricks workspaces under
/// every other host.
package struct SimulatedWorld: SimulatedService {
    package static let githubHosts: Set<String> = ["github.localhost", "api.github.com"]

    package var github: any SimulatedService
    package var databricks: any SimulatedService

    package init(github: any SimulatedService, databricks: any SimulatedService) {
        self.github = github
        self.databricks = databricks
    }

    package mutating func answer(_ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer {
        Self.isForGitHub(request) ? github.answer(request, at: now) : databricks.answer(request, at: now)
    }

    /// By the path as well, for clients that know the server by its address alone. No Databricks path begins so.
    private static func isForGitHub(_ request: SimulatedRequest) -> Bool {
        if githubHosts.contains(request.host) { return true }
        return request.path == "/api/v3"
            || ["/api/v3/", "/repos/", "/repositories/"].contains { prefix in
                request.path.hasPrefix(prefix)
            }
    }
}
