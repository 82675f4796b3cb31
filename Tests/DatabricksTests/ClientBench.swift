import Databricks
import Model
import Pacing
import Simulator
import Transport

/// The client against a simulated workspace of its own, in process and under virtual time.
struct ClientBench: Sendable {
    static let anchor = Timestamp(milliseconds: 1_795_496_400_000)  // 2026-11-24 05:00 UTC

    /// What a call, or a few, came to.
    struct Outcome<Value: Sendable>: Sendable {
        let result: Result<Value, DatabricksError>
        let counts: CallTally.Counts
        /// In virtual time, from the first call to the end.
        let elapsed: Duration
        let version: String

        var error: DatabricksError? {
            if case .failure(let error) = result { error } else { nil }
        }

        var value: Value? {
            if case .success(let value) = result { value } else { nil }
        }
    }

    let fleet: SimulatedFleet
    var token = "dapi-demo-w"
    var limit = RateLimit(requestsPerSecond: 100, burst: 100, maxInFlight: 8)

    init(_ plan: SimulatedWorkspace.Plan) {
        fleet = SimulatedFleet(seed: 7, anchor: Self.anchor, workspaces: [plan])
    }

    init(faults: [SimulatedFault]) {
        self.init(.init(name: "w", jobs: 30, latencyMilliseconds: 0...0, faults: faults))
    }

    func run<Value: Sendable>(
        _ body: @escaping @Sendable (DatabricksClient) async throws -> Value
    ) async throws -> Outcome<Value> {
        try await VirtualRun.run { [self] run in
            let clock = VirtualClock(run, start: Self.anchor)
            let client = DatabricksClient(
                host: "http://w.localhost",
                session: Session(token: Secret(token), clock: clock),
                client: SimulatedHTTPClient(service: DatabricksService(fleet: fleet), clock: clock),
                pacer: HostPacer(limit, total: Gate(width: 8), clock: clock),
                clock: clock,
                seed: 1,
                userAgent: "dbmon/test"
            )
            let result: Result<Value, DatabricksError>
            do {
                result = .success(try await body(client))
            } catch let error as DatabricksError {
                result = .failure(error)
            }
            return Outcome(
                result: result, counts: client.tally.snapshot, elapsed: clock.now, version: client.apiVersion)
        }
    }
}
