extension ConfigurationReader {
    mutating func limits(_ node: Node?) -> Limits {
        guard let section = section(node, FileShape.limits) else { return .standard }
        let standard = Limits.standard
        return Limits(
            connect: duration(section["connect"], within: FileRange.wait) ?? standard.connect,
            stall: duration(section["stall"], within: FileRange.wait) ?? standard.stall,
            request: duration(section["request"], within: FileRange.wait) ?? standard.request,
            giveUp: duration(section["give_up"], within: FileRange.giveUp) ?? standard.giveUp,
            attempts: integer(section["attempts"], within: FileRange.attempts).map { Int($0) } ?? standard.attempts,
            maxInFlight: integer(section["max_in_flight"], within: FileRange.totalInFlight).map { Int($0) }
                ?? standard.maxInFlight)
    }

    // MARK: - Report

    mutating func report(_ node: Node?) -> ReportConfiguration {
        let section = section(node, FileShape.report)
        let directory = path(section?["directory"], standard: "reports")
        return ReportConfiguration(directory: directory, columns: columns(section?["columns"]))
    }

    /// `Workspace` stays, first where it is not named; the base columns stand before all and need no naming.
    private mutating func columns(_ node: Node?) -> [String]? {
        guard let nodes = list(node) else { return nil }
        var columns: [String] = []
        for node in nodes {
            guard let name = text(node) else { continue }
            if columns.contains(name) {
                report("the column \(name.quoted) is named twice", at: node)
            } else if ReportConfiguration.furtherColumns.contains(name) {
                columns.append(name)
            } else if ReportConfiguration.baseColumns.contains(name) {
                note("\(node.path) names \(name.quoted): the five base columns always stand first.")
            } else {
                let near = NearestName.to(name, among: ReportConfiguration.furtherColumns)
                report(
                    "unknown column \(name.quoted)",
                    fix: near.map { "did you mean \($0.quoted)?" }
                        ?? "the columns are \(ReportConfiguration.furtherColumns.listed)", at: node)
            }
        }
        return columns.contains("Workspace") ? columns : ["Workspace"] + columns
    }

    // MARK: - History

    mutating func history(_ node: Node?) -> HistoryConfiguration {
        let section = section(node, FileShape.history)
        let database = path(section?["database"], standard: "dbmon.sqlite")
        let retain = duration(section?["retain"], within: FileRange.retain)
        return HistoryConfiguration(database: database, retain: retain ?? HistoryConfiguration.standardRetention)
    }

    private mutating func path(_ node: Node?, standard: String) -> String {
        let folder = folder
        let usual = "\(folder.path == "/" ? "" : folder.path)/\(standard)"
        guard let node, let text = text(node) else { return usual }
        return checked(at: node) { () throws(Refusal) in try folder.absolute(text) } ?? usual
    }

    // MARK: - GitHub

    mutating func github(_ node: Node?) -> GitHubConfiguration? {
        guard let section = section(node, FileShape.github) else { return nil }
        for key in FileShape.github.required { reportMissing(key, in: section) }
        let repository = value(section["repository"], GitHubNames.repository)
        let branch = value(section["branch"], GitHubNames.branch)
        let directory = value(section["directory"], GitHubNames.directory)
        let token = secret(section["token"])
        let address = value(section["api_url"]) { text throws(Refusal) in try ServiceAddress(prefix: text) }
        guard let repository, let token else { return nil }
        return GitHubConfiguration(
            owner: repository.owner, repository: repository.name,
            branch: branch ?? GitHubConfiguration.standardBranch,
            directory: directory ?? GitHubConfiguration.standardDirectory,
            token: token,
            apiURL: address.map { $0.origin + $0.path } ?? GitHubConfiguration.standardAPIURL)
    }

    private mutating func value<Value>(_ node: Node?, _ read: (String) throws(Refusal) -> Value) -> Value? {
        guard let node, let text = text(node) else { return nil }
        return checked(at: node) { () throws(Refusal) in try read(text) }
    }
}
