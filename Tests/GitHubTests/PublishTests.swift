import Model
import Testing
import Transport

@testable import GitHub

/// The ordinary course: what is written, with which calls.
struct PublishTests {
    @Test func everyChangeIsInOneCommitAndOtherFilesStay() async throws {
        let service = FakeGitHub(World.fill)
        let publication = try await World.publish(service)
        let head = try #require(service.repository.branches["main"])
        #expect(publication.outcome == .committed(head))
        #expect(publication.files == 3)
        #expect(publication.warnings == [])
        #expect(World.isPublished(service))
        #expect(World.commits(service) == 1)
        #expect(service.writes.map(method) == ["POST", "POST", "PATCH"])
        // ref, commit, three levels, a blob for its first line, tree, commit, ref, and the look at the end
        #expect(publication.calls == 10)
        #expect(service.titles.count == 10)
    }

    @Test func commitOfTheExampleHasItsKnownID() async throws {
        let service = FakeGitHub(World.fillAsKnown)
        #expect(service.repository.branches["main"] == GitObjectID("04f71a4e2202647b996bd8b68d573708de406781"))
        let publication = try await World.publisher(service).publish(
            World.files, message: World.message, identity: .init(name: "dbmon", email: "dbmon@example.com"))
        let known = try #require(GitObjectID("7f27cf0ad96e918f6181c46aa9a2dfbdbf631ed3"))
        #expect(publication.outcome == .committed(known))
    }

    @Test func unchangedStateWritesNothingAndReadsNoFolderTwice() async throws {
        let service = FakeGitHub(World.fillWithResult)
        let publication = try await World.publish(service)
        #expect(publication.outcome == .unchanged)
        #expect(publication.files == 0)
        #expect(publication.calls == 3)  // Error is exactly ours, so the root alone is listed
        #expect(service.writes == [])
    }

    @Test func unchangedStateBesideForeignFilesReadsEveryLevelOnce() async throws {
        let service = FakeGitHub { repository in
            World.fillWithResult(&repository)
            repository.push(["Error/notes.md": "theirs", "Error/workspaces/notes.md": "theirs"])
        }
        let publisher = World.publisher(service)
        #expect(try await publisher.publish(World.files, message: World.message).outcome == .unchanged)
        #expect(service.titles.count == 5)  // ref, commit, three levels
        let again = try await publisher.publish(World.files, message: World.message)
        #expect(again.outcome == .unchanged)
        #expect(again.calls == 1)  // everything but the branch is known by id
    }

    @Test func requestsCarryWhatTheServiceDemands() async throws {
        let service = FakeGitHub(World.fill)
        _ = try await World.publish(service)
        for call in service.calls {
            #expect(call.headers.contains(HTTPHeader("User-Agent", "dbmon/1")))
            #expect(call.headers.contains(HTTPHeader("Accept", "application/vnd.github+json")))
            #expect(call.headers.contains(HTTPHeader("X-GitHub-Api-Version", "2022-11-28")))
            #expect(!call.headers.contains { $0.name == "Accept-Encoding" })
            let isRef = call.title.hasPrefix("GET /git/ref/")
            #expect(call.headers.contains(HTTPHeader("Cache-Control", "no-cache")) == isRef)
        }
    }

    @Test func bodiesHaveNoNullButThatOfADeletion() async throws {
        let service = FakeGitHub(World.fill)
        _ = try await World.publish(service)
        let tree = service.calls.first { $0.title == "POST /git/trees" }?.body ?? []
        let text = String(decoding: tree, as: UTF8.self)
        #expect(
            text.contains(
                #"{"mode":"100644","path":"Error/workspaces/prod-eu.csv","sha":null,"type":"blob"}"#))
        #expect(text.split(separator: "null").count == 2)
        let commit = service.calls.first { $0.title == "POST /git/commits" }?.body ?? []
        let author = #"{"date":"2026-11-24T05:00:00Z","email":"dbmon@users.noreply.github.com","name":"dbmon"}"#
        #expect(String(decoding: commit, as: UTF8.self).contains("\"author\":\(author),\"committer\":\(author)"))
        #expect(service.bodies("PATCH").allSatisfy { $0["force"] as? Bool == false })
    }

    @Test(arguments: ["", "Error", "a/b/c", "/Berichte 2026/über/", "./x"])
    func directoryMayBeAnyFolder(_ directory: String) async throws {
        let service = FakeGitHub { $0.push(["README.md": "theirs"]) }
        let publication = try await World.publish(service, directory: directory)
        #expect(publication.files == 2)
        let place = directory.split(separator: "/").filter { $0 != "." }.map { $0 + "/" }.joined()
        #expect(service.repository.text("\(place)workspaces/prod-us.csv") == World.prodUS)
        #expect(service.repository.text("README.md") == "theirs")
        #expect(try await World.publish(service, directory: directory).outcome == .unchanged)
    }

    @Test(arguments: ["a/../b", "x/.git", ".GIT"])
    func directoryOutsideOfTheRepositoryIsRefused(_ directory: String) async throws {
        let service = FakeGitHub(World.fill)
        #expect(try await World.failure(service, directory: directory)?.reason == .invalidPath(path: directory))
        #expect(service.titles == [])
    }

    @Test func branchWithSlashIsAddressedByItsSegments() async throws {
        let service = FakeGitHub { repository in
            repository.push(["README.md": "theirs"], to: "team/pipe line")
        }
        let publication = try await World.publish(service, branch: "team/pipe line")
        #expect(publication.files == 2)
        #expect(service.titles.first == "GET /git/ref/heads/team/pipe%20line")
        #expect(service.writes.last == "PATCH /git/refs/heads/team/pipe%20line")
    }

    @Test func bytesThatAreNoTextAndLargeFilesGoAsBlobs() async throws {
        var limits = PublishLimits.standard
        limits.inlineBytesPerTree = 100
        let files = [
            PublishedFile(path: "binary", bytes: [0xFF, 0x00, 0x80]),
            PublishedFile(path: "nul", bytes: [0x61, 0x00]),
            PublishedFile(path: "large.csv", bytes: Array(repeating: 0x61, count: 101)),
            PublishedFile(path: "small.csv", bytes: Array("é\r\n".utf8)),
        ]
        let service = FakeGitHub(World.fill)
        _ = try await World.publish(service, files, limits: limits)
        #expect(service.writes.count { $0 == "POST /git/blobs" } == 3)
        #expect(service.bodies("POST /git/blobs").allSatisfy { $0["encoding"] as? String == "base64" })
        let repository = service.repository
        let tree = try #require(repository.branches["main"].flatMap { repository.commits[$0] }?.tree)
        for file in files {
            #expect(repository.trees[tree]?["Error/\(file.path)"]?.id == .blob(file.bytes))
        }
    }

    @Test func manyFilesAreSeveralTreesAndOneCommit() async throws {
        let files = (0..<250).map { PublishedFile(path: "workspaces/w\($0).csv", bytes: Array("\($0)\n".utf8)) }
        let service = FakeGitHub(World.fill)
        let publication = try await World.publish(service, files)
        #expect(publication.files == 251)
        #expect(service.writes.count { $0 == "POST /git/trees" } == 3)
        #expect(service.writes.count { $0 == "POST /git/commits" } == 1)
        #expect(service.repository.text("Error/workspaces/w249.csv") == "249\n")
        #expect(service.bodies("POST /git/trees").allSatisfy { ($0["tree"] as? [Any] ?? []).count <= 100 })
    }

    @Test func publishedFilesAreRead() async throws {
        let service = FakeGitHub(World.fill)
        let publisher = World.publisher(service)
        let files = try await publisher.read([
            "databricks_job_monitoring_report.csv", "workspaces/prod-eu.csv", "absent.csv", "workspaces", "no/where",
        ])
        #expect(files.map(\.path) == ["databricks_job_monitoring_report.csv", "workspaces/prod-eu.csv"])
        #expect(files.map { String(decoding: $0.bytes, as: UTF8.self) } == [World.header, World.prodEU])
        #expect(try await World.publisher(service, branch: "absent").read(["SUMMARY.md"]) == [])
        #expect(try await World.publisher(FakeGitHub()).read(["SUMMARY.md"]) == [])
        let before = service.titles.count
        _ = try await publisher.publish(World.files, message: World.message)
        let reads = service.titles[before...].filter { $0.hasPrefix("GET /git/trees") }
        #expect(reads == [])  // read before, and known by id
    }

    private func method(_ title: String) -> String { String(title.split(separator: " ")[0]) }
}
