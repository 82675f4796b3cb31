import Foundation
import GitHub
import Model
import Simulator
import Testing

/// The publisher against the simulated service on its worst days. A failed storm repeats with its seed.
struct StormOfServiceTests {
    /// `DBMON_STORMS=20` makes it twenty times as many.
    private static let scale = ProcessInfo.processInfo.environment["DBMON_STORMS"].flatMap { Int($0) } ?? 1

    @Test(arguments: 0..<(250 * scale))
    func roughWeatherMakesOneCommitAndLosesNobodysWork(_ seed: Int) async throws {
        try await storm(.rough, seed: seed, storage: MemoryGitStorage())
    }

    @Test(arguments: 100_000..<(100_000 + 200 * scale))
    func branchesThatAreForcedAboutStillGetTheReports(_ seed: Int) async throws {
        try await storm(.violent, seed: seed, storage: MemoryGitStorage())
    }

    @Test(arguments: 200_000..<(200_000 + 150 * scale))
    func whatOnlyAPersonCanMendIsSaidAndThenPublished(_ seed: Int) async throws {
        try await storm(.fatal, seed: seed, storage: MemoryGitStorage())
    }

    @Test(arguments: [5, 17, 31, 99, 100_005, 100_017, 100_031, 200_005, 200_017, 200_031])
    func gitFindsNothingWrongInTheRepository(_ seed: Int) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dbmon-storm-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let climate = Weather.Climate.allCases[seed / 100_000]
        try await storm(climate, seed: seed, storage: try GitDirectory(path: folder))
        #expect(try Git.run(folder, "fsck", "--strict") == 0)
    }

    // MARK: One storm

    private func storm(_ climate: Weather.Climate, seed: Int, storage: any GitStorage) async throws {
        var chance = SeededGenerator(seed: UInt64(seed))
        var stage = Stage(
            storage, isEmpty: Int.random(in: 0..<5, using: &chance) == 0, seed: UInt64(seed))
        stage.address = Stage.addresses[Int.random(in: 0..<2, using: &chance)]
        if Int.random(in: 0..<3, using: &chance) == 0 { stage.branch = "team/reports" }
        var results: [Result<Publication, PublishFailure>] = []
        var elapsed: Duration = .zero
        for round in 0..<3 {
            let weather = Weather(climate, branch: stage.branch, chance: &chance)
            if round < 2 {
                stage.edit { service in
                    (service.readLag, service.lagPercent) = (weather.readLag, weather.lagPercent)
                    for fault in weather.faults { service.plan(fault) }
                }
            } else {
                stage.recover()
            }
            let message = "Sweep \(round)"
            let before = (stage.ledger.moves.count, stage.ledger.calls.count)
            let result = try await stage.publish(
                Self.files(round), message: message, seed: UInt64(seed), after: elapsed)
            results.append(result)
            stage.edit { $0.calmDown() }
            elapsed += .seconds(900)
            check(result, message, Self.files(round), stage, climate, movesBefore: before.0, callsBefore: before.1)
        }
        #expect(results.last?.publication != nil, "\(results.last?.failure?.message ?? "")")
        #expect(stage.holds(Self.files(2)))
        #expect(try await stage.publish(Self.files(2), message: "Again", after: elapsed).isUnchanged)
        checkOthers(stage, climate)
    }

    /// Of each round another content.
    private static func files(_ round: Int) -> [PublishedFile] {
        World.files.dropLast() + [
            PublishedFile(path: "workspaces/prod-us.csv", bytes: Array((World.prodUS + "\(round),x\n").utf8)),
            PublishedFile(path: "picture \(round).png", bytes: [0x89, UInt8(round), 0xFF]),
        ]
    }

    private func check(
        _ result: Result<Publication, PublishFailure>, _ message: String, _ files: [PublishedFile], _ stage: Stage,
        _ climate: Weather.Climate, movesBefore: Int, callsBefore: Int
    ) {
        let moves = stage.ledger.moves[movesBefore...]
        let own = Set(moves.filter(\.isOurs).compactMap(\.to))
        // In an empty repository the first file needs a commit of its own.
        let isFirst = stage.ledger.calls[callsBefore...].contains { $0.title == "PUT contents" }
        let count = stage.commits(message)
        #expect(count <= (isFirst ? 2 : 1), "\(count) commits for one publication: \(stage.story)")
        if climate == .rough { #expect(own.count <= (isFirst ? 2 : 1)) }
        for commit in own {
            #expect(stage.changes(of: commit).allSatisfy { $0.hasPrefix("Error/") })
        }
        switch result {
        case .success(let publication):
            if case .committed(let id) = publication.outcome {
                let commit = Stage.ObjectID(hex: id.description)
                #expect(stage.holds(files, at: commit), "reported, and not in the commit: \(stage.story)")
                if climate == .rough {
                    #expect(stage.history().contains { $0.id == commit }, "reported, and not on the branch")
                }
            } else if climate == .rough {
                #expect(stage.holds(files), "said to be there, and is not")
            }
        case .failure(let failure):
            let isAllowed = failure.reason.isOfWeather || (climate != .rough && failure.reason.isOfPeople)
            #expect(isAllowed, "\(failure.message): \(stage.story)")
            #expect(!failure.message.contains("ghp_"))
        }
    }

    private func checkOthers(_ stage: Stage, _ climate: Weather.Climate) {
        let ledger = stage.ledger
        #expect(ledger.moves.filter(\.isOurs).allSatisfy { $0.isForward && $0.to != nil }, "the branch was forced")
        let hosts = Set(ledger.calls.filter(\.hasCredential).map(\.host))
        #expect(hosts == [stage.address.hasPrefix("https://api") ? "api.github.com" : "ghe.example.com"])
        guard climate == .rough else { return }
        let pushed = ledger.moves.filter { !$0.isOurs && $0.ref == "refs/heads/\(stage.branch)" }.compactMap(\.to)
        let history = Set(stage.history().map(\.id))
        #expect(pushed.allSatisfy(history.contains), "somebody's commit is lost")
        for path in pushed.flatMap(stage.changes) where path.hasPrefix("theirs/") || path.hasPrefix("Error/theirs") {
            #expect(stage.text(path) != nil, "somebody's file \(path) is lost")
        }
    }
}

extension Stage {
    /// Everything that a person can mend is mended.
    func recover() {
        edit { service in
            service.calmDown()
            service.readLag = .zero
            service.happen(.unarchive)
            service.happen(.unblock)
            service.happen(.unprotect(branch: branch))
            service.happen(.changeToken(.good))
            service.happen(.changeToken(.changed(.classic(["repo"]))))
        }
    }
}

enum Git {
    /// - Returns: the exit code.
    static func run(_ folder: String, _ arguments: String...) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "--git-dir", folder] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
