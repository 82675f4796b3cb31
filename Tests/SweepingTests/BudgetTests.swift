import Foundation
import Model
import Simulator
import Testing

@testable import Sweeping

/// The very calls that a sweep with its history makes to GitHub.
@Suite struct BudgetTests {
    private static func plans(jobs: Int) -> SimulatedFleet {
        SimulatedFleet(
            seed: 12, anchor: Fleet.anchor,
            workspaces: [.init(name: "alpha", jobs: jobs), .init(name: "beta", jobs: 6)])
    }

    private struct Sweeper {
        let fleet: Fleet
        let service: SharedService

        init() throws {
            fleet = try Fleet(BudgetTests.plans(jobs: 20))
            service = SharedService(fleet.world())
        }

        /// - Returns: the calls as the service counted them, and what the sweep says it came to.
        func sweep(at second: Int64, jobs: Int) async throws -> (calls: [String], result: PublicationResult) {
            let databricks = DatabricksService(fleet: BudgetTests.plans(jobs: jobs))
            let before = change { $0.databricks = databricks }
            let result = try await fleet.sweepInProcess(
                try fleet.configuration(), service: service, start: Fleet.anchor + .seconds(second), publishes: true
            ).publication
            return (Array(change { _ in }.dropFirst(before.count)), result)
        }

        func push(_ path: String) {
            _ = change { world in
                guard var github = world.github as? GitHubService else { return }
                github.happen(.push(files: [path: "theirs"], branch: "main"))
                world.github = github
            }
        }

        @discardableResult
        private func change(_ body: (inout SimulatedWorld) -> Void) -> [String] {
            service.access { world in
                guard var simulated = world as? SimulatedWorld else { return [] }
                body(&simulated)
                world = simulated
                return (simulated.github as? GitHubService)?.ledger.calls.map { "\($0.title) \($0.status)" } ?? []
            }
        }
    }

    @Test func anUnchangedSweepIsTwoFreeReadsAndAChangedOneFiveCalls() async throws {
        let sweeper = try Sweeper()
        #expect(try await sweeper.sweep(at: 0, jobs: 20).result.status == .committed)
        let unchanged = try await sweeper.sweep(at: 60, jobs: 20)
        #expect(unchanged.result.status == .unchanged)
        #expect(unchanged.result.calls == unchanged.calls.count)
        #expect(unchanged.calls == ["GET git/ref 304", "GET git/ref 304"])
        let changed = try await sweeper.sweep(at: 120, jobs: 19)
        #expect(changed.result.status == .committed)
        #expect(changed.result.calls == changed.calls.count)
        #expect(
            changed.calls == [
                "GET git/ref 304", "POST git/trees 201", "POST git/commits 201", "PATCH git/refs 200",
                "GET git/ref 200",
            ])
    }

    @Test func somebodyElsesPushCostsReadsAlone() async throws {
        let sweeper = try Sweeper()
        _ = try await sweeper.sweep(at: 0, jobs: 20)
        sweeper.push("docs/notes.txt")
        let unchanged = try await sweeper.sweep(at: 60, jobs: 20)
        #expect(unchanged.result.status == .unchanged)
        #expect(unchanged.calls == ["GET git/ref 200", "GET git/commits 200", "GET git/trees 200", "GET git/ref 304"])
    }
}
