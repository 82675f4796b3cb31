import Foundation
import Model
import Simulator
import Testing
import Transport

/// The frame of every answer, and the calls around the Git Data API.
@Suite struct GitHubServiceTests {
    private static let withoutToken = GitHubWorld.headers.filter { $0.name != "Authorization" }

    @Test func everyAnswerDescribesTokenAndLimit() {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        world.now = Timestamp(milliseconds: 1_795_493_700_000)
        let first = world.ask("GET", "/git/ref/heads/main")
        let second = world.ask("GET", "/git/ref/heads/gone")
        for answer in [first, second] {
            #expect(answer.header("Content-Type") == "application/json; charset=utf-8")
            #expect(answer.header("X-OAuth-Scopes") == "repo")
            #expect(answer.header("X-Accepted-OAuth-Scopes") == "repo")
            #expect(answer.header("X-RateLimit-Limit") == "5000")
            #expect(answer.header("X-RateLimit-Resource") == "core")
            #expect(answer.header("X-RateLimit-Reset") == "1795496401")
            #expect(answer.header("Date") == "Tue, 24 Nov 2026 04:15:00 GMT")
        }
        #expect(first.header("X-RateLimit-Used") == "5")  // four calls made the world
        #expect(second.header("X-RateLimit-Remaining") == "4994")
        #expect(first.header("X-GitHub-Request-Id") != second.header("X-GitHub-Request-Id"))
        #expect(first.header("Cache-Control") == "private, max-age=60, s-maxage=60")
        #expect(first.header("ETag")?.count == 66)
    }

    @Test func unchangedIsA304ThatCostsNothing() {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let first = world.ask("GET", "/git/ref/heads/main")
        let tag = HTTPHeader("If-None-Match", first.header("ETag") ?? "")
        let second = world.ask("GET", "/git/ref/heads/main", headers: GitHubWorld.headers + [tag])
        #expect(second.status == 304)
        #expect(second.body.isEmpty)
        #expect(second.header("Content-Type") == nil)
        #expect(second.header("ETag") == first.header("ETag"))
        let third = world.ask("GET", "/git/ref/heads/main")
        #expect(third.header("X-RateLimit-Used") == "6")
        _ = world.ask("DELETE", "/git/refs/heads/main")
        #expect(world.ask("GET", "/git/ref/heads/main", headers: GitHubWorld.headers + [tag]).status == 409)
    }

    @Test func theLimitEndsAndBeginsAnew() {
        var world = GitHubWorld(startingOn: MemoryGitStorage(), requestsPerHour: 6)
        #expect(world.ask("GET", "").status == 200)
        #expect(world.ask("GET", "").header("X-RateLimit-Remaining") == "0")
        let refused = world.ask("GET", "")
        #expect(refused.status == 403)
        #expect(refused.message == "API rate limit exceeded for user ID 1234567.")
        #expect(refused.header("X-RateLimit-Remaining") == "0")
        let limit = world.ask("GET", "//rate_limit")
        #expect(limit.status == 200)
        let core = (limit.object["resources"] as? [String: [String: Int]])?["core"]
        #expect(core == ["limit": 6, "used": 6, "remaining": 0, "reset": 1_795_496_401])
        world.now = Timestamp(milliseconds: 1_795_496_401_000)
        #expect(world.ask("GET", "").header("X-RateLimit-Remaining") == "5")
    }

    @Test func aRequestWithoutUserAgentIsNoJSON() {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let answer = world.ask("GET", "", headers: GitHubWorld.headers.filter { $0.name != "User-Agent" })
        #expect(answer.status == 403)
        #expect(answer.header("Content-Type") == "text/plain; charset=utf-8")
        #expect(answer.text.hasPrefix("Request forbidden by administrative rules"))
    }

    @Test(arguments: ["Bearer ghp_wrong", "Basic Z2hwX2RlbW8=", "ghp_demo", "Bearer"])
    func aWrongCredentialIs401(authorization: String) {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let answer = world.ask(
            "GET", "", headers: Self.withoutToken + [HTTPHeader("Authorization", authorization)])
        #expect(answer.status == 401)
        #expect(
            answer.text == #"{"message":"Bad credentials","documentation_url":"https://docs.github.com/rest","#
                + #""status":"401"}"#)
    }

    @Test func tokenWordWorksAndNoTokenSeesNothing() {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let token = Self.withoutToken + [HTTPHeader("authorization", "token ghp_demo")]
        #expect(world.ask("GET", "//user", headers: token).object["login"] as? String == "ada")
        #expect(world.ask("GET", "", headers: Self.withoutToken).status == 404)
        #expect(world.ask("GET", "//user", headers: Self.withoutToken).message == "Requires authentication")
    }

    @Test(arguments: [("2022-11-28", 200), ("2026-03-10", 200), ("2021-01-01", 400)])
    func onlyTwoVersionsExist(version: String, status: Int) {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let headers = GitHubWorld.headers + [HTTPHeader("X-GitHub-Api-Version", version)]
        #expect(world.ask("GET", "", headers: headers).status == status)
    }

    @Test(arguments: [
        "//repos/ACME/Pipeline-Health", "//repositories/700000001", "//api/v3/repos/acme/pipeline-health",
    ])
    func theRepositoryHasSeveralAddresses(path: String) {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let answer = world.ask("GET", path + "/git/ref/heads/main")
        #expect(answer.status == 200)
        let prefix = path.hasPrefix("//api/v3") ? "https://api.github.com/api/v3" : "https://api.github.com"
        #expect(answer.object["url"] as? String == "\(prefix)/repos/acme/pipeline-health/git/refs/heads/main")
    }

    @Test func aBranchNameMayHoldASlash() {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let body = #"{"ref": "refs/heads/team/höhe", "sha": "\#(GitHubWorld.startCommit)"}"#
        #expect(world.ask("POST", "/git/refs", body).status == 201)
        for path in ["team/h%C3%B6he", "team%2Fh%C3%B6he"] {
            let answer = world.ask("GET", "/git/ref/heads/\(path)")
            #expect(answer.object["ref"] as? String == "refs/heads/team/höhe")
            #expect((answer.object["url"] as? String)?.hasSuffix("/git/refs/heads/team/h%C3%B6he") == true)
        }
    }

    @Test(arguments: [
        ("base64", "aGVsbG8K", "ce013625030ba8dba906f756967f9e9ca394464a"),
        ("base64", "a!G-V\\nsbG8K====", "ce013625030ba8dba906f756967f9e9ca394464a"),
        ("base64", "aGVsbG8", "b6fc4c620b67d95f953a5c1c1230aaab5db5a1b0"),
        ("Base64", "hello\\n", "ce013625030ba8dba906f756967f9e9ca394464a"),
        ("utf-8", "Test content", "3f3f005b29247e51a4f4d6b8ce07b67646cd6074"),
    ])
    func base64IsReadLeniently(encoding: String, content: String, id: String) {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let answer = world.ask("POST", "/git/blobs", #"{"content": "\#(content)", "encoding": "\#(encoding)"}"#)
        #expect(answer.status == 201)
        #expect(answer.sha == id)
    }

    @Test func bytesOfABlobComeRawWhereAskedFor() {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let raw = GitHubWorld.headers + [HTTPHeader("Accept", "application/vnd.github.raw+json")]
        for path in ["/git/blobs/\(GitHubWorld.readme)", "/contents/README.md"] {
            #expect(world.ask("GET", path, headers: raw).text == "# Pipeline health\n")
        }
        let shown = world.ask("GET", "/contents/README.md").object
        #expect(shown["content"] as? String == "IyBQaXBlbGluZSBoZWFsdGgK\n")
        #expect(shown["type"] as? String == "file")
        let directory = world.ask("GET", "/contents/Error").json as? [[String: Any]]
        #expect(directory?.map { $0["type"] as? String } == ["file", "dir"])
    }

    @Test(arguments: [
        ("2026-11-24T05:00:00+08:00", "2026-11-23T21:00:00Z"), ("2026-11-24T05:00:00.75Z", "2026-11-24T05:00:00Z"),
        ("1960-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
    ])
    func datesAreShownInUTC(given: String, shown: String) {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let body = """
            {"message": "m", "tree": "\(GitHubWorld.startTree)",
             "author": {"name": "A", "email": "a@example.com", "date": "\(given)"}}
            """
        let answer = world.ask("POST", "/git/commits", body)
        #expect((answer.object["author"] as? [String: Any])?["date"] as? String == shown)
        #expect((answer.object["committer"] as? [String: Any])?["date"] as? String == shown)
    }

    @Test func comparisonTellsAncestry() {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        func commit(_ message: String, on parent: String) -> String {
            let body = """
                {"message": "\(message)", "tree": "\(GitHubWorld.startTree)", "parents": ["\(parent)"]}
                """
            return world.ask("POST", "/git/commits", body).sha ?? ""
        }
        let start = GitHubWorld.startCommit
        let left = commit("left", on: start)
        let right = commit("right", on: start)
        let far = commit("far", on: right)
        for (base, head, status, ahead, behind) in [
            (start, start, "identical", 0, 0), (start, far, "ahead", 2, 0), (far, start, "behind", 0, 2),
            (left, far, "diverged", 2, 1), ("main", right, "ahead", 1, 0),
        ] {
            let answer = world.ask("GET", "/compare/\(base)...\(head)").object
            #expect(answer["status"] as? String == status)
            #expect(answer["ahead_by"] as? Int == ahead)
            #expect(answer["behind_by"] as? Int == behind)
        }
    }

    @Test func theLogIsPagedNewestFirst() {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        var head = GitHubWorld.startCommit
        for number in 1...4 {
            world.now = Timestamp(milliseconds: world.now.milliseconds + 60_000)
            let content = number % 2 == 0 ? "eA==" : "eQ=="
            let sha = world.ask("GET", "/contents/docs/notes.txt").sha ?? ""
            let body = #"{"message": "n\#(number)", "content": "\#(content)", "sha": "\#(sha)"}"#
            let answer = world.ask("PUT", "/contents/docs/notes.txt", body)
            #expect(answer.status == 200)
            head = (answer.object["commit"] as? [String: Any])?["sha"] as? String ?? ""
        }
        let page = world.ask("GET", "/commits?per_page=2&page=2")
        let messages = (page.json as? [[String: Any]])?.map { ($0["commit"] as? [String: Any])?["message"] as? String }
        #expect(messages == ["n2", "n1"])
        #expect(
            page.header("Link")?.contains(
                #"<https://api.github.com/repos/acme/pipeline-health/commits?per_page=2&page=3>; rel="next""#) == true)
        #expect((world.ask("GET", "/commits?path=README.md").json as? [Any])?.count == 1)
        #expect((world.ask("GET", "/commits?path=docs/notes.txt").json as? [Any])?.count == 5)
        let last = world.ask("GET", "/commits/\(head)").object
        let files = last["files"] as? [[String: Any]]
        #expect(files?.map { $0["filename"] as? String } == ["docs/notes.txt"])
        #expect(files?.first?["status"] as? String == "modified")
    }

    @Test func sameStateRequestAndTimeGiveTheSameAnswer() {
        let world = GitHubWorld(startingOn: MemoryGitStorage())
        var (left, right) = (world, world)
        let body = #"{"message": "m", "tree": "\#(GitHubWorld.startTree)"}"#
        let answers = (left.ask("POST", "/git/commits", body), right.ask("POST", "/git/commits", body))
        #expect(answers.0.body == answers.1.body)
        #expect(answers.0.headers == answers.1.headers)
    }
}
