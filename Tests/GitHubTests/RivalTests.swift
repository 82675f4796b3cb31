import Testing
import Transport

@testable import GitHub

/// Somebody else writes to the branch at the same time.
struct RivalTests {
    @Test func rivalPushIsBuiltUpon() async throws {
        let service = FakeGitHub(World.fill)
        service.plan("PATCH", .first { $0.push(["README.md": "# Pipeline health\n", "theirs.txt": "new"]) })
        let clock = TestClock()
        let publication = try await World.publish(service, clock: clock)
        #expect(publication.outcome == .committed(try #require(service.repository.branches["main"])))
        #expect(World.isPublished(service))
        #expect(service.repository.text("theirs.txt") == "new")
        #expect(service.repository.history().map(\.message) == [World.message, "rival", "rival"])
        #expect(service.writes.count { $0 == "POST /git/commits" } == 2)
        #expect(clock.now < .seconds(1))
    }

    @Test func rivalThatWroteOurContentLeavesNothingToDo() async throws {
        let service = FakeGitHub(World.fill)
        service.plan(
            "PATCH",
            .first {
                $0.push([
                    "Error/databricks_job_monitoring_report.csv": World.report,
                    "Error/workspaces/prod-us.csv": World.prodUS, "Error/workspaces/prod-eu.csv": nil,
                ])
            })
        let publication = try await World.publish(service)
        #expect(publication.outcome == .unchanged)
        #expect(publication.files == 0)
        #expect(World.commits(service) == 0)
    }

    @Test func rivalThatRemovedTheFileToRemoveIsNoError() async throws {
        let service = FakeGitHub(World.fill)
        service.plan("PATCH", .first { $0.push(["Error/workspaces/prod-eu.csv": nil]) })
        #expect(try await World.publish(service).files == 2)
        #expect(World.isPublished(service))
    }

    @Test func tenRebuildsAreTriedAndNoMore() async throws {
        for rivals in [10, 11] {
            let service = FakeGitHub(World.fill)
            service.plan("PATCH", times: rivals, .first { $0.push(["theirs.txt": "\($0.commits.count)"]) })
            let failure = try await World.failure(service)
            #expect(failure?.reason == (rivals == 10 ? nil : .conflict(rebuilds: 10)))
            #expect(service.writes.count { $0.hasPrefix("PATCH") } == 11)
            #expect(World.commits(service) == (rivals == 10 ? 1 : 0))
        }
    }

    @Test func staleReadIsWaitedForBeforeARebuild() async throws {
        let service = FakeGitHub(World.fill)
        service.plan("PATCH", .first { $0.push(["theirs.txt": "new"]) })
        // The three reads after the refusal show the head that the rival left.
        let old = try #require(service.repository.branches["main"])
        service.plan("GET /git/ref", times: 1, .altered { $0 })
        let stale = JSON.response(200, ["object": ["sha": "\(old)"]])
        for _ in 0..<3 { service.plan("GET /git/ref", .instead(stale)) }
        // The first read is the ordinary one: put it before the stale ones.
        let clock = TestClock()
        let publication = try await World.publish(service, clock: clock)
        #expect(publication.files == 3)
        #expect(World.isPublished(service))
        #expect(World.commits(service) == 1)
        #expect(service.writes.count { $0 == "POST /git/commits" } == 2)  // no rebuild on the stale head
        #expect(clock.now == .seconds(1 + 2 + 4))
    }

    @Test func readsThatStayStaleEndThePublication() async throws {
        let service = FakeGitHub(World.fill)
        let old = try #require(service.repository.branches["main"])
        service.plan("PATCH", times: 100, .first { $0.push(["theirs.txt": "\($0.commits.count)"]) })
        service.plan("GET /git/ref", times: 100, .instead(JSON.response(200, ["object": ["sha": "\(old)"]])))
        let clock = TestClock()
        #expect(try await World.failure(service, clock: clock)?.reason == .staleReads)
        #expect(clock.now == .seconds(60))
    }

    @Test func branchDeletedInBetweenIsMadeAgain() async throws {
        let service = FakeGitHub { repository in
            World.fill(&repository)
            repository.branches["reports"] = repository.branches["main"]
        }
        service.plan("PATCH", .first { $0.branches["reports"] = nil })
        let publication = try await World.publish(service, branch: "reports")
        #expect(publication.files == 3)
        #expect(World.isPublished(service, branch: "reports"))
        #expect(service.writes.last == "POST /git/refs")
    }

    @Test func branchForcedElsewhereAfterOurCommitGetsItAgain() async throws {
        let service = FakeGitHub(World.fill)
        // The first look after the branch moved: somebody has just replaced its history.
        service.plan("GET /git/ref", .altered { $0 })
        service.plan(
            "GET /git/ref",
            .first { repository in
                repository.branches["main"] = nil
                World.fill(&repository)
                repository.push(["forced.txt": "yes"])
            })
        let publication = try await World.publish(service)
        #expect(publication.files == 3)
        #expect(World.isPublished(service))
        #expect(service.repository.text("forced.txt") == "yes")
        #expect(World.commits(service) == 1)
    }

    @Test func commitWithALaterOneOnTopIsVerified() async throws {
        for pushes in 1...3 {
            let service = FakeGitHub(World.fill)
            service.plan("GET /git/ref", .altered { $0 })
            service.plan("GET /git/ref", .first { for n in 0..<pushes { $0.push(["theirs.txt": "\(n)"]) } })
            let publication = try await World.publish(service)
            #expect(publication.files == 3)
            #expect(World.commits(service) == 1)
            #expect(service.titles.count { $0.hasPrefix("GET /compare/") } == (pushes == 1 ? 0 : 1))
        }
    }
}
