import Configuration
import Foundation
import Model
import Simulator
import Sweeping
import Testing

/// Two thousand workspaces of random histories, swept while runs start, end, are repaired, retried and deleted and jobs
/// come and go: every cell was true at some instant of the sweep.
@Suite struct RandomHistoryTests {
    private static let lookback = Duration.seconds(86_400)

    @Test(arguments: 0..<20 as Range<UInt64>)
    func everyCellWasTrueAtSomeInstant(batch: UInt64) async throws {
        let complaints = try await Self.complaints(of: Self.plans(batch: batch), seed: batch)
        #expect(complaints.isEmpty, "\(complaints.prefix(5).joined(separator: "\n"))")
    }

    /// Sweeps twice on one history, a quarter of an hour apart.
    static func complaints(of plans: [SimulatedWorkspace.Plan], seed: UInt64) async throws -> [String] {
        let fleet = try Fleet(SimulatedFleet(seed: seed, anchor: Fleet.anchor, workspaces: plans))
        let configuration = try fleet.configuration()
        var complaints: [String] = []
        for start in [Fleet.anchor, Fleet.anchor + .seconds(900)] {
            let result = try await fleet.sweepInProcess(
                configuration, service: SharedService(fleet.world()), start: start, seed: seed)
            complaints += try Self.complaints(about: result, of: fleet, start: start)
        }
        return complaints
    }

    private static func complaints(
        about result: SweepResult, of fleet: Fleet, start: Timestamp
    ) throws -> [String] {
        let path = fleet.report.replacing("job_monitoring_report", with: "job_failures")
        let rows = Dictionary(grouping: try TruthCheck.rows(fleet.report)) { $0["Workspace"] ?? "" }
        let failures = Dictionary(grouping: try TruthCheck.rows(path)) { $0["Workspace"] ?? "" }
        var complaints = try Self.secretsShown(in: [fleet.report, path])
        for outcome in result.workspaces {
            let name = outcome.name.text
            if outcome.status != .ok { complaints.append("\(name): \(outcome.error ?? "") \(outcome.warnings)") }
            guard let workspace = fleet.simulated.workspace(named: name) else { continue }
            let check = HistoryCheck(
                workspace: workspace, start: start, end: start + outcome.duration, lookback: Self.lookback)
            complaints += check.complaints(jobs: rows[name] ?? [], failures: failures[name] ?? [])
        }
        return complaints
    }

    /// The secrets that the scenarios put into errors and traces, by their shapes.
    private static func secretsShown(in paths: [String]) throws -> [String] {
        try paths.flatMap { path in
            let text = try String(contentsOfFile: path, encoding: .utf8)
            return text.matches(of: #/dapi[0-9a-f]{32}|password=(?!‹redacted›)[^;, ]+|ghp_[A-Za-z0-9]{20,}/#).map {
                "\(path) shows \($0.output)"
            }
        }
    }

    static func plans(batch: UInt64, count: Int = 100) -> [SimulatedWorkspace.Plan] {
        var generator = SeededGenerator(seed: batch &* 7_919 &+ 13)
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
        return (0..<count).map { index in
            SimulatedWorkspace.Plan(
                name: "w\(index)",
                jobs: Int.random(in: 1...14, using: &generator),
                latencyMilliseconds: chance(50) ? 10...200 : 500...6_000,
                runOrder: chance(50) ? .startTime : .endTime,
                apiVersions: chance(15) ? ["2.1"] : ["2.1", "2.2"],
                stateShape: chance(60) ? .both : chance(50) ? .stateOnly : .statusOnly,
                hiddenJobs: chance(30) ? 2 : 0,
                deletedJobs: chance(30) ? 2 : 0,
                submittedRuns: chance(30) ? 10 : 0,
                hasShortPages: chance(30),
                scenario: .random,
                areQueuedRunsWithoutStart: chance(30))
        }
    }
}
