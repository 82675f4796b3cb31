import ArgumentParser
import Configuration
import Model

struct ConfigSchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of workspaces.json, for editors.",
        discussion: """
            An editor that knows the schema explains every key and marks mistakes while you type. Name it at the top of
            the file: "$schema": "workspaces.schema.json"

            EXAMPLES
              dbmon config schema > workspaces.schema.json
            """
    )

    func run() async throws {
        guard Terminal.output.write(ConfigurationSchema.json.text + "\n") else {
            try Failure.exit(
                Failure.cannotWrite("the schema cannot be written to standard output", fix: "Free some room there"))
            return
        }
    }
}
