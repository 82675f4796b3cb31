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
        let world = SimulatedWorld(
            github: GitHubService(
                storage: try GitDirectory(path: repository),
                owner: DemoConfiguration.owner,
                repository: DemoConfiguration.repository,
                token: DemoConfiguration.gitHubToken
            ),
            databricks: DatabricksService(fleet: fleet)
        )
        let clock = SystemClock()
        return try await SimulatorServer.start(port: port, service: world, wallClock: { clock.timestamp })
    }
}
