import Model
import Testing

@testable import GitHub

/// Known answers of api/github, sections 4 and 9, each computed by git or recorded from the service.
struct GitObjectIDTests {
    @Test(arguments: [
        ("hello\n", "ce013625030ba8dba906f756967f9e9ca394464a"),
        ("", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"),
        (World.prodEU, "bcaf33ab7984edaded1234a24b41560375b285be"),
        ("Test content", "3f3f005b29247e51a4f4d6b8ce07b67646cd6074"),
        ("# git-refs\ncreated with initial commit", "efb4e58bed5897ce80d61beb16d99d29b86c7e61"),
        (World.header, "8cb1293623ded08ecb5f561f3f060865a81aa6fd"),
        (World.report, "79473276a431acf1dda100f5142a072749701d58"),
        (World.prodUS, "d2e13619f0a6f0f2b42cf173ae2638217ac47aed"),
    ])
    func blobHasTheIDThatGitGivesIt(_ content: String, _ id: String) {
        #expect("\(GitObjectID.blob(Array(content.utf8)))" == id)
    }

    @Test func treeIsOrderedWithFoldersAsIfTheyEndedInASlash() throws {
        let folder = GitObjectID.tree([entry("x", .file, "a\n")])
        #expect("\(folder)" == "8748a00aa34eacc083824b8ae08ba912f315bf7f")
        let entries = [
            GitTreeEntry(name: Array("foo".utf8), mode: .directory, id: folder), entry("foo0", .file, "d\n"),
            entry("foo.txt", .file, "b\n"), entry("foo-bar", .file, "c\n"),
        ]
        #expect("\(GitObjectID.tree(entries))" == "f81e279f50233074569e26b84a1d900e8906989f")
        #expect("\(GitObjectID.emptyTree)" == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
        let recorded = [entry("1.md", .file, "# git-refs\ncreated with initial commit")]
        #expect("\(GitObjectID.tree(recorded))" == "e083eec6504705df270696e506e84328bb24fc28")
    }

    @Test func commitIDIsPredictable() throws {
        let start = GitCommit(
            tree: try id("b329bde270d4e0dbf2a5a6664670f9d5668ac277"), parents: [],
            identity: .init(name: "Ada Okafor", email: "ada@example.com"),
            time: try #require(Timestamp(text: "2026-11-24T04:00:00Z")), message: "Start")
        #expect("\(GitObjectID.commit(start))" == "04f71a4e2202647b996bd8b68d573708de406781")
        let sweep = GitCommit(
            tree: try id("897d8decdf3ed4942b05c8bcd8b06aa5d7fcb564"), parents: [.commit(start)],
            identity: .init(name: "dbmon", email: "dbmon@example.com"),
            time: try #require(Timestamp(text: "2026-11-24T05:00:00Z")), message: World.message)
        #expect("\(GitObjectID.commit(sweep))" == "7f27cf0ad96e918f6181c46aa9a2dfbdbf631ed3")
        #expect(sweep.content.count == 253)
    }

    @Test func onlyFortyHexadecimalDigitsAreAnID() throws {
        let text = "0123456789abcdef0123456789ABCDEF01234567"
        #expect("\(try id(text))" == text.lowercased())
        #expect(GitObjectID(String(text.dropLast())) == nil)
        #expect(GitObjectID(text + "0") == nil)
        #expect(GitObjectID("g" + text.dropFirst()) == nil)
        #expect(GitObjectID("") == nil)
    }

    /// The whole example of section 9: the trees after the sweep, foretold from what was read before it.
    @Test func treesAfterTheSweepAreForetold() throws {
        let root = try id("b329bde270d4e0dbf2a5a6664670f9d5668ac277")
        let error = try id("ae3ac0f4b4a93eccde3459c231874482eb8bb765")
        let workspaces = try id("ab612ef44515dead4d3f26663a1a73a3f42676ce")
        let desired = try DesiredTree(World.files, in: "Error", limit: 10)
        var listing = HeadListing(
            root: root, wanted: Set(desired.directories.keys), desired: desired.directories)
        let levels: [(GitObjectID, [GitTreeEntry])] = [
            (
                root,
                [
                    try entry("Error", .directory, id: "\(error)"),
                    try entry("README.md", .file, id: "2a628bb6ee06b3f8b43e7819484f9cc1e0c60cc5"),
                    try entry("docs", .directory, id: "b550fc71d49ef72b8b9ac7b911e8513a7f8a7ec4"),
                ]
            ),
            (
                error,
                [
                    try entry("workspaces", .directory, id: "\(workspaces)"),
                    try entry(
                        "databricks_job_monitoring_report.csv", .file, id: "8cb1293623ded08ecb5f561f3f060865a81aa6fd"),
                ]
            ),
            (workspaces, [try entry("prod-eu.csv", .file, id: "bcaf33ab7984edaded1234a24b41560375b285be")]),
        ]
        for (id, entries) in levels {
            let step = listing.next()
            let next = try #require(step)
            #expect(next.id == id)
            listing.add(TreeListing(id: id, entries: entries, isTruncated: false), at: next.directory)
        }
        let end = listing.next()
        #expect(end == nil)
        let plan = try PublishPlan(desired: desired, removal: .leftWorkspaces, listing: listing)
        #expect(
            plan.writes.map(\.path.text) == [
                "Error/databricks_job_monitoring_report.csv", "Error/workspaces/prod-us.csv",
            ])
        #expect(plan.candidates.map(\.path.text) == ["Error/workspaces/prod-eu.csv"])
        let foretold = listing.levels(writing: plan.writes, removing: plan.candidates.map(\.path))?.last?.id
        #expect(foretold == (try id("897d8decdf3ed4942b05c8bcd8b06aa5d7fcb564")))
    }

    private func entry(_ name: String, _ mode: GitTreeEntry.Mode, _ content: String) -> GitTreeEntry {
        GitTreeEntry(name: Array(name.utf8), mode: mode, id: .blob(Array(content.utf8)))
    }

    private func entry(_ name: String, _ mode: GitTreeEntry.Mode, id text: String) throws -> GitTreeEntry {
        GitTreeEntry(name: Array(name.utf8), mode: mode, id: try id(text))
    }

    private func id(_ text: String) throws -> GitObjectID { try #require(GitObjectID(text)) }
}
