internal import Model
internal import Pacing

extension ConfigurationReader {
    /// What both `defaults` and a workspace may say.
    struct WorkspaceSettings {
        /// Whether there is an `auth` at all, right or wrong.
        var hasAuth = false
        var environment: String?
        var auth: Authentication?
        var jobs: [JobEntry]?
        var lookback: Duration?
        var rateLimit: RateLimit?
    }

    private static let sharedKeys = ["environment", "auth", "jobs", "lookback", "rate_limit"]
    private static let lookbackRange = Duration.seconds(1)...Duration.days(60)  // the service keeps runs so long

    mutating func defaults(_ node: Node?) -> WorkspaceSettings {
        let ownReason = "every workspace has its own, so there is no default"
        guard let section = section(node, keys: Self.sharedKeys, misplaced: ["name": ownReason, "host": ownReason])
        else { return WorkspaceSettings() }
        return settings(section)
    }

    mutating func workspaces(_ node: Node, defaults: WorkspaceSettings) -> [WorkspaceConfiguration] {
        guard let nodes = list(node) else { return [] }
        if nodes.isEmpty { report("the list is empty: there is nothing to sweep", fix: "add a workspace", at: node) }
        var seen: [String: (name: String, path: String)] = [:]
        var workspaces: [WorkspaceConfiguration] = []
        for node in nodes {
            guard let section = section(node, keys: ["name", "host"] + Self.sharedKeys) else { continue }
            let name = name(section, seen: &seen)
            let own = settings(section)
            if !own.hasAuth, !defaults.hasAuth { reportMissingAuth(in: node) }
            let auth = own.hasAuth ? own.auth : defaults.auth
            let host = host(section, auth: auth, isAuthKnown: auth != nil)
            guard let name, let auth, let host else { continue }
            workspaces.append(
                WorkspaceConfiguration(
                    name: name, host: host,
                    environment: own.environment ?? defaults.environment ?? "",
                    auth: auth,
                    selections: own.jobs ?? defaults.jobs ?? [JobEntry(.everything)],
                    lookback: own.lookback ?? defaults.lookback ?? WorkspaceConfiguration.standardLookback,
                    rateLimit: own.rateLimit ?? defaults.rateLimit ?? .standard))
        }
        return workspaces
    }

    mutating func reportMissing(_ key: String, in node: Node) {
        report("\(key.quoted) is missing", at: node)
    }

    private mutating func reportMissingAuth(in node: Node) {
        report(
            "\"auth\" is missing, here and in \"defaults\"",
            fix: "write \"auth\": { \"type\": \"pat\", \"token\": \"env:NAME\" }", at: node)
    }

    // MARK: - Name and host

    private mutating func name(_ section: Section, seen: inout [String: (name: String, path: String)])
        -> WorkspaceName?
    {
        guard let node = section["name"] else {
            reportMissing("name", in: section.node)
            return nil
        }
        guard let text = text(node) else { return nil }
        guard let name = WorkspaceName(text) else {
            report(
                "\(text.quoted) cannot be the name of a workspace",
                fix: "use 1 to 64 of a-z A-Z 0-9 . _ - and begin with a letter or digit", at: node)
            return nil
        }
        // Names are files' names, and some file systems fold case.
        if let first = seen[text.lowercased()] {
            let difference = first.name == text ? "stands" : "stands, but for the case of its letters,"
            report(
                "\(text.quoted) \(difference) already at \(first.path)", fix: "give every workspace its own name",
                at: node)
        } else {
            seen[text.lowercased()] = (text, node.path)
        }
        return name
    }

    /// Where there is none, the profile's.
    private mutating func host(_ section: Section, auth: Authentication?, isAuthKnown: Bool) -> String? {
        let node = section["host"]
        var own: ServiceAddress?
        if let node {
            guard let text = text(node) else { return nil }
            own = checked(at: node) { () throws(Refusal) in try ServiceAddress(host: text) }
            if own == nil { return nil }
        }
        guard case .profile(let name) = auth else {
            if own == nil, isAuthKnown || section["auth"] == nil { reportMissing("host", in: section.node) }
            return own?.origin
        }
        return host(own, ofProfile: name, at: node ?? section.node)
    }

    /// A token goes to the host of its profile and to no other.
    private mutating func host(_ own: ServiceAddress?, ofProfile name: String, at node: Node) -> String? {
        let environment = environment
        let profiles =
            profiles
            ?? Result { () throws(Refusal) in try DatabricksProfiles(environment: environment) }
        self.profiles = profiles
        let found: ServiceAddress?
        do throws(Refusal) {
            found = try profiles.get().profile(name).address()
        } catch {
            if let own { return own.origin }  // a sweep finds out, and the other workspaces are swept
            report(
                "\"host\" is missing, and the profile \(name.quoted) gives none: \(error.message)", fix: error.fix,
                at: node)
            return nil
        }
        switch (own, found) {
        case (let own?, let found?) where own != found:
            report(
                "the profile \(name.quoted) is for another host, \(found.origin)",
                fix: "leave \"host\" out, or name another profile",
                at: node)
            return nil
        case (let host?, _), (nil, let host?): return host.origin
        case (nil, nil):
            report("\"host\" is missing, and the profile \(name.quoted) has none", at: node)
            return nil
        }
    }

    // MARK: - Settings

    private mutating func settings(_ section: Section) -> WorkspaceSettings {
        var settings = WorkspaceSettings()
        settings.hasAuth = section["auth"] != nil
        settings.environment = environmentName(section["environment"])
        settings.auth = authentication(section["auth"])
        settings.jobs = jobs(section["jobs"])
        settings.lookback = duration(section["lookback"], within: Self.lookbackRange)
        settings.rateLimit = rateLimit(section["rate_limit"])
        return settings
    }

    private mutating func environmentName(_ node: Node?) -> String? {
        guard let node, let text = text(node) else { return nil }
        guard text.unicodeScalars.count <= 128, !text.hasControlCharacter else {
            report("the name of an environment is one line of at most 128 characters", at: node)
            return nil
        }
        return text
    }

    private mutating func rateLimit(_ node: Node?) -> RateLimit? {
        guard let section = section(node, keys: ["requests_per_second", "burst", "max_in_flight"]) else { return nil }
        let standard = RateLimit.standard
        let rate = requestsPerSecond(section["requests_per_second"])
        let burst = integer(section["burst"], within: 1...10_000)
        let maxInFlight = integer(section["max_in_flight"], within: 1...1_000)
        return RateLimit(
            requestsPerSecond: rate ?? standard.requestsPerSecond,
            burst: burst.map { Int($0) } ?? standard.burst,
            maxInFlight: maxInFlight.map { Int($0) } ?? standard.maxInFlight)
    }

    /// The lower end keeps the time between two requests far from any overflow.
    private mutating func requestsPerSecond(_ node: Node?) -> Double? {
        guard let node, let written = number(node) else { return nil }
        guard let rate = Double(written), (0.001...1_000).contains(rate) else {
            report("a number above 0 (at least 0.001) and at most 1000 is expected here", at: node)
            return nil
        }
        return rate
    }
}
