import Foundation
import Model
import Simulator
import Testing

/// `POST git/trees` and `GET git/trees`, rule by rule.
@Suite struct GitHubTreeTests {
    private static let base = GitHubWorld.startTree
    private static let docs = "b550fc71d49ef72b8b9ac7b911e8513a7f8a7ec4"
    private static let hello = "ce013625030ba8dba906f756967f9e9ca394464a"

    /// Mode, id and path of every file, as `git ls-tree -r` lists them.
    private func files(_ world: inout GitHubWorld, in tree: String) -> [String] {
        let answer = world.ask("GET", "/git/trees/\(tree)?recursive=1").object["tree"] as? [[String: Any]] ?? []
        return answer.filter { $0["type"] as? String != "tree" }.map { entry in
            "\(entry["mode"] as? String ?? "") \((entry["sha"] as? String ?? "").prefix(4)) \(entry["path"] ?? "")"
        }
    }

    struct Edit: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let entries: String
        /// What is there afterwards below `docs` and `new`.
        let result: [String]
    }

    @Test(arguments: [
        Edit(
            testDescription: "the last of one path wins",
            entries: """
                {"path": "docs/notes.txt", "mode": "100644", "content": "x"},
                {"path": "docs/notes.txt", "mode": "100755", "content": "hello\\n"}
                """,
            result: ["100755 ce01 docs/notes.txt"]),
        Edit(
            testDescription: "an emptied directory vanishes",
            entries: #"{"path": "docs/notes.txt", "sha": null}"#,
            result: []),
        Edit(
            testDescription: "a whole directory goes by its path",
            entries: #"{"path": "docs", "mode": "100644", "type": "blob", "sha": null}"#,
            result: []),
        Edit(
            testDescription: "missing directories are made",
            entries: #"{"path": "new/a/b/c.txt", "mode": "100644", "sha": "\#(hello)"}"#,
            result: ["100644 ce01 docs/notes.txt", "100644 ce01 new/a/b/c.txt"]),
        Edit(
            testDescription: "paths come on top of a directory's entry",
            entries: """
                {"path": "new/more.txt", "mode": "100644", "content": "hello\\n"},
                {"path": "new", "mode": "040000", "type": "tree", "sha": "\(docs)"}
                """,
            result: ["100644 ce01 docs/notes.txt", "100644 ce01 new/more.txt", "100644 ce01 new/notes.txt"]),
        Edit(
            testDescription: "a file gives way to a directory",
            entries: #"{"path": "docs/notes.txt/deep", "mode": "100644", "content": "hello\n"}"#,
            result: ["100644 ce01 docs/notes.txt/deep"]),
        Edit(
            testDescription: "symlinks and submodules are entries like others",
            entries: """
                {"path": "new/link", "mode": "120000", "content": "hello\\n"},
                {"path": "new/module", "mode": "160000", "type": "commit", "sha": "\(base)"}
                """,
            result: ["100644 ce01 docs/notes.txt", "120000 ce01 new/link", "160000 b329 new/module"]),
    ])
    func editsGiveTheTree(_ edit: Edit) {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let answer = world.ask("POST", "/git/trees", #"{"base_tree": "\#(Self.base)", "tree": [\#(edit.entries)]}"#)
        #expect(answer.status == 201, "\(answer.text)")
        let found = files(&world, in: answer.sha ?? "").filter { $0.contains(" docs") || $0.contains(" new") }
        #expect(found == edit.result)
        let top = world.ask("GET", "/git/trees/\(answer.sha ?? "")").object["tree"] as? [[String: Any]] ?? []
        let hasDocs = edit.result.contains { $0.contains(" docs") }
        #expect(top.contains { $0["path"] as? String == "docs" } == hasDocs)
    }

    @Test(arguments: [
        (#"{"path": "a", "mode": "100644", "sha": "\#(hello)", "content": "x"}"#, "Must supply either tree.sha"),
        (#"{"path": "a", "mode": "100644", "sha": null, "content": "x"}"#, "Must supply either tree.sha"),
        (#"{"path": "a", "mode": "100644"}"#, "Must supply either tree.sha"),
        (#"{"path": "docs/gone", "sha": null}"#, "GitRPC::BadObjectState"),
        (#"{"path": "docs", "mode": "40000", "type": "tree", "sha": "\#(docs)"}"#, "Must supply a valid tree.mode"),
        (#"{"path": "docs", "mode": "040000", "content": "x"}"#, "A subdirectory may not have content"),
        (#"{"path": "/a", "mode": "100644", "content": "x"}"#, "tree.path cannot start with a slash"),
        (#"{"path": "a//b", "mode": "100644", "content": "x"}"#, "tree.path contains a malformed path component"),
        (#"{"path": "a/../b", "mode": "100644", "content": "x"}"#, "tree.path contains a malformed path component"),
        (#"{"path": ".GIT/config", "mode": "100644", "content": "x"}"#, "tree.path contains a malformed"),
        (
            #"{"path": "a", "mode": "100644", "type": "blob", "sha": "\#(docs)"}"#,
            "tree.sha \(docs) is not a valid blob"
        ),
        (#"{"path": "a", "mode": "040000", "type": "blob", "sha": "\#(hello)"}"#, "GitRPC::BadObjectState"),
        (
            #"{"path": "a", "mode": "040000", "type": "tree", "sha": "\#(hello)"}"#,
            "tree.sha \(hello) is not a valid tree"
        ),
    ])
    func wrongEntriesAreRefused(entry: String, message: String) {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let answer = world.ask("POST", "/git/trees", #"{"base_tree": "\#(Self.base)", "tree": [\#(entry)]}"#)
        #expect(answer.status == 422)
        #expect(answer.message?.hasPrefix(message) == true, "\(answer.text)")
    }

    @Test(arguments: ["00000000000000000000000000000000000000ff", "main", hello])
    func aBaseMustBeATree(base: String) {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let answer = world.ask("POST", "/git/trees", #"{"base_tree": "\#(base)", "tree": []}"#)
        #expect(answer.message == "base_tree is not a valid tree oid")
    }

    @Test func withoutABaseNothingElseStays() {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let one = ##"{"tree": [{"path": "SUMMARY.md", "mode": "100644", "content": "# Pipeline health\n"}]}"##
        // The tree of the known first commit.
        #expect(world.ask("POST", "/git/trees", one).sha == "873f429f6c3535c1e62cc76578f54a1e1c71f791")
        #expect(world.ask("POST", "/git/trees", #"{"tree": []}"#).sha == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
    }

    @Test(arguments: [("recursive=1", 7), ("recursive=0", 7), ("recursive=", 7), ("recursive", 3), ("", 3)])
    func anyValueOfRecursiveMeansYes(query: String, count: Int) {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let answer = world.ask("GET", "/git/trees/\(Self.base)?\(query)")
        #expect((answer.object["tree"] as? [Any])?.count == count)
    }

    @Test func aTreeAskedForByABranchShowsTheCommitsID() {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        for name in ["main", "heads%2Fmain", GitHubWorld.startCommit] {
            let answer = world.ask("GET", "/git/trees/\(name)")
            #expect(answer.sha == GitHubWorld.startCommit)
            #expect((answer.object["tree"] as? [Any])?.count == 3)
        }
    }

    @Test func aHugeRecursiveListingIsCut() {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        // 16^4 directories' worth of the same file by a few objects: each level holds the level below 16 times.
        var tree = Self.docs
        for _ in 0..<4 {
            let entries = (0..<16).map { #"{"path": "d\#($0)", "mode": "040000", "type": "tree", "sha": "\#(tree)"}"# }
            tree = world.ask("POST", "/git/trees", #"{"tree": [\#(entries.joined(separator: ","))]}"#).sha ?? ""
        }
        let answer = world.ask("GET", "/git/trees/\(tree)?recursive=1")
        #expect(answer.object["truncated"] as? Bool == true)
        #expect(answer.body.count < 8_000_000)
        #expect(world.ask("GET", "/git/trees/\(tree)").object["truncated"] as? Bool == false)
    }
}
