import Foundation
import Model
import Pacing
import Simulator
import Testing

/// PyGithub gets the refusals of the service from the simulated one: its own classes of them, status and body.
@Suite(.enabled(if: Client.python != nil, "run `make test`: it installs the Python clients"))
struct PyGithubRefusalTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        var events: [GitHubEvent] = []
        var faults: [GitHubFault] = []
        var token = "ghp_demo"
        /// By call: PyGithub's class, the status, how the message begins. Calls that are not named must succeed.
        let refusals: [String: Refusal]

        var testDescription: String { name }
    }

    struct Refusal: Sendable {
        let kind: String
        let status: Int
        let message: String

        init(_ kind: String, _ status: Int, _ message: String) {
            (self.kind, self.status, self.message) = (kind, status, message)
        }
    }

    private static let ordinary: [String: Refusal] = [
        "missing reference": Refusal("UnknownObjectException", 404, "Not Found"),
        "unknown blob": Refusal(
            "GithubException", 422, "tree.sha 00000000000000000000000000000000000000ff is not a valid blob"),
        "bad path": Refusal("GithubException", 422, "tree.path cannot start with a slash"),
        "file that exists": Refusal("GithubException", 422, "Invalid request.\n\n\"sha\" wasn't supplied."),
        "unknown commit": Refusal("GithubException", 422, "Object does not exist"),
        "existing reference": Refusal("GithubException", 422, "Reference already exists"),
        "stale update": Refusal("GithubException", 422, "Update is not a fast forward"),
    ]
    private static let reads = ["repository", "reference", "missing reference"]
    private static let writes = [
        "blob", "tree", "unknown blob", "bad path", "file", "file that exists", "unknown commit", "existing reference",
        "stale update",
    ]

    private static func all(_ calls: [String], _ refusal: Refusal) -> [String: Refusal] {
        Dictionary(uniqueKeysWithValues: calls.map { ($0, refusal) })
    }

    private static let cases = [
        Case(name: "in order", refusals: ordinary),
        Case(
            name: "wrong token", token: "ghp_wrong",
            refusals: all(reads + writes, Refusal("BadCredentialsException", 401, "Bad credentials"))),
        Case(
            name: "archived", events: [.archive],
            refusals: all(writes, Refusal("GithubException", 403, "Repository was archived so is read-only."))
                .merging(all(["missing reference"], Refusal("UnknownObjectException", 404, "Not Found"))) { $1 }),
        Case(
            name: "taken down", events: [.block(reason: "dmca")],
            refusals: all(reads + writes, Refusal("GithubException", 451, "Repository access blocked"))),
        Case(
            name: "fine-grained token that reads", events: [.changeToken(.changed(.fineGrained(.read)))],
            refusals: all(
                writes, Refusal("GithubException", 403, "Resource not accessible by personal access token")
            ).merging(all(["missing reference"], Refusal("UnknownObjectException", 404, "Not Found"))) { $1 }),
        Case(
            name: "without single sign-on", events: [.changeToken(.withoutSignOn)],
            refusals: all(
                reads + writes, Refusal("GithubException", 403, "Resource protected by organization SAML enforcement"))
        ),
        Case(
            name: "rule", events: [.protect(branch: "main", .restrictUpdates)],
            refusals: ordinary.merging(
                all(["file", "file that exists"], Refusal("GithubException", 409, "Repository rule violations found"))
            ) { $1 }),
        Case(name: "renamed", events: [.rename(owner: "acme", name: "health")], refusals: ordinary),
        Case(
            name: "primary limit",
            faults: [GitHubFault(nil, calls: 0..<100, .instead(.primaryLimit(status: 403, reset: .seconds(60))))],
            refusals: all(
                reads + writes, Refusal("RateLimitExceededException", 403, "API rate limit exceeded for user ID"))),
        Case(
            name: "secondary limit",
            faults: [GitHubFault(nil, calls: 0..<100, .instead(.secondaryLimit(status: 403, retryAfter: 60)))],
            refusals: all(
                reads + writes,
                Refusal("RateLimitExceededException", 403, "You have exceeded a secondary rate limit"))),
    ]

    @Test(arguments: cases)
    func refusalsAreThoseOfTheService(_ test: Case) async throws {
        let clock = SystemClock()
        var github = GitHubService(
            storage: MemoryGitStorage(), owner: DemoConfiguration.owner, repository: DemoConfiguration.repository)
        github.happen(.push(files: ["README.md": "# Pipeline health\n"], branch: "main"))
        for event in test.events { github.happen(event) }
        for fault in test.faults { github.plan(fault) }
        let server = try await SimulatorServer.start(service: github, wallClock: { clock.timestamp })
        let output: String
        do {
            output = try await Client.run("pygithub_refusals.py", ["\(server.port)", test.token])
        } catch {
            try await server.shutdown()
            throw error
        }
        try await server.shutdown()
        let found = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        for (call, outcome) in found {
            guard let refusal = test.refusals[call] else {
                #expect(outcome as? String == "ok", "\(call): \(outcome)")
                continue
            }
            let error = try #require(outcome as? [String: Any], "\(call) went through")
            let body = try #require(error["body"] as? [String: Any])
            #expect(error["class"] as? String == refusal.kind, "\(call)")
            #expect(error["status"] as? Int == refusal.status, "\(call)")
            #expect((body["message"] as? String)?.hasPrefix(refusal.message) == true, "\(call): \(body)")
            #expect((body["documentation_url"] as? String)?.hasPrefix("https://docs.github.com/") == true)
        }
    }
}
