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

    mutating func defaults(_ node: Node?) -> WorkspaceSettings {
        let ownReason = "every workspace has its own, so there is no default"
        let misplaced = ["name": ownReason, "host": ownReason]
        guard let section = section(node, FileShape.defaults, misplaced: misplaced)
        else { return WorkspaceSettings() }
        return settings(section)
    }

    mutating func workspaces(_ node: Node, defaults: WorkspaceSettings) -> [WorkspaceConfiguration] {
        guard let nodes = list(node) else { return [] }
        if nodes.isEmpty { report("the list is empty: there is nothing to sweep", fix: "add a workspace", at: node) }
        var seen: [String: (name: String, path: String)] = [:]
        var workspaces: [WorkspaceConfiguration] = []
        for node in nodes {
            guard let section = section(node, FileShape.workspace) else { continue }
            let name = name(section, seen: &seen)
            let own = settings(section)
            if !own.hasAuth, !defaults.hasAuth { reportMissingAuth(in: node) }
            let auth = own.hasAuth ? own.auth : defaults.auth
            let host = host(section, auth: auth, isAuthKnown: auth != nil)
            guard let name, let auth, let host else { continue }
            workspacePlaces.append(place(node.value.position, node.path))
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

    private mutating func reportMissingAuth(in node: Node) {
        report(
            .missingKey, "\"auth\" is missing, here and in \"defaults\"",
            fix: "write \"auth\": { \"type\": \"pat\", \"token\": \"env:NAME\" }", at: node)
    }

    // MARK: - Name and host

    private mutating func name(_ section: Section, seen: inout [String: (name: String, path: String)])
        -> WorkspaceName?
    {
        guard let node = section["name"] else {
            reportMissing("name", in: section)
            return nil
        }
        guard let text = text(node) else { return nil }
        guard let name = WorkspaceName(text) else {
            report(
                "\(text.quoted) cannot be the name of a workspace\(Self.reasonAgainst(name: text))",
                fix: "use 1 to 64 of a-z A-Z 0-9 . _ - and begin with a letter or digit", at: node)
            return nil
        }
        // Names are files' names, and some file systems fold case.
        if let first = seen[text.lowercased()] {
            let difference = first.name == text ? "stands" : "stands, but for the case of its letters,"
            report(
                .conflict, "\(text.quoted) \(difference) already at \(first.path)",
                fix: "give every workspace its own name",
                at: node)
        } else {
            seen[text.lowercased()] = (text, node.path)
            warnOfReservedName(text, at: node)
        }
        return name
    }

    private static func reasonAgainst(name: String) -> String {
        let isAllowed = { (byte: UInt8) in byte.isWordByte || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") }
        guard !name.isEmpty else { return ": it is empty" }
        if name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }) {
            return ": it is a path, and names a file of the reports"
        }
        guard name.utf8.allSatisfy(isAllowed) else {
            let letter = name.unicodeScalars.first { !$0.isASCII || !isAllowed(UInt8($0.value)) }
            return letter.map { ": it holds \(String($0).quoted)" } ?? ""
        }
        return name.utf8.count > WorkspaceName.lengthLimit
            ? ": it has \(name.utf8.count) letters" : ": it begins with \(String(name.prefix(1)).quoted)"
    }

    /// Where there is none, the profile's.
    private mutating func host(_ section: Section, auth: Authentication?, isAuthKnown: Bool) -> String? {
        let node = section["host"]
        var own: ServiceAddress?
        if let node {
            guard let text = text(node) else { return nil }
            own = checked(at: node) { () throws(Refusal) in try ServiceAddress(host: text) }
            guard let own else { return nil }
            warnOfHost(own, at: node)
        }
        guard case .profile(let name) = auth else {
            if own == nil, isAuthKnown || section["auth"] == nil { reportMissing("host", in: section) }
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
                .missingKey,
                "\"host\" is missing, and the profile \(name.quoted) gives none: \(error.message)", fix: error.fix,
                at: node)
            return nil
        }
        switch (own, found) {
        case (let own?, let found?) where own != found:
            report(
                .conflict,
                "the profile \(name.quoted) is for another host, \(found.origin)",
                fix: "leave \"host\" out, or name another profile",
                at: node)
            return nil
        case (let host?, _), (nil, let host?): return host.origin
        case (nil, nil):
            report(.missingKey, "\"host\" is missing, and the profile \(name.quoted) has none", at: node)
            return nil
        }
    }

    // MARK: - Settings

    private mutating func settings(_ section: Section) -> WorkspaceSettings {
        var settings = WorkspaceSettings()
        settings.hasAuth = section.has("auth")
        settings.environment = environmentName(section["environment"])
        settings.auth = authentication(section["auth"])
        settings.jobs = jobs(section["jobs"])
        settings.lookback = duration(section["lookback"], within: FileRange.lookback)
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
        guard let section = section(node, FileShape.rateLimit) else { return nil }
        let standard = RateLimit.standard
        let rate = requestsPerSecond(section["requests_per_second"])
        let burst = integer(section["burst"], within: FileRange.burst)
        let maxInFlight = integer(section["max_in_flight"], within: FileRange.hostInFlight)
        return RateLimit(
            requestsPerSecond: rate ?? standard.requestsPerSecond,
            burst: burst.map { Int($0) } ?? standard.burst,
            maxInFlight: maxInFlight.map { Int($0) } ?? standard.maxInFlight)
    }

    private mutating func requestsPerSecond(_ node: Node?) -> Double? {
        guard let node, let written = number(node) else { return nil }
        guard let rate = Double(written), FileRange.requestsPerSecond.contains(rate) else {
            report("a number from 0.001 to 1000 is expected here, not \(written.numberShown)", at: node)
            return nil
        }
        return rate
    }
}
