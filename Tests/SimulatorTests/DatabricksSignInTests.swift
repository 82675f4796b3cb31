import Foundation
import Model
import Simulator
import Testing
import Transport

/// Signing in, as api/databricks, 1, has it.
@Suite struct DatabricksSignInTests {
    private static let basic = "Basic \(Data("sp-1:s3cret:x".utf8).base64EncodedString())"
    private static let form = "grant_type=client_credentials&scope=all-apis"
    private static let databricks = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d"

    private func bench(_ change: (inout SimulatedOAuth) -> Void = { _ in }) -> DatabricksBench {
        var plan = SimulatedWorkspace.Plan(name: "w", jobs: 3)
        var oauth = SimulatedOAuth(clientID: "sp-1", clientSecret: "s3cret:x")
        change(&oauth)
        plan.traits.oauth = oauth
        var twin = SimulatedWorkspace.Plan(name: "u", jobs: 3)
        twin.traits.oauth = oauth
        return DatabricksBench(plan, .init(name: "v", jobs: 3), twin)
    }

    private func signIn(
        _ bench: inout DatabricksBench, _ form: String = form, basic: String? = basic
    ) -> DatabricksBench.Reply {
        var headers = [HTTPHeader("Content-Type", "application/x-www-form-urlencoded")]
        if let basic { headers.append(HTTPHeader("Authorization", basic)) }
        return bench.send("POST", "w.localhost", "/oidc/v1/token", headers, form)
    }

    @Test func theHostSaysWhereToSignIn() {
        var bench = bench()
        let headers = [HTTPHeader("Host", "w.localhost:8080")]
        let reply = bench.send("GET", "w.localhost", "/oidc/.well-known/oauth-authorization-server", headers)
        #expect(reply.object.text("token_endpoint") == "http://w.localhost:8080/oidc/v1/token")
        #expect(reply.object.text("authorization_endpoint") == "http://w.localhost:8080/oidc/v1/authorize")
        let secure = headers + [HTTPHeader("X-Forwarded-Proto", "https")]
        let metadata = bench.send("GET", "w.localhost", "/.well-known/databricks-config", secure)
        #expect(metadata.object.text("oidc_endpoint") == "https://w.localhost:8080/oidc")
        #expect(Int64(metadata.object.text("workspace_id")) == bench.fleet.workspace(named: "w")?.workspaceID)
        #expect(bench.service.tally(of: "w").total == 0)
        #expect(bench.service.tally(of: "w").signIns == ["oidc/discovery": 1, "databricks-config": 1])
    }

    @Test func aHostWithoutOAuthAnswers404() {
        var bench = bench()
        for path in ["/oidc/.well-known/oauth-authorization-server", "/.well-known/databricks-config", "/aad/auth"] {
            #expect(bench.send("GET", "v.localhost", path).status == 404)
        }
        #expect(bench.send("POST", "v.localhost", "/oidc/v1/token", [], Self.form).status == 404)
    }

    @Test(arguments: [SimulatedOAuth.ExpiresIn.number, .text])
    func aTokenIsGoodForItsLifeAndAtItsWorkspaceAlone(expiresIn: SimulatedOAuth.ExpiresIn) {
        var bench = bench {
            $0.tokenLife = .seconds(10)
            $0.expiresIn = expiresIn
        }
        let reply = signIn(&bench)
        #expect(reply.status == 200)
        #expect(reply.object.text("token_type") == "Bearer")
        #expect(reply.object.text("scope") == "all-apis")
        switch expiresIn {
        case .number: #expect(reply.object.integer("expires_in") == 10 && reply.object["expires_in"] is NSNumber)
        case .text: #expect(reply.object["expires_in"] as? String == "10")
        }
        let token = reply.object.text("access_token")
        #expect(token.split(separator: ".").count == 3)
        let start = bench.now
        bench.now = start + .milliseconds(9_999)
        #expect(bench.get("2.2/jobs/list", in: "w", token: token).status == 200)
        #expect(bench.get("2.2/jobs/list", in: "v", token: token).status == 403)
        #expect(bench.get("2.2/jobs/list", in: "u", token: token).status == 403)
        for place in [40, token.count - 30, token.count - 1] {
            var forged = Array(token)
            forged[place] = forged[place] == "1" ? "2" : "1"
            #expect(bench.get("2.2/jobs/list", in: "w", token: String(forged)).status == 403)
        }
        bench.now = start + .seconds(10)
        let late = bench.get("2.2/jobs/list", in: "w", token: token)
        #expect(late.status == 401)
        #expect(late.object.integer("error_code") == 401)
        #expect(late.message.hasPrefix("Credential was not sent or was of an unsupported type for this API."))
        let next = signIn(&bench).object.text("access_token")
        #expect(next != token)
        #expect(bench.get("2.2/jobs/list", in: "w", token: next).status == 200)
    }

    struct Refused: CustomTestStringConvertible {
        let form: String
        let basic: String?
        let status: Int
        let error: String
        var testDescription: String { "\(form) \(basic ?? "nobody")" }
    }

    @Test(arguments: [
        Refused(form: form, basic: nil, status: 401, error: "invalid_client"),
        Refused(form: form, basic: "Basic c3AtMTp3cm9uZw==", status: 401, error: "invalid_client"),
        Refused(form: form, basic: "Basic !", status: 401, error: "invalid_client"),
        Refused(form: form, basic: "Bearer x", status: 401, error: "invalid_client"),
        Refused(form: "", basic: basic, status: 400, error: ""),
        Refused(form: "grant_type", basic: basic, status: 400, error: ""),
        Refused(form: "grant_type=%zz", basic: basic, status: 400, error: ""),
        Refused(form: "grant_type=password", basic: basic, status: 400, error: "unsupported_grant_type"),
        Refused(form: "grant_type=client_credentials", basic: basic, status: 400, error: "invalid_scope"),
        Refused(form: "grant_type=client_credentials&scope=sql+all-apis", basic: basic, status: 200, error: ""),
    ])
    func whoIsNotTheClientIsRefused(_ test: Refused) {
        var bench = bench()
        let reply = signIn(&bench, test.form, basic: test.basic)
        #expect(reply.status == test.status)
        #expect(reply.object.text("error") == test.error)
        if test.status == 400, test.error.isEmpty { #expect(reply.body.isEmpty) }
        if test.status == 401 {
            #expect(reply.object.text("error_description") == "Client authentication failed")
            #expect(!reply.object.text("error_id").isEmpty)
        }
    }

    @Test func aClientJustGivenAccessWorksSecondsLater() {
        var bench = bench { $0.refusedAtFirst = .seconds(4) }
        let start = bench.now
        for (milliseconds, status) in [(0, 401), (3_999, 401), (4_000, 200), (4_001, 200)] {
            bench.now = start + .milliseconds(milliseconds)
            #expect(signIn(&bench).status == status)
        }
    }

    @Test func signingInMeetsFaultsOfItsOwn() {
        var plan = SimulatedWorkspace.Plan(
            name: "w", jobs: 3,
            faults: [
                SimulatedFault(endpoint: nil, calls: 0..<9, answer: .loginPage),
                SimulatedFault(
                    endpoint: "oidc/token", calls: 0..<1, answer: .text(status: 503, contentType: "", body: "")),
            ])
        plan.traits.oauth = SimulatedOAuth(clientID: "sp-1", clientSecret: "s3cret:x")
        var bench = DatabricksBench(plan)
        let statuses = (0..<2).map { _ in signIn(&bench).status }
        #expect(statuses == [503, 200])
    }

    // MARK: - Azure

    private func azureBench() -> DatabricksBench {
        var plan = SimulatedWorkspace.Plan(name: "w", jobs: 3)
        plan.traits.azure = SimulatedAzure(tenantID: "t-1", clientID: "app", clientSecret: "a&b=c")
        var other = SimulatedWorkspace.Plan(name: "v", jobs: 3)
        other.traits.azure = SimulatedAzure(tenantID: "t-1", clientID: "other", clientSecret: "x")
        return DatabricksBench(plan, other)
    }

    private func signInToAzure(
        _ bench: inout DatabricksBench, tenant: String = "t-1", client: String = "app", secret: String = "a%26b%3Dc",
        resource: String = databricks
    ) -> DatabricksBench.Reply {
        bench.send(
            "POST", "login.localhost", "/\(tenant)/oauth2/token",
            [HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
            "grant_type=client_credentials&client_id=\(client)&client_secret=\(secret)&resource=\(resource)")
    }

    @Test func anAzureTokenIsGoodWhereItsPrincipalIs() {
        var bench = azureBench()
        let reply = signInToAzure(&bench)
        #expect(reply.object["expires_in"] as? String == "3600")
        #expect(reply.object.text("resource") == Self.databricks)
        let token = reply.object.text("access_token")
        #expect(bench.get("2.2/jobs/list", in: "w", token: token).status == 200)
        #expect(bench.get("2.2/jobs/list", in: "v", token: token).status == 403)
        // A token with 30 s or less to live is refused.
        let start = bench.now
        bench.now = start + .milliseconds(3_569_999)
        #expect(bench.get("2.2/jobs/list", in: "w", token: token).status == 200)
        bench.now = start + .seconds(3_570)
        #expect(bench.get("2.2/jobs/list", in: "w", token: token).status == 401)
        let management = signInToAzure(&bench, resource: "https%3A%2F%2Fmanagement.core.windows.net%2F")
        #expect(management.status == 200)
        #expect(bench.get("2.2/jobs/list", in: "w", token: management.object.text("access_token")).status == 403)
        let login = bench.send("GET", "w.localhost", "/aad/auth")
        #expect(login.status == 302)
        #expect(login.header("Location")?.hasPrefix("https://login.microsoftonline.com/t-1/") == true)
    }

    @Test func azureSaysWhyInItsOwnWords() {
        var bench = azureBench()
        let cases: [(reply: DatabricksBench.Reply, status: Int, error: String, code: Int)] = [
            (signInToAzure(&bench, secret: "wrong"), 401, "invalid_client", 7_000_215),
            (signInToAzure(&bench, client: "nobody"), 400, "unauthorized_client", 700_016),
            (signInToAzure(&bench, tenant: "t-2"), 400, "invalid_request", 90_002),
            (signInToAzure(&bench, resource: "https%3A%2F%2Fx"), 400, "invalid_resource", 500_011),
        ]
        for test in cases {
            #expect(test.reply.status == test.status)
            #expect(test.reply.object.text("error") == test.error)
            #expect(test.reply.object["error_codes"] as? [NSNumber] == [test.code as NSNumber])
            #expect(test.reply.object.text("error_description").hasPrefix("AADSTS\(test.code): "))
            #expect(test.reply.object.text("error_description").contains(" Trace ID: "))
        }
    }
}
