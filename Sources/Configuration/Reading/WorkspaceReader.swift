internal import Model
internal import Pacing

/// Reads one entry of `workspaces`; what it does not say comes from `defaults`, key by key.
struct WorkspaceReader {
    let section: Section
    let defaults: Section?
    let reader: ConfigurationReader

    func read() -> WorkspaceConfiguration? {
        let name = section.required("name").flatMap { text -> WorkspaceName? in
            if let name = WorkspaceName(text) { return name }
            section.report(
                "\"\(text)\" is no name", "name", fix: "use 1 to 64 of a-z A-Z 0-9 . _ -, beginning with a letter or digit")
            return nil
        }
        let auth = auth()
        let host = host() ?? auth?.host
        if section["host"] == nil, host == nil, auth != nil { _ = section.required("host") }
        let jobs = jobs()
        let lookbackSection = source(of: "lookback")
        let lookback =
            lookbackSection?.duration("lookback", in: .seconds(60) ... .seconds(86_400 * 60)) ?? .seconds(86_400)
        let environment = source(of: "environment")?.string("environment") ?? ""
        let rateLimit = rateLimit()
        guard let name, let host, let auth else { return nil }
        return WorkspaceConfiguration(
            name: name,
            host: host,
            environment: environment,
            auth: auth.authentication,
            jobs: jobs,
            lookback: lookback,
            rateLimit: rateLimit
        )
    }

    /// The workspace's own key wins whole.
    private func source(of key: String) -> Section? {
        section[key] != nil ? section : defaults.flatMap { $0[key] != nil ? $0 : nil }
    }

    private func host() -> String? {
        guard section["host"] != nil, let text = section.required("host") else { return nil }
        do throws(HostAddress.Mistake) {
            return try HostAddress.normalized(text)
        } catch {
            // Not repeated where it may hold a password.
            let shown = error == .userInformation ? "the host" : "\"\(text)\""
            section.report("\(shown) \(error.message)", "host")
            return nil
        }
    }

    private func auth() -> (authentication: Authentication, host: String?)? {
        guard let source = source(of: "auth"), let node = source["auth"] else {
            section.problems.add("\"auth\" is missing", at: section.place, path: section.path)
            return nil
        }
        let keys = ["type", "token", "client_id", "client_secret", "tenant_id", "profile"]
        guard let auth = Section(node, path: source.path(of: "auth"), known: keys, problems: section.problems),
            let type = auth.required("type")
        else { return nil }
        func secret(_ key: String) -> SecretReference? {
            auth.required(key).flatMap { reader.secret($0, auth, key) }
        }
        switch type {
        case "pat":
            return secret("token").map { (.pat(token: $0), nil) }
        case "oauth_m2m":
            let (clientID, clientSecret) = (secret("client_id"), secret("client_secret"))
            guard let clientID, let clientSecret else { return nil }
            return (.oauthM2M(clientID: clientID, clientSecret: clientSecret), nil)
        case "azure_sp":
            let (tenant, clientID, clientSecret) = (auth.required("tenant_id"), secret("client_id"), secret("client_secret"))
            guard let tenant, let clientID, let clientSecret else { return nil }
            return (.azureServicePrincipal(tenantID: tenant, clientID: clientID, clientSecret: clientSecret), nil)
        case "profile":
            guard let profile = auth.required("profile") else { return nil }
            do throws(Profiles.Mistake) {
                let found = try Profiles.read(profile, environment: reader.environment)
                return (.pat(token: found.token), found.host)
            } catch {
                auth.report(error.message, "profile", fix: error.fix)
                return nil
            }
        default:
            let types = ["pat", "oauth_m2m", "azure_sp", "profile"]
            auth.report(
                "there is no type \"\(type)\"", "type",
                fix: nearestWord(to: type, among: types).map { "did you mean \"\($0)\"?" }
                    ?? "types: \(types.joined(separator: ", "))")
            return nil
        }
    }

    private func rateLimit() -> RateLimit {
        let standard = RateLimit.standard
        guard let source = source(of: "rate_limit"), let node = source["rate_limit"],
            let limit = Section(
                node, path: source.path(of: "rate_limit"),
                known: ["requests_per_second", "burst", "max_in_flight"], problems: section.problems)
        else { return standard }
        return RateLimit(
            requestsPerSecond: limit.number("requests_per_second", above: 0, upTo: 1_000) ?? standard.requestsPerSecond,
            burst: limit.integer("burst", in: 1...10_000) ?? standard.burst,
            maxInFlight: limit.integer("max_in_flight", in: 1...1_000) ?? standard.maxInFlight
        )
    }

    private func jobs() -> [JobEntry] {
        guard let source = source(of: "jobs"), let nodes = source.list("jobs") else { return [JobEntry(.everything)] }
        if nodes.isEmpty { source.report("the list is empty", "jobs", fix: "leave it out to select every job") }
        return nodes.enumerated().compactMap { index, node in
            JobEntryReader(path: "\(source.path(of: "jobs"))[\(index)]", problems: section.problems).read(node)
        }
    }
}
