internal import Model
internal import Transport

/// The OAuth endpoints of one workspace.
struct WorkspaceSignIn {
    enum Endpoint: String, CaseIterable {
        case discovery = "oidc/discovery"
        case token = "oidc/token"
        case hostMetadata = "databricks-config"
        /// Where a browser is sent to sign in; its address names the tenant.
        case azureTenant = "aad/auth"

        init?(path: String) {
            switch path {
            case "/oidc/.well-known/oauth-authorization-server": self = .discovery
            case "/oidc/v1/token": self = .token
            case "/.well-known/databricks-config": self = .hostMetadata
            case "/aad/auth": self = .azureTenant
            default: return nil
            }
        }
    }

    private let workspace: SimulatedWorkspace
    private var issuer: TokenIssuer
    /// When the client came for the first time.
    private var firstTry: Timestamp?

    init(workspace: SimulatedWorkspace, seed: UInt64) {
        self.workspace = workspace
        issuer = TokenIssuer(seed: seed, audience: workspace.plan.name)
    }

    func judge(_ token: String, at now: Timestamp) -> TokenIssuer.Verdict {
        workspace.plan.traits.oauth == nil ? .unknown : issuer.judge(token, at: now)
    }

    mutating func answer(_ endpoint: Endpoint, _ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer {
        let unknown = Refusal.noEndpoint(method: request.method, path: request.path).answer(at: now)
        if endpoint == .azureTenant {
            guard let azure = workspace.plan.traits.azure else { return unknown }
            let location = "https://login.microsoftonline.com/\(azure.tenantID)/oauth2/authorize"
            return SimulatedAnswer(status: 302, headers: [HTTPHeader("Location", location)])
        }
        guard let oauth = workspace.plan.traits.oauth else { return unknown }
        switch endpoint {
        case .discovery:
            return request.method == "GET" ? discovery(at: Self.base(of: request)) : unknown
        case .hostMetadata:
            return request.method == "GET" && oauth.hasHostMetadata ? metadata(at: Self.base(of: request)) : unknown
        case .token, .azureTenant:
            return request.method == "POST" ? token(for: request, oauth, at: now) : unknown
        }
    }

    // MARK: - Tokens

    private mutating func token(
        for request: SimulatedRequest, _ oauth: SimulatedOAuth, at now: Timestamp
    ) -> SimulatedAnswer {
        // A request that makes no sense was seen to get 400 and not a word (api/databricks, 1).
        guard let form = SignInForm(request), let grant = form["grant_type"] else {
            return SimulatedAnswer(status: 400, headers: [HTTPHeader("Server", "databricks")])
        }
        guard grant == "client_credentials" else {
            return Self.refusal(400, "unsupported_grant_type", "The grant type \(grant) is not supported")
        }
        guard let client = form.basic, client.id == oauth.clientID, client.secret == oauth.clientSecret else {
            return Self.refusal(401, "invalid_client", "Client authentication failed")
        }
        let first = firstTry ?? now
        firstTry = first
        guard now - first >= oauth.refusedAtFirst else {
            return Self.refusal(401, "invalid_client", "Client authentication failed")
        }
        guard let scope = form["scope"], scope.split(separator: " ").contains("all-apis") else {
            return Self.refusal(400, "invalid_scope", "The scope all-apis is missing")
        }
        let seconds = oauth.tokenLife.components.seconds
        var json = JSONWriter()
        json.object { json in
            json.member("access_token", issuer.issue(life: oauth.tokenLife, at: now))
            switch oauth.expiresIn {
            case .number: json.member("expires_in", seconds)
            case .text: json.member("expires_in", String(seconds))
            }
            json.member("scope", scope)
            json.member("token_type", "Bearer")
        }
        return .json(200, json.bytes)
    }

    private static func refusal(_ status: Int, _ error: String, _ description: String) -> SimulatedAnswer {
        var json = JSONWriter()
        json.object { json in
            json.member("error", error)
            json.member("error_description", description)
            json.member("error_id", "5d1f0c7a-2b3e-4c4d-8a9b-0c1d2e3f4a5b")
        }
        return .json(status, json.bytes)
    }

    // MARK: - What the host says of itself

    private func discovery(at base: String) -> SimulatedAnswer {
        var json = JSONWriter()
        json.object { json in
            json.member("authorization_endpoint", "\(base)/oidc/v1/authorize")
            json.member("grant_types_supported", array: { $0.string("client_credentials") })
            json.member("issuer", "\(base)/oidc")
            json.member("token_endpoint", "\(base)/oidc/v1/token")
        }
        return .json(200, json.bytes)
    }

    private func metadata(at base: String) -> SimulatedAnswer {
        var json = JSONWriter()
        json.object { json in
            json.member("account_id", "7e3f5c52-9a41-4c1e-b0d8-6f2a1b3c4d5e")
            json.member("cloud", workspace.plan.traits.azure == nil ? "AWS" : "AZURE")
            json.member("host_type", "WORKSPACE_HOST")
            json.member("oidc_endpoint", "\(base)/oidc")
            json.member("workspace_id", String(workspace.workspaceID))
        }
        return .json(200, json.bytes)
    }

    /// As the client knows the host, port included.
    private static func base(of request: SimulatedRequest) -> String {
        let scheme = request.header("X-Forwarded-Proto") ?? "http"
        return "\(scheme)://\(request.header("Host") ?? request.host)"
    }
}
