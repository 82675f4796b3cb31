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
            With your own workspaces:                     dbmon sweep --workspaces workspaces.json
            """,
        version: "dbmon \(Product.version)",
        subcommands: [SweepCommand.self, DemoCommand.self, SimulateCommand.self]
    )
}
