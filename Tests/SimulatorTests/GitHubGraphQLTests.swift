import Foundation
import Model
import Simulator
import Testing
import Transport

/// The other ways in: a commit by GraphQL, and an app's token.
@Suite struct GitHubGraphQLTests {
    private static let query =
        "mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid url } } }"

    /// The request of api/github, 9.14.
    private func body(head: String, additions: String, deletions: String = "") -> String {
        """
        {"query": "\(Self.query)", "variables": {"input": {
          "branch": {"repositoryNameWithOwner": "acme/pipeline-health", "branchName": "main"},
          "expectedHeadOid": "\(head)",
          "message": {"headline": "dbmon sweep 2026-11-24 05:00 UTC", "body": "1 failed, 1 succeeded"},
          "fileChanges": {"additions": [\(additions)], "deletions": [\(deletions)]}}}}
        """
    }

    private static let report = """
        {"path": "Error/databricks_job_monitoring_report.csv", "contents": \
        "Sm9iX0lkLEpvYl9OYW1lLFRpbWVzdGFtcCAoVVRDKSxTdGF0dXMsRXJyb3JfRGV0YWlscwoxMSxOZXcgSm9iLDIwMjYtMTEtMjQgMDU6MDA6MD\
        AsRkFJTEVELENhZsOpOiBib29tCg=="}
        """
    private static let prodUS = """
        {"path": "Error/workspaces/prod-us.csv", "contents": \
        "Sm9iX0lkLEpvYl9OYW1lLFRpbWVzdGFtcCAoVVRDKSxTdGF0dXMsRXJyb3JfRGV0YWlscwoxMixuaWdodGx5LDIwMjYtMTEtMjQgMDQ6NTU6MD\
        AsU1VDQ0VTUywK"}
        """
    private static let prodEU = #"{"path": "Error/workspaces/prod-eu.csv"}"#

    private func problem(_ answer: GitHubWorld.Answer) -> (type: String, message: String)? {
        guard let first = (answer.object["errors"] as? [[String: Any]])?.first else { return nil }
        return (first["type"] as? String ?? "", first["message"] as? String ?? "")
    }

    @Test(arguments: ["//graphql", "//api/graphql"])
    func commitHasTheTreeOfTheExampleAndTheSwapIsTrue(path: String) {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let text = body(
            head: GitHubWorld.startCommit, additions: "\(Self.report), \(Self.prodUS)", deletions: Self.prodEU)
        let answer = world.ask("POST", path, text)
        #expect(answer.status == 200)
        let head = world.ask("GET", "/commits/main")
        let commit = head.object["commit"] as? [String: Any]
        #expect((commit?["tree"] as? [String: Any])?["sha"] as? String == "897d8decdf3ed4942b05c8bcd8b06aa5d7fcb564")
        #expect(commit?["message"] as? String == "dbmon sweep 2026-11-24 05:00 UTC\n\n1 failed, 1 succeeded")
        #expect(answer.text.contains("\"oid\":\"\(head.sha ?? "")\""))
        let stale = world.ask("POST", path, text)
        #expect(stale.status == 200)
        #expect(problem(stale)?.type == "STALE_DATA")
        #expect(
            problem(stale)?.message
                == "Expected branch to point to \"\(GitHubWorld.startCommit)\" but it did not.  Pull and try again.")
        #expect(world.ask("GET", "/commits/main").sha == head.sha)
    }

    @Test func changesAreTakenStrictly() {
        let rows = [
            (#"{"path": "a", "contents": "e!=="}"#, "", "contents is not valid Base64"),
            (
                #"{"path": "a", "contents": ""}, {"path": "a", "contents": ""}"#, "",
                "The path a appears more than once."
            ),
            ("", #"{"path": "none"}"#, "A path was requested for deletion which does not exist."),
            (#"{"path": "../a", "contents": ""}"#, "", "A path is malformed."),
        ]
        for (additions, deletions, message) in rows {
            var world = GitHubWorld(startingOn: MemoryGitStorage())
            let text = body(head: GitHubWorld.startCommit, additions: additions, deletions: deletions)
            #expect(problem(world.ask("POST", "//graphql", text))?.message == message)
            #expect(world.ask("GET", "/commits/main").sha == GitHubWorld.startCommit)
        }
    }

    // MARK: An app

    private func jwt(_ claims: String) -> [HTTPHeader] {
        let part = Data(claims.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
        return GitHubWorld.headers.filter { $0.name != "Authorization" } + [
            HTTPHeader("Authorization", "Bearer eyJhbGciOiJSUzI1NiJ9.\(part).c2lnbmF0dXJl")
        ]
    }

    @Test func appGetsATokenOfAnHour() {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let seconds = world.now.milliseconds / 1_000
        let good = jwt(#"{"iat": \#(seconds - 60), "exp": \#(seconds + 540), "iss": "12345"}"#)
        #expect(world.ask("GET", "/installation", headers: good).object["id"] as? Int == 4_242)
        let issued = world.ask("POST", "//app/installations/4242/access_tokens", headers: good)
        #expect(issued.status == 201)
        #expect(issued.object["expires_at"] as? String == "2026-11-24T05:00:00Z")
        let token = issued.object["token"] as? String ?? ""
        let headers =
            GitHubWorld.headers.filter { $0.name != "Authorization" } + [
                HTTPHeader("Authorization", "Bearer \(token)")
            ]
        #expect(world.ask("GET", "/git/ref/heads/main", headers: headers).status == 200)
        world.now = world.now + .seconds(3_600)
        #expect(world.ask("GET", "/git/ref/heads/main", headers: headers).message == "Bad credentials")
    }

    @Test(arguments: [("-60", "700"), ("-700", "-60"), ("60", "300")])
    func appWithWrongTimesIsRefused(issued: String, end: String) {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let seconds = world.now.milliseconds / 1_000
        let claims = """
            {"iat": \(seconds + (Int64(issued) ?? 0)), "exp": \(seconds + (Int64(end) ?? 0)), "iss": "12345"}
            """
        #expect(world.ask("GET", "/installation", headers: jwt(claims)).status == 401)
        #expect(world.ask("GET", "/installation").message == "A JSON web token could not be decoded")
    }
}
