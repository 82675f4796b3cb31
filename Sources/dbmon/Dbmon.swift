import ArgumentParser

@main
struct Dbmon: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dbmon",
        abstract: "Reports the status of every job in many Databricks workspaces."
    )
}
