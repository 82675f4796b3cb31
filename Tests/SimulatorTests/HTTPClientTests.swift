import Foundation
#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif
import Model
import Pacing
import Simulator
import Testing
import Transport

/// The client in process, against what comes over a socket.
@Suite struct HTTPClientTests {
    @Test func itAnswersAsTheServerDoes() async throws {
        let world = GitHubWorld(startingOn: MemoryGitStorage())
        let clock = HTTPTestClock()
        let now = clock.timestamp
        let server = try await SimulatorServer.start(service: world.service, wallClock: { now })
        let client = SimulatedHTTPClient(
            service: world.service, clock: clock, standardHeaders: [HTTPHeader("User-Agent", "test/1")])
        let session = URLSession(configuration: .ephemeral)
        let base = "http://127.0.0.1:\(server.port)/repos/acme/pipeline-health"
        let tree = #"{"tree": [{"path": "a", "mode": "100644", "content": "é"}]}"#
        for (method, path, body) in [
            (HTTPRequest.Method.get, "/git/ref/heads/main", nil as String?), (.get, "/git/ref/heads/none", nil),
            (.get, "/git/trees/main?recursive=1", nil), (.post, "/git/trees", tree), (.get, "/commits", nil),
        ] {
            let answer = try await client.execute(
                HTTPRequest(
                    method: method, url: base + path, bearer: Secret("ghp_demo"), body: body.map { Array($0.utf8) }))
            let url = try #require(URL(string: base + path))
            var request = URLRequest(url: url)
            request.httpMethod = method.rawValue
            request.httpBody = body.map { Data($0.utf8) }
            request.setValue("Bearer ghp_demo", forHTTPHeaderField: "Authorization")
            request.setValue("test/1", forHTTPHeaderField: "User-Agent")
            let (data, response) = try await session.data(for: request)
            let wire = try #require(response as? HTTPURLResponse)
            #expect(answer.status == wire.statusCode)
            #expect(answer.body == Array(data))
            for name in ["ETag", "X-RateLimit-Remaining", "X-GitHub-Request-Id", "Date", "Content-Type"] {
                #expect(answer.header(name) == wire.value(forHTTPHeaderField: name), "\(path) \(name)")
            }
        }
        session.invalidateAndCancel()
        try await server.shutdown()
    }

    @Test func latencyPassesOnItsClock() async throws {
        let clock = HTTPTestClock()
        let client = SimulatedHTTPClient(service: EchoService(), clock: clock)
        let answer = try await client.execute(HTTPRequest(url: "http://a.localhost/slow/5000"))
        #expect(answer.body == Array("slow".utf8))
        #expect(clock.now == .seconds(5))
        let later = try await client.execute(HTTPRequest(url: "http://a.localhost/time"))
        #expect(later.body == Array("2026-11-24T05:00:05Z".utf8))
    }

    @Test(arguments: [
        "", "/path", "ftp://a/", "http://", "http://user@a/", "http://a/%zz", "http://a b/", "http://a:x/",
    ])
    func whatIsNoURLIsRefused(url: String) async throws {
        let client = SimulatedHTTPClient(service: EchoService(), clock: HTTPTestClock())
        await #expect(throws: TransportError.invalidURL) { _ = try await client.execute(HTTPRequest(url: url)) }
    }

    @Test func aCancelledTaskAsksNothing() async throws {
        let service = SharedService(EchoService())
        let client = SimulatedHTTPClient(service: service, clock: HTTPTestClock())
        await withTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask {
                await #expect(throws: CancellationError.self) {
                    _ = try await client.execute(HTTPRequest(url: "http://a/"))
                }
            }
        }
        #expect(service.access { ($0 as? EchoService)?.count } == 0)
    }

    @Test(arguments: [
        ("https://api.github.com/repos/o/r", "github"), ("http://github.localhost:8080/rate_limit", "github"),
        ("http://127.0.0.1:8080/api/v3/user", "github"), ("http://127.0.0.1:8080/repos/o/r/git/refs", "github"),
        ("http://prod-eu.localhost:8080/api/2.2/jobs/list", "databricks"), ("http://a.localhost/reposx", "databricks"),
    ])
    func theWorldRoutesByHostAndPath(url: String, service: String) async throws {
        let world = SimulatedWorld(github: NamedService(name: "github"), databricks: NamedService(name: "databricks"))
        let client = SimulatedHTTPClient(service: world, clock: HTTPTestClock())
        let answer = try await client.execute(HTTPRequest(url: url))
        #expect(answer.body == Array(service.utf8))
    }

    private struct NamedService: SimulatedService {
        let name: String

        func answer(_ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer {
            SimulatedAnswer(status: 200, body: Array(name.utf8))
        }
    }
}
