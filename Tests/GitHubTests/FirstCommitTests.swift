import Synchronization
import Testing
import Transport

@testable import GitHub

/// Repositories without a commit, without the branch, under another name.
struct FirstCommitTests {
    static let files = World.files + [PublishedFile(path: "SUMMARY.md", bytes: Array("# Pipeline health\n".utf8))]

    @Test func emptyRepositoryBeginsWithTheSummary() async throws {
        let service = FakeGitHub()
        let publication = try await World.publish(service, Self.files)
        #expect(publication.outcome == .committed(try #require(service.repository.branches["main"])))
        #expect(publication.files == 3)
        #expect(service.writes.first == "PUT /contents/Error/SUMMARY.md")
        #expect(service.writes.count { $0.hasPrefix("PUT") } == 1)
        #expect(service.repository.history().map(\.message) == [World.message, World.message])
        #expect(service.repository.text("Error/SUMMARY.md") == "# Pipeline health\n")
        #expect(service.repository.text("Error/workspaces/prod-us.csv") == World.prodUS)
        #expect(try await World.publish(service, Self.files).outcome == .unchanged)
    }

    @Test func emptyRepositoryTakesTheSmallestFileWhereThereIsNoSummary() async throws {
        let service = FakeGitHub()
        let only = [PublishedFile(path: "é b.csv", bytes: Array("a\n".utf8))]
        let publication = try await World.publish(service, only, branch: "reports")
        #expect(publication.outcome == .committed(try #require(service.repository.branches["reports"])))
        #expect(publication.files == 1)
        #expect(service.writes == ["PUT /contents/Error/%C3%A9%20b.csv"])
    }

    @Test func nothingToPublishLeavesAnEmptyRepositoryEmpty() async throws {
        let service = FakeGitHub()
        #expect(try await World.publish(service, []).outcome == .unchanged)
        #expect(service.writes == [])
    }

    @Test(arguments: ["502 before", "502 after", "reset before", "reset after"])
    func lostFirstCommitIsNotMadeTwice(_ fault: String) async throws {
        let service = FakeGitHub()
        service.plan("PUT", try #require(LostAnswerTests.faults[fault]))
        let publication = try await World.publish(service, Self.files)
        #expect(publication.files == 3)
        #expect(World.commits(service) == 2)
        let alone = FakeGitHub()
        alone.plan("PUT", try #require(LostAnswerTests.faults[fault]))
        let one = try await World.publish(alone, [Self.files[2]])
        #expect(one.outcome == .committed(try #require(alone.repository.branches["main"])))
        #expect(World.commits(alone) == 1)
    }

    @Test func rivalThatFilledTheRepositoryIsBuiltUpon() async throws {
        for branch in ["main", "other"] {
            let service = FakeGitHub { $0.defaultBranch = branch }
            service.plan("PUT", .first { $0.push(["README.md": "theirs", "Error/SUMMARY.md": "theirs"], to: branch) })
            let publication = try await World.publish(service, Self.files)
            #expect(publication.files == 3)
            #expect(service.repository.text("README.md") == "theirs")
            #expect(service.repository.text("Error/SUMMARY.md") == "# Pipeline health\n")
            #expect(World.commits(service) == 1)
        }
    }

    @Test func repositoryThatStaysClosedIsAFailure() async throws {
        let service = FakeGitHub()
        service.plan("PUT", times: 100, .instead(JSON.refusal(409, "Git Repository is empty.")))
        let failure = try await World.failure(service)
        #expect(
            failure?.reason == .refused(status: 409, endpoint: "PUT contents", text: "Git Repository is empty."))
    }

    @Test func missingBranchIsMadeFromTheDefaultOne() async throws {
        let service = FakeGitHub(World.fill)
        let main = try #require(service.repository.branches["main"])
        let publication = try await World.publish(service, branch: "reports")
        #expect(publication.outcome == .committed(try #require(service.repository.branches["reports"])))
        #expect(World.isPublished(service, branch: "reports"))
        #expect(service.repository.branches["main"] == main)
        #expect(service.writes.last == "POST /git/refs")
        #expect(service.repository.history(of: "reports").map(\.message) == [World.message, "rival"])
    }

    @Test func missingBranchIsMadeEvenWhereNothingDiffers() async throws {
        let service = FakeGitHub(World.fillWithResult)
        #expect(try await World.publish(service, branch: "reports").outcome == .unchanged)
        #expect(service.repository.branches["reports"] == service.repository.branches["main"])
        #expect(service.writes == ["POST /git/refs"])
    }

    @Test(arguments: ["502 before", "502 after", "reset before", "reset after"])
    func lostBranchIsNotMadeTwice(_ fault: String) async throws {
        for lateReads in [0, 1] {
            let service = FakeGitHub(World.fill)
            service.state.withLock { $0.lateReads = lateReads }
            service.plan("POST /git/refs", try #require(LostAnswerTests.faults[fault]))
            let publication = try await World.publish(service, branch: "reports")
            #expect(publication.files == 3)
            #expect(World.commits(service, branch: "reports") == 1)
        }
    }

    @Test func branchThatARivalMadeIsBuiltUpon() async throws {
        let service = FakeGitHub(World.fill)
        service.plan(
            "POST /git/refs",
            .first { repository in
                repository.branches["reports"] = repository.branches["main"]
                repository.push(["theirs.txt": "new"], to: "reports")
            })
        let publication = try await World.publish(service, branch: "reports")
        #expect(publication.files == 3)
        #expect(World.isPublished(service, branch: "reports"))
        #expect(service.repository.text("theirs.txt", on: "reports") == "new")
    }

    @Test func missingDefaultBranchIsAFailureThatNamesBoth() async throws {
        let service = FakeGitHub { repository in
            World.fill(&repository)
            repository.defaultBranch = "gone"
        }
        let failure = try await World.failure(service, branch: "reports")
        #expect(failure?.reason == .nothingToBranchFrom(branch: "reports", defaultBranch: "gone"))
    }

    @Test func renamedRepositoryIsFollowedAndNamed() async throws {
        let service = FakeGitHub(World.fill)
        service.state.withLock { $0.name = "acme/health" }
        let url = "\(FakeGitHub.prefix)/repositories/700000001/git/ref/heads/main"
        service.plan(
            "GET /repos/acme/pipeline-health/",
            .instead(JSON.response(301, ["message": "Moved Permanently"], headers: [HTTPHeader("Location", url)])))
        let publication = try await World.publish(service)
        #expect(World.isPublished(service))
        #expect(publication.warnings == ["The repository moved: set github.repository to acme/health."])
    }

    @Test func repositoryRenamedInTheMiddleKeepsMethodAndBody() async throws {
        let service = FakeGitHub(World.fill)
        let url = "\(FakeGitHub.prefix)/repositories/700000001/git/trees"
        service.plan("POST /git/trees", .first { _ in })
        service.plan(
            "POST /git/trees",
            .instead(JSON.response(307, ["message": "Moved Permanently"], headers: [HTTPHeader("Location", url)])))
        #expect(try await World.publish(service).files == 3)
        let bodies = service.bodies("POST /git/trees")
        #expect(bodies.count == 2)
        #expect(JSON.bytes(bodies[0]) == JSON.bytes(bodies[1]))
    }

    @Test(arguments: [
        "https://evil.example.com/api/v3/repositories/1/git/ref/heads/main",
        "http://ghe.example.com/api/v3/repositories/1/git/ref/heads/main",
        "https://ghe.example.com:8443/api/v3/repositories/1",
        "https://ghe.example.com/repositories/1", "https://ghe.example.com/api/v30/repositories/1",
        "https://ghe.example.com@evil.example.com/api/v3/repositories/1",
        "https://ghe.example.com/api/v3/user", "/repositories/1", "",
    ])
    func noCredentialGoesToAnotherPlace(_ location: String) async throws {
        let service = FakeGitHub(World.fill)
        service.plan(
            "GET /git/ref",
            .instead(JSON.response(301, [String: String](), headers: [HTTPHeader("Location", location)])))
        #expect(try await World.failure(service)?.reason == .movedElsewhere(location: location))
        #expect(service.titles.count == 1)
    }

    @Test func circleOfRedirectsEnds() async throws {
        let service = FakeGitHub(World.fill)
        let headers = [HTTPHeader("Location", "\(FakeGitHub.prefix)/repositories/700000001")]
        service.plan("GET", times: 100, .instead(JSON.response(301, [String: String](), headers: headers)))
        #expect(try await World.failure(service)?.code == "moved_elsewhere")
        #expect(service.titles.count == 4)
    }
}

extension PublishFailure {
    var code: String { reason.code }
}
