import Foundation
import Model
import Simulator
import Testing
import Transport

/// What the simulated GitHub does wrong when it is told to, and what others do to the repository.
@Suite struct GitHubFaultTests {
    private static let start = GitHubWorld.startCommit
    private static let commit = #"{"message": "m", "tree": "\#(GitHubWorld.startTree)", "parents": ["\#(start)"]}"#

    private func world() -> GitHubWorld { GitHubWorld(startingOn: MemoryGitStorage()) }

    /// A world whose branch has a commit more to move to.
    private func ready() -> (world: GitHubWorld, next: String) {
        var world = world()
        let next = world.ask("POST", "/git/commits", Self.commit).sha ?? ""
        return (world, #"{"sha": "\#(next)"}"#)
    }

    // MARK: Which call, and whether it is done

    @Test(arguments: [false, true])
    func faultComesBeforeOrAfterTheEffect(isDone: Bool) {
        var (world, body) = ready()
        let before = world.ask("GET", "/git/ref/heads/main").text
        let page = GitHubFault.Answer.page(status: 502)
        world.service.plan(GitHubFault("PATCH git/refs", isDone ? .afterwards(page) : .instead(page)))
        let answer = world.ask("PATCH", "/git/refs/heads/main", body)
        #expect(answer.status == 502)
        #expect(answer.header("Content-Type") == "text/html; charset=utf-8")
        #expect(answer.header("X-GitHub-Request-Id") != nil)
        #expect((world.ask("GET", "/git/ref/heads/main").text == before) == !isDone)
        #expect(world.ask("PATCH", "/git/refs/heads/main", body).status == 200)  // the fault is over
    }

    @Test func faultsCountTheCallsOfTheirKind() {
        var world = world()
        world.service.plan(GitHubFault("GET git/ref", calls: 1..<3, .instead(.empty(status: 500))))
        world.service.plan(GitHubFault(nil, calls: 5..<6, .instead(.empty(status: 503))))
        var statuses: [Int] = []
        for path in ["/git/ref/heads/main", "", "/git/ref/heads/main", "/git/ref/heads/main", "", ""] {
            statuses.append(world.ask("GET", path).status)
        }
        #expect(statuses == [200, 200, 500, 500, 200, 503])
        #expect(world.service.ledger.calls.suffix(6).map(\.status) == statuses)
        #expect(world.service.ledger.counts["GET git/ref"] == 3)
        world.service.plan(GitHubFault("GET git/ref", .instead(.empty(status: 500))))
        world.service.calmDown()
        #expect(world.ask("GET", "/git/ref/heads/main").status == 200)
    }

    @Test func answersHaveTheFormsOfTheService() {
        var world = world()
        let rows: [(GitHubFault.Answer, Int, String)] = [
            (.refusal(status: 422, message: "Reference cannot be updated"), 422, "Reference cannot be updated"),
            (.primaryLimit(status: 429, reset: .seconds(90)), 429, "API rate limit exceeded for user ID 1234567."),
            (
                .secondaryLimit(status: 403, retryAfter: 7), 403,
                "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
            ),
            (.redirect(status: 301, location: "https://api.github.com/repositories/1"), 301, "Moved Permanently"),
        ]
        for (answer, status, message) in rows {
            world.service.plan(GitHubFault("GET repository", .instead(answer)))
            let found = world.ask("GET", "")
            #expect(found.status == status)
            #expect(found.message == message)
            switch answer {
            case .primaryLimit:
                #expect(found.header("X-RateLimit-Remaining") == "0")
                #expect(found.header("X-RateLimit-Reset") == "1795492890")
            case .secondaryLimit: #expect(found.header("Retry-After") == "7")
            case .redirect: #expect(found.header("Location") == "https://api.github.com/repositories/1")
            default: break
            }
        }
        world.service.plan(GitHubFault("GET git/ref", .afterwards(.wrongID)))
        let wrong = world.ask("GET", "/git/ref/heads/main")
        #expect(wrong.status == 200)
        #expect(!wrong.text.contains("\"\(Self.start)\""))
    }

    // MARK: Others

    @Test func eventsHappenWhereTheyAreToldTo() {
        var (world, body) = ready()
        world.service.plan(
            GitHubFault("PATCH git/refs", .preceded(by: .push(files: ["theirs.txt": "x"], branch: "main"))))
        #expect(world.ask("PATCH", "/git/refs/heads/main", body).message == "Update is not a fast forward")
        #expect(world.ask("GET", "/contents/theirs.txt").status == 200)
        world.service.plan(GitHubFault("GET git/ref", .followed(by: .rewind(branch: "main", commits: 1))))
        _ = world.ask("GET", "/git/ref/heads/main")
        #expect(world.ask("GET", "/git/ref/heads/main").text.contains(Self.start))
        world.service.happen(.create(branch: "reports", from: "main"))
        #expect(world.ask("GET", "/git/ref/heads/reports").text.contains(Self.start))
        world.service.happen(.replace(branch: "reports", files: ["docs/notes.txt": nil]))
        #expect(world.ask("GET", "/contents/docs/notes.txt?ref=reports").status == 404)
        world.service.happen(.delete(branch: "reports"))
        #expect(world.ask("GET", "/git/ref/heads/reports").status == 404)
        #expect(world.service.ledger.moves.suffix(5).map(\.isOurs) == [false, false, false, false, false])
        #expect(world.service.ledger.moves.suffix(5).map(\.isForward) == [true, false, true, false, false])
    }

    @Test func archivedAndBlockedRepositoriesSaySo() {
        var (world, body) = ready()
        world.service.happen(.archive)
        let write = world.ask("PATCH", "/git/refs/heads/main", body)
        #expect(write.status == 403)
        #expect(write.message == "Repository was archived so is read-only.")
        #expect(world.ask("GET", "/git/ref/heads/main").status == 200)
        #expect(world.ask("GET", "").object["archived"] as? Bool == true)
        world.service.happen(.block(reason: "dmca"))
        let read = world.ask("GET", "/git/ref/heads/main")
        #expect(
            read.text.hasPrefix(
                #"{"message":"Repository access blocked","block":{"reason":"dmca","created_at":"2026-04-22T17:53:56Z","#
            ))
        #expect(read.status == 451)
    }

    @Test(arguments: ["", "/api/v3"])
    func renamedRepositoryIsFoundUnderItsNumber(prefix: String) {
        var (world, body) = ready()
        world.service.happen(.rename(owner: "acme", name: "health"))
        let old = "/\(prefix)/repos/ACME/pipeline-health"
        let read = world.ask("GET", "\(old)/git/ref/heads/main")
        let place = "https://api.github.com\(prefix)/repositories/700000001/git/ref/heads/main"
        #expect(read.status == 301)
        #expect(read.header("Location") == place)
        #expect(
            read.text == #"{"message":"Moved Permanently","url":"\#(place)","#
                + #""documentation_url":"https://docs.github.com/v3/#http-redirects"}"#)
        #expect(world.ask("PATCH", "\(old)/git/refs/heads/main", body).status == 307)
        #expect(world.ask("GET", "/\(prefix)/repositories/700000001").object["full_name"] as? String == "acme/health")
        #expect(world.ask("GET", "/\(prefix)/repos/acme/health").status == 200)
    }

    @Test(arguments: [
        (GitHubRule.restrictUpdates, "Repository rule violations found\n\nCannot update this protected ref.\n\n"),
        (.requirePullRequest, "Repository rule violations found\n\nChanges must be made through a pull request.\n\n"),
        (
            .classic(message: "You're not authorized to push to this branch."),
            "You're not authorized to push to this branch."
        ),
    ])
    func rulesRefuseTheMoveAlone(rule: GitHubRule, message: String) {
        var (world, body) = ready()
        world.service.happen(.protect(branch: "main", rule))
        #expect(world.ask("POST", "/git/blobs", #"{"content": ""}"#).status == 201)
        let refused = world.ask("PATCH", "/git/refs/heads/main", body)
        #expect(refused.status == 422)
        #expect(refused.message == message)
        let same = #"{"sha": "\#(Self.start)"}"#
        #expect(world.ask("PATCH", "/git/refs/heads/main", same).status == 200)  // a no-op, whatever the rules
        let contents = world.ask("PUT", "/contents/new.md", #"{"message": "m", "content": ""}"#)
        #expect(contents.status == 409)
        #expect(contents.message == message)
        #expect(contents.object["metadata"] != nil)
    }

    @Test func ruleAgainstCreationsSaysNothingMore() {
        var world = world()
        world.service.happen(.protect(branch: "reports", .restrictCreations))
        let answer = world.ask("POST", "/git/refs", #"{"ref": "refs/heads/reports", "sha": "\#(Self.start)"}"#)
        #expect(answer.status == 422)
        #expect(answer.message == "Reference update failed")
    }

    @Test func ledgerTellsWhatWasAsked() {
        var (world, body) = ready()
        let before = world.service.ledger
        _ = world.ask("GET", "/git/ref/heads/main")
        _ = world.ask("PATCH", "/git/refs/heads/main", body)
        _ = world.ask("POST", "/git/nothing", headers: [])
        let ledger = world.service.ledger
        let calls = ledger.calls.suffix(3)
        #expect(calls.map(\.title) == ["GET git/ref", "PATCH git/refs", "POST unknown"])
        #expect(calls.map(\.status) == [200, 200, 403])
        #expect(calls.map(\.hasCredential) == [true, true, false])
        #expect(ledger.points - before.points == 1 + 5 + 5)
        #expect(ledger.uploadedBytes - before.uploadedBytes == body.utf8.count)
        #expect(ledger.total - before.total == 3)
        let move = ledger.moves.last
        #expect(move?.from?.hex == Self.start)
        #expect(move?.isOurs == true)
        #expect(move?.isForward == true)
    }

    // MARK: Late reads

    @Test func readsLagBehindAsLongAsTheyAreTold() {
        var (world, body) = ready()
        world.service.readLag = .seconds(5)
        world.now = world.now + .seconds(60)
        let old = world.ask("GET", "/git/ref/heads/main").text
        #expect(world.ask("PATCH", "/git/refs/heads/main", body).status == 200)
        world.now = world.now + .milliseconds(4_999)
        #expect(world.ask("GET", "/git/ref/heads/main").text == old)
        world.now = world.now + .milliseconds(1)
        #expect(world.ask("GET", "/git/ref/heads/main").text != old)
    }
}

/// The same over a socket.
@Suite struct GitHubFaultWireTests {
    @Test(arguments: [GitHubFault.Answer.none, .half])
    func connectionIsClosedBeforeOrInTheAnswer(_ answer: GitHubFault.Answer) async throws {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let now = world.now
        world.service.plan(GitHubFault("GET git/ref", .afterwards(answer)))
        let server = try await SimulatorServer.start(service: world.service, wallClock: { now })
        do {
            let request = GitHubWorld.headers.map { "\($0.name): \($0.value)\n" }.joined()
            let connection = try RawConnection(port: server.port)
            try connection.write("GET /repos/acme/pipeline-health/git/ref/heads/main HTTP/1.1\n\(request)\n")
            #expect(throws: RawConnection.Failure.self) { try connection.read() }
            let next = try RawConnection(port: server.port)
            try next.write("GET /repos/acme/pipeline-health/git/ref/heads/main HTTP/1.1\n\(request)\n")
            #expect(try next.read().status == 200)
        } catch {
            try await server.shutdown()
            throw error
        }
        try await server.shutdown()
    }
}
