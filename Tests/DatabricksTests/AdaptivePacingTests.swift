import Databricks
import Model
import Pacing
import Simulator
import Testing
import Transport

/// The client and its pacer against the simulator's own bucket, in virtual time.
@Suite struct AdaptivePacingTests {
    struct Minutes: Sendable {
        /// Of each minute.
        var answered: [Int]
        var refused: [Int]
        var rate: Double
        var counts: CallTally.Counts
    }

    /// Eight callers that always ask, for so many minutes.
    private func run(minutes: Int, serverRate: Int, burst: Int) async throws -> Minutes {
        try await VirtualRun.run { run in
            let clock = VirtualClock(run, start: ClientBench.anchor)
            let plan = SimulatedWorkspace.Plan(
                name: "w", jobs: 3, latencyMilliseconds: 20...60,
                rateLimit: .init(requestsPerSecond: serverRate, burst: burst, retryAfter: "1"))
            let fleet = SimulatedFleet(seed: 7, anchor: ClientBench.anchor, workspaces: [plan])
            let pacer = HostPacer(
                RateLimit(requestsPerSecond: 10, burst: 20, maxInFlight: 8), total: Gate(width: 256), clock: clock)
            let client = DatabricksClient(
                host: "http://w.localhost", session: Session(token: Secret("dapi-demo-w"), clock: clock),
                client: SimulatedHTTPClient(service: DatabricksService(fleet: fleet), clock: clock), pacer: pacer,
                clock: clock, seed: 1, userAgent: "dbmon/test")
            let answered = Box([Int](repeating: 0, count: minutes))
            let refused = Box([Int](repeating: 0, count: minutes))
            let end = Duration.seconds(minutes * 60)
            try await withThrowingTaskGroup { group in
                for _ in 0..<8 {
                    group.addTask {
                        while clock.now < end {
                            _ = try await client.jobs(pageToken: nil)
                            let minute = min(Int(clock.now.components.seconds / 60), minutes - 1)
                            answered.change { $0[minute] += 1 }
                        }
                    }
                }
                group.addTask {
                    var last = 0
                    for minute in 0..<minutes {
                        try await clock.sleep(until: .seconds((minute + 1) * 60))
                        let now = client.tally.snapshot.throttled
                        refused.change { $0[minute] = now - last }
                        last = now
                    }
                }
                try await group.waitForAll()
            }
            return Minutes(
                answered: answered.value, refused: refused.value,
                rate: pacer.requestsPerSecond, counts: client.tally.snapshot)
        }
    }

    @Test func aServerOfFourASecondIsFoundOut() async throws {
        let seen = try await run(minutes: 15, serverRate: 4, burst: 8)
        let late = seen.refused[5...].reduce(0, +)
        #expect(seen.refused[0] >= 2)
        #expect(late <= 8, "\(seen.refused)")
        let rate = Double(seen.answered[5...].reduce(0, +)) / 600
        #expect(rate > 3 && rate <= 4.05, "\(rate)/s")
        // Nothing is lost: every refusal was tried again, and counted.
        #expect(seen.counts.retries == seen.counts.throttled)
    }

    @Test func aServerThatBearsItIsAskedAtTheConfiguredRate() async throws {
        let seen = try await run(minutes: 3, serverRate: 30, burst: 30)
        #expect(seen.refused == [0, 0, 0])
        #expect(seen.rate == 10)
        #expect(abs(Double(seen.answered[1]) / 60 - 10) < 0.2)
    }

    /// Fifty callers that fetch outputs, and one listing, page by page: it goes on at every second or third turn.
    @Test func outputsDoNotStarveAListing() async throws {
        var bench = ClientBench(faults: [])
        bench.limit = RateLimit(requestsPerSecond: 10, burst: 1, maxInFlight: 4)
        let outputsMeanwhile = Box(0)
        let outcome = try await bench.run { client in
            let isListed = Box(false)
            await withTaskGroup { group in
                for caller in 0..<50 {
                    group.addTask {
                        for index in 0..<10 where !isListed.value {
                            _ = try? await client.output(of: RunID(Int64(caller * 100 + index + 1)))
                            if !isListed.value { outputsMeanwhile.change { $0 += 1 } }
                        }
                    }
                }
                group.addTask {
                    for _ in 0..<20 { _ = try? await client.jobs(pageToken: nil) }
                    isListed.change { $0 = true }
                }
            }
        }
        #expect(outcome.error == nil)
        let count = outputsMeanwhile.value
        // First come, first served would let fifty go for each page: all 500.
        #expect(count >= 20 && count <= 110, "\(count) outputs for 20 pages")
    }
}
