import GitHub
import Model
import Simulator
import Testing

/// What a publication costs against the simulated service, call by call.
struct BudgetTests {
    private static let second =
        World.files.dropLast() + [
            PublishedFile(path: "workspaces/prod-us.csv", bytes: Array((World.prodUS + "13,other\n").utf8))
        ]
    private static let changed = [
        "GET git/ref", "POST git/trees", "POST git/commits", "PATCH git/refs", "GET git/ref",
    ]

    /// The titles of the calls that each publication made.
    private func calls(_ stage: Stage, _ publications: [[PublishedFile]], keeping: Bool) async throws -> [[String]] {
        try await VirtualRun.run { run in
            let clock = VirtualClock(run, start: Stage.start)
            var publisher = stage.publisher(clock)
            var titles: [[String]] = []
            for files in publications {
                let before = stage.ledger.titles.count
                let publication = try await publisher.publish(Array(files), message: World.message)
                titles.append(Array(stage.ledger.titles[before...]))
                #expect(publication.calls == titles.last?.count)
                if keeping {
                    let memory = try #require(PublishMemory(bytes: publisher.memory.bytes))
                    #expect(memory == publisher.memory)
                    publisher = stage.publisher(clock, memory: memory)
                }
            }
            return titles
        }
    }

    @Test(arguments: Stage.addresses, [false, true])
    func aChangedPublicationIsFiveCallsAndAnUnchangedOneIsFree(_ address: String, keeping: Bool) async throws {
        var stage = Stage()
        stage.address = address
        let files = [World.files, World.files, Array(Self.second), Array(Self.second)]
        let titles = try await calls(stage, files, keeping: keeping)
        // The first knows nothing: the commit and the root are read.
        let first = Self.changed[...0] + ["GET git/commits", "GET git/trees"] + Self.changed[1...]
        #expect(titles == [Array(first), ["GET git/ref"], Self.changed, ["GET git/ref"]])
        #expect(stage.ledger.calls.count { $0.status == 304 } == 3)  // each but the first, and the looks after a move
        #expect(stage.commits() == 2)
    }

    /// What was read a moment ago is not read again before there is something to do.
    @Test func readingFirstLeavesFourCalls() async throws {
        let stage = Stage()
        let titles = try await VirtualRun.run { run in
            let publisher = stage.publisher(VirtualClock(run, start: Stage.start))
            _ = try await publisher.read(["databricks_job_monitoring_report.csv"])
            let before = stage.ledger.titles.count
            _ = try await publisher.publish(World.files, message: World.message)
            return Array(stage.ledger.titles[before...])
        }
        #expect(titles == Array(Self.changed.dropFirst()))
    }

    @Test func anUnchangedPublicationOfANewProcessIsThreeReads() async throws {
        let stage = Stage()
        _ = try await stage.publish()
        let before = stage.ledger.titles.count
        #expect(try await stage.publish().isUnchanged)
        #expect(Array(stage.ledger.titles[before...]) == ["GET git/ref", "GET git/commits", "GET git/trees"])
    }

    @Test func pushOfSomebodyElseElsewhereCostsTwoReadsMore() async throws {
        let stage = Stage()
        let titles = try await VirtualRun.run { run in
            let clock = VirtualClock(run, start: Stage.start)
            let publisher = stage.publisher(clock)
            _ = try await publisher.publish(World.files, message: World.message)
            stage.happen(.push(files: ["README.md": "theirs"], branch: "main"))
            let before = stage.ledger.titles.count
            _ = try await publisher.publish(World.files, message: World.message)
            return Array(stage.ledger.titles[before...])
        }
        #expect(titles == ["GET git/ref", "GET git/commits", "GET git/trees"])
    }

    @Test func eachFileThatIsNoTextIsOneCallMore() async throws {
        let stage = Stage()
        let binary = (0..<3).map { PublishedFile(path: "b\($0)", bytes: [0xFF, $0]) }
        let result = try await stage.publish(World.files + binary)
        #expect(result.publication?.calls == 7 + 3)
        #expect(stage.ledger.writes.count { $0 == "POST git/blobs" } == 3)
    }

    @Test func memoryOfAnotherTargetOrDamagedOneIsNoMemory() async throws {
        let stage = Stage()
        try await VirtualRun.run { run in
            let clock = VirtualClock(run, start: Stage.start)
            let publisher = stage.publisher(clock)
            _ = try await publisher.publish(World.files, message: World.message)
            let bytes = publisher.memory.bytes
            #expect(bytes.count < 2_000)
            for damage in stride(from: 0, to: bytes.count, by: 7) {
                var copy = bytes
                copy[damage] ^= 0x01
                // Whatever it says, nothing wrong comes of it.
                let other = stage.publisher(clock, memory: PublishMemory(bytes: copy))
                #expect(try await other.publish(World.files, message: World.message).outcome == .unchanged)
            }
            #expect(PublishMemory(bytes: Array(bytes.dropLast())) == nil)
            #expect(PublishMemory(bytes: []) == nil)
            var elsewhere = stage
            elsewhere.branch = "reports"
            let other = elsewhere.publisher(clock, memory: publisher.memory)
            #expect(try await other.publish(World.files, message: World.message).outcome == .unchanged)
            #expect(stage.head(of: "reports") == stage.head())
        }
        #expect(stage.commits() == 1)
    }
}
