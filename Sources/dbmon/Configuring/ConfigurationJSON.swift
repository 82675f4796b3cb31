import Configuration
import Model

/// What `config validate --format json` prints: the same keys whatever was found.
struct ConfigurationJSON {
    let value: JSONText

    /// For a configuration that can be used.
    init(
        file: String,
        configuration: Configuration,
        workspaces: [WorkspaceConfiguration],
        warnings: [ConfigurationError.Problem]
    ) {
        value = Self.value(
            file: file, isValid: true, source: configuration.isOfVariables ? "variables" : "file",
            workspaces: .array(workspaces.map(Self.json)),
            github: configuration.github.map(Self.json) ?? .null, mistakes: [], warnings: warnings,
            notes: configuration.notes)
    }

    init(file: String, mistakes: [ConfigurationError.Problem]) {
        value = Self.value(
            file: file, isValid: false, source: nil, workspaces: .null, github: .null, mistakes: mistakes, warnings: [],
            notes: [])
    }

    private static func value(
        file: String,
        isValid: Bool,
        source: String?,
        workspaces: JSONText,
        github: JSONText,
        mistakes: [ConfigurationError.Problem],
        warnings: [ConfigurationError.Problem],
        notes: [String]
    ) -> JSONText {
        .object([
            ("file", .string(file)), ("valid", .bool(isValid)), ("source", .optional(source)),
            ("workspaces", workspaces), ("github", github),
            ("mistakes", .array(mistakes.map(json))), ("warnings", .array(warnings.map(json))),
            ("notes", .array(notes.map(JSONText.string))),
        ])
    }

    private static func json(_ workspace: WorkspaceConfiguration) -> JSONText {
        .object([
            ("name", .string(workspace.name.text)), ("host", .string(workspace.host)),
            ("environment", .string(workspace.environment)),
            (
                "auth",
                .object([
                    ("type", .string(workspace.auth.typeName)),
                    ("from", .array(workspace.auth.sources.map(JSONText.string))),
                ])
            ),
            ("jobs", .array(workspace.selections.map { .string($0.selection.entryText) })),
            ("lookback", .string(workspace.lookback.configuredText)),
        ])
    }

    private static func json(_ github: GitHubConfiguration) -> JSONText {
        .object([
            ("repository", .string("\(github.owner)/\(github.repository)")), ("branch", .string(github.branch)),
            ("directory", .string(github.directory)), ("api_url", .string(github.apiURL)),
            ("token", .string(github.token.text)),
        ])
    }

    private static func json(_ problem: ConfigurationError.Problem) -> JSONText {
        let position = problem.place.position
        return .object([
            ("kind", .string(problem.kind.rawValue)), ("file", .optional(problem.place.file)),
            ("line", .optional(position?.line)), ("column", .optional(position?.column)),
            ("path", .optional(problem.place.path)), ("message", .string(problem.message)),
            ("fix", .optional(problem.fix)),
        ])
    }
}
