import Foundation
import Model
import Simulator
import Testing

/// Repositories on disk, judged by git itself.
@Suite struct GitHubDirectoryTests {
    private typealias Known = GitHubKnownAnswers

    @Test func gitTakesAnEmptyRepositoryForOne() throws {
        let folder = try TemporaryFolder()
        _ = try GitDirectory(path: folder.path("empty.git"))
        let git = GitProgram(folder: folder.path("empty.git"))
        #expect(try git("rev-parse", "--is-bare-repository") == "true")
        #expect(try git("symbolic-ref", "HEAD") == "refs/heads/main")
        #expect(try git("for-each-ref") == "")
        #expect(try git("fsck", "--strict").contains("notice: HEAD points to an unborn branch"))
    }

    @Test func gitFindsEveryCommitOfTheServiceSound() throws {
        let folder = try TemporaryFolder()
        var world = GitHubWorld(startingOn: try GitDirectory(path: folder.path("health.git")))
        for (path, body) in [
            ("/git/blobs", Known.createBlob), ("/git/trees", Known.createTree), ("/git/commits", Known.createCommit),
        ] {
            #expect(world.ask("POST", path, body).status == 201)
        }
        #expect(world.ask("PATCH", "/git/refs/heads/main", Known.updateRef).status == 200)
        let git = GitProgram(folder: folder.path("health.git"))
        #expect(!(try git("fsck", "--strict", "--full").contains("error")))
        #expect(
            try git("log", "--format=%H %an <%ae> %at %s", "main") == """
                7f27cf0ad96e918f6181c46aa9a2dfbdbf631ed3 dbmon <dbmon@example.com> 1795496400 \
                dbmon sweep 2026-11-24 05:00 UTC
                \(GitHubWorld.startCommit) Ada Okafor <ada@example.com> 1795492800 Start
                """)
        #expect(try git("cat-file", "-s", "main") == "253")
        #expect(
            try git("ls-tree", "-r", "--name-only", "main") == """
                Error/databricks_job_monitoring_report.csv
                Error/workspaces/prod-us.csv
                README.md
                docs/notes.txt
                """)
        #expect(try git("cat-file", "blob", "main:Error/workspaces/prod-us.csv").hasSuffix("SUCCESS,"))
    }

    @Test func aRivalsPushIsSeenAndStopsAStaleUpdate() throws {
        let folder = try TemporaryFolder()
        var world = GitHubWorld(startingOn: try GitDirectory(path: folder.path("health.git")))
        for (path, body) in [
            ("/git/blobs", Known.createBlob), ("/git/trees", Known.createTree), ("/git/commits", Known.createCommit),
        ] {
            #expect(world.ask("POST", path, body).status == 201)
        }
        try GitProgram(folder: folder.root)("clone", "--quiet", "health.git", "clone")
        let clone = GitProgram(folder: folder.path("clone"))
        // More objects than git would leave loose by itself.
        for number in 0..<150 {
            try Data("row \(number)\n".utf8).write(to: URL(filePath: folder.path("clone/file-\(number).txt")))
        }
        try clone("add", ".")
        try clone("commit", "--quiet", "-m", "Rival work")
        let pushed = try clone("rev-parse", "HEAD")
        try clone("push", "--quiet", "origin", "main")

        let head = world.ask("GET", "/git/ref/heads/main")
        #expect((head.object["object"] as? [String: Any])?["sha"] as? String == pushed)
        let commit = world.ask("GET", "/git/commits/\(pushed)")
        #expect(commit.message == "Rival work\n")
        let tree = (commit.object["tree"] as? [String: Any])?["sha"] as? String ?? ""
        let listing = world.ask("GET", "/git/trees/\(tree)").object["tree"] as? [[String: Any]]
        #expect(listing?.count == 153)
        let late = world.ask("PATCH", "/git/refs/heads/main", Known.updateRef)
        #expect(late.status == 422)
        #expect(late.message == "Update is not a fast forward")
        let comparison = world.ask("GET", "/compare/7f27cf0ad96e918f6181c46aa9a2dfbdbf631ed3...main").object
        #expect(comparison["status"] as? String == "diverged")
        #expect(comparison["ahead_by"] as? Int == 1)
        #expect(comparison["behind_by"] as? Int == 1)
    }

    @Test func packedRefsAreReadReplacedAndDeleted() throws {
        let folder = try TemporaryFolder()
        var world = GitHubWorld(startingOn: try GitDirectory(path: folder.path("health.git")))
        for name in ["reports", "other"] {
            let body = #"{"ref": "refs/heads/\#(name)", "sha": "\#(GitHubWorld.startCommit)"}"#
            #expect(world.ask("POST", "/git/refs", body).status == 201)
        }
        let git = GitProgram(folder: folder.path("health.git"))
        try git("tag", "-a", "-m", "A tag", "v1", "main")
        try git("pack-refs", "--all", "--prune")
        #expect(!FileManager.default.fileExists(atPath: folder.path("health.git/refs/heads/reports")))
        #expect(world.ask("GET", "/git/ref/heads/reports").status == 200)
        #expect(world.ask("GET", "/git/ref/tags/v1").text.contains(#""type":"tag""#))
        #expect(world.ask("DELETE", "/git/refs/heads/reports").status == 204)
        #expect(world.ask("DELETE", "/git/refs/tags/v1").status == 204)
        #expect(world.ask("GET", "/git/ref/heads/reports").status == 404)
        #expect(try git("for-each-ref", "--format=%(refname)") == "refs/heads/main\nrefs/heads/other")
        // The tag's peeled id went with it.
        let packed = try String(contentsOfFile: folder.path("health.git/packed-refs"), encoding: .utf8)
        #expect(!packed.contains("^"))
        // A name inside another's, and then in its place.
        let inner = #"{"ref": "refs/heads/other/deep", "sha": "\#(GitHubWorld.startCommit)"}"#
        #expect(world.ask("POST", "/git/refs", inner).message == "Reference update failed")
        #expect(world.ask("DELETE", "/git/refs/heads/other").status == 204)
        #expect(world.ask("POST", "/git/refs", inner).status == 201)
        #expect(world.ask("DELETE", "/git/refs/heads/other/deep").status == 204)
        let outer = #"{"ref": "refs/heads/other", "sha": "\#(GitHubWorld.startCommit)"}"#
        #expect(world.ask("POST", "/git/refs", outer).status == 201)
        #expect(!(try git("fsck", "--strict").contains("error")))
    }

    @Test func aLockOfAnotherProcessIsAConflict() throws {
        let folder = try TemporaryFolder()
        var world = GitHubWorld(startingOn: try GitDirectory(path: folder.path("health.git")))
        let lock = folder.path("health.git/refs/heads/main.lock")
        try Data().write(to: URL(filePath: lock))
        let next = world.ask(
            "POST", "/git/commits",
            """
            {"message": "n", "tree": "\(GitHubWorld.startTree)", "parents": ["\(GitHubWorld.startCommit)"]}
            """)
        let body = #"{"sha": "\#(next.sha ?? "")"}"#
        #expect(world.ask("PATCH", "/git/refs/heads/main", body).status == 409)
        try FileManager.default.removeItem(atPath: lock)
        #expect(world.ask("PATCH", "/git/refs/heads/main", body).status == 200)
    }

    @Test func aRepositoryOpenedAgainIsTheSame() throws {
        let folder = try TemporaryFolder()
        _ = GitHubWorld(startingOn: try GitDirectory(path: folder.path("health.git")))
        var again = GitHubWorld(empty: try GitDirectory(path: folder.path("health.git"), defaultBranch: "trunk"))
        #expect(again.ask("GET", "/git/ref/heads/main").json == known(Known.headRef))
        #expect(try GitDirectory(path: folder.path("health.git")).head() == GitRefName("refs/heads/main"))
    }

    @Test func aCorruptObjectIsTheServersTrouble() throws {
        let folder = try TemporaryFolder()
        var world = GitHubWorld(startingOn: try GitDirectory(path: folder.path("health.git")))
        let file = folder.path("health.git/objects/04/f71a4e2202647b996bd8b68d573708de406781")
        try Data("no zlib".utf8).write(to: URL(filePath: file))
        let answer = world.ask("GET", "/git/commits/\(GitHubWorld.startCommit)")
        #expect(answer.status == 500)
        #expect(answer.message == "Server Error: the object \(GitHubWorld.startCommit) is corrupt")
    }
}
