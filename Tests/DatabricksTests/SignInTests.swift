import Foundation
import Model
import Simulator
import Testing
import Transport

@testable import Databricks

@Suite struct SignInTests {
    private static let unauthorized = SimulatedFault.Answer.numericError(
        status: 401, code: 401, message: "Credential was not sent or was of an unsupported type for this API.")

    @Test func manyCallsShareOneTokenAndItIsNoCall() async throws {
        let outcome = try await SignInBench().run(calls: 64, width: 16)
        #expect(outcome.succeeded == 64)
        #expect(outcome.signIns == ["oidc/discovery": 1, "oidc/token": 1])
        #expect(outcome.counts.calls == 64)
        #expect(outcome.counts.retries == 0)
    }

    /// Tokens of three seconds over a minute of calls: renewed in time, so that none is ever refused.
    @Test(arguments: [3, 10, 60])
    func tokensAreRenewedBeforeTheyEnd(seconds: Int) async throws {
        let outcome = try await SignInBench(tokenLife: .seconds(seconds)).run(
            calls: 480, width: 8, gap: .seconds(1))
        #expect(outcome.succeeded == 480)
        #expect(outcome.counts.retries == 0)
        #expect(outcome.counts.calls == 480)
        let tokens = outcome.signIns["oidc/token"] ?? 0
        // At half of its life, as calls come once a second: not at every call, and not by each of eight callers.
        #expect(tokens >= 60 / seconds && tokens <= 2 * 60 / seconds + 2, "\(tokens) tokens")
        #expect(outcome.signIns["oidc/discovery"] == 1)
    }

    @Test func azureTokensAreRenewedWhileTheServiceStillTakesThem() async throws {
        let outcome = try await SignInBench.azure(tokenLife: .seconds(100)).run(calls: 600, width: 2, gap: .seconds(1))
        #expect(outcome.succeeded == 600)
        #expect(outcome.counts.retries == 0)
    }

    @Test func aTokenThatDiesEarlyIsReplacedOnce() async throws {
        let bench = SignInBench(faults: [.init(endpoint: "jobs/list", calls: 5..<6, answer: Self.unauthorized)])
        let outcome = try await bench.run(calls: 20)
        #expect(outcome.succeeded == 20)
        #expect(outcome.signIns["oidc/token"] == 2)
        #expect(outcome.counts.calls == 21)
        #expect(outcome.counts.retries == 1)
    }

    @Test func aFreshTokenThatIsRefusedEndsTheWorkspace() async throws {
        let bench = SignInBench(faults: [.init(endpoint: nil, calls: 3..<1_000, answer: Self.unauthorized)])
        let outcome = try await bench.run(calls: 20)
        #expect(outcome.succeeded == 3)
        #expect(outcome.error?.phrase == "credential refused")
        #expect(outcome.counts.calls == 5)  // three that were answered, the refused one, and one more try
        #expect(outcome.signIns["oidc/token"] == 2)
    }

    // MARK: - Refused and failing

    @Test func aRefusedClientIsNamedAndNotAskedForEver() async throws {
        var bench = SignInBench()
        bench.sentSecret = "wrong-secret-of-mine"
        let outcome = try await bench.run(calls: 64, width: 16)
        #expect(
            outcome.error
                == .signInRefused(host: "w.localhost", code: "invalid_client", reason: "Client authentication failed"))
        #expect(outcome.error?.phrase == "sign-in refused")
        #expect(outcome.error?.message.contains("wrong-secret") == false)
        #expect(outcome.error?.endsWorkspace == true)
        #expect(outcome.signIns["oidc/token"] == 4)
        #expect(outcome.counts.calls == 0)
        #expect(outcome.elapsed < .seconds(10))
    }

    @Test func aPrincipalJustGivenAccessIsWaitedFor() async throws {
        var bench = SignInBench()
        bench.plan.traits.oauth?.refusedAtFirst = .seconds(4)
        let outcome = try await bench.run()
        #expect(outcome.succeeded == 1)
    }

    @Test func azureRefusesWithItsOwnCode() async throws {
        var bench = SignInBench.azure()
        bench.sentSecret = "wrong"
        let outcome = try await bench.run()
        #expect(
            outcome.error
                == .signInRefused(
                    host: "login.localhost", code: "invalid_client, AADSTS7000215",
                    reason: "Invalid client secret provided."))
        #expect(outcome.counts.calls == 0)
    }

    @Test func aHostWithoutOAuthIsNamed() async throws {
        var bench = SignInBench()
        bench.plan.traits.oauth = nil
        let outcome = try await bench.run()
        #expect(outcome.error == .signInFailed(host: "w.localhost", reason: "this host has no OAuth"))
        #expect(outcome.signIns == ["oidc/discovery": 1])
    }

    struct Trouble: CustomTestStringConvertible {
        let name: String
        let answer: SimulatedFault.Answer
        /// Token requests while the trouble stays.
        let attempts: Int
        var testDescription: String { name }
    }

    static let troubles = [
        Trouble(name: "429", answer: .throttled(retryAfter: "3"), attempts: 4),
        Trouble(name: "429 without Retry-After", answer: .throttled(retryAfter: nil), attempts: 4),
        Trouble(name: "429 for a day", answer: .throttled(retryAfter: "86400"), attempts: 1),
        Trouble(name: "503", answer: .text(status: 503, contentType: "text/plain", body: "down"), attempts: 4),
        Trouble(name: "500", answer: .text(status: 500, contentType: "text/html", body: "<html>"), attempts: 4),
        Trouble(name: "a login page", answer: .loginPage, attempts: 4),
        Trouble(name: "an empty 200", answer: .text(status: 200, contentType: "", body: ""), attempts: 4),
        Trouble(
            name: "no token", answer: .text(status: 200, contentType: "application/json", body: "{}"), attempts: 4),
        Trouble(
            name: "a token with a line break",
            answer: .text(
                status: 200, contentType: "application/json",
                body: #"{"access_token": "a\r\nX-Evil: 1", "expires_in": 60}"#), attempts: 4),
        Trouble(
            name: "another kind of token",
            answer: .text(
                status: 200, contentType: "application/json", body: #"{"access_token": "a", "token_type": "mac"}"#),
            attempts: 4),
        Trouble(
            name: "a huge answer",
            answer: .text(
                status: 200, contentType: "application/json",
                body: #"{"access_token": "\#(String(repeating: "a", count: 300_000))"}"#), attempts: 4),
        Trouble(name: "a bomb", answer: .damaged(.gzipBomb(unpackedBytes: 65 << 20)), attempts: 1),
        Trouble(name: "a reset", answer: .damaged(.reset(afterBodyBytes: nil)), attempts: 4),
        Trouble(name: "a stall", answer: .damaged(.stalled(afterBodyBytes: nil)), attempts: 3),
        Trouble(
            name: "a redirect", answer: .redirect(status: 307, location: "http://evil.localhost/token"), attempts: 1),
        Trouble(name: "an empty 400", answer: .text(status: 400, contentType: "", body: ""), attempts: 1),
    ]

    @Test(arguments: troubles)
    func troubleThatStaysEndsTheWorkspaceInBoundedTime(_ trouble: Trouble) async throws {
        let bench = SignInBench(faults: [.init(endpoint: "oidc/token", calls: 0..<1_000, answer: trouble.answer)])
        let outcome = try await bench.run(calls: 16, width: 8)
        #expect(outcome.error?.endsWorkspace == true)
        #expect(outcome.counts.calls == 0)
        #expect(outcome.signIns["oidc/token"] == trouble.attempts)
        #expect(outcome.elapsed < .seconds(90))
    }

    @Test(arguments: troubles.filter { $0.attempts > 1 })
    func troubleThatPassesCostsNothing(_ trouble: Trouble) async throws {
        let bench = SignInBench(faults: [.init(endpoint: "oidc/token", calls: 0..<2, answer: trouble.answer)])
        let outcome = try await bench.run(calls: 16, width: 8)
        #expect(outcome.succeeded == 16)
        #expect(outcome.counts.calls == 16)
    }

    /// While a token still serves, a renewal that fails harms nobody, and is not tried at every call.
    @Test func aRenewalThatFailsIsTriedAgainLater() async throws {
        let bench = SignInBench(
            tokenLife: .seconds(600),
            faults: [
                .init(
                    endpoint: "oidc/token", calls: 1..<5,
                    answer: .text(status: 503, contentType: "text/plain", body: "down"))
            ])
        let outcome = try await bench.run(calls: 500, gap: .seconds(1))
        #expect(outcome.succeeded == 500)
        #expect(outcome.signIns["oidc/token"] == 6)
    }

    @Test(arguments: [
        "http://evil.example/oidc/v1/token", "https://w.localhost/oidc/v1/token", "http://w.localhost.evil/token",
        "http://w.localhost@evil/token", "file:///etc/passwd", "", "http://w.localhost:81/token",
    ])
    func aSecretGoesNowhereThatAnAnswerPointsTo(endpoint: String) async throws {
        let body = #"{"token_endpoint": "\#(endpoint)"}"#
        let bench = SignInBench(faults: [
            .init(
                endpoint: "oidc/discovery", calls: 0..<10,
                answer: .text(status: 200, contentType: "application/json", body: body))
        ])
        let outcome = try await bench.run()
        // The usual path of the workspace itself has served.
        #expect(outcome.succeeded == 1)
        #expect(outcome.signIns["oidc/token"] == 1)
    }

    // MARK: - Tokens that stay

    /// No call departs after the refusal but those that were under way.
    @Test(arguments: [
        unauthorized, .numericError(status: 403, code: 403, message: "Invalid access token."),
    ])
    func aRefusedPersonalTokenEndsAllCalls(answer: SimulatedFault.Answer) async throws {
        let bench = ClientBench(faults: [.init(endpoint: nil, calls: 10..<1_000, answer: answer)])
        let outcome = try await bench.run { client in
            await withTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask {
                        for _ in 0..<50 { _ = try? await client.jobs(pageToken: nil) }
                    }
                }
            }
        }
        #expect(outcome.counts.calls >= 11 && outcome.counts.calls <= 14, "\(outcome.counts.calls)")
        #expect(outcome.counts.retries == 0)
    }

    // MARK: - Forms of a secret, and who is asked

    @Test func everyFormOfTheSecretAndEveryTokenIsKnown() async throws {
        let outcome = try await SignInBench(tokenLife: .seconds(3)).run(calls: 10, gap: .seconds(1))
        let secret = SignInBench.clientSecret
        let basic = Data("sp-1:\(secret)".utf8).base64EncodedString()
        let percent = secret.addingPercentEncoding(
            withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "-._~")))
        for form in [secret, basic, percent ?? ""] { #expect(outcome.learned.contains(Secret(form))) }
        #expect(outcome.learned.count == 3 + (outcome.signIns["oidc/token"] ?? 0))
    }

    @Test(arguments: ["", "a", "ab", "abc", "a:b", "ä", "\u{10FFFF}\u{7F}"])
    func basicIsWhatFoundationMakesOfIt(password: String) {
        let expected = Data("id:\(password)".utf8).base64EncodedString()
        #expect(Secret(basicUser: "id", password: Secret(password)) == Secret(expected))
    }

    @Test(arguments: [
        ("https://adb-1.2.azuredatabricks.net", "https://login.microsoftonline.com"),
        ("https://adb-1.2.databricks.azure.us", "https://login.microsoftonline.us"),
        ("https://adb-1.2.databricks.azure.cn", "https://login.chinacloudapi.cn"),
        ("https://localhost.evil.example", "https://login.microsoftonline.com"),
        ("https://notlocalhost", "https://login.microsoftonline.com"),
        ("http://w.localhost:8480", "http://login.localhost:8480"), ("http://w.localhost", "http://login.localhost"),
        ("http://127.0.0.1:81", "http://login.localhost:81"), ("http://[::1]:81", "http://login.localhost:81"),
        ("http://[::1]", "http://login.localhost"),
    ])
    func tenantsSignInWhereTheWorkspaceIs(host: String, login: String) {
        #expect(ServicePrincipal.azureLogin(forWorkspace: host) == login)
    }

    @Test(
        arguments: [
            // life, margin, renewal, end, in seconds
            (3_600.0, 0.0, 2_400.0, 3_600.0), (600, 0, 300, 600), (3, 0, 1.5, 3), (3_600, 40, 2_360, 3_560),
            (60, 40, 30, 60), (0, 0, 0.0005, 0.001), (1e9, 0, 86_400 - 1_200, 86_400),
        ] as [(Double, Double, Double, Double)])
    func lifeIsCountedFromTheDeparture(life: Double, margin: Double, renewal: Double, end: Double) {
        let found = TokenLife(.seconds(life), from: .seconds(100), margin: .seconds(margin))
        #expect(abs((found.renewal - .seconds(100 + renewal)) / .milliseconds(1)) < 1)
        #expect(abs((found.end - .seconds(100 + end)) / .milliseconds(1)) < 1)
    }
}
