internal import Model

/// The configuration that variables alone make, where there is no file.
extension ConfigurationReader {
    /// Between a second and 60 days.
    private static let intervalRange: ClosedRange<Int64> = 1...60 * 86_400

    mutating func configurationOfVariables() -> Configuration? {
        let workspace = workspaceOfVariables()
        let github = githubOfVariables()
        let interval = intervalOfVariables()
        guard let workspace, problems.isEmpty else { return nil }
        return Configuration(
            workspaces: [workspace], report: report(nil), github: github, history: history(nil),
            monitoringInterval: interval ?? Configuration.standardInterval, notes: notes, warnings: warnings,
            references: references, isOfVariables: true)
    }

    private mutating func workspaceOfVariables() -> WorkspaceConfiguration? {
        let jobs = jobsOfVariables()
        let names = ["DATABRICKS_INSTANCE", "DATABRICKS_HOST"].filter { environment[$0] != nil }
        guard let variable = names.first else {
            report(
                "there is no such file, and neither DATABRICKS_INSTANCE nor DATABRICKS_HOST is set",
                fix: "write \(Configuration.defaultFile), or set DATABRICKS_INSTANCE and DATABRICKS_TOKEN",
                at: .file(file))
            return nil
        }
        if names.count == 2, environment[names[0]] != environment[names[1]] {
            note("DATABRICKS_HOST is set but not used: DATABRICKS_INSTANCE names the workspace.")
        }
        guard let address = variableValue(variable, { text throws(Refusal) in try ServiceAddress(host: text) }) else {
            return nil
        }
        warnOfHost(address, at: .variable(variable))
        references.append(
            PlacedReference(reference: .environment("DATABRICKS_TOKEN"), place: .variable("DATABRICKS_TOKEN")))
        let label = address.host.prefix { $0 != "." }
        // The address [::1] has no label that could be a name.
        guard let name = WorkspaceName(String(label)) ?? WorkspaceName("loopback") else { return nil }
        return WorkspaceConfiguration(
            name: name, host: address.origin, auth: .pat(token: .environment("DATABRICKS_TOKEN")),
            selections: jobs ?? [JobEntry(.everything)])
    }

    private mutating func jobsOfVariables() -> [JobEntry]? {
        guard let text = environment["MONITORED_JOBS"] else { return nil }
        let place = ConfigurationError.Place.variable("MONITORED_JOBS")
        var selections: [JobSelection] = []
        for part in text.utf8.split(separator: UInt8(ascii: ",")) {
            var name = part.drop { $0.isBlank }
            while name.last?.isBlank == true { name.removeLast() }
            guard !name.isEmpty,
                let selection = selection(named: String(decoding: Array(name), as: UTF8.self), at: place)
            else { continue }
            if !selections.contains(selection) { selections.append(selection) }
        }
        if selections.isEmpty, problems.isEmpty {
            report("it names no job", fix: "write names with commas between them, or unset it for every job", at: place)
        }
        return selections.map { JobEntry($0) }
    }

    private mutating func githubOfVariables() -> GitHubConfiguration? {
        guard let repository = variableValue("GITHUB_REPO", GitHubNames.repository) else { return nil }
        references.append(PlacedReference(reference: .environment("GITHUB_TOKEN"), place: .variable("GITHUB_TOKEN")))
        let branch = variableValue("GITHUB_BRANCH", GitHubNames.branch)
        let directory = variableValue("GITHUB_OUTPUT_DIR", GitHubNames.directory)
        let address = variableValue("GITHUB_API_URL") { text throws(Refusal) in try ServiceAddress(prefix: text) }
        return GitHubConfiguration(
            owner: repository.owner, repository: repository.name,
            branch: branch ?? GitHubConfiguration.standardBranch,
            directory: directory ?? GitHubConfiguration.standardDirectory,
            token: .environment("GITHUB_TOKEN"),
            apiURL: address.map { $0.origin + $0.path } ?? GitHubConfiguration.standardAPIURL)
    }

    private mutating func intervalOfVariables() -> Duration? {
        guard let text = environment["MONITORING_INTERVAL"] else { return nil }
        guard text.utf8.allSatisfy(\.isDigit), let seconds = Int64(text), Self.intervalRange.contains(seconds) else {
            report(
                "\(text.quoted) is not a number of seconds from 1 to \(Self.intervalRange.upperBound)",
                at: .variable("MONITORING_INTERVAL"))
            return nil
        }
        return .seconds(seconds)
    }

    private mutating func variableValue<Value>(_ name: String, _ read: (String) throws(Refusal) -> Value) -> Value? {
        guard let text = environment[name] else { return nil }
        return checked(at: .variable(name)) { () throws(Refusal) in try read(text) }
    }
}
