import Configuration
import Foundation
import Model
import Simulator
import Testing

@testable import Sweeping

/// Several hosts with disks of their own that sweep the same workspaces and publish to the same place.
struct Hosts {
    struct Trouble {
        /// The workspace does not answer this host.
        var isOut = false
        /// The branch does not move for this host.
        var isRefused = false
    }

    let fleets: [Fleet]
    private let plans: SimulatedFleet
    private let deadPlans: SimulatedFleet
    let service: SharedService

    init(_ count: Int) throws {
        func plans(_ faults: [SimulatedFault]) -> SimulatedFleet {
            SimulatedFleet(
                seed: 12, anchor: Fleet.anchor,
                workspaces: [.init(name: "alpha", jobs: 40, faults: faults), .init(name: "beta", jobs: 2)])
        }
        let plans = plans([])
        self.plans = plans
        deadPlans = Self.dead(plans)
        fleets = try (0..<count).map { _ in try Fleet(plans) }
        service = SharedService(fleets[0].world())
    }

    private static func dead(_ plans: SimulatedFleet) -> SimulatedFleet {
        SimulatedFleet(
            seed: plans.seed, anchor: plans.anchor,
            workspaces: plans.plans.map { plan in
                guard plan.name == "alpha" else { return plan }
                return .init(
                    name: plan.name, jobs: plan.jobs,
                    faults: [SimulatedFault(endpoint: nil, calls: 0..<1_000, answer: .loginPage)])
            })
    }

    func sweep(_ host: Int, at second: Int64, _ trouble: Trouble = Trouble()) async throws -> PublicationResult {
        let databricks = DatabricksService(fleet: trouble.isOut ? deadPlans : plans)
        change { world in
            world.databricks = databricks
            guard var github = world.github as? GitHubService else { return }
            github.happen(
                trouble.isRefused ? .protect(branch: "main", .restrictUpdates) : .unprotect(branch: "main"))
            world.github = github
        }
        let fleet = fleets[host]
        return try await fleet.sweepInProcess(
            try fleet.configuration(), service: service, start: Fleet.anchor + .seconds(second), publishes: true,
            seed: UInt64(second)
        ).publication
    }

    /// As a runner that starts afresh.
    func forgetDisk(of host: Int) throws {
        let folder = fleets[host].folder.path
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where name == "reports" || name.hasPrefix("dbmon.sqlite") {
            try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }

    func forgetReports(of host: Int) throws {
        try FileManager.default.removeItem(atPath: "\(fleets[host].folder.path)/reports")
    }

    /// Every file of the host's reports, by its path.
    func files(of host: Int) throws -> [String: String] {
        let folder = "\(fleets[host].folder.path)/reports"
        var files: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            // What cannot be read so is a folder.
            files[path] = try? String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
        }
        return files
    }

    /// When the report says that jobs without a run were first seen so, in seconds after the anchor.
    func firstSeen(by host: Int) throws -> Set<Int64> {
        let report = try String(contentsOfFile: fleets[host].report, encoding: .utf8)
        let times = report.split(separator: "\n").compactMap { line -> Int64? in
            let parts = String(line).components(separatedBy: ",NO_RUNS,")
            guard parts.count > 1, let time = Timestamp(text: String(parts[0].suffix(19))) else { return nil }
            return (time.milliseconds - Fleet.anchor.milliseconds) / 1_000
        }
        return Set(times)
    }

    func commits() -> Int { github { $0.ledger.moves.count { $0.isOurs } } ?? 0 }

    func github<Value: Sendable>(_ look: (GitHubService) -> Value) -> Value? {
        service.access { world in
            ((world as? SimulatedWorld)?.github as? GitHubService).map(look)
        }
    }

    private func change(_ body: (inout SimulatedWorld) -> Void) {
        service.access { world in
            guard var simulated = world as? SimulatedWorld else { return }
            body(&simulated)
            world = simulated
        }
    }
}
