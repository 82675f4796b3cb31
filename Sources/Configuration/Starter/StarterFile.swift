internal import Model

/// A first `workspaces.json`, made from what this machine knows already: the profiles of `.databrickscfg`, else the
/// variables, else an example. It names where secrets are kept and holds none.
package struct StarterFile: Sendable {
    package enum Source: Sendable, Equatable {
        /// The file they stand in, as messages name it.
        case profiles(file: String)
        case variables
        case example
    }

    /// A workspace of the file.
    struct Workspace {
        let name: WorkspaceName
        let host: String
        let auth: JSONText
        var environment: String?
        var jobs: [JSONText]?
    }

    package let source: Source
    /// What the file holds.
    package let text: String
    /// Profiles that are not in the file, and why: a sentence each.
    package let skipped: [String]
    package let workspaces: Int

    /// - Parameter file: where it will be written, as messages name it.
    /// - Throws: mistakes in the variables or in `.databrickscfg`.
    package init(file: String, environment: Environment) throws(ConfigurationError) {
        var skipped: [String] = []
        do throws(Refusal) {
            if let profiles = try DatabricksProfiles.ifThere(environment: environment) {
                let starter = StarterProfiles(profiles)
                skipped = starter.skipped
                if !starter.workspaces.isEmpty {
                    let repository = try StarterRepository(environment: environment)
                    self.init(
                        .profiles(file: profiles.file), starter.workspaces, repository, skipped: skipped)
                    return
                }
            }
        } catch {
            throw ConfigurationError([.init(.file, place: .file(file), message: error.message, fix: error.fix)])
        }
        guard environment["DATABRICKS_INSTANCE"] != nil || environment["DATABRICKS_HOST"] != nil else {
            self.init(.example, [Self.example], .example, skipped: skipped)
            return
        }
        let configuration = try Configuration.ofVariables(file: file, environment: environment)
        let workspaces = configuration.workspaces.map { workspace in
            Workspace(
                name: workspace.name, host: workspace.host, auth: Self.pat("DATABRICKS_TOKEN"),
                jobs: workspace.selections.map { .string($0.selection.entryText) })
        }
        self.init(.variables, workspaces, configuration.github.map(StarterRepository.init), skipped: skipped)
    }

    private init(
        _ source: Source,
        _ workspaces: [Workspace],
        _ repository: StarterRepository?,
        skipped: [String]
    ) {
        self.source = source
        self.skipped = skipped
        self.workspaces = workspaces.count
        var members: [(key: String, value: JSONText)] = [
            ("defaults", .object([("jobs", .array([.string("*")])), ("lookback", .string("24h"))])),
            ("workspaces", .array(workspaces.map(Self.json))),
        ]
        if let repository { members.append(("github", repository.json)) }
        text = JSONText.object(members).text + "\n"
    }

    private static func json(_ workspace: Workspace) -> JSONText {
        var members: [(key: String, value: JSONText)] = [
            ("name", .string(workspace.name.text)), ("host", .string(workspace.host)),
        ]
        if let environment = workspace.environment { members.append(("environment", .string(environment))) }
        members.append(("auth", workspace.auth))
        if let jobs = workspace.jobs { members.append(("jobs", .array(jobs))) }
        return .object(members)
    }

    static func pat(_ variable: String) -> JSONText {
        .object([("type", .string("pat")), ("token", .string("env:\(variable)"))])
    }

    private static var example: Workspace {
        guard let name = WorkspaceName("prod-eu") else { preconditionFailure("the name breaks no rule") }
        return Workspace(
            name: name, host: "https://dbc-a1b2c3d4-e5f6.cloud.databricks.com", auth: pat("DBMON_PROD_EU_TOKEN"),
            environment: "production", jobs: [.string("*")])
    }

    /// Reads the text as a sweep will.
    ///
    /// - Throws: what is wrong with it.
    package func checked(file: String, environment: Environment) throws(ConfigurationError) -> Configuration {
        try Configuration.parse(
            Array(text.utf8), file: file,
            folder: Folder(of: file, in: RegularFile.currentFolder, home: environment["HOME"]),
            environment: environment)
    }
}
