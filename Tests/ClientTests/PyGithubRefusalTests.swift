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
        var isEmpty = false
        var sendsMalformed = false
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
    private static let zeros = "00000000000000000000000000000000000000ff"
    private static let malformed: [String: Refusal] = [
        "no object": Refusal("GithubException", 400, "Body should be a JSON object"),
        "unknown version": Refusal("GithubException", 400, "The API version 1999-01-01 is not supported."),
        "deletion of nothing": Refusal("GithubException", 422, "GitRPC::BadObjectState"),
        "bad mode": Refusal("GithubException", 422, "Must supply a valid tree.mode"),
        "malformed path": Refusal("GithubException", 422, "tree.path contains a malformed path component"),
        "folder with content": Refusal("GithubException", 422, "A subdirectory may not have content"),
        "id and content": Refusal(
            "GithubException", 422,
            "Must supply either tree.sha or tree.content. Request will be rejected if both are present."),
        "neither id nor content": Refusal("GithubException", 422, "Must supply either tree.sha or tree.content."),
        "unknown base tree": Refusal("GithubException", 422, "base_tree is not a valid tree oid"),
        "null base tree": Refusal(
            "GithubException", 422, "Invalid request.\n\nFor 'properties/base_tree', nil is not a string."),
        "no tree": Refusal("GithubException", 422, "Invalid request.\n\n\"tree\" wasn't supplied."),
        "unknown tree": Refusal("GithubException", 422, "Tree SHA does not exist"),
        "unknown parent": Refusal("GithubException", 422, "Parent SHA does not exist or is not a commit object"),
        "null author": Refusal(
            "GithubException", 422, "Invalid request.\n\nFor 'properties/author', nil is not an object."),
        "nameless author": Refusal("GithubException", 422, "Validation Failed"),
        "date without a zone": Refusal(
            "GithubException", 422, "Invalid request.\n\n2026-11-24 is not a valid date-time."),
        "move of a missing branch": Refusal("GithubException", 422, "Reference does not exist"),
        "move to an unknown commit": Refusal("GithubException", 422, "Object does not exist"),
        "move to a tree": Refusal("GithubException", 422, "Object is not a commit"),
        "reference outside of refs": Refusal("GithubException", 422, "Reference name must start with 'refs/'."),
        "short reference": Refusal(
            "GithubException", 422, "Reference name must contain at least three slash-separated components."),
        "reference to a tree": Refusal("GithubException", 422, "Reference update failed"),
        "file of a missing branch": Refusal("UnknownObjectException", 404, "Branch none not found"),
        "file of another content": Refusal("GithubException", 409, "README.md does not match \(zeros)"),
        "file without base64": Refusal("GithubException", 422, "content is not valid Base64"),
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
        Case(name: "malformed", sendsMalformed: true, refusals: ordinary.merging(malformed) { $1 }),
        Case(
            name: "empty", isEmpty: true,
            refusals: all(
                ["reference", "missing reference", "blob", "tree", "unknown blob", "bad path"],
                Refusal("GithubException", 409, "Git Repository is empty.")
            ).merging(["unknown commit": Refusal("GithubException", 422, "Object does not exist")]) { $1 }),
        Case(
            name: "push protection",
            faults: [
                GitHubFault(
                    "POST git/blobs", calls: 0..<9,
                    .instead(
                        .refusal(
                            status: 422, message: "Repository rule violations found\n\nSecret detected in content")))
            ],
            refusals: ordinary.merging(
                all(["blob"], Refusal("GithubException", 422, "Repository rule violations found\n\nSecret detected"))
            ) { $1 }),
        Case(
            name: "classic protection",
            events: [.protect(branch: "main", .classic(message: "Required status check \"ci\" is expected."))],
            refusals: ordinary.merging(
                all(
                    ["file", "file that exists"],
                    Refusal("GithubException", 409, "Required status check \"ci\" is expected.")
                )
            ) { $1 }),
        Case(
            name: "classic token without a scope", events: [.changeToken(.changed(.classic(["public_repo"])))],
            refusals: all(writes + ["missing reference"], Refusal("UnknownObjectException", 404, "Not Found"))),
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
        if !test.isEmpty { github.happen(.push(files: ["README.md": "# Pipeline health\n"], branch: "main")) }
        for event in test.events { github.happen(event) }
        for fault in test.faults { github.plan(fault) }
        let server = try await SimulatorServer.start(service: github, wallClock: { clock.timestamp })
        let output: String
        do {
            output = try await Client.run(
                "pygithub_refusals.py", ["\(server.port)", test.token] + (test.sendsMalformed ? ["malformed"] : []))
        } catch {
            try await server.shutdown()
            throw error
        }
        try await server.shutdown()
        let found = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        if test.sendsMalformed { #expect(Set(test.refusals.keys).isSubset(of: found.keys), "calls that were not made") }
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
