import Foundation
import Model
import Simulator
import Sweeping
import Testing
import Transport

/// Of 60 workspaces some hang, some throttle, some are down, and one has 100 times the runs: the others are read as if
/// they were alone.
@Suite struct IsolationTests {
    private enum Trouble: CaseIterable {
        case none
        case hangs
        case hangsLater
        case throttles
        case isDown
        case shutsOut
    }

    private static func plan(_ index: Int, _ trouble: Trouble) -> SimulatedWorkspace.Plan {
        // The long one is among the first: whoever waits for it would show.
        let isLong = index == 2
        var plan = SimulatedWorkspace.Plan(
            name: "w\(index)", jobs: isLong ? 40 : 12, runsPerJobPerDay: isLong ? 90...90 : 1...4, olderDays: 1,
            latencyMilliseconds: 20...60)
        let always = 0..<100_000
        switch trouble {
        case .none: break
        case .hangs:
            plan.faults = [
                SimulatedFault(endpoint: nil, calls: always, answer: .damaged(.stalled(afterBodyBytes: nil)))
            ]
        case .hangsLater:
            plan.faults = [
                SimulatedFault(
                    endpoint: "runs/get-output", calls: always, answer: .damaged(.stalled(afterBodyBytes: 10))),
                SimulatedFault(endpoint: "runs/get", calls: always, answer: .damaged(.stalled(afterBodyBytes: 10))),
            ]
        case .throttles: plan.rateLimit = .init(requestsPerSecond: 1, burst: 1, retryAfter: "2")
        case .isDown:
            plan.faults = [SimulatedFault(endpoint: nil, calls: always, answer: .damaged(.reset(afterBodyBytes: nil)))]
        case .shutsOut:
            plan.faults = [
                SimulatedFault(
                    endpoint: nil, calls: 4..<100_000,
                    answer: .numericError(status: 403, code: 403, message: "Invalid access token."))
            ]
        }
        return plan
    }

    private static func sweep(_ troubles: [Trouble]) async throws -> (fleet: Fleet, result: SweepResult) {
        let plans = troubles.enumerated().map { plan($0, $1) }
        let fleet = try Fleet(SimulatedFleet(seed: 8, anchor: Fleet.anchor, workspaces: plans))
        let result = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(fleet.world()))
        return (fleet, result)
    }

    @Test func troubleOfSomeIsNotFeltByTheOthers() async throws {
        let troubles = (0..<60).map { index in
            index.isMultiple(of: 2) ? Trouble.none : Trouble.allCases[index / 2 % Trouble.allCases.count]
        }
        let alone = try await Self.sweep(troubles.map { _ in .none }).result
        let (fleet, result) = try await Self.sweep(troubles)
        let rows = Dictionary(grouping: try TruthCheck.rows(fleet.report)) { $0["Workspace"] ?? "" }
        for (index, trouble) in troubles.enumerated() where trouble == .none {
            let (now, before) = (result.workspaces[index], alone.workspaces[index])
            #expect(now.status == .ok, "\(now.name): \(now.error ?? "")")
            #expect(now.calls == before.calls)
            #expect(now.duration <= before.duration * 1.02, "\(now.name): \(now.duration), alone \(before.duration)")
            let workspace = try #require(fleet.simulated.workspace(named: now.name.text))
            let truth = GroundTruth.jobs(of: workspace, at: Fleet.anchor).map { ExpectedCells.cells(of: $0) }
            let shown = rows[now.name.text] ?? []
            #expect(shown.count == truth.count)
            #expect(zip(shown, truth).allSatisfy { row, cells in cells.allSatisfy { row[$0.key] == $0.value } })
        }
        for (index, trouble) in troubles.enumerated() where trouble != .none && trouble != .throttles {
            #expect(result.workspaces[index].status != .ok, "\(trouble)")
            #expect(result.workspaces[index].duration < .seconds(300), "\(trouble)")
        }
        #expect(alone.workspaces[2].runs > 50 * alone.workspaces[4].runs)
    }
}
