import Foundation
import Model
import Simulator
import Sweeping

/// Holds the reports of sweeps that share a folder against the truth, as far as each sweep says that it knows it.
struct ChaosCheck {
    private static let lookback = Duration.seconds(86_400)

    private let seed: UInt64
    private let anchor: Timestamp
    private let folder: TemporaryFolder
    /// Rows that a later sweep could not read anew are from here on at the earliest.
    private var firstStart: Timestamp?
    var complaints: [String] = []

    init(seed: UInt64, anchor: Timestamp) throws {
        self.seed = seed
        self.anchor = anchor
        folder = try TemporaryFolder()
    }

    func fleet(_ plans: [SimulatedWorkspace.Plan]) throws -> Fleet {
        try Fleet(SimulatedFleet(seed: seed, anchor: anchor, workspaces: plans), folder: folder)
    }

    mutating func take(_ result: SweepResult, of fleet: Fleet) throws {
        let start = result.startedAt
        let path = fleet.report.replacing("job_monitoring_report", with: "job_failures")
        let tables = try TruthCheck.rows(of: [fleet.report, path])
        let rows = Dictionary(grouping: tables[0]) { $0["Workspace"] ?? "" }
        let failures = Dictionary(grouping: tables[1]) { $0["Workspace"] ?? "" }
        let earliest = firstStart ?? start
        firstStart = earliest
        for outcome in result.workspaces {
            let name = outcome.name.text
            guard let workspace = fleet.simulated.workspace(named: name) else { continue }
            let isWhole = outcome.status == .ok
            let check = HistoryCheck(
                workspace: workspace, start: isWhole ? start : earliest, end: start + result.duration,
                lookback: Self.lookback, isWhole: isWhole, isListed: outcome.status != .unreachable)
            complaints += check.complaints(jobs: rows[name] ?? [], failures: failures[name] ?? [])
            if !isWhole, outcome.error?.isEmpty ?? true { complaints.append("\(name): no reason is given") }
        }
        let isWhole = result.workspaces.allSatisfy { $0.status == .ok }
        let isDead = result.workspaces.allSatisfy { $0.status == .unreachable }
        let code = result.exitCode(failOnFailedJobs: false)
        if code != (isWhole ? .success : .incomplete), !isDead { complaints.append("exit code \(code)") }
    }
}
