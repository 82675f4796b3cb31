import ArgumentParser
import Model
import Pacing
import Simulator
import Sweeping

struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Serve simulated Databricks workspaces and a GitHub repository on loopback.",
        discussion: """
            Workspaces are told apart by the host's first label: http://prod-eu.localhost:8480 is prod-eu, and takes the
            token dapi-demo-prod-eu. GitHub is http://github.localhost:8480/api/v3 with the token ghp_demo; its repository
            acme/pipeline-health is a real bare repository on disk.

            EXAMPLES
              dbmon simulate &
              dbmon sweep --workspaces workspaces.json
              git --git-dir dbmon-simulation/repository.git log --stat
            """
    )

    @Option(help: "The port on 127.0.0.1 and ::1; 0 for any free one.")
    var port = DemoConfiguration.standardPort

    @Option(help: "Names everything that is made up: the same seed gives the same jobs and runs.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "A JSON file that says which workspaces there are, instead of the demo's twelve.", valueName: "file"))
    var scenario: String?

    @Option(help: ArgumentHelp("Where the simulated repository is kept.", valueName: "dir"))
    var directory = "dbmon-simulation"

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be within 0 to 65535.") }
    }

    func run() async throws {
        let signals = Signals.watch()
        do {
            let anchor = try Anchor(folder: DemoFolder(path: directory)).current(at: SystemClock().timestamp)
            let simulation = Simulation(fleet: try fleet(anchor: anchor), repository: "\(directory)/repository.git")
            let server = try await simulation.start(port: port)
            Terminal.output.line(
                "Listening on http://127.0.0.1:\(server.port), \(simulation.fleet.plans.count) workspaces:")
            for plan in simulation.fleet.plans {
                Terminal.output.line("  http://\(plan.name).localhost:\(server.port)  \(plan.jobs) jobs")
            }
            Terminal.output.line(
                "Repository: \(directory)/repository.git, by http://github.localhost:\(server.port)/api/v3")
            var ending: Int32 = 15
            for await signal in signals {
                ending = signal
                break
            }
            try await server.shutdown()
            try Failure.exit(ending == 2 ? .interrupted : .success)
        } catch let mistake as ScenarioFile.Mistake {
            try Failure.exit(Failure.scenario(mistake, in: scenario ?? ""))
        } catch let error as SimulatorServerError {
            try Failure.exit(Failure.cannotWrite(error.message, fix: error.fix))
        } catch let error as GitStorageError {
            try Failure.exit(Failure.cannotWrite(error.message, fix: error.fix))
        } catch let error as DemoFolder.Failure {
            try Failure.exit(Failure.cannotWrite(error.message, fix: error.fix))
        }
    }

    private func fleet(anchor: Timestamp) throws -> SimulatedFleet {
        guard let scenario else { return .demo(seed: seed, anchor: anchor) }
        return try ScenarioFile(path: scenario, now: anchor, seed: seed).fleet
    }
}
