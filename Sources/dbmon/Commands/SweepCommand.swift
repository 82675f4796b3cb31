import ArgumentParser
import Configuration

struct SweepCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Read every workspace, write the reports, and commit them to GitHub.",
        discussion: """
            EXAMPLES
              dbmon sweep --workspaces workspaces.json
              dbmon sweep --workspaces workspaces.json --no-publish --output /tmp/reports
              dbmon sweep --fail-on failed --format json > result.json

            EXIT CODES
              0 swept and published   1 --fail-on met   64 usage   69 some workspace could not be read completely
              70 internal error   74 reports could not be written   75 publishing failed   77 credential refused
              78 configuration   130, 143 interrupted
            """
    )

    @OptionGroup var shared: SharedOptions

    @Option(help: ArgumentHelp("Where the reports are written; wins over report.directory.", valueName: "dir"))
    var output: String?

    @Flag(help: "Write the reports and commit nothing.")
    var noPublish = false

    @Option(help: "When to end with 1: failed (a job's latest run failed) or never.")
    var failOn = FailOn.never

    @Flag(help: "Ignore what earlier sweeps have read, and read everything.")
    var full = false

    enum FailOn: String, ExpressibleByArgument {
        case failed
        case never
    }

    func validate() throws {
        if output?.isEmpty == true { throw ValidationError("--output must name a folder.") }
    }

    func run() async throws {
        let signals = Signals.watch()
        try Failure.exit(try await sweep(signals))
    }

    private func sweep(_ signals: AsyncStream<Int32>) async throws -> ExitCode {
        do {
            let environment = try shared.environment()
            var configuration = try Configuration.load(
                path: shared.workspaces, explicitly: shared.workspaces != nil, environment: environment)
            if let output { configuration.report.directory = output }
            let chosen = try shared.chosen(from: configuration.workspaces.map(\.name))
            let runner = SweepRunner(
                configuration: configuration, environment: environment, publishes: !noPublish,
                failsOnFailedJobs: failOn == .failed, format: shared.format, isQuiet: shared.quiet,
                readsAll: full, logger: shared.logger, chosen: chosen)
            return await runner.run(signals: signals)
        } catch let error as ConfigurationError {
            return Failure.configuration(error)
        }
    }
}
