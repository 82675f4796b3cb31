import Testing

@testable import Transport

/// Connections that are kept, and end between two requests or under one.
@Suite struct ConnectionPoolTests {
    private static let exchange: [ScriptedServer.Step] = [.readRequest, .answer(Array("ok".utf8))]

    private func client(stall: Duration = .seconds(60)) throws -> CurlClient {
        try CurlClient(limits: TransferLimits(connect: .seconds(60), stall: stall, request: .seconds(120)))
    }

    @Test(arguments: [HTTPRequest.Method.get, .put, .post, .patch])
    func connectionClosedBetweenRequestsIsReplaced(_ method: HTTPRequest.Method) async throws {
        let server = try ScriptedServer(connections: [Self.exchange + [.close], Self.exchange])
        let client = try client()
        let body: [UInt8]? = method == .get ? nil : Array("{}".utf8)
        _ = try await client.execute(HTTPRequest(url: server.url))
        // Until this side has seen the end: CLOSE_WAIT.
        let entry = ":" + String(server.port, radix: 16, uppercase: true).leftPadded(to: 4) + " 08 "
        while !systemText("/proc/self/net/tcp").contains(entry) { await Task.yield() }
        #expect(
            try await client.execute(HTTPRequest(method: method, url: server.url, body: body)).body == Array("ok".utf8))
        #expect(server.connections == 2)
    }

    /// The end of the old connection comes only after the request went out on it.
    @Test(arguments: [HTTPRequest.Method.get, .put, .delete])
    func requestOnADyingConnectionGoesOutOnceMore(_ method: HTTPRequest.Method) async throws {
        // On a busy machine a connection may be too old to be used again: then there is nothing to be seen.
        for _ in 0..<10 {
            let server = try ScriptedServer(connections: [Self.exchange + [.readRequest, .close], Self.exchange])
            let client = try client()
            _ = try await client.execute(HTTPRequest(url: server.url))
            #expect(try await client.execute(HTTPRequest(method: method, url: server.url)).body == Array("ok".utf8))
            #expect(server.connections == 2)
            if server.requests.count == 3 { return }
        }
        Issue.record("no connection was used again")
    }

    @Test(arguments: [HTTPRequest.Method.post, .patch])
    func whatMustNotBeDoneTwiceIsNotSentAgain(_ method: HTTPRequest.Method) async throws {
        let server = try ScriptedServer(connections: [Self.exchange + [.readRequest, .close], Self.exchange])
        let client = try client()
        _ = try await client.execute(HTTPRequest(url: server.url))
        await #expect(
            throws: TransportError.broken(
                host: "127.0.0.1", reason: "the connection closed, and the request may have been carried out")
        ) {
            try await client.execute(HTTPRequest(method: method, url: server.url, body: Array("{}".utf8)))
        }
        #expect(server.requests.count == 2)
    }

    /// Several kept connections, each of which ends under the next request: libcurl alone would try six times.
    @Test func requestIsSentAgainOnceAtMost() async throws {
        let dying = Self.exchange + [.readRequest, .close]
        let server = try ScriptedServer(connections: [
            [.readRequest, .pause(ms: 2_000), .answer(Array("ok".utf8)), .readRequest, .close],
            [.readRequest, .pause(ms: 2_000), .answer(Array("ok".utf8)), .readRequest, .close],
            [.readRequest, .pause(ms: 2_000), .answer(Array("ok".utf8)), .readRequest, .close],
            dying,
        ])
        let client = try client()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 { group.addTask { _ = try await client.execute(HTTPRequest(url: server.url)) } }
            try await group.waitForAll()
        }
        try #require(server.connections == 3)
        await #expect(throws: TransportError.self) { try await client.execute(HTTPRequest(url: server.url)) }
        #expect(server.requests.count == 5)
    }

    @Test func firstRequestOfAConnectionIsNeverSentAgain() async throws {
        let server = try ScriptedServer(connections: [[.readRequest, .close], Self.exchange])
        await #expect(throws: TransportError.self) { try await client().execute(HTTPRequest(url: server.url)) }
        #expect(server.requests.count == 1)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged", "forged", "\r\n", "HTTP/1.1 200 OK\r\n",
    ])
    func answerThatNobodyAskedForIsNotTheNextOne(_ forged: String) async throws {
        let server = try ScriptedServer(connections: [
            Self.exchange + [.text(forged), .readRequest, .answer(Array("late".utf8)), .stall], Self.exchange,
        ])
        let client = try client()
        _ = try await client.execute(HTTPRequest(url: server.url))
        // Until this side has it, unread, or has closed the connection for it.
        let entry = ":" + String(server.port, radix: 16, uppercase: true).leftPadded(to: 4) + " 01 00000000:"
        while systemText("/proc/self/net/tcp").contains(entry + "00000000") || !server.hasSent(of: 1, steps: 3) {
            await Task.yield()
        }
        let end = try await client.end(of: HTTPRequest(url: server.url))
        // What arrives only while the next request goes out is seen too late for a new connection.
        if case .failed(let error) = end { #expect(error.isTransient) } else { #expect(end == .answer("ok")) }
    }

    @Test(arguments: ["HTTP/1.1 204 No Content\r\n\r\nforged", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokforged"])
    func bytesBehindAnAnswerAreNoneOfTheNext(_ answer: String) async throws {
        let server = try ScriptedServer(connections: [[.readRequest, .text(answer)] + Self.exchange, Self.exchange])
        let client = try client()
        _ = try await client.execute(HTTPRequest(url: server.url))
        #expect(try await client.execute(HTTPRequest(url: server.url)).body == Array("ok".utf8))
    }

    @Test func connectionThatWentSilentIsLeftBehind() async throws {
        let server = try ScriptedServer(connections: [
            Self.exchange + [.readRequest, .stall], Self.exchange + Self.exchange,
        ])
        let client = try client(stall: .seconds(1))
        _ = try await client.execute(HTTPRequest(url: server.url))
        await #expect(throws: TransportError.stalled(host: "127.0.0.1", phase: .request)) {
            try await client.execute(HTTPRequest(url: server.url))
        }
        for _ in 0..<2 { _ = try await client.execute(HTTPRequest(url: server.url)) }
        #expect(server.connections == 2)
    }

    @Test func requestWithoutAnAnswerHoldsUpNoOther() async throws {
        let server = try ScriptedServer(connections: [[.readRequest, .stall], Self.exchange])
        let client = try client(stall: .seconds(30))
        let hanging = Task { try await client.execute(HTTPRequest(url: server.url)) }
        while server.requests.isEmpty { await Task.yield() }
        #expect(try await client.execute(HTTPRequest(url: server.url)).body == Array("ok".utf8))
        hanging.cancel()
        await #expect(throws: CancellationError.self) { try await hanging.value }
    }

    @Test func serverThatResetsHarmsNoOther() async throws {
        let resetting = try ScriptedServer([
            .readRequest, .text("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nha"), .reset,
        ])
        let healthy = try ScriptedServer(Self.exchange)
        let client = try client()
        let (broken, whole) = try await withThrowingTaskGroup(of: Bool?.self) { group in
            for index in 0..<300 {
                let isHealthy = index % 3 == 0
                group.addTask {
                    do {
                        let url = isHealthy ? healthy.url : resetting.url
                        return try await client.execute(HTTPRequest(url: url)).body == Array("ok".utf8) && isHealthy
                    } catch let error as TransportError {
                        return error.code == "broken" && error.isTransient && !isHealthy ? nil : false
                    }
                }
            }
            return try await group.reduce(into: (0, 0)) { counts, isWhole in
                switch isWhole {
                case .none: counts.0 += 1
                case .some(true): counts.1 += 1
                case .some(false): Issue.record("neither whole nor broken, or of the wrong server")
                }
            }
        }
        #expect(broken == 200)
        #expect(whole == 100)
    }
}
