import Databricks
import Model
import Pacing
import Simulator
import Synchronization
import Testing
import Transport

/// What really arrives at a server. Jitter is measured, not guessed: a request that takes longer on its way than another
/// can only move the edges of a window, so a window is widened by the longest way of the run.
@Suite struct PacingAtServerTests {
    /// When each call to the API arrived, by its query, and what it was answered.
    private final class Arrivals: SimulatedService {
        private let log: Mutex<[(query: String, at: Timestamp, status: Int)]>
        private let service: SharedService

        init(_ service: SharedService) {
            log = Mutex([])
            self.service = service
        }

        var all: [(query: String, at: Timestamp, status: Int)] { log.withLock { $0 } }

        func answer(_ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer {
            let answer = service.answer(request, at: now)
            let query = request.query.map { "\($0.name)=\($0.value ?? "")" }.joined(separator: "&")
            log.withLock { $0.append((query, now, answer.status)) }
            return answer
        }
    }

    /// Notes when requests depart, and how many are unanswered at once.
    private final class Departures: HTTPClient {
        private let state = Mutex<(at: [String: Timestamp], now: Int, most: Int)>(([:], 0, 0))
        private let client: any HTTPClient
        private let clock: any SweepClock

        init(_ client: any HTTPClient, _ clock: any SweepClock) {
            self.client = client
            self.clock = clock
        }

        var most: Int { state.withLock { $0.most } }

        func departure(_ query: String) -> Timestamp? { state.withLock { $0.at[query] } }

        func execute(_ request: HTTPRequest) async throws -> HTTPResponse {
            let query = String(request.url.split(separator: "?").last ?? "")
            let now = clock.timestamp
            state.withLock { $0 = ($0.at.merging([query: now]) { $1 }, $0.now + 1, max($0.most, $0.now + 1)) }
            defer { state.withLock { $0.now -= 1 } }
            return try await client.execute(request)
        }
    }

    private struct Seen: Sendable {
        var arrivals: [(query: String, at: Timestamp, status: Int)] = []
        var longestWay = Duration.zero
        var most = 0
    }

    /// Real sockets, real libcurl, real time: sixteen callers that ask for jobs by their ids until `calls` are through.
    private func ask(_ limit: RateLimit, of plan: SimulatedWorkspace.Plan, calls: Int, width: Int = 16) async throws
        -> Seen
    {
        let clock = SystemClock()
        let fleet = SimulatedFleet(seed: 7, anchor: clock.timestamp, workspaces: [plan])
        let arrivals = Arrivals(SharedService(DatabricksService(fleet: fleet)))
        let server = try await SimulatorServer.start(service: arrivals, wallClock: { clock.timestamp })
        let departures = Departures(try CurlClient(), clock)
        let client = DatabricksClient(
            host: "http://w.localhost:\(server.port)",
            session: Session(token: Secret("dapi-demo-w"), clock: clock),
            client: departures,
            pacer: HostPacer(limit, total: Gate(width: 256), clock: clock), clock: clock, seed: 1,
            userAgent: "dbmon/test")
        await withTaskGroup { group in
            for caller in 0..<width {
                group.addTask {
                    for index in 0..<(calls / width) {
                        _ = try? await client.job(JobID(Int64(caller * 10_000 + index + 1)))
                    }
                }
            }
        }
        try await server.shutdown()
        var seen = Seen(arrivals: arrivals.all, most: departures.most)
        for arrival in seen.arrivals {
            guard let departure = departures.departure(arrival.query) else { continue }
            seen.longestWay = max(seen.longestWay, arrival.at - departure)
        }
        return seen
    }

    @Test func noWindowAtTheServerSeesMoreThanBurstPlusRateTimesTime() async throws {
        let limit = RateLimit(requestsPerSecond: 20, burst: 5, maxInFlight: 6)
        let seen = try await ask(
            limit, of: .init(name: "w", jobs: 3, latencyMilliseconds: 0...120), calls: 80)
        #expect(seen.arrivals.count == 80)
        #expect(seen.most <= 6)
        // Timestamps have whole milliseconds; and between taking its token and its note a request may lose the processor.
        let slack = seen.longestWay + .milliseconds(50)
        let times = seen.arrivals.map(\.at).sorted()
        var worst = -Double.infinity
        for first in times.indices {
            for last in first..<times.count {
                let seconds = (times[last] - times[first] + slack) / .seconds(1)
                let excess = Double(last - first + 1) - (5 + 20 * seconds)
                worst = max(worst, excess)
            }
        }
        #expect(worst <= 0, "\(worst) too many; the longest way took \(seen.longestWay)")
        let total = (times[79] - times[0]) / .seconds(1)
        // 75 intervals of 50 ms after the burst: neither faster nor much slower.
        #expect(total >= 3.75 - slack / .seconds(1))
        #expect(total < 30)
    }

    @Test func aServerWithALowerLimitIsSoonLeftInPeace() async throws {
        let plan = SimulatedWorkspace.Plan(
            name: "w", jobs: 3, latencyMilliseconds: 5...20,
            rateLimit: .init(requestsPerSecond: 4, burst: 8, retryAfter: "1"))
        let limit = RateLimit(requestsPerSecond: 10, burst: 20, maxInFlight: 8)
        let seen = try await ask(limit, of: plan, calls: 80, width: 8)
        let start = try #require(seen.arrivals.first?.at)
        let refused = seen.arrivals.filter { $0.status == 429 }.map { ($0.at - start) / .seconds(1) }
        let late = seen.arrivals.map { ($0.at - start) / .seconds(1) }.filter { $0 >= 8 }
        let lateRefusals = refused.filter { $0 >= 8 }.count
        #expect(!refused.isEmpty)
        #expect(lateRefusals <= 2, "refused at \(refused)")
        // What the server's own bucket lets through, and no more than it refused.
        let span = (late.max() ?? 8) - 8
        #expect(Double(late.count - lateRefusals) <= 8 + 4 * (span + 0.1), "\(late.count) in \(span) s")
    }
}
