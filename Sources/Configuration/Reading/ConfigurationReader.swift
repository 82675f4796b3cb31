internal import Model
internal import Pacing

/// Reads `workspaces.json`: everything that is wrong with it is gathered before it is refused.
struct ConfigurationReader {
    /// For the names that messages give to the file, and for relative paths.
    let file: String
    let folder: String
    let environment: Environment
    /// The columns that reports have, in their order.
    let columns: [String]
    let problems = Problems()

    static let topKeys = ["$schema", "defaults", "workspaces", "report", "github", "history", "limits"]
    static let workspaceKeys = ["name", "host", "environment", "auth", "jobs", "lookback", "rate_limit"]

    func read(_ text: String) throws(ConfigurationError) -> Configuration {
        let root: JSONNode
        do throws(JSONParser.Failure) {
            root = try JSONParser.parse(text)
        } catch {
            throw ConfigurationError(
                file: file, problems: [.init(place: error.place, message: error.message, fix: "mend the JSON there")])
        }
        let configuration = configuration(root)
        guard let configuration, problems.all.isEmpty else {
            throw ConfigurationError(file: file, problems: problems.all)
        }
        return configuration
    }

    private func configuration(_ root: JSONNode) -> Configuration? {
        guard let top = Section(root, path: "", known: Self.topKeys, problems: problems) else { return nil }
        let defaults = top["defaults"].flatMap {
            Section(
                $0, path: "defaults", known: Self.workspaceKeys.filter { $0 != "name" && $0 != "host" },
                problems: problems)
        }
        let workspaces = workspaces(top, defaults: defaults)
        let limits = limits(top)
        let report = report(top)
        let github = top["github"].flatMap { node in self.github(node) }
        let history = history(top)
        return Configuration(
            workspaces: workspaces,
            limits: limits,
            report: report,
            github: github,
            history: history,
            notes: ["GITHUB_REPO", "DATABRICKS_INSTANCE"].filter { environment[$0] != nil }.map {
                "\($0) is set and not used: \(file) decides"
            }
        )
    }

    private func workspaces(_ top: Section, defaults: Section?) -> [WorkspaceConfiguration] {
        guard top["workspaces"] != nil else {
            problems.add("\"workspaces\" is missing", at: top.place, path: "", fix: "list at least one workspace")
            return []
        }
        guard let nodes = top.list("workspaces") else { return [] }
        if nodes.isEmpty { top.report("the list is empty", "workspaces", fix: "list at least one workspace") }
        var names: Set<WorkspaceName> = []
        return nodes.enumerated().compactMap { index, node in
            let path = "workspaces[\(index)]"
            guard let section = Section(node, path: path, known: Self.workspaceKeys, problems: problems),
                let workspace = WorkspaceReader(section: section, defaults: defaults, reader: self).read()
            else { return nil }
            if !names.insert(workspace.name).inserted {
                section.report("another workspace has the name \"\(workspace.name)\" already", "name")
            }
            return workspace
        }
    }

    private func limits(_ top: Section) -> Limits {
        var limits = Limits()
        let keys = ["connect", "stall", "request", "give_up", "attempts", "max_in_flight"]
        guard let section = top["limits"].flatMap({ Section($0, path: "limits", known: keys, problems: problems) })
        else { return limits }
        let range: ClosedRange<Duration> = .seconds(1) ... .seconds(3_600)
        limits.connect = section.duration("connect", in: range) ?? limits.connect
        limits.stall = section.duration("stall", in: range) ?? limits.stall
        limits.request = section.duration("request", in: range) ?? limits.request
        limits.giveUp = section.duration("give_up", in: range) ?? limits.giveUp
        limits.attempts = section.integer("attempts", in: 1...20) ?? limits.attempts
        limits.maxInFlight = section.integer("max_in_flight", in: 1...4_096) ?? limits.maxInFlight
        return limits
    }

    private func report(_ top: Section) -> ReportConfiguration {
        let section = top["report"].flatMap {
            Section($0, path: "report", known: ["directory", "columns"], problems: problems)
        }
        let directory = section?.string("directory") ?? "reports"
        if directory.isEmpty { section?.report("must not be empty", "directory") }
        var chosen: [String]?
        if let section, let nodes = section.list("columns") {
            var names: [String] = []
            for (index, node) in nodes.enumerated() {
                let path = "report.columns[\(index)]"
                guard case .string(let name) = node.value else {
                    problems.add("a string is expected, found \(node.kind)", at: node.place, path: path)
                    continue
                }
                if !columns.contains(name) {
                    let nearest = nearestWord(to: name, among: columns)
                    problems.add(
                        "there is no column \"\(name)\"", at: node.place, path: path,
                        fix: nearest.map { "did you mean \"\($0)\"?" } ?? "columns: \(columns.joined(separator: ", "))")
                } else if names.contains(name) {
                    problems.add("the column \"\(name)\" stands here twice", at: node.place, path: path)
                }
                names.append(name)
            }
            if !names.contains("Workspace") {
                section.report("the column \"Workspace\" must stay", "columns", fix: "add \"Workspace\"")
            }
            chosen = names
        }
        return ReportConfiguration(directory: absolutePath(directory, relativeTo: folder), columns: chosen)
    }

    private func history(_ top: Section) -> HistoryConfiguration {
        let section = top["history"].flatMap {
            Section($0, path: "history", known: ["database", "retain"], problems: problems)
        }
        let database = section?.string("database") ?? "dbmon.sqlite"
        if database.isEmpty { section?.report("must not be empty", "database") }
        let retain = section?.duration("retain", in: .seconds(86_400) ... .seconds(86_400 * 36_500))
        return HistoryConfiguration(
            database: absolutePath(database, relativeTo: folder), retain: retain ?? .seconds(86_400 * 400))
    }

    private func github(_ node: JSONNode) -> GitHubConfiguration? {
        let keys = ["repository", "branch", "directory", "token", "api_url"]
        guard let section = Section(node, path: "github", known: keys, problems: problems) else { return nil }
        let repository = section.required("repository")
        let names = repository.flatMap(GitHubNames.repository)
        if repository != nil, names == nil {
            section.report("is not owner/name", "repository", fix: "write it like acme/pipeline-health")
        }
        let branch = section.string("branch") ?? "main"
        if !GitHubNames.isBranch(branch) { section.report("\"\(branch)\" can be no branch's name", "branch") }
        let directory = GitHubNames.directory(section.string("directory") ?? "Error")
        if directory == nil {
            section.report("must be a relative path inside the repository", "directory")
        }
        let token = section.required("token").flatMap { secret($0, section, "token") }
        var apiURL: String?
        do throws(HostAddress.Mistake) {
            apiURL = try HostAddress.normalized(section.string("api_url") ?? "https://api.github.com", keepingPath: true)
        } catch {
            section.report(error.message, "api_url")
        }
        guard let names, let directory, let token, let apiURL else { return nil }
        return GitHubConfiguration(
            owner: names.owner, repository: names.name, branch: branch, directory: directory, token: token,
            apiURL: apiURL)
    }

    func secret(_ text: String, _ section: Section, _ key: String) -> SecretReference? {
        do throws(SecretReference.Mistake) {
            return try SecretReference(text, relativeTo: folder)
        } catch {
            section.report(error.message, key, fix: error.fix)
            return nil
        }
    }
}
