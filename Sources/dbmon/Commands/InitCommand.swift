import ArgumentParser
import Configuration
import Sweeping

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a first workspaces.json.",
        discussion: """
            From the profiles of .databrickscfg where there are some, else from DATABRICKS_INSTANCE and its companions,
            else as an example to change. The file names where secrets are kept and holds none. A file that is there
            already is never overwritten.

            EXAMPLES
              dbmon init
              DATABRICKS_CONFIG_FILE=profiles.cfg dbmon init --workspaces fleet.json

            EXIT CODES
              0 written   64 usage   74 the file is there already, or cannot be written   78 configuration
            """
    )

    @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
    var workspaces = Configuration.defaultFile

    @Option(help: ArgumentHelp("Variables in the form KEY=value; default .env, where there is one.", valueName: "file"))
    var envFile: String?

    @Flag(help: "Print nothing; errors still.")
    var quiet = false

    func validate() throws {
        if workspaces.isEmpty { throw ValidationError("--workspaces must name a file.") }
    }

    func run() async throws {
        try Failure.exit(write())
    }

    private func write() -> ExitCode {
        do {
            let environment = try SharedOptions.environment(file: envFile)
            let starter = try StarterFile(file: workspaces, environment: environment)
            _ = try starter.checked(file: workspaces, environment: environment)
            try NewFile(path: workspaces).write(starter.text)
            if !quiet {
                for line in StarterText(starter: starter, file: workspaces, commands: Dbmon.commandNames).lines {
                    Terminal.output.line(line)
                }
            }
            return .success
        } catch let error as NewFile.Failure {
            return Failure.cannotWrite(error.message, fix: error.fix)
        } catch let error as ConfigurationError {
            return Failure.configuration(error)
        } catch {
            return Failure.unexpected(error)
        }
    }
}
