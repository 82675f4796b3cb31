import ArgumentParser
import Model

@main
struct Dbmon: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dbmon",
        abstract: "Reports the status of every job in many Databricks workspaces.",
        discussion: """
            A sweep reads all workspaces at once, writes the reports as CSV, and commits them to GitHub in one commit.

            To see it work, without any credentials:      dbmon demo
            With your own workspaces:                     dbmon init
                                                          dbmon sweep --workspaces workspaces.json
            """,
        version: "dbmon \(Product.version)",
        subcommands: [
            SweepCommand.self, InitCommand.self, ConfigCommand.self, DemoCommand.self, SimulateCommand.self,
        ]
    )

    /// Those of the first level.
    static var commandNames: [String] { configuration.subcommands.compactMap { $0.configuration.commandName } }

    static func main() async {
        CoreDumps.forbid()
        await main(nil)
    }
}
