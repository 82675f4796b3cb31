import Configuration
import Foundation
import Model
import Pacing
import Simulator
import Sweeping
import Testing
import Transport

/// Everything at once, over eight workspaces: a report is exact, or says which rows are not known and exits with 69, and
/// never silently wrong. Once the weather clears, the next sweep is exact.
@Suite struct ChaosTests {
    @Test(arguments: 0..<25 as Range<UInt64>)
    func reportsAreExactOrFlaggedInAnyWeather(batch: UInt64) async throws {
        var complaints: [String] = []
        var unread = 0
        for seed in batch * 20..<(batch + 1) * 20 {
            let clear = ChaosWeather.clearPlans(seed: seed)
            var weather = ChaosWeather(seed: seed)
            var check = try ChaosCheck(seed: seed, anchor: Fleet.anchor)
            let bad = try check.fleet(weather.plans(over: clear))
            let first = try await bad.sweepInProcess(
                bad.configuration(), service: SharedService(bad.world()), seed: seed)
            try check.take(first, of: bad)
            unread += first.workspaces.count { $0.status != .ok }

            let later = Fleet.anchor + .seconds(900)
            let good = try check.fleet(clear)
            let second = try await good.sweepInProcess(
                good.configuration(), service: SharedService(good.world()), start: later, seed: seed)
            try check.take(second, of: good)
            if second.workspaces.contains(where: { $0.status != .ok }) {
                check.complaints.append("the sky is clear, and a workspace is not read")
            }
            complaints += check.complaints.map { "seed \(seed): \($0)" }
        }
        #expect(complaints.isEmpty, "\(complaints.prefix(5).joined(separator: "\n"))")
        // Weather that touches nothing would prove nothing; and so would weather that lets nothing through.
        #expect((10...110).contains(unread), "\(unread) of 160")
    }

    /// Real sockets, real time: limits are short.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func reportsAreExactOrFlaggedOverSockets(seed: UInt64) async throws {
        let clock = SystemClock()
        let clear = ChaosWeather.clearPlans(seed: seed &+ 1_000)
        var weather = ChaosWeather(seed: seed &+ 1_000)
        var check = try ChaosCheck(seed: seed, anchor: clock.timestamp)
        for plans in [weather.plans(over: clear), clear] {
            let fleet = try check.fleet(plans)
            let server = try await SimulatorServer.start(service: fleet.world(), wallClock: { clock.timestamp })
            let configuration = try fleet.configuration(port: server.port) {
                $0.replacing(
                    "\"github\"",
                    with: #""limits": { "stall": "1s", "request": "4s", "give_up": "6s" }, "github""#)
            }
            let limits = configuration.limits
            let sweep = Sweep(
                configuration,
                in: .init(
                    client: try CurlClient(
                        limits: TransferLimits(connect: limits.connect, stall: limits.stall, request: limits.request)),
                    clock: clock, resolver: SecretResolver(environment: Environment(variables: [:])), seed: seed),
                progress: SweepProgress(total: plans.count))
            let result = try await sweep.run(publishes: false)
            try await server.shutdown()
            try check.take(result, of: fleet)
        }
        #expect(check.complaints.isEmpty, "\(check.complaints.prefix(5).joined(separator: "\n"))")
    }
}
