import Configuration
import Foundation
import History
import Model
import Pacing
import Reports
import Simulator
import Testing

@testable import Sweeping

/// What a sweep takes from the history, and leaves in it.
@Suite struct HistorySweepTests {
    private static func fleet(jobs: Int = 20, faults: [SimulatedFault] = []) throws -> Fleet {
        try Fleet(plans(jobs: jobs, faults: faults))
    }

    private static func plans(jobs: Int, faults: [SimulatedFault] = []) -> SimulatedFleet {
        SimulatedFleet(
            seed: 12, anchor: Fleet.anchor,
            workspaces: [.init(name: "alpha", jobs: jobs, faults: faults), .init(name: "beta", jobs: 6)])
    }

    private func history(_ fleet: Fleet) throws -> SQLiteHistory {
        let path = "\(fleet.folder.path)/dbmon.sqlite"
        guard case .opened(let history) = try SQLiteHistory.open(path: path, at: Fleet.anchor) else {
            throw HistoryHeld(path: path, holder: nil)
        }
        return history
    }

    private func forgetReports(_ fleet: Fleet) throws {
        try FileManager.default.removeItem(atPath: "\(fleet.folder.path)/reports")
    }

    @Test func rowsComeBackFromTheHistoryAlone() async throws {
        let fleet = try Self.fleet()
        let configuration = try fleet.configuration()
        _ = try await fleet.sweepInProcess(configuration, service: SharedService(fleet.world()))
        let before = try String(contentsOfFile: fleet.report, encoding: .utf8)
        try forgetReports(fleet)
        let alpha = try #require(configuration.workspaces.first { $0.name.text == "alpha" })
        let result = try await fleet.sweepInProcess(
            configuration, service: SharedService(fleet.world()), only: [alpha.name])
        #expect(result.changes.isEmpty)
        #expect(try String(contentsOfFile: fleet.report, encoding: .utf8) == before)
    }

    @Test func deadWorkspaceKeepsItsRowsWithoutReports() async throws {
        let fleet = try Self.fleet()
        let configuration = try fleet.configuration()
        _ = try await fleet.sweepInProcess(configuration, service: SharedService(fleet.world()))
        let before = try TruthCheck.rows(fleet.report).filter { $0["Workspace"] == "alpha" }
        try forgetReports(fleet)
        let dead = [SimulatedFault(endpoint: nil, calls: 0..<1_000, answer: .loginPage)]
        let world = try Fleet(Self.plans(jobs: 20, faults: dead)).world()
        _ = try await fleet.sweepInProcess(configuration, service: SharedService(world))
        let after = try TruthCheck.rows(fleet.report).filter { $0["Workspace"] == "alpha" }
        #expect(after.map { $0["Job_Id"] } == before.map { $0["Job_Id"] })
        #expect(after.map { $0["Run_Id"] } == before.map { $0["Run_Id"] })
        #expect(after.allSatisfy { $0["Status"] == "UNREACHABLE" })
        for (row, old) in zip(after, before) {
            #expect(row["Error_Details"]?.hasSuffix("last known status: \(old["Status"] ?? "")") == true)
        }
    }

    @Test func secondSweepOnAHistoryWaitsTenSecondsAndNamesTheFirst() async throws {
        let fleet = try Self.fleet()
        let configuration = try fleet.configuration()
        let held = try history(fleet)
        defer { held.close() }
        let service = SharedService(fleet.world())
        let (error, waited) = try await VirtualRun.run { run in
            let clock = VirtualClock(run, start: Fleet.anchor)
            do {
                _ = try await fleet.sweep(configuration, service: service, clock: clock)
                return (HistoryHeld?.none, run.now)
            } catch let error as HistoryHeld {
                return (error, run.now)
            }
        }
        #expect(
            error?.message.hasPrefix(
                "another sweep works on the history \(fleet.folder.path)/dbmon.sqlite: process "
                    + "\(ProcessInfo.processInfo.processIdentifier)") == true, "\(error?.message ?? "it was not held")")
        #expect(waited >= .seconds(10) && waited < .seconds(11))
        #expect(!FileManager.default.fileExists(atPath: fleet.report))
    }

    @Test func sweepThatEndsInTimeIsWaitedFor() async throws {
        let fleet = try Self.fleet()
        let configuration = try fleet.configuration()
        let held = try history(fleet)
        let service = SharedService(fleet.world())
        let result = try await VirtualRun.run { run in
            let clock = VirtualClock(run, start: Fleet.anchor)
            async let result = fleet.sweep(configuration, service: service, clock: clock)
            try await clock.sleep(for: .seconds(9))
            held.close()
            return try await result
        }
        #expect(result.workspaces.allSatisfy { $0.status == .ok })
    }

    @Test func damagedHistoryIsSetAsideAndTheSweepGoesOn() async throws {
        let fleet = try Self.fleet()
        let configuration = try fleet.configuration()
        try Data("no database at all".utf8).write(to: URL(filePath: configuration.history.database))
        let result = try await fleet.sweepInProcess(configuration, service: SharedService(fleet.world()))
        #expect(result.workspaces.allSatisfy { $0.status == .ok })
        #expect(result.warnings.contains { $0.contains("dbmon.sqlite.damaged") })
        let files = try FileManager.default.contentsOfDirectory(atPath: fleet.folder.path)
        #expect(files.contains { $0.hasPrefix("dbmon.sqlite.damaged") })
        try TruthCheck(fleet: fleet.simulated, now: Fleet.anchor).check(report: fleet.report)
    }

    @Test func aTenthFewerJobsIsAWarning() async throws {
        let fleet = try Self.fleet(jobs: 20)
        let configuration = try fleet.configuration()
        _ = try await fleet.sweepInProcess(configuration, service: SharedService(fleet.world()))
        let fewer = try Fleet(Self.plans(jobs: 17))
        let result = try await fleet.sweepInProcess(configuration, service: SharedService(fewer.world()))
        #expect(result.workspaces[0].warnings.contains { $0.hasPrefix("17 jobs are visible, 20 were") })
        #expect(result.workspaces[1].warnings.isEmpty)
        let again = try await fleet.sweepInProcess(configuration, service: SharedService(fewer.world()))
        #expect(again.workspaces[0].warnings.isEmpty)
    }

    @Test func whatWasNotPublishedWaitsInTheOutbox() async throws {
        let fleet = try Self.fleet()
        let configuration = try fleet.configuration()
        var world = fleet.world()
        world.github = UnreachableService()
        let failed = try await fleet.sweepInProcess(configuration, service: SharedService(world), publishes: true)
        #expect(failed.publication.status == .failed)
        var kept = try history(fleet)
        #expect(try kept.unpublished().map(\.sweepID) == [failed.sweepID])
        kept.close()
        let second = try await fleet.sweepInProcess(
            configuration, service: SharedService(fleet.world()), start: Fleet.anchor + .seconds(900), publishes: true)
        #expect(second.publication.status == .committed)
        kept = try history(fleet)
        #expect(try kept.unpublished().isEmpty)
        kept.close()
    }

    @Test func errorsAreFetchedOnce() async throws {
        let fleet = try Fleet(
            SimulatedFleet(
                seed: 12, anchor: Fleet.anchor,
                workspaces: [
                    .init(name: "alpha", jobs: 120, failingPermille: 200, failureKinds: [.outOfMemory, .notebook])
                ]))
        let configuration = try fleet.configuration { $0.replacing("\"24h\"", with: "\"50d\"") }
        func outputsFetched() async throws -> Int {
            let service = SharedService(fleet.world())
            _ = try await fleet.sweepInProcess(configuration, service: service)
            return service.access { world in
                ((world as? SimulatedWorld)?.databricks as? DatabricksService)?.tally.calls["runs/get-output"] ?? 0
            }
        }
        let first = try await outputsFetched()
        let before = try String(contentsOfFile: fleet.report, encoding: .utf8)
        let path = fleet.report.replacing("job_monitoring_report", with: "job_failures")
        // Again is asked for what had no error of its own, and for what holds a secret: that is not kept.
        let again = try TruthCheck.rows(path).count { row in
            let texts = (row["Error_Details"] ?? "") + (row["Error_Trace"] ?? "")
            return texts.hasPrefix("The spark driver") || texts.contains("‹redacted›")
        }
        #expect(first > 10)
        let second = try await outputsFetched()
        // A success whose tasks failed has outputs, and no row among the failures.
        let successes = try TruthCheck.rows(fleet.report).count { $0["Result_State"] == "SUCCESS_WITH_FAILURES" }
        #expect(second <= again + successes)
        #expect(second < first)
        #expect(try String(contentsOfFile: fleet.report, encoding: .utf8) == before)
        let database = try Data(contentsOf: URL(filePath: configuration.history.database))
        for secret in ["dapi-demo-", "password=hunter", "ghp_"] {
            #expect(database.range(of: Data(secret.utf8)) == nil)
        }
    }

    /// With its history a sweep that changes nothing makes three calls to GitHub at the most, and one that does, five.
    @Test func publishingKeepsToItsBudget() async throws {
        let fleet = try Self.fleet(jobs: 20)
        let configuration = try fleet.configuration()
        let service = SharedService(fleet.world())
        func publish(after seconds: Int64, jobs: Int) async throws -> PublicationResult {
            let databricks = DatabricksService(fleet: Self.plans(jobs: jobs))
            service.access { world in
                guard var simulated = world as? SimulatedWorld else { return }
                simulated.databricks = databricks
                world = simulated
            }
            let start = Fleet.anchor + .seconds(seconds)
            return try await fleet.sweepInProcess(configuration, service: service, start: start, publishes: true)
                .publication
        }
        #expect(try await publish(after: 0, jobs: 20).status == .committed)
        let unchanged = try await publish(after: 60, jobs: 20)
        #expect(unchanged.status == .unchanged)
        #expect(unchanged.calls <= 3)
        let changed = try await publish(after: 120, jobs: 19)
        #expect(changed.status == .committed)
        #expect(changed.calls <= 5)
    }

    /// A runner without a disk of its own and one with it settle on the same bytes.
    @Test func twoHostsSettleOnTheSameBytes() async throws {
        let (first, second) = (try Self.fleet(jobs: 120), try Self.fleet(jobs: 120))
        let service = SharedService(first.world())
        func sweep(_ fleet: Fleet, after seconds: Int64) async throws -> (String, PublicationResult) {
            let result = try await fleet.sweepInProcess(
                fleet.configuration(), service: service, start: Fleet.anchor + .seconds(seconds), publishes: true)
            return (try String(contentsOfFile: fleet.report, encoding: .utf8), result.publication)
        }
        let (one, made) = try await sweep(first, after: 0)
        #expect(made.status == .committed)
        let (two, found) = try await sweep(second, after: 600)
        #expect(found.status == .unchanged)
        #expect(one == two)
        #expect(one.contains("NO_RUNS"))  // whose time is that of the first sight
        try forgetReports(second)
        try FileManager.default.removeItem(atPath: "\(second.folder.path)/dbmon.sqlite")
        #expect(try await sweep(second, after: 1_200).1.status == .unchanged)
    }
}

/// Nobody answers for GitHub.
private struct UnreachableService: SimulatedService {
    mutating func answer(_ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer {
        SimulatedAnswer(status: 503, headers: [], body: [])
    }
}
