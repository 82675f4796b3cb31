import Configuration
import Foundation
import Model
import Pacing
import Reports
import Simulator
import Sweeping
import Testing
import Transport

@Suite struct GroundTruthTests {
    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func everyRowOfTheDemoIsTheTruthInProcess(seed: UInt64) async throws {
        let fleet = try Fleet(.demo(seed: seed, anchor: Fleet.anchor))
        let configuration = try fleet.configuration { $0.replacing(", \"\(DemoConfiguration.missingJob)\"", with: "") }
        let result = try await fleet.sweepInProcess(configuration, service: SharedService(fleet.world()))
        for workspace in result.workspaces {
            #expect(workspace.status == .ok, "\(workspace.name): \(workspace.error ?? "")")
        }
        try TruthCheck(fleet: fleet.simulated, now: Fleet.anchor).check(report: fleet.report)
    }

    /// Real sockets, real libcurl, real clock.
    @Test func everyRowIsTheTruthOverHTTP() async throws {
        let clock = SystemClock()
        let anchor = Timestamp(milliseconds: clock.timestamp.milliseconds / 60_000 * 60_000)
        let plans = ["alpha", "beta", "gamma"].enumerated().map { index, name in
            SimulatedWorkspace.Plan(
                name: name, jobs: 60 + 20 * index, latencyMilliseconds: 0...2,
                runOrder: index == 1 ? .endTime : .startTime, hasShortPages: index == 2)
        }
        let fleet = try Fleet(SimulatedFleet(seed: 11, anchor: anchor, workspaces: plans))
        let server = try await SimulatorServer.start(service: fleet.world(), wallClock: { clock.timestamp })
        let configuration = try fleet.configuration(port: server.port) {
            $0.replacing(
                "\"requests_per_second\": 50, \"burst\": 50", with: "\"requests_per_second\": 1000, \"burst\": 1000")
        }
        let sweep = Sweep(
            configuration,
            in: .init(
                client: try CurlClient(), clock: clock,
                resolver: SecretResolver(environment: Environment(variables: [:])),
                seed: 1),
            progress: SweepProgress(total: 3))
        let result = try await sweep.run(publishes: true)
        try await server.shutdown()
        for workspace in result.workspaces {
            #expect(workspace.status == .ok, "\(workspace.name): \(workspace.error ?? "")")
        }
        #expect(result.publication.status == .committed, "\(result.publication.error ?? "")")
        try TruthCheck(fleet: fleet.simulated, now: anchor).check(report: fleet.report)
    }

    @Test func thousandsOfWorkspacesTakeSeconds() async throws {
        let plans = (0..<2_000).map { index in
            SimulatedWorkspace.Plan(name: "w\(index)", jobs: 4, olderDays: 2, latencyMilliseconds: 20...60)
        }
        let fleet = try Fleet(SimulatedFleet(seed: 3, anchor: Fleet.anchor, workspaces: plans))
        let configuration = try fleet.configuration()
        let result = try await fleet.sweepInProcess(configuration, service: SharedService(fleet.world()))
        #expect(result.workspaces.count == 2_000)
        #expect(result.workspaces.allSatisfy { $0.status == .ok })
        try TruthCheck(fleet: fleet.simulated, now: Fleet.anchor).check(report: fleet.report)
    }

    @Test func sameSeedGivesTheSameSweepToTheByte() async throws {
        var files: [[UInt8]] = []
        for _ in 0..<2 {
            let fleet = try Fleet(.demo(seed: 9, anchor: Fleet.anchor))
            let result = try await fleet.sweepInProcess(
                fleet.configuration(), service: SharedService(fleet.world()), seed: 5)
            var summary = result.json.text
            summary.append(try String(contentsOfFile: fleet.report, encoding: .utf8))
            files.append(Array(summary.utf8))
        }
        #expect(files[0] == files[1])
    }
}
