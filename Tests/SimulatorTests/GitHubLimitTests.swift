import Foundation
import Model
import Simulator
import Testing
import Transport

/// What tokens may, and how much the simulated GitHub takes.
@Suite struct GitHubLimitTests {
    private func world() -> GitHubWorld { GitHubWorld(startingOn: MemoryGitStorage()) }

    // MARK: Tokens

    @Test func tokensMayWhatTheirKindSays() {
        let rows: [(GitHubToken.Kind, read: Int, write: Int)] = [
            (.classic(["repo", "workflow"]), 200, 201), (.classic(["public_repo"]), 200, 404), (.classic([]), 404, 404),
            (.fineGrained(.write), 200, 201), (.fineGrained(.read), 200, 403), (.fineGrained(.none), 404, 403),
        ]
        for (kind, read, write) in rows {
            var world = world()
            world.service.token.kind = kind
            let answers = (
                world.ask("GET", "/git/ref/heads/main"), world.ask("POST", "/git/blobs", #"{"content": ""}"#)
            )
            let statuses: [Int] = [answers.0.status, answers.1.status]
            #expect(statuses == [read, write], "\(kind)")
            if case .fineGrained = kind {
                #expect(answers.1.header("X-Accepted-GitHub-Permissions") == "contents=write")
                #expect(answers.1.header("X-OAuth-Scopes") == nil)
            } else {
                #expect(answers.1.header("X-OAuth-Scopes") != nil)
            }
            if write == 403 {
                #expect(answers.1.message == "Resource not accessible by personal access token")
            }
        }
    }

    @Test func tokensEnd() {
        var world = world()
        world.service.token.expiry = world.now + .seconds(3_600)
        #expect(
            world.ask("GET", "").header("github-authentication-token-expiration") == "2026-11-24 05:00:00 UTC")
        world.now = world.now + .seconds(3_600)
        #expect(world.ask("GET", "").message == "Bad credentials")
        world.service.token.expiry = nil
        world.service.happen(.changeToken(.withoutSignOn))
        let answer = world.ask("GET", "/git/ref/heads/main")
        #expect(answer.status == 403)
        #expect(answer.header("X-GitHub-SSO")?.hasPrefix("required; url=https://github.com/orgs/acme/sso") == true)
        world.service.happen(.changeToken(.revoked))
        #expect(world.ask("GET", "").status == 401)
        world.service.happen(.changeToken(.good))
        #expect(world.ask("GET", "").status == 200)
    }

    // MARK: Limits

    @Test func secondaryLimitsCount() {
        var world = world()
        var limits = GitHubSecondaryLimits()
        (limits.pointsPerMinute, limits.contentPerMinute, limits.contentPerHour) = (20, 2, 3)
        world.service.secondaryLimits = limits
        func blob() -> GitHubWorld.Answer { world.ask("POST", "/git/blobs", #"{"content": ""}"#) }
        let first: [Int] = [blob().status, blob().status, blob().status]
        #expect(first == [201, 201, 403])
        let refused = blob()
        #expect(refused.header("Retry-After") == "60")
        #expect(refused.message?.hasPrefix("You have exceeded a secondary rate limit and have been") == true)
        #expect(refused.header("X-RateLimit-Remaining") != "0")
        let reads: [Int] = (0..<11).map { _ in world.ask("GET", "").status }
        #expect(reads == Array(repeating: 200, count: 10) + [403])
        world.now = world.now + .seconds(60)
        let later: [Int] = [blob().status, blob().status]
        #expect(later == [201, 403])  // three an hour
        world.now = world.now + .seconds(3_600)
        #expect(blob().status == 201)
    }

    @Test func requestsAtOnceAreCounted() {
        var service = GitHubService(
            storage: MemoryGitStorage(), repository: GitHubRepository(owner: "acme", name: "pipeline-health"),
            latency: .seconds(1))
        var limits = GitHubSecondaryLimits()
        (limits.concurrent, limits.retryAfter, limits.status) = (2, nil, 429)
        service.secondaryLimits = limits
        let request = SimulatedRequest(
            method: "GET", host: "api.github.com", path: "/repos/acme/pipeline-health", headers: GitHubWorld.headers)
        let now = Timestamp(milliseconds: 1_795_492_800_000)
        let statuses: [Int] = (0..<3).map { _ in service.answer(request, at: now).status }
        #expect(statuses == [200, 200, 429])
        #expect(service.answer(request, at: now + .seconds(1)).status == 200)
    }

    @Test func treesAndFilesHaveTheirLimits() {
        var world = world()
        world.service.newTreeEntryLimit = 1
        let entries = (0..<2).map { #"{"path": "\#($0)", "mode": "100644", "type": "blob", "content": "x"}"# }
        let tree = world.ask("POST", "/git/trees", #"{"tree": [\#(entries.joined(separator: ","))]}"#)
        #expect(tree.status == 422)
        #expect(
            tree.message?.hasPrefix("Sorry, your request timed out.  It's likely that your input was too large") == true
        )
        world.service.fileLimitBytes = 3
        let blob = world.ask("POST", "/git/blobs", #"{"content": "four"}"#)
        #expect(blob.message?.hasPrefix("Sorry, your input was too large to process.") == true)
        world.service.secret = "AKI"
        for (method, path, body, status) in [
            ("POST", "/git/blobs", #"{"content": "AKI"}"#, 422),
            ("POST", "/git/trees", #"{"tree": [{"path": "a", "mode": "100644", "content": "AKI"}]}"#, 422),
            ("PUT", "/contents/a", #"{"message": "m", "content": "QUtJ"}"#, 409),
        ] {
            let answer = world.ask(method, path, body)
            #expect(answer.status == status)
            #expect(answer.message == "Repository rule violations found\n\nSecret detected in content\n\n")
            #expect((answer.object["metadata"] as? [String: Any])?["secret_scanning"] != nil)
        }
    }
}
