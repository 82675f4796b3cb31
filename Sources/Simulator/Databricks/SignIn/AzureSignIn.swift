internal import Model
internal import Transport

/// The tenants of all workspaces, on the host label `login`: `login.localhost`, `login.microsoftonline.com`.
struct AzureSignIn {
    static let hostLabel = "login"

    /// What a token is asked for and what it is not good for: Databricks does not take those of Azure's management.
    private static let management = "https://management.core.windows.net/"

    private let seed: UInt64
    private let principals: [SimulatedAzure]
    private var issuers: [String: TokenIssuer] = [:]

    init(seed: UInt64, principals: [SimulatedAzure]) {
        self.seed = seed
        self.principals = principals
    }

    var isServed: Bool { !principals.isEmpty }

    /// Whether a workspace with this principal takes a token: of its tenant, for Databricks, with half a minute left.
    static func judge(_ token: String, of azure: SimulatedAzure, seed: UInt64, at now: Timestamp)
        -> TokenIssuer.Verdict
    {
        let verdict = issuer(azure, for: SimulatedAzure.resource, seed: seed).judge(token, at: now)
        if case .good(let left) = verdict, left <= SimulatedAzure.leastLife { return .expired }
        return verdict
    }

    mutating func answer(_ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer {
        let parts = request.path.split(separator: "/")
        guard request.method == "POST", parts.count == 3, parts[1] == "oauth2", parts[2] == "token" else {
            return Refusal.noEndpoint(method: request.method, path: request.path).answer(at: now)
        }
        let tenant = String(parts[0])
        let ofTenant = principals.filter { $0.tenantID == tenant }
        if ofTenant.isEmpty {
            return Self.refusal(400, "invalid_request", 90_002, "Tenant '\(tenant)' not found.")
        }
        guard let form = SignInForm(request), form["grant_type"] == "client_credentials" else {
            return Self.refusal(
                400, "invalid_request", 900_144,
                "The request body must contain the following parameter: 'grant_type'.")
        }
        let client = form["client_id"] ?? ""
        guard let azure = ofTenant.first(where: { $0.clientID == client }) else {
            return Self.refusal(
                400, "unauthorized_client", 700_016,
                "Application with identifier '\(client)' was not found in the directory '\(tenant)'.")
        }
        guard form["client_secret"] == azure.clientSecret else {
            return Self.refusal(401, "invalid_client", 7_000_215, "Invalid client secret provided.")
        }
        let resource = form["resource"] ?? ""
        guard resource == SimulatedAzure.resource || resource == Self.management else {
            return Self.refusal(
                400, "invalid_resource", 500_011,
                "The resource principal named \(resource) was not found in the tenant named \(tenant).")
        }
        return token(for: azure, resource: resource, at: now)
    }

    private mutating func token(for azure: SimulatedAzure, resource: String, at now: Timestamp) -> SimulatedAnswer {
        let audience = Self.audience(azure, for: resource)
        var issuer = issuers[audience] ?? Self.issuer(azure, for: resource, seed: seed)
        let token = issuer.issue(life: azure.tokenLife, at: now)
        issuers[audience] = issuer
        let seconds = azure.tokenLife.components.seconds
        var json = JSONWriter()
        json.object { json in
            json.member("access_token", token)
            json.member("expires_in", String(seconds))
            json.member("expires_on", String(now.milliseconds / 1_000 + seconds))
            json.member("ext_expires_in", String(seconds))
            json.member("not_before", String(now.milliseconds / 1_000))
            json.member("resource", resource)
            json.member("token_type", "Bearer")
        }
        return SimulatedAnswer(
            status: 200, headers: [HTTPHeader("Content-Type", "application/json; charset=utf-8")], body: json.bytes)
    }

    private static func audience(_ azure: SimulatedAzure, for resource: String) -> String {
        "\(azure.tenantID) \(azure.clientID) \(resource)"
    }

    private static func issuer(_ azure: SimulatedAzure, for resource: String, seed: UInt64) -> TokenIssuer {
        TokenIssuer(seed: seed, audience: audience(azure, for: resource))
    }

    private static func refusal(_ status: Int, _ error: String, _ code: Int64, _ text: String) -> SimulatedAnswer {
        let trace = "Trace ID: 1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d"
        var json = JSONWriter()
        json.object { json in
            json.member("correlation_id", "9f8e7d6c-5b4a-4321-8fed-cba987654321")
            json.member("error", error)
            json.member("error_codes", array: { $0.integer(code) })
            json.member("error_description", "AADSTS\(code): \(text) \(trace)")
            json.member("error_uri", "https://login.microsoftonline.com/error?code=\(code)")
        }
        return SimulatedAnswer(
            status: status, headers: [HTTPHeader("Content-Type", "application/json; charset=utf-8")], body: json.bytes)
    }
}
