import Synchronization
import Testing
import Transport

@testable import GitHub

/// Answers that do not come, whether the call landed or not: one commit, never two, never none.
struct LostAnswerTests {
    struct Case: CustomTestStringConvertible {
        let call: String
        let fault: String

        var testDescription: String { "\(call), \(fault)" }
    }

    static let faults: [String: FakeGitHub.Fault] = [
        "502 before": .instead(HTTPResponse(status: 502, body: Array("<html>Bad Gateway</html>".utf8))),
        "502 after": .after(HTTPResponse(status: 502, body: Array("<html>Bad Gateway</html>".utf8))),
        "reset before": .insteadError(.broken(host: "ghe.example.com", reason: "reset")),
        "reset after": .afterError(.broken(host: "ghe.example.com", reason: "reset")),
        "timeout after": .afterError(.requestTimeout(host: "ghe.example.com")),
    ]

    static let cases = [
        "GET /git/ref", "GET /git/commits", "GET /git/trees", "GET /git/blobs", "POST /git/trees", "POST /git/commits",
        "PATCH",
    ].flatMap { call in faults.keys.sorted().map { Case(call: call, fault: $0) } }

    @Test(arguments: cases)
    func oneCommitComesOfIt(_ test: Case) async throws {
        for times in 1...3 {
            let service = FakeGitHub(World.fill)
            service.plan(test.call, times: times, try #require(Self.faults[test.fault]))
            let publication = try await World.publish(service)
            #expect(publication.outcome == .committed(try #require(service.repository.branches["main"])))
            #expect(publication.files == 3)
            #expect(publication.calls == service.titles.count)
            #expect(World.isPublished(service))
            #expect(World.commits(service) == 1)
        }
    }

    @Test func moveThatLandedIsNotSentAgain() async throws {
        let service = FakeGitHub(World.fill)
        service.plan("PATCH", .afterError(.stalled(host: "ghe.example.com")))
        _ = try await World.publish(service)
        #expect(service.writes.count { $0.hasPrefix("PATCH") } == 1)
    }

    @Test func lostMoveUnderALaterPushIsFoundInTheHistory() async throws {
        for pushes in 1...2 {
            let service = FakeGitHub(World.fill)
            service.plan("PATCH", .afterError(.stalled(host: "ghe.example.com")))
            service.plan("GET /git/ref", .altered { $0 })
            service.plan("GET /git/ref", .first { for n in 0..<pushes { $0.push(["theirs.txt": "\(n)"]) } })
            let publication = try await World.publish(service)
            let history = service.repository.history()
            #expect(history.map(\.message) == Array(repeating: "rival", count: pushes) + [World.message, "rival"])
            #expect(publication.outcome == .committed(try #require(history[pushes - 1].parents.first)))
            #expect(publication.files == 3)
        }
    }

    @Test func lostMoveThatDidNotLandUnderALaterPushIsBuiltAnew() async throws {
        let service = FakeGitHub(World.fill)
        service.plan("PATCH", .insteadError(.stalled(host: "ghe.example.com")))
        service.plan("GET /git/ref", .altered { $0 })
        service.plan("GET /git/ref", .first { $0.push(["theirs.txt": "new"]) })
        _ = try await World.publish(service)
        #expect(service.repository.history().map(\.message) == [World.message, "rival", "rival"])
        #expect(World.isPublished(service))
    }

    @Test(arguments: [409, 422])
    func moveThatTheServiceIsUnsureOfIsLookedAfter(_ status: Int) async throws {
        let service = FakeGitHub(World.fill)
        service.plan("PATCH", times: 2, .instead(JSON.refusal(status, "Reference cannot be updated")))
        #expect(try await World.publish(service).files == 3)
        #expect(World.commits(service) == 1)
    }

    @Test(arguments: [(4, 7_500, 1), (5, 11_500, 2)])
    func lateReadsAfterTheMoveAreWaitedFor(_ lateReads: Int, _ waitMs: Int, _ moves: Int) async throws {
        let service = FakeGitHub(World.fill)
        service.state.withLock { $0.lateReads = lateReads }
        let clock = TestClock()
        _ = try await World.publish(service, clock: clock)
        #expect(clock.now == .milliseconds(waitMs))
        #expect(service.writes.count { $0.hasPrefix("PATCH") } == moves)  // the second says the same again
        #expect(World.commits(service) == 1)
    }

    @Test func commitThatIsNeverSeenIsAFailureThatNamesIt() async throws {
        let service = FakeGitHub(World.fill)
        service.state.withLock { $0.lateReads = 100 }
        let clock = TestClock()
        let failure = try await World.failure(service, clock: clock)
        let head = try #require(service.repository.branches["main"])
        #expect(failure?.reason == .unverified(commit: head))
        #expect(clock.now >= .seconds(30) && clock.now < .seconds(35))
        service.state.withLock { $0.late = [:] }
        #expect(try await World.publish(service).outcome == .unchanged)  // the next sweep
    }

    @Test func freshObjectsThatAreUnknownForAMomentAreAskedForAgain() async throws {
        for (call, message) in [
            ("POST /git/commits", "Tree SHA does not exist"), ("POST /git/trees", "base_tree is not a valid tree oid"),
            ("POST /git/trees", "GitRPC::BadObjectState"), ("PATCH", "Object does not exist"),
            ("GET /git/commits", "Not Found"),
        ] {
            for times in [3, 4] {
                let service = FakeGitHub(World.fill)
                let status = message == "Not Found" ? 404 : 422
                service.plan(call, times: times, .instead(JSON.refusal(status, message)))
                let failure = try await World.failure(service)
                #expect((failure == nil) == (times == 3), "\(call) \(message)")
                #expect(World.commits(service) == (times == 3 ? 1 : 0))
            }
        }
    }

    @Test func outageEndsAfterFourTries() async throws {
        let service = FakeGitHub(World.fill)
        service.plan("GET /git/ref", times: 4, .instead(HTTPResponse(status: 503)))
        let clock = TestClock()
        let failure = try await World.failure(service, clock: clock)
        #expect(failure?.reason == .unavailable(status: 503, endpoint: "GET git/ref"))
        #expect(failure?.calls == 4)
        #expect(clock.now < .seconds(8))
    }

    @Test func treeThatIsTooMuchIsHalved() async throws {
        let files = (0..<8).map { PublishedFile(path: "w\($0).csv", bytes: Array("\($0)\n".utf8)) }
        let timeout = "Sorry, your request timed out.  It's likely that your input was too large to process."
        for response in [JSON.refusal(422, timeout), HTTPResponse(status: 413), HTTPResponse(status: 502)] {
            let service = FakeGitHub { $0.push(["README.md": "theirs"]) }
            service.plan("POST /git/trees", times: response.status == 502 ? 4 : 2, .instead(response))
            _ = try await World.publish(service, files)
            let sizes = service.bodies("POST /git/trees").map { ($0["tree"] as? [Any] ?? []).count }
            #expect(sizes == (response.status == 502 ? [8, 8, 4, 4, 2, 2, 4] : [8, 4, 2, 2, 4]))
            #expect(service.repository.text("Error/w7.csv") == "7\n")
            #expect(World.commits(service) == 1)
        }
    }
}
