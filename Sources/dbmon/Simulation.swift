import Model
import Pacing
import Simulator

/// The simulated services of `dbmon simulate` and `dbmon demo`: workspaces, and a repository that is a real one on disk.
struct Simulation {
    let fleet: SimulatedFleet
    /// Where the bare repository is.
    let repository: String

    /// - Parameter port: 0 for any free one.
    func start(port: Int) async throws -> SimulatorServer {
        let clock = SystemClock()
        var github = GitHubService(
            storage: try GitDirectory(path: repository),
            owner: DemoConfiguration.owner,
            repository: DemoConfiguration.repository,
            token: DemoConfiguration.gitHubToken
        )
        DemoConfiguration.addFirstCommit(to: &github, at: clock.timestamp)
        let world = SimulatedWorld(github: github, databricks: DatabricksService(fleet: fleet))
        return try await SimulatorServer.start(port: port, service: world, wallClock: { clock.timestamp })
    }
}
