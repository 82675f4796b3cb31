import ArgumentParser

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Check workspaces.json, or print its JSON Schema.",
        subcommands: [ConfigValidateCommand.self, ConfigSchemaCommand.self]
    )
}
