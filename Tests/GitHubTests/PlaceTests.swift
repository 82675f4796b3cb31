import GitHub
import Model
import Simulator
import Testing

/// Where reports may go: branches, folders, first commits, sizes.
struct PlaceTests {
    struct Place: CustomTestStringConvertible, Sendable {
        let name: String
        var isEmpty = false
        var defaultBranch = "main"
        var branch = "main"
        var directory = "Error"

        var testDescription: String { name }
    }

    private static let places = [
        Place(name: "empty repository", isEmpty: true),
        Place(name: "empty repository, branch of its own", isEmpty: true, branch: "reports/dbmon"),
        Place(name: "empty repository with another default branch", isEmpty: true, defaultBranch: "trunk"),
        Place(name: "missing branch", branch: "reports"),
        Place(name: "missing branch with slashes", branch: "team/data/reports"),
        Place(name: "branch name beyond ASCII", branch: "höhe/日報"),
        Place(name: "default branch of another name", defaultBranch: "trunk", branch: "trunk"),
        Place(name: "missing branch beside another default", defaultBranch: "trunk", branch: "reports"),
        Place(name: "root of the repository", directory: ""),
        Place(name: "folder with spaces and beyond ASCII", directory: "Berichte 2026/über uns/日報"),
        Place(name: "empty repository, deep folder", isEmpty: true, directory: "a b/c"),
        Place(name: "branch with signs of addresses", branch: "a+b%20c#d"),
    ]

    @Test(arguments: places, Stage.addresses)
    func reportsGetThereOnceAndThenNotAgain(_ place: Place, _ address: String) async throws {
        var stage = Stage(isEmpty: place.isEmpty, defaultBranch: place.defaultBranch)
        (stage.address, stage.branch, stage.directory) = (address, place.branch, place.directory)
        let files = World.files + [PublishedFile(path: "SUMMARY.md", bytes: Array("# Summary\n".utf8))]
        let result = try await stage.publish(files)
        #expect(result.commit == stage.head()?.hex)
        #expect(result.publication?.files == 3)
        #expect(stage.holds(files))
        #expect(stage.commits() == (place.isEmpty ? 2 : 1))
        if !place.isEmpty { #expect(stage.text("README.md") == "# Pipeline health\n") }
        let moves = stage.ledger.moves.count
        #expect(try await stage.publish(files).isUnchanged)
        #expect(stage.ledger.moves.count == moves)
    }

    @Test func refusedNamesAreSaidAtOnce() async throws {
        var stage = Stage()
        stage.directory = "a/../b"
        #expect(try await stage.publish().failure?.reason == .invalidPath(path: "a/../b"))
        #expect(stage.ledger.titles.isEmpty)
    }

    // MARK: Big reports

    @Test(arguments: [99, 7, 1])
    func treesThatTakeTooLongAreBuiltInSmallerCalls(_ limit: Int) async throws {
        let stage = Stage()
        stage.edit { $0.newTreeEntryLimit = limit }
        let files = (0..<150).map { PublishedFile(path: "workspaces/w\($0).csv", bytes: Array("\($0)\n".utf8)) }
        #expect(try await stage.publish(files).publication?.files == 150)
        #expect(stage.holds(files))
        #expect(stage.commits() == 1)
    }

    @Test func reportOfManyMegabytesGoesAsABlob() async throws {
        let stage = Stage()
        let files = [PublishedFile(path: "large.csv", bytes: Array(repeating: 0x61, count: 5_000_000))]
        #expect(try await stage.publish(files).publication?.files == 1)
        #expect(stage.ledger.writes == ["POST git/blobs", "POST git/trees", "POST git/commits", "PATCH git/refs"])
        #expect(stage.holds(files))
    }

    @Test(arguments: [500, 2_000_000])
    func serviceDecidesWhatIsTooLargeAndTheFileIsNamed(_ count: Int) async throws {
        let stage = Stage()
        stage.edit { $0.fileLimitBytes = count - 1 }
        let files = World.files + [PublishedFile(path: "large.csv", bytes: Array(repeating: 0x61, count: count))]
        let failure = try #require(try await stage.publish(files).failure)
        #expect(failure.reason == .tooLarge(path: "Error/large.csv"))
        #expect(failure.message.hasPrefix("GitHub refuses Error/large.csv: it is too large (GitHub request id "))
        #expect(stage.commits() == 0)
    }

    @Test func hundredsOfUploadsStayBelowTheLimitsOfTheService() async throws {
        let stage = Stage()
        stage.edit { $0.secondaryLimits = .documented }
        let files = (0..<200).map { PublishedFile(path: "b\($0)", bytes: [0xFF, UInt8($0)]) }
        let result = try await stage.publish(files)
        #expect(result.publication?.files == 200, "\(result.failure?.message ?? "")")
        #expect(stage.ledger.calls.allSatisfy { $0.status < 300 })
    }

    // MARK: Push protection

    @Test(arguments: [1, 2, 3, 100, 250], [0, 1])
    func pushProtectionNamesTheFileInAFewCalls(_ count: Int, _ place: Int) async throws {
        let stage = Stage()
        stage.edit { $0.secret = "AKIA" }
        let guilty = place == 0 ? 0 : count - 1
        let files = (0..<count).map { number in
            PublishedFile(
                path: "workspaces/w\(number).csv", bytes: Array((number == guilty ? "AKIA" : "\(number)").utf8))
        }
        let failure = try #require(try await stage.publish(files).failure)
        #expect(failure.reason == .pushProtection(path: "Error/workspaces/w\(guilty).csv"))
        #expect(failure.fix.hasPrefix("Find the credential in the report"))
        #expect(failure.calls <= 3 + 3 + 7)
        #expect(stage.commits() == 0)
    }

    @Test func pushProtectionNamesAnUploadAndAFirstFile() async throws {
        let stage = Stage()
        stage.edit { $0.secret = "AKIA" }
        let binary = [PublishedFile(path: "b", bytes: [0xFF] + Array("AKIA".utf8))]
        #expect(try await stage.publish(binary).failure?.reason == .pushProtection(path: "Error/b"))
        let empty = Stage(isEmpty: true)
        empty.edit { $0.secret = "AKIA" }
        let text = [PublishedFile(path: "SUMMARY.md", bytes: Array("AKIA".utf8))]
        #expect(try await empty.publish(text).failure?.reason == .pushProtection(path: "Error/SUMMARY.md"))
    }

    // MARK: Branches that are forced

    @Test func branchForcedBackBeforeTheMoveIsBuiltUponWhereItStands() async throws {
        let stage = Stage()
        stage.happen(.push(files: ["theirs.txt": "dropped"], branch: "main"))
        stage.plan(
            GitHubFault("PATCH git/refs", .preceded(by: .replace(branch: "main", files: ["theirs.txt": "kept"]))))
        let result = try await stage.publish()
        #expect(result.commit == stage.head()?.hex)
        #expect(stage.text("theirs.txt") == "kept")
        #expect(stage.commits() == 1)
    }

    @Test func branchForcedBackToTheHeadThatARivalHadLeftStillGetsTheReports() async throws {
        let stage = Stage()
        stage.plan(
            GitHubFault("PATCH git/refs", .preceded(by: .push(files: ["theirs.txt": "x"], branch: "main"))),
            GitHubFault("PATCH git/refs", .followed(by: .rewind(branch: "main", commits: 1))))
        let result = try await stage.publish()
        #expect(result.commit == stage.head()?.hex)
        #expect(stage.commits() == 1)
        #expect(stage.text("theirs.txt") == nil)
    }

    @Test func commitThatIsForcedAwayIsMadeAgainOnWhatIsThere() async throws {
        let stage = Stage()
        stage.plan(
            GitHubFault(
                "PATCH git/refs", .followed(by: .replace(branch: "main", files: ["Error/workspaces/prod-us.csv": "x"])))
        )
        let result = try await stage.publish()
        #expect(result.commit == stage.head()?.hex)
        #expect(stage.holds())
    }

    @Test func branchThatIsDeletedOnTheWayIsMadeFromTheDefaultOne() async throws {
        var stage = Stage()
        stage.happen(.create(branch: "reports", from: "main"))
        stage.branch = "reports"
        stage.plan(GitHubFault("PATCH git/refs", .preceded(by: .delete(branch: "reports"))))
        let result = try await stage.publish()
        #expect(result.commit == stage.head()?.hex)
        #expect(stage.commits() == 1)
    }

    @Test(arguments: [1, 8, 20])
    func lateReadsOfAllKindsAreOutlasted(_ seconds: Int) async throws {
        let stage = Stage()
        stage.edit { $0.readLag = .seconds(seconds) }
        stage.plan(GitHubFault("PATCH git/refs", .preceded(by: .push(files: ["theirs.txt": "x"], branch: "main"))))
        let result = try await stage.publish()
        #expect(result.commit == stage.head()?.hex, "\(result.failure?.message ?? "")")
        #expect(stage.commits() == 1)
        #expect(stage.text("theirs.txt") == "x")
    }
}
