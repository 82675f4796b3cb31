internal import Model
internal import Pacing

/// One workspace from the variables alone (INTERFACE, the table of variables).
struct EnvironmentConfiguration {
    private let environment: Environment
    private let problems = Problems()

    init(_ environment: Environment) { self.environment = environment }

    func read() throws(ConfigurationError) -> Configuration {
        let workspace = workspace()
        let github = github()
        guard let workspace, problems.all.isEmpty else {
            throw ConfigurationError(file: "environment", problems: problems.all)
        }
        return Configuration(
            workspaces: [workspace],
            limits: Limits(),
            report: ReportConfiguration(directory: "reports", columns: nil),
            github: github,
            history: HistoryConfiguration(database: "dbmon.sqlite", retain: .seconds(86_400 * 400)),
            notes: []
        )
    }

    private func workspace() -> WorkspaceConfiguration? {
        let variable = environment["DATABRICKS_INSTANCE"] != nil ? "DATABRICKS_INSTANCE" : "DATABRICKS_HOST"
        guard let address = environment[variable] else {
            problems.add(
                "there is no workspaces.json, and DATABRICKS_INSTANCE is not set", at: nil, path: "",
                fix: "name a file by --workspaces FILE, or set DATABRICKS_INSTANCE and DATABRICKS_TOKEN")
            return nil
        }
        guard environment["DATABRICKS_TOKEN"] != nil else {
            problems.add("DATABRICKS_TOKEN is not set", at: nil, path: "", fix: "set it, in the environment or in .env")
            return nil
        }
        do throws(HostAddress.Mistake) {
            let host = try HostAddress.normalized(address)
            guard let name = name(of: host) else {
                problems.add("gives no name to the workspace", at: nil, path: variable)
                return nil
            }
            return WorkspaceConfiguration(
                name: name,
                host: host,
                environment: "",
                auth: .pat(token: .environment("DATABRICKS_TOKEN")),
                jobs: jobs(),
                lookback: .seconds(86_400),
                rateLimit: .standard
            )
        } catch {
            problems.add(error.message, at: nil, path: variable)
            return nil
        }
    }

    /// The host's first label.
    private func name(of host: String) -> WorkspaceName? {
        let authority = host.split(separator: "/").last ?? ""
        return authority.split(whereSeparator: { $0 == "." || $0 == ":" }).first.flatMap { WorkspaceName(String($0)) }
    }

    private func jobs() -> [JobEntry] {
        let names = (environment["MONITORED_JOBS"] ?? "").split(separator: ",").map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed().map { $0 })
        }
        let entries = names.filter { !$0.isEmpty }.compactMap { name in
            JobEntryReader(path: "MONITORED_JOBS", problems: problems)
                .read(JSONNode(value: .string(name), place: Place(line: 1, column: 1)))
        }
        return entries.isEmpty ? [JobEntry(.everything)] : entries
    }

    private func github() -> GitHubConfiguration? {
        guard let repository = environment["GITHUB_REPO"] else { return nil }
        guard let names = GitHubNames.repository(repository) else {
            problems.add("is not owner/name", at: nil, path: "GITHUB_REPO", fix: "write it like acme/pipeline-health")
            return nil
        }
        let branch = environment["GITHUB_BRANCH"] ?? "main"
        if !GitHubNames.isBranch(branch) {
            problems.add("\"\(branch)\" can be no branch's name", at: nil, path: "GITHUB_BRANCH")
        }
        guard let directory = GitHubNames.directory(environment["GITHUB_OUTPUT_DIR"] ?? "Error") else {
            problems.add("must be a relative path inside the repository", at: nil, path: "GITHUB_OUTPUT_DIR")
            return nil
        }
        do throws(HostAddress.Mistake) {
            let url = try HostAddress.normalized(
                environment["GITHUB_API_URL"] ?? "https://api.github.com", keepingPath: true)
            return GitHubConfiguration(
                owner: names.owner, repository: names.name, branch: branch, directory: directory,
                token: .environment("GITHUB_TOKEN"), apiURL: url)
        } catch {
            problems.add(error.message, at: nil, path: "GITHUB_API_URL")
            return nil
        }
    }
}
