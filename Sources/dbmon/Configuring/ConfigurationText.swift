import Configuration
import Model
import Reports

/// What `config validate` tells a person about a configuration without mistakes.
struct ConfigurationText {
    /// Further ones are counted: nobody reads a thousand lines.
    private static let workspaceLimit = 50
    private static let selectionLimit = 3

    let file: String
    let configuration: Configuration
    /// Those that were chosen.
    let workspaces: [WorkspaceConfiguration]
    let warnings: [ConfigurationError.Problem]
    let style: Style

    var lines: [String] {
        var lines = [heading, ""] + table
        let others = workspaces.count - Self.workspaceLimit
        if others > 0 { lines.append("  and \(others) more") }
        lines += ["", "  Publish  \(publication)", "  Reports  \(configuration.report.directory)"]
        let history = configuration.history
        lines.append("  History  \(history.database), kept for \(history.retain.configuredText)")
        lines += configuration.notes.map { "  note: \($0)" }
        guard !warnings.isEmpty else { return lines }
        lines += ["", style.paint("\(Self.count(warnings.count, "warning")):", .notice)]
        lines += warnings.prefix(ConfigurationError.shownLimit).map(\.text)
        if warnings.count > ConfigurationError.shownLimit {
            lines.append("and \(warnings.count - ConfigurationError.shownLimit) more")
        }
        return lines
    }

    private var heading: String {
        let source = configuration.isOfVariables ? "\(file) is not there; the variables make" : "\(file):"
        return "\(source) \(Self.count(workspaces.count, "workspace")), " + style.paint("no mistakes.", .good)
    }

    private var table: [String] {
        var table = TextTable(["Workspace", "Host", "Credential", "Jobs"], rightAligned: [])
        for workspace in workspaces.prefix(Self.workspaceLimit) {
            table.add([
                TextTable.Cell(workspace.name.text, .strong), TextTable.Cell(workspace.host),
                TextTable.Cell("\(workspace.auth.typeName) \(workspace.auth.sources.joined(separator: ", "))"),
                TextTable.Cell(Self.jobs(workspace.selections)),
            ])
        }
        return table.lines(style)
    }

    private var publication: String {
        guard let github = configuration.github else { return "nothing: there is no \"github\" section" }
        let place = github.apiURL == GitHubConfiguration.standardAPIURL ? "" : " at \(github.apiURL)"
        return "\(github.owner)/\(github.repository)\(place), branch \(github.branch), folder \(github.directory), "
            + "token \(github.token.text)"
    }

    private static func jobs(_ selections: [JobEntry]) -> String {
        let names = selections.map { entry in
            entry.selection == .everything ? "every job" : PageText.cut(entry.selection.entryText, to: 40)
        }
        let others = names.count - selectionLimit
        return names.prefix(selectionLimit).joined(separator: ", ") + (others > 0 ? " and \(others) more" : "")
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
