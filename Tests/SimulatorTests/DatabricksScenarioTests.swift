import Foundation
import Model
import Simulator
import Testing

struct DatabricksScenarioTests {
    /// FNV-1a over everything that a sweep would read.
    private func digest(seed: UInt64) -> UInt64 {
        var bench = DatabricksBench(seed: seed, .init(name: "w", jobs: 70, olderDays: 1))
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var token = ""
        repeat {
            let path = "2.2/jobs/runs/list?limit=25&expand_tasks=true"
            let reply = bench.get(path + (token.isEmpty ? "" : "&page_token=\(token)"), in: "w")
            for byte in reply.body { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            token = reply.object.text("next_page_token")
        } while !token.isEmpty
        return hash
    }

    @Test func aSeedNamesEveryByte() {
        #expect(digest(seed: 5) == digest(seed: 5))
        #expect(digest(seed: 5) != digest(seed: 6))
    }

    @Test func aWorkspaceDoesNotDependOnItsPlace() throws {
        let plans = ["a", "b", "c"].map { SimulatedWorkspace.Plan(name: $0, jobs: 10) }
        let anchor = DatabricksBench.anchor
        let one = SimulatedFleet(seed: 1, anchor: anchor, workspaces: plans)
        let other = SimulatedFleet(seed: 1, anchor: anchor, workspaces: plans.reversed())
        let left = try #require(one.workspace(named: "b"))
        let right = try #require(other.workspace(named: "b"))
        #expect(left.runs.map { $0.id } == right.runs.map { $0.id })
        #expect(left.pageHost == right.pageHost)
        #expect(one.workspace(named: "d") == nil)
    }

    @Test func idsAreUniqueOverRunsAndTasks() throws {
        let fleet = SimulatedFleet.demo(seed: 2, anchor: DatabricksBench.anchor)
        let workspace = try #require(fleet.workspace(named: "marketing"))
        var ids: Set<Int64> = []
        var count = 0
        for run in workspace.runs {
            ids.insert(run.id)
            count += 1
            for task in workspace.tasks(of: run) {
                ids.insert(workspace.runID(of: task, in: run))
                count += 1
            }
        }
        #expect(ids.count == count)
        #expect(ids.allSatisfy { $0 > 0 })
        #expect(ids.contains { $0 > 1 << 53 } && ids.contains { $0 < 1 << 53 })
        for job in workspace.jobs { #expect(workspace.job(id: job.id)?.index == job.index) }
    }

    @Test func aThousandSmallWorkspacesAreCheap() throws {
        let plans = (0..<1_000).map { SimulatedWorkspace.Plan(name: "w-\($0)", jobs: 10) }
        let fleet = SimulatedFleet(seed: 1, anchor: DatabricksBench.anchor, workspaces: plans)
        var runs = 0
        let elapsed = try ContinuousClock().measure {
            for plan in plans { runs += try #require(fleet.workspace(named: plan.name)).runs.count }
        }
        #expect(runs > 150_000)
        #expect(elapsed < .seconds(30), "debug build: \(elapsed)")
    }

    @Test func aQuietWorkspaceHasNoFailures() throws {
        let bench = DatabricksBench(.init(name: "w", jobs: 300, failingPermille: 0))
        let workspace = try #require(bench.fleet.workspace(named: "w"))
        let counts = GroundTruth.statusCounts(of: workspace, at: DatabricksBench.anchor)
        #expect(counts["FAILED"] == nil)
        let now = DatabricksBench.anchor
        #expect(GroundTruth.failures(of: workspace, from: now - .seconds(86_400), to: now).isEmpty)
    }
}
