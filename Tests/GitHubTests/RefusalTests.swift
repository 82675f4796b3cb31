import Model
import Testing
import Transport

@testable import GitHub

/// What ends a publication, and what only holds it up.
struct RefusalTests {
    @Test func wrongTokenIsUnauthorisedAtOnce() async throws {
        let service = FakeGitHub(World.fill)
        let failure = await #expect(throws: PublishFailure.self) {
            try await World.publisher(service, token: "ghp_WRONG").publish(World.files, message: "m")
        }
        #expect(failure?.reason == .unauthorised(text: "Bad credentials"))
        #expect(failure?.requestID == "0689:9DE5")
        #expect(failure?.calls == 1)
    }

    @Test func missingRepositoryIsNamed() async throws {
        let service = FakeGitHub(World.fill)
        service.plan("GET", times: 2, .instead(JSON.refusal(404, "Not Found")))
        #expect(try await World.failure(service)?.reason == .repositoryNotFound(repository: "acme/pipeline-health"))
    }

    @Test func archivedRepositoryIsNamed() async throws {
        let service = FakeGitHub { repository in
            World.fill(&repository)
            repository.isArchived = true
        }
        #expect(try await World.failure(service)?.reason == .archived(repository: "acme/pipeline-health"))
    }

    @Test func ruleThatRefusesTheMoveIsNotTriedAgain() async throws {
        let service = FakeGitHub(World.fill)
        let text = "Repository rule violations found\n\nChanges must be made through a pull request.\n\n"
        service.plan("PATCH", .instead(JSON.refusal(422, text)))
        let reason = try await World.failure(service)?.reason
        #expect(
            reason
                == .ruleset(text: "Repository rule violations found Changes must be made through a pull request."))
        #expect(service.writes.count { $0.hasPrefix("PATCH") } == 1)
        #expect(World.commits(service) == 0)
    }

    @Test func pushProtectionNamesTheFile() async throws {
        let service = FakeGitHub(World.fill)
        service.plan(
            "POST /git/blobs",
            .instead(JSON.refusal(422, "Repository rule violations found\n\nSecret detected in content")))
        let files = [PublishedFile(path: "a.bin", bytes: [0xFF])]
        #expect(try await World.failure(service, files)?.reason == .pushProtection(path: "Error/a.bin"))
    }

    @Test func limitIsWaitedFor() async throws {
        let service = FakeGitHub(World.fill)
        let reset = [HTTPHeader("x-ratelimit-remaining", "0"), HTTPHeader("x-ratelimit-reset", "1795496430")]
        service.plan("POST /git/trees", .instead(JSON.refusal(403, "API rate limit exceeded", headers: reset)))
        service.plan("PATCH", .instead(JSON.refusal(429, "x", headers: [HTTPHeader("Retry-After", "20")])))
        let clock = TestClock()
        #expect(try await World.publish(service, clock: clock).files == 3)
        #expect(clock.now == .seconds(31 + 20))
    }

    @Test func twoMinutesOfLimitsAreTheMost() async throws {
        let service = FakeGitHub(World.fill)
        let secondary = JSON.refusal(403, "You have exceeded a secondary rate limit.")
        service.plan("POST /git/trees", times: 2, .instead(secondary))
        let clock = TestClock()
        let failure = try await World.failure(service, clock: clock)
        #expect(failure?.reason == .rateLimited(.secondary, wait: .seconds(120)))
        #expect(clock.now == .seconds(60))
        let far = [HTTPHeader("x-ratelimit-remaining", "0"), HTTPHeader("x-ratelimit-reset", "1795500000")]
        service.plan("GET", .instead(JSON.refusal(403, "API rate limit exceeded", headers: far)))
        let later = TestClock()
        #expect(try await World.failure(service, clock: later)?.reason == .rateLimited(.primary, wait: .seconds(3_601)))
        #expect(later.now == .zero)
    }

    @Test func waitsOfDifferentCallsAddUp() async throws {
        let service = FakeGitHub(World.fill)
        for call in ["POST /git/trees", "POST /git/commits", "PATCH"] {
            service.plan(call, .instead(JSON.refusal(403, "x", headers: [HTTPHeader("Retry-After", "50")])))
        }
        let clock = TestClock()
        let failure = try await World.failure(service, clock: clock)
        #expect(failure?.reason == .rateLimited(.secondary, wait: .seconds(50)))
        #expect(clock.now == .seconds(100))
    }

    @Test func untrustedConnectionIsNotTriedAgain() async throws {
        let service = FakeGitHub(World.fill)
        let error = TransportError.tls(host: "ghe.example.com", reason: .expired)
        service.plan("GET", .insteadError(error))
        #expect(try await World.failure(service)?.reason == .unreachable(error))
        #expect(service.titles.count == 1)
    }

    @Test(arguments: ["", "<html>", "null", "[]", "{}", #"{"object":{"sha":"x"}}"#, #"{"sha":null,"object":7}"#])
    func unreadableAnswerIsAnErrorValue(_ body: String) async throws {
        for call in [
            "GET /git/ref", "GET /git/commits", "GET /git/trees", "GET /git/blobs", "POST /git/trees",
            "POST /git/commits",
        ] {
            let service = FakeGitHub(World.fill)
            service.plan(call, times: 4, .instead(HTTPResponse(status: 200, body: Array(body.utf8))))
            #expect(try await World.failure(service)?.code == "unreadable", "\(call)")
            #expect(World.commits(service) == 0)
        }
    }

    @Test(arguments: ["", "<html>", "{\"object\":{\"sha\":\"04f7", "{}"])
    func answerThatCannotBeReadIsAskedForAgain(_ body: String) async throws {
        for call in [
            "GET /git/ref", "GET /git/commits", "GET /git/trees", "GET /git/blobs", "POST /git/trees",
            "POST /git/commits", "PATCH",
        ] {
            for isDone in [false, true] {
                let service = FakeGitHub(World.fill)
                let response = HTTPResponse(status: 200, body: Array(body.utf8))
                service.plan(call, times: 3, isDone ? .after(response) : .instead(response))
                #expect(try await World.publish(service).files == 3)
                #expect(World.commits(service) == 1)
                #expect(World.isPublished(service))
            }
        }
    }

    @Test func missingFieldIsNamed() async throws {
        let service = FakeGitHub(World.fill)
        service.plan(
            "GET /git/trees", times: 4,
            .instead(JSON.response(200, ["sha": "\(GitObjectID.emptyTree)", "tree": [["path": "a"]]])))
        #expect(
            try await World.failure(service)?.reason
                == .unreadable(endpoint: "GET git/trees", field: "tree.[0].mode is missing"))
    }

    @Test(arguments: [
        ("GET /git/commits", "\"parents\":[],\"sha\":\""), ("GET /git/trees", "{\"sha\":\""),
        ("GET /git/blobs", "\"content\":\""), ("POST /git/blobs", "\"sha\":\""), ("POST /git/trees", "\"sha\":\""),
        ("POST /git/commits", "\"tree\":{\"sha\":\""),
    ])
    func wrongIDStopsBeforeTheBranchMoves(_ call: String, _ mark: String) async throws {
        let wrong = "0123456789abcdef0123456789abcdef01234567"
        let service = FakeGitHub(World.fill)
        service.plan(
            call, times: 2,
            .altered { text in
                // The forty characters after the last mark, which is the answer's own id.
                guard let range = text.ranges(of: mark).last else { return text }
                return text[..<range.upperBound] + wrong + text[range.upperBound...].dropFirst(40)
            })
        let files = World.files + [PublishedFile(path: "a.bin", bytes: [0xFF])]
        #expect(try await World.failure(service, files)?.code == "wrong_id")
        #expect(World.commits(service) == 0)
    }

    @Test func textThatTheServiceKeepsOtherwiseIsUploadedAsABlob() async throws {
        let service = FakeGitHub(World.fill)
        service.plan(
            "POST /git/trees", .altered { _ in #"{"sha":"0123456789abcdef0123456789abcdef01234567"}"# })
        #expect(try await World.publish(service).files == 3)
        #expect(service.writes.count { $0 == "POST /git/blobs" } == 2)
        #expect(World.isPublished(service))
    }

    @Test func truncatedListingIsWorkedWith() async throws {
        let service = FakeGitHub(World.fill)
        service.plan(
            "GET /git/trees", times: 3, .altered { $0.replacing("\"truncated\":false", with: "\"truncated\":true") })
        let publication = try await World.publish(service)
        #expect(publication.files == 3)
        #expect(publication.warnings == ["GitHub cut a listing of the repository: its folders are too large."])
        #expect(World.isPublished(service))
    }

    @Test func writtenTreeThatIsTheHeadsMakesNoCommit() async throws {
        let service = FakeGitHub { repository in
            World.fillWithResult(&repository)
            repository.push(["Error/workspaces/theirs.txt": "theirs"])
        }
        let tree = try #require(service.repository.history().first?.tree)
        // What the cut listing lacks has to be taken for missing.
        service.plan("GET /git/trees", .altered { _ in #"{"sha":"\#(tree)","tree":[],"truncated":true}"# })
        #expect(try await World.publish(service).outcome == .unchanged)
        #expect(service.writes == ["POST /git/trees"])
    }

    @Test func executableReportBecomesAPlainFile() async throws {
        let service = FakeGitHub { repository in
            World.fillWithResult(&repository)
            guard var files = repository.history().first.flatMap({ repository.trees[$0.tree] }) else { return }
            files["Error/workspaces/prod-us.csv"]?.mode = "100755"
            let commit = FakeRepository.Commit(tree: repository.write(files), parents: [], message: "chmod")
            repository.branches["main"] = repository.write(commit, text: "rival")
        }
        #expect(try await World.publish(service).files == 1)
        let repository = service.repository
        let tree = try #require(repository.history().first?.tree)
        #expect(repository.trees[tree]?["Error/workspaces/prod-us.csv"]?.mode == "100644")
    }

    @Test func whatIsNotOursIsNeverOverwritten() async throws {
        for (path, taken) in [
            ("Error", "Error"), ("Error/workspaces", "Error/workspaces"),
            ("Error/workspaces/prod-us.csv/theirs.txt", "Error/workspaces/prod-us.csv"),
        ] {
            let service = FakeGitHub { $0.push([path: "theirs"]) }
            #expect(try await World.failure(service)?.reason == .occupied(path: taken))
            #expect(service.writes == [])
        }
    }

    @Test func onlyWhatDbmonWroteIsRemoved() async throws {
        let service = FakeGitHub { repository in
            World.fillWithResult(&repository)
            repository.push([
                "Error/workspaces/left.csv": World.prodEU,
                "Error/workspaces/header.csv": String(World.header.dropLast()),
                "Error/workspaces/theirs.csv": "a,b\n1,2\n" + World.header,
                "Error/workspaces/more.csv": "Job_Id,Job_Name,Timestamp (UTC),Status,Error_Details,Mine\n",
                "Error/workspaces/crlf.csv": "Job_Id,Job_Name,Timestamp (UTC),Status,Error_Details\r\n",
                "Error/workspaces/left.txt": World.prodEU, "Error/workspaces/deep/left.csv": World.prodEU,
                "Error/left.csv": World.prodEU, "workspaces/left.csv": World.prodEU,
            ])
        }
        #expect(try await World.publish(service).files == 2)
        let repository = service.repository
        let head = try #require(repository.branches["main"].flatMap { repository.commits[$0] })
        let paths = try #require(repository.trees[head.tree]).keys.filter {
            $0.contains("workspaces/") || $0.contains("left")
        }
        #expect(
            paths.sorted() == [
                "Error/left.csv", "Error/workspaces/crlf.csv", "Error/workspaces/deep/left.csv",
                "Error/workspaces/left.txt", "Error/workspaces/more.csv", "Error/workspaces/prod-us.csv",
                "Error/workspaces/theirs.csv", "workspaces/left.csv",
            ])
        #expect(try await World.publish(service).outcome == .unchanged)
    }

    @Test func nothingIsRemovedWithoutARule() async throws {
        let service = FakeGitHub(World.fill)
        let publisher = World.publisher(service)
        #expect(try await publisher.publish(World.files, removing: nil, message: "m").files == 2)
        #expect(service.repository.text("Error/workspaces/prod-eu.csv") == World.prodEU)
    }

    @Test func cancelledBeforeTheMoveNothingIsPublished() async throws {
        let service = FakeGitHub(World.fill)
        service.plan("POST /git/commits", .first { _ in unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } })
        await #expect(throws: CancellationError.self) { try await World.publish(service) }
        #expect(World.commits(service) == 0)
    }

    @Test func cancelledAfterTheMoveTheCommitIsReported() async throws {
        let service = FakeGitHub(World.fill)
        service.plan("PATCH", .first { _ in unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } })
        let publication = try await World.publish(service)
        #expect(publication.files == 3)
        #expect(publication.warnings.count == 1)
        #expect(World.commits(service) == 1)
    }
}
