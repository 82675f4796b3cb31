import Foundation
import Model
import Simulator
import Sweeping
import Testing
import Transport

/// Page tokens that expire, repeat, loop or never end: a listing is whole, or the workspace says what is missing.
@Suite struct PageTokenTests {
    private static func fleet(
        faults: [SimulatedFault] = [],
        latency: ClosedRange<Int64> = 5...20,
        jobs: Int = 230,
        kinds: [SimulatedRunKind] = SimulatedRunKind.failures,
        _ change: (inout SimulatedPageTokens) -> Void = { _ in }
    ) throws -> Fleet {
        var plan = SimulatedWorkspace.Plan(
            name: "w", jobs: jobs, failureKinds: kinds, latencyMilliseconds: latency, faults: faults)
        change(&plan.traits.pageTokens)
        return try Fleet(SimulatedFleet(seed: 3, anchor: Fleet.anchor, workspaces: [plan]))
    }

    private static func sweep(_ fleet: Fleet) async throws -> (
        workspace: WorkspaceResult, tally: DatabricksService.Tally
    ) {
        let service = SharedService(DatabricksService(fleet: fleet.simulated))
        let result = try await fleet.sweepInProcess(fleet.configuration(), service: service)
        let tally = try #require(service.access { ($0 as? DatabricksService)?.tally })
        return (result.workspaces[0], tally)
    }

    private static let expired = SimulatedRefusal.named("400 for a page token")

    // MARK: - A circle

    struct Circle: CustomTestStringConvertible {
        let chain: SimulatedPageTokens.Chain
        let endpoint: String
        var testDescription: String { "\(endpoint) \(chain)" }
    }

    @Test(arguments: [
        Circle(chain: .repeats, endpoint: "jobs/list"), Circle(chain: .loops, endpoint: "jobs/list"),
        Circle(chain: .repeats, endpoint: "runs/list"), Circle(chain: .loops, endpoint: "runs/list"),
    ])
    func aListingThatGoesInACircleIsAnErrorThatNamesIt(_ test: Circle) async throws {
        let fleet = try Self.fleet {
            $0.chain = test.chain
            $0.endpoints = [test.endpoint]
        }
        let (workspace, tally) = try await Self.sweep(fleet)
        #expect(workspace.status != .ok)
        #expect(workspace.error?.contains(test.endpoint) == true)
        #expect(workspace.error?.contains("a page token came twice: the listing goes in a circle") == true)
        #expect(tally.calls[test.endpoint, default: 0] <= 5)
    }

    @Test func aListingThatNeverEndsEndsAtItsLimit() async throws {
        let fleet = try Self.fleet(latency: 0...0, jobs: 5) {
            $0.chain = .neverEnds
            $0.endpoints = ["jobs/list"]
        }
        let (workspace, tally) = try await Self.sweep(fleet)
        #expect(workspace.status != .ok)
        #expect(workspace.error?.contains("the listing has more than 20000 pages") == true)
        #expect(tally.calls["jobs/list"] == 20_000)
    }

    @Test(arguments: [SimulatedPageTokens.Chain.repeats, .neverEnds])
    func aListOfTasksThatDoesNotEndIsNamed(chain: SimulatedPageTokens.Chain) async throws {
        let fleet = try Self.fleet(latency: 0...0, kinds: [.manyTasks]) {
            $0.chain = chain
            $0.endpoints = ["runs/get"]
        }
        let (workspace, _) = try await Self.sweep(fleet)
        #expect(workspace.status == .partial)
        let simulated = try #require(fleet.simulated.workspace(named: "w"))
        let truth = Dictionary(
            uniqueKeysWithValues: GroundTruth.jobs(of: simulated, at: Fleet.anchor).map {
                (String($0.id), ExpectedCells.cells(of: $0)["Error_Details"])
            })
        let rows = try TruthCheck.rows(fleet.report)
        let unknown = rows.filter { $0["Error_Details"] == "Could not be read: listing without end" }
        #expect(!unknown.isEmpty)
        for row in rows where !unknown.contains(row) {
            let details = try #require(truth[row["Job_Id"] ?? ""])
            if let details { #expect(row["Error_Details"] == details) }
        }
    }

    // MARK: - Tokens that expire

    @Test(arguments: ["jobs/list", "runs/list", "runs/get"])
    func aListingWhoseTokenExpiredOnceIsReadAnew(endpoint: String) async throws {
        let answer = try #require(Self.expired).answer
        let faults = [SimulatedFault(endpoint: endpoint, calls: 0..<1, counting: .ofEachPageToken, answer: answer)]
        // Two further pages at most: the third refusal would be one too many.
        let fleet = try Self.fleet(faults: faults, jobs: endpoint == "runs/list" ? 12 : 230, kinds: [.manyTasks])
        let (workspace, _) = try await Self.sweep(fleet)
        #expect(workspace.status == .ok, "\(workspace.error ?? "")")
        try TruthCheck(fleet: fleet.simulated, now: Fleet.anchor).check(report: fleet.report)
    }

    @Test(arguments: ["jobs/list", "runs/list"])
    func tokensThatNeverLiveLongEnoughAreNamed(endpoint: String) async throws {
        let fleet = try Self.fleet(latency: 50...50) {
            $0.life = .milliseconds(40)
            $0.endpoints = [endpoint]
        }
        let (workspace, tally) = try await Self.sweep(fleet)
        #expect(workspace.status != .ok)
        let reason =
            "\(endpoint) has no end: its page tokens are refused: The page token has expired."
        #expect(workspace.error?.contains(reason) == true)
        // A listing is begun three times, and no other of its kind after it.
        #expect((6...8).contains(tally.calls[endpoint, default: 0]))
    }

    @Test func pagesBeyondALimitAreNotSilentlyMissing() async throws {
        let fleet = try Self.fleet {
            $0.pageLimit = 2
            $0.endpoints = ["jobs/list"]
        }
        let (workspace, _) = try await Self.sweep(fleet)
        #expect(workspace.status != .ok)
        #expect(workspace.error?.contains("its page tokens are refused") == true)
    }

    @Test func everyParameterComesAgainWithAToken() async throws {
        let fleet = try Self.fleet { $0.mustRepeatParameters = true }
        let (workspace, _) = try await Self.sweep(fleet)
        #expect(workspace.status == .ok)
        try TruthCheck(fleet: fleet.simulated, now: Fleet.anchor).check(report: fleet.report)
    }
}
