import Foundation
import Testing

@testable import Transport

@Suite struct CancellationTests {
    /// Milliseconds on an idle machine; every limit that could end a request by itself is minutes.
    private static let atOnce = Duration.seconds(30)
    private static let patient = TransferLimits(connect: .seconds(600), stall: .seconds(600), request: .seconds(600))

    /// - Parameter hasCome: whether the request has come to where it is to be cancelled.
    private func cancel(_ url: String, proxy: String? = nil, once hasCome: () -> Bool) async throws {
        let client = try CurlClient(
            limits: Self.patient, environment: TransportEnvironment(proxies: ProxySettings(https: proxy)))
        let task = Task { try await client.execute(HTTPRequest(url: url)) }
        while !hasCome() { await Task.yield() }
        let start = ContinuousClock.now
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(start.duration(to: .now) < Self.atOnce)
        // The loop goes on for others.
        let server = try ScriptedServer([.readRequest, .answer(Array("ok".utf8))])
        #expect(try await client.end(of: HTTPRequest(url: server.url)) == .answer("ok"))
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let script: [ScriptedServer.Step]
        var isTLS = false
        /// Steps that the server has done by then.
        let steps: Int
    }

    private static let half = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nha"

    @Test(arguments: [
        Case(testDescription: "TLS handshake", script: [.text(""), .stall], isTLS: true, steps: 1),
        Case(testDescription: "before the header", script: [.readRequest, .stall], steps: 1),
        Case(testDescription: "header", script: [.readRequest, .text("HTTP/1.1 200 OK\r\n"), .stall], steps: 2),
        Case(testDescription: "body", script: [.readRequest, .text(half), .stall], steps: 2),
        Case(
            testDescription: "dripping body",
            script: [.readRequest, .text(half), .drip(Array(repeating: 0x61, count: 7), everyMs: 60_000)], steps: 2),
    ])
    func cancelledRequestEndsAtOnce(_ test: Case) async throws {
        let server = try ScriptedServer(test.script)
        let url = test.isTLS ? "https://127.0.0.1:\(server.port)/" : server.url
        try await cancel(url) { server.hasSent(of: 1, steps: test.steps) }
    }

    @Test func cancelledBehindAProxyItEndsAtOnce() async throws {
        let proxy = try ScriptedServer([.readRequest, .stall])
        try await cancel("https://203.0.113.7/", proxy: "127.0.0.1:\(proxy.port)") { !proxy.requests.isEmpty }
    }

    /// A listener whose queue is full lets a connection wait.
    @Test func cancelledWhileConnectingItEndsAtOnce() async throws {
        let server = try ScriptedServer.full()
        let entry = ":" + String(server.port, radix: 16, uppercase: true).leftPadded(to: 4) + " 02 "
        let waiting = systemText("/proc/self/net/tcp").split(separator: "\n").filter { $0.contains(entry) }.count
        try await cancel(server.url) {
            systemText("/proc/self/net/tcp").split(separator: "\n").filter { $0.contains(entry) }.count > waiting
        }
    }

    /// In a process of its own: the lookups of others must not be let go meanwhile.
    @Test(.timeLimit(.minutes(2))) func nameServerThatNeverAnswersHoldsUpNoOther() async {
        await #expect(processExitsWith: .success) {
            let server = try ScriptedServer([.readRequest, .answer(Array("ok".utf8))])
            let client = try CurlClient(
                limits: TransferLimits(connect: .seconds(5), stall: .seconds(600), request: .seconds(600)))
            let local = HTTPRequest(url: server.url)
            let lost = HTTPRequest(url: "https://\(SilentResolver.host)/")
            try await withThrowingTaskGroup(of: End.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        try await client.end(of: HTTPRequest(url: "https://w\(number).\(SilentResolver.host)/"))
                    }
                }
                while SilentResolver.waiting < 20 { await Task.yield() }
                let start = ContinuousClock.now
                #expect(try await client.end(of: local) == .answer("ok"))
                #expect(start.duration(to: .now) < Self.atOnce)
                for try await end in group {
                    guard case .failed(.connectTimeout(_, .name)) = end else {
                        Issue.record("\(end)")
                        continue
                    }
                    // Giving one up must not wait for its lookup.
                    #expect(try await client.end(of: local) == .answer("ok"))
                }
            }
            // Those that were given up still wait: the system's lookup cannot be stopped.
            let waiting = SilentResolver.waiting
            #expect(waiting > 0)
            let task = Task { try await client.execute(lost) }
            while SilentResolver.waiting == waiting { await Task.yield() }
            let start = ContinuousClock.now
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await client.end(of: local) == .answer("ok"))
            #expect(start.duration(to: .now) < Self.atOnce)
            SilentResolver.end()
        }
    }
}

extension String {
    func leftPadded(to length: Int) -> String {
        String(repeating: "0", count: max(0, length - count)) + self
    }
}
