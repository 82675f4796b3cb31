import ArgumentParser
import Configuration
import Model
import Pacing
import Simulator
import Sweeping

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "See it work: a sweep of twelve simulated workspaces, without any credentials.",
        discussion: """
            Serves the simulated workspaces and repository on a free port of loopback, sweeps them over real HTTP, writes
            the reports and commits them. Run it again: nothing has changed, so there is no second commit.
            """
    )

    @Option(help: ArgumentHelp("Where the configuration, the reports and the repository are put.", valueName: "dir"))
    var directory = "dbmon-demo"

    @Option(help: "Names everything that is made up.")
    var seed: UInt64 = 1

    func run() async throws {
        let signals = Signals.watch()
        do {
            let simulation = Simulation(
                fleet: .demo(
                    seed: seed,
                    anchor: try Anchor(folder: DemoFolder(path: directory)).current(at: SystemClock().timestamp)),
                repository: "\(directory)/repository.git")
            let server = try await simulation.start(port: 0)
            let configuration = try writeConfiguration(simulation.fleet, port: server.port)
            let jobs = simulation.fleet.plans.reduce(0) { $0 + $1.jobs }
            Terminal.output.line(
                "Sweeping \(simulation.fleet.plans.count) simulated workspaces with \(jobs) jobs over HTTP "
                    + "(archive is slow, iot throttles) …\n")
            let runner = SweepRunner(
                configuration: configuration, environment: Environment(variables: [:]), publishes: true,
                failsOnFailedJobs: false, format: .text, isQuiet: false)
            let code = await runner.run(signals: signals)
            try await server.shutdown()
            if code == .success { tellWhatIsThere() }
            try Failure.exit(code)
        } catch let error as DemoFolder.Failure {
            try Failure.exit(Failure.cannotWrite(error.message, fix: error.fix))
        } catch let error as GitStorageError {
            try Failure.exit(Failure.cannotWrite(error.message, fix: error.fix))
        } catch let error as ConfigurationError {
            try Failure.exit(Failure.configuration(error))
        } catch let error as SimulatorServerError {
            try Failure.exit(Failure.cannotWrite(error.message, fix: error.fix))
        }
    }

    private func writeConfiguration(_ fleet: SimulatedFleet, port: Int) throws -> Configuration {
        let demo = DemoConfiguration(fleet: fleet, port: port, tokenFolder: "tokens")
        let folder = DemoFolder(path: directory)
        for token in demo.tokens { try folder.write(token.text, to: "tokens/\(token.name)", isSecret: true) }
        try folder.write(demo.text, to: "workspaces.json")
        return try Configuration.load(
            path: "\(directory)/workspaces.json", explicitly: true, environment: Environment(variables: [:]))
    }

    private func tellWhatIsThere() {
        Terminal.output.line(
            """

              Look at it:
                \(directory)/reports/SUMMARY.md
                \(directory)/reports/databricks_job_monitoring_report.csv
                git --git-dir \(directory)/repository.git log --stat
              Your own workspaces, from your Databricks profiles or as an example to change:
                dbmon init
            """)
    }
}
