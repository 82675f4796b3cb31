import Configuration
import Foundation
import Model
import Pacing
import Reports
import Simulator
import Sweeping
import Transport

/// A simulated fleet, the folder its reports go to, and the configuration that sweeps it.
struct Fleet {
    static let anchor = Timestamp(milliseconds: 1_795_496_400_000)  // 2026-11-24 05:00 UTC

    let simulated: SimulatedFleet
    let folder: TemporaryFolder

    /// - Parameter folder: that of another fleet, to go on with what its sweeps left.
    init(_ simulated: SimulatedFleet, folder: TemporaryFolder? = nil) throws {
        self.simulated = simulated
        self.folder = try folder ?? TemporaryFolder()
    }

    var report: String { "\(folder.path)/reports/databricks_job_monitoring_report.csv" }

    /// - Parameters:
    ///   - port: 0 in process, where hosts have none.
    ///   - change: what is special about a test's configuration.
    func configuration(port: Int = 0, change: (String) -> String = { $0 }) throws -> Configuration {
        let demo = DemoConfiguration(fleet: simulated, port: port == 0 ? 80 : port, tokenFolder: "tokens")
        try FileManager.default.createDirectory(atPath: "\(folder.path)/tokens", withIntermediateDirectories: true)
        for token in demo.tokens {
            try Data(token.text.utf8).write(to: URL(filePath: "\(folder.path)/tokens/\(token.name)"))
        }
        let path = "\(folder.path)/workspaces.json"
        try Data(change(demo.text).utf8).write(to: URL(filePath: path))
        return try Configuration.load(
            path: path, explicitly: true, environment: Environment(variables: [:]))
    }

    func world() -> SimulatedWorld {
        SimulatedWorld(
            github: GitHubService(
                storage: MemoryGitStorage(), owner: DemoConfiguration.owner, repository: DemoConfiguration.repository),
            databricks: DatabricksService(fleet: simulated))
    }

    /// One sweep in process, under virtual time that begins at `start`.
    func sweepInProcess(
        _ configuration: Configuration,
        service: SharedService,
        start: Timestamp = Fleet.anchor,
        publishes: Bool = false,
        only chosen: Set<WorkspaceName>? = nil,
        seed: UInt64 = 1
    ) async throws -> SweepResult {
        try await VirtualRun.run { run in
            let clock = VirtualClock(run, start: start)
            let sweep = Sweep(
                configuration,
                in: .init(
                    client: SimulatedHTTPClient(service: service, clock: clock), clock: clock,
                    resolver: SecretResolver(environment: Environment(variables: [:])), seed: seed),
                progress: SweepProgress(total: configuration.workspaces.count))
            return try await sweep.run(publishes: publishes, only: chosen)
        }
    }
}
