import ArgumentParser
import Configuration
import Model
import Sweeping

struct ConfigValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check the configuration, and say what it means.",
        discussion: """
            Every mistake is shown with its place and its fix. Nothing is called: no workspace, no repository, no command
            of an exec: reference; a secret is not read. What a sweep would stumble over on this machine is a warning.

            EXAMPLES
              dbmon config validate
              dbmon config validate --workspaces fleet.json --format json

            EXIT CODES
              0 no mistakes, perhaps warnings   64 usage   78 mistakes
            """
    )

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try Failure.exit(try validate())
    }

    private func validate() throws -> ExitCode {
        let file = shared.workspaces ?? Configuration.defaultFile
        do {
            let environment = try shared.environment()
            let configuration = try Configuration.load(
                path: shared.workspaces, explicitly: shared.workspaces != nil, environment: environment)
            let chosen = try shared.chosen(from: configuration.workspaces.map(\.name))
            let warnings = configuration.warnings + SecretCheck(environment: environment).warnings(of: configuration)
            show(configuration, file: file, chosen: chosen, warnings: ConfigurationError.inOrder(warnings))
            return .success
        } catch let error as ConfigurationError {
            if shared.format == .json {
                Terminal.output.line(ConfigurationJSON(file: file, mistakes: error.problems).value.text)
                return .configuration
            }
            return Failure.configuration(error)
        }
    }

    private func show(
        _ configuration: Configuration,
        file: String,
        chosen: Set<WorkspaceName>?,
        warnings: [ConfigurationError.Problem]
    ) {
        let workspaces = configuration.workspaces.filter { chosen?.contains($0.name) ?? true }
        switch shared.format {
        case .json:
            let json = ConfigurationJSON(
                file: file, configuration: configuration, workspaces: workspaces, warnings: warnings)
            Terminal.output.line(json.value.text)
        case .text where shared.quiet: return
        case .text:
            let text = ConfigurationText(
                file: file, configuration: configuration, workspaces: workspaces, warnings: warnings,
                style: Style(hasColor: Terminal.output.hasColor))
            for line in text.lines { Terminal.output.line(line) }
        }
    }
}
