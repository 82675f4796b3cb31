import Foundation
import Model
import Simulator
import Testing

/// The sweep of the known answers, call by call, on a repository in memory and on one on disk.
@Suite struct GitHubKnownAnswerTests {
    private typealias Known = GitHubKnownAnswers

    @Test func readsAnswerAsThePageShows() {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let reads = [
            ("/git/ref/heads/main", Known.headRef),
            ("/git/commits/\(GitHubWorld.startCommit)", Known.headCommit),
            ("/git/trees/\(GitHubWorld.startTree)", Known.rootTree),
            ("/git/trees/ae3ac0f4b4a93eccde3459c231874482eb8bb765", Known.errorTree),
            ("/git/trees/ae3ac0f4b4a93eccde3459c231874482eb8bb765?recursive=1", Known.errorTreeRecursive),
            ("", Known.repository),
        ]
        for (path, expected) in reads {
            let answer = world.ask("GET", path)
            #expect(answer.status == 200, "\(path)")
            #expect(answer.json == known(expected), "\(path): \(answer.text)")
        }
    }

    @Test(arguments: ["memory", "disk"])
    func sweepMakesTheKnownCommit(storage: String) throws {
        let folder = try TemporaryFolder()
        let disk = storage == "disk"
        var world = GitHubWorld(
            startingOn: disk ? try GitDirectory(path: folder.path("health.git")) : MemoryGitStorage())
        world.now = Timestamp(milliseconds: 1_795_496_400_000)
        let writes = [
            ("POST", "/git/blobs", Known.createBlob, 201, Known.createdBlob),
            ("POST", "/git/trees", Known.createTree, 201, Known.createdTree),
            ("POST", "/git/commits", Known.createCommit, 201, Known.createdCommit),
            ("PATCH", "/git/refs/heads/main", Known.updateRef, 200, Known.updatedRef),
            ("POST", "/git/refs", Known.createRef, 201, Known.createdRef),
        ]
        for (method, path, body, status, expected) in writes {
            let answer = world.ask(method, path, body)
            #expect(answer.status == status, "\(method) \(path): \(answer.text)")
            #expect(answer.json == known(expected), "\(method) \(path): \(answer.text)")
        }
        let blob = world.ask("GET", "/git/blobs/d2e13619f0a6f0f2b42cf173ae2638217ac47aed")
        #expect(blob.json == known(Known.blob))
        // The repository's start is no descendant of what stands there now.
        let rival = world.ask("PATCH", "/git/refs/heads/main", #"{"sha": "\#(GitHubWorld.startCommit)"}"#)
        #expect(rival.status == 422)
        #expect(rival.json == known(Known.notFastForward))
    }

    @Test func firstCommitOpensAnEmptyRepository() {
        var world = GitHubWorld(empty: MemoryGitStorage())
        #expect(world.ask("GET", "").object["size"] as? Int == 0)
        let answer = world.ask("PUT", "/contents/SUMMARY.md", Known.putContents)
        #expect(answer.status == 201)
        var object = answer.object
        var commit = object["commit"] as? [String: Any] ?? [:]
        #expect(commit.removeValue(forKey: "node_id") != nil)  // the page leaves it out
        object["commit"] = commit
        #expect(object as NSDictionary == known(Known.contents))
        #expect(world.ask("GET", "/git/ref/heads/main").status == 200)
    }

    /// The page's bytes of a tree's order, and the ids of well-known objects.
    @Test func objectsHaveTheIdsThatGitGivesThem() {
        func blob(_ text: String) -> GitObjectID { GitObject(kind: .blob, content: Array(text.utf8)).id }
        #expect(blob("hello\n").hex == "ce013625030ba8dba906f756967f9e9ca394464a")
        #expect(blob("").hex == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
        #expect(GitObjectID.emptyTree.hex == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
        let inner = GitTree(entries: [.init(mode: .file, name: Array("x".utf8), id: blob("a\n"))])
        let tree = GitTree(entries: [
            .init(mode: .file, name: Array("foo0".utf8), id: blob("d\n")),
            .init(mode: .directory, name: Array("foo".utf8), id: inner.object.id),
            .init(mode: .file, name: Array("foo.txt".utf8), id: blob("b\n")),
            .init(mode: .file, name: Array("foo-bar".utf8), id: blob("c\n")),
        ])
        #expect(tree.object.id.hex == "f81e279f50233074569e26b84a1d900e8906989f")
        #expect(GitTree(content: tree.object.content) == tree)
    }
}
