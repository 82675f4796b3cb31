import Databricks
import Model
import Pacing
import Simulator
import Transport

/// A service principal against a simulated workspace, in process and under virtual time.
struct SignInBench: Sendable {
    static let clientSecret = "dose0123456789abcdef/+ &="

    var plan = SimulatedWorkspace.Plan(name: "w", jobs: 30, latencyMilliseconds: 10...10)
    var sentSecret = clientSecret
    var limit = RateLimit(requestsPerSecond: 100, burst: 100, maxInFlight: 8)
    var isAzure = false

    /// What came of it.
    struct Outcome: Sendable {
        var error: DatabricksError?
        var succeeded = 0
        var counts = CallTally.Counts()
        var elapsed = Duration.zero
        /// Asked of the service, by endpoint.
        var signIns: [String: Int] = [:]
        var calls: [String: Int] = [:]
        var learned: [Secret] = []
    }

    init(tokenLife: Duration = .seconds(3_600), faults: [SimulatedFault] = []) {
        plan.traits.oauth = SimulatedOAuth(
            clientID: "sp-1", clientSecret: Self.clientSecret, tokenLife: tokenLife)
        plan.faults = faults
    }

    static func azure(tokenLife: Duration = .seconds(3_600)) -> SignInBench {
        var bench = SignInBench()
        bench.isAzure = true
        bench.plan.traits.oauth = nil
        bench.plan.traits.azure = SimulatedAzure(
            tenantID: "t-1", clientID: "sp-1", clientSecret: clientSecret, tokenLife: tokenLife)
        return bench
    }

    /// Calls `jobs/list` `calls` times, so many at once, `gap` after one another.
    func run(calls: Int = 1, width: Int = 1, gap: Duration = .zero) async throws -> Outcome {
        try await VirtualRun.run { [self] run in
            let clock = VirtualClock(run, start: ClientBench.anchor)
            let fleet = SimulatedFleet(seed: 7, anchor: ClientBench.anchor, workspaces: [plan])
            let service = SharedService(DatabricksService(fleet: fleet))
            let http = SimulatedHTTPClient(service: service, clock: clock)
            let learned = Box<[Secret]>([])
            let host = "http://w.localhost"
            let principal: ServicePrincipal =
                isAzure
                ? .azure(
                    tenantID: "t-1", clientID: "sp-1", secret: Secret(sentSecret),
                    login: ServicePrincipal.azureLogin(forWorkspace: host))
                : .databricks(clientID: "sp-1", secret: Secret(sentSecret))
            let pacer = HostPacer(limit, total: Gate(width: 8), clock: clock)
            let session = Session(
                principal, host: host, client: http, pacer: pacer, clock: clock, seed: 3, userAgent: "dbmon/test",
                learn: { secret in learned.change { $0.append(secret) } })
            let client = DatabricksClient(
                host: host, session: session, client: http, pacer: pacer, clock: clock, seed: 1,
                userAgent: "dbmon/test")
            var outcome = Outcome()
            let results = Box<(succeeded: Int, error: DatabricksError?)>((0, nil))
            await withTaskGroup { group in
                for _ in 0..<width {
                    group.addTask {
                        for _ in 0..<(calls / width) {
                            do {
                                _ = try await client.jobs(pageToken: nil)
                                results.change { $0.succeeded += 1 }
                            } catch let error as DatabricksError {
                                results.change { $0.error = $0.error ?? error }
                            } catch {}
                            if gap > .zero { try? await clock.sleep(for: gap) }
                        }
                    }
                }
            }
            (outcome.succeeded, outcome.error) = results.value
            outcome.counts = client.tally.snapshot
            outcome.elapsed = clock.now
            let tally = service.access { ($0 as? DatabricksService)?.tally }
            outcome.signIns = tally?.signIns ?? [:]
            outcome.calls = tally?.calls ?? [:]
            outcome.learned = learned.value
            return outcome
        }
    }
}
