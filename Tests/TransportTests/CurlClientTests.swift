import Testing

@testable import Transport

@Suite struct CurlClientTests {
    /// Patient, so that a busy machine is no error: tests of a limit pass their own.
    private func client(
        _ limits: TransferLimits = TransferLimits(connect: .seconds(60), stall: .seconds(300), request: .seconds(300))
    ) throws -> CurlClient {
        try CurlClient(limits: limits)
    }

    @Test func answerComesWhole() async throws {
        let server = try ScriptedServer([
            .readRequest, .answer(Array("hello".utf8), headers: ["X-Request-Id: abc", "Retry-After:  7  "]),
        ])
        let response = try await client().execute(
            HTTPRequest(url: server.url, headers: [HTTPHeader("Accept", "text/plain")], bearer: Secret("dapi-secret")))
        #expect(response.status == 200)
        #expect(response.body == Array("hello".utf8))
        #expect(response.header("x-request-id") == "abc")
        #expect(response.header("Retry-After") == "7")
        let request = try #require(server.requests.first)
        #expect(request.contains("\r\nAuthorization: Bearer dapi-secret\r\n"))
        #expect(request.contains("\r\nAccept: text/plain\r\n"))
        #expect(request.contains("\r\nAccept-Encoding: gzip\r\n"))
    }

    @Test func connectionIsUsedAgain() async throws {
        let exchange: [ScriptedServer.Step] = [.readRequest, .answer(Array("ok".utf8))]
        let server = try ScriptedServer(exchange + exchange + exchange)
        let client = try client()
        for _ in 0..<3 { _ = try await client.execute(HTTPRequest(url: server.url)) }
        #expect(server.connections == 1)
        #expect(server.requests.count == 3)
    }

    @Test(arguments: [HTTPRequest.Method.post, .patch, .put])
    func bodyIsSentWithItsMethod(method: HTTPRequest.Method) async throws {
        let server = try ScriptedServer([.readRequest, .answer([])])
        _ = try await client().execute(HTTPRequest(method: method, url: server.url, body: Array("{}".utf8)))
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("\(method.rawValue) / HTTP/1.1\r\n"))
        #expect(request.contains("Content-Length: 2\r\n"))
        #expect(!request.contains("Expect:"))
    }

    /// `OTHER` stands for a server that must hear nothing.
    @Test(
        arguments: [300, 301, 302, 303, 304, 305, 306, 307, 308, 401],
        ["OTHER", "/elsewhere", "//evil.example/", "file:///etc/passwd", "ftp://evil.example/"])
    func redirectIsAnAnswerAndNotFollowed(status: Int, location: String) async throws {
        let other = try ScriptedServer([.readRequest, .answer(Array("followed".utf8))])
        defer { other.shutDown() }
        let location = location.replacing("OTHER", with: other.url)
        let head = [
            "HTTP/1.1 \(status) See", "Location: \(location)", "Refresh: 0; url=\(location)",
            "Content-Location: \(location)",
            "WWW-Authenticate: Basic realm=\"x\"", "WWW-Authenticate: Negotiate", "Alt-Svc: h2=\":\(other.port)\"",
            "Content-Length: 0",
        ]
        let server = try ScriptedServer([.readRequest, .text(head.joined(separator: "\r\n") + "\r\n\r\n"), .stall])
        let client = try client()
        let response = try await client.execute(HTTPRequest(url: server.url, bearer: Secret("dapi-secret")))
        #expect(response.status == status)
        #expect(response.header("location") == location)
        #expect(server.requests.count == 1)
        #expect(other.connections == 0)
    }

    // MARK: - Bodies

    /// `printf hello | gzip -n`
    private static let helloGzip: [UInt8] = [
        0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0, 0x86, 0xA6, 0x10, 0x36, 0x05,
        0, 0, 0,
    ]

    @Test func gzipIsUnpacked() async throws {
        let server = try ScriptedServer([.readRequest, .answer(Self.helloGzip, headers: ["Content-Encoding: gzip"])])
        let response = try await client().execute(HTTPRequest(url: server.url))
        #expect(response.body == Array("hello".utf8))
    }

    @Test(arguments: [10, 18, 24])
    func cutGzipIsCorrupt(length: Int) async throws {
        let server = try ScriptedServer([
            .readRequest, .answer(Array(Self.helloGzip.prefix(length)), headers: ["Content-Encoding: gzip"]),
        ])
        await #expect(throws: TransportError.corruptEncoding(host: "127.0.0.1", reason: "it ends early")) {
            try await client().execute(HTTPRequest(url: server.url))
        }
    }

    @Test func bodyBeyondTheLimitEndsTheTransfer() async throws {
        let server = try ScriptedServer([.readRequest, .answer([UInt8](repeating: 0x61, count: 5_000))])
        let limits = TransferLimits(wireBodyBytes: 4_096)
        await #expect(throws: TransportError.bodyTooLarge(host: "127.0.0.1", limitBytes: 4_096)) {
            try await client(limits).execute(HTTPRequest(url: server.url))
        }
    }

    @Test func unpackedBodyBeyondTheLimitIsRefused() throws {
        #expect(throws: Gunzip.Failure.tooLarge) { try Gunzip.unpack(Self.helloGzip, limitBytes: 4) }
        #expect(try Gunzip.unpack(Self.helloGzip, limitBytes: 5) == Array("hello".utf8))
    }

    @Test func endlessHeadersEndTheTransfer() async throws {
        let line = Array("X-Filler: \(String(repeating: "a", count: 1_000))\r\n".utf8)
        let server = try ScriptedServer(
            [.readRequest, .text("HTTP/1.1 200 OK\r\n")] + Array(repeating: .send(line), count: 300))
        await #expect(throws: TransportError.broken(host: "127.0.0.1", reason: "its headers never end")) {
            try await client(TransferLimits(headerBytes: 64 << 10)).execute(HTTPRequest(url: server.url))
        }
    }

    // MARK: - What breaks

    @Test(arguments: [
        [ScriptedServer.Step.readRequest, .close],
        [.readRequest, .text("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"), .close],
        [.readRequest, .text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"), .close],
    ])
    func halfAnAnswerIsNoAnswer(script: [ScriptedServer.Step]) async throws {
        let server = try ScriptedServer(script)
        do {
            let response = try await client().execute(HTTPRequest(url: server.url))
            Issue.record("taken for an answer: \(response.status)")
        } catch let error as TransportError {
            #expect(error.code == "broken")
            #expect(error.isTransient)
        }
    }

    @Test func nobodyListeningIsUnreachable() async throws {
        do {
            _ = try await client().execute(HTTPRequest(url: "http://127.0.0.1:1/"))
            Issue.record("somebody listens on port 1")
        } catch let error as TransportError {
            #expect(error.code == "unreachable")
        }
    }

    @Test func stalledAnswerEnds() async throws {
        let server = try ScriptedServer([
            .readRequest, .text("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"), .stall,
        ])
        await #expect(throws: TransportError.stalled(host: "127.0.0.1")) {
            try await client(TransferLimits(stall: .seconds(1))).execute(HTTPRequest(url: server.url))
        }
    }

    @Test func requestThatTakesTooLongEnds() async throws {
        let server = try ScriptedServer([.readRequest, .stall])
        await #expect(throws: TransportError.requestTimeout(host: "127.0.0.1")) {
            try await client(TransferLimits(stall: .seconds(30), request: .milliseconds(300)))
                .execute(HTTPRequest(url: server.url))
        }
    }

    @Test(arguments: ["", "ftp://host/", "host", "http://", "http://a b/", "file:///etc/passwd"])
    func whatIsNoURLIsRefused(url: String) async throws {
        await #expect(throws: TransportError.invalidURL) { try await client().execute(HTTPRequest(url: url)) }
    }

    @Test func headerThatWouldSplitTheRequestIsRefused() async throws {
        await #expect(throws: TransportError.invalidURL) {
            try await client().execute(
                HTTPRequest(url: "http://127.0.0.1:1/", headers: [HTTPHeader("A", "b\r\nC: d")]))
        }
    }

    // MARK: - Cancellation

    @Test func cancelledRequestEndsAtOnce() async throws {
        let server = try ScriptedServer([.readRequest, .stall])
        let client = try client(TransferLimits(stall: .seconds(600), request: .seconds(600)))
        let task = Task { try await client.execute(HTTPRequest(url: server.url)) }
        while server.requests.isEmpty { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func taskCancelledBeforeItsStartNeverSends() async throws {
        let server = try ScriptedServer([.readRequest, .answer([])])
        let client = try client()
        for _ in 0..<50 {
            let task = Task {
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
                return try await client.execute(HTTPRequest(url: server.url))
            }
            await #expect(throws: CancellationError.self) { try await task.value }
        }
        #expect(server.requests.isEmpty)
    }

    @Test func manyAtOnceEachGetTheirOwnAnswer() async throws {
        let server = try ScriptedServer([.readRequest, .answer(Array("ok".utf8)), .close])
        let client = try client()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<200 { group.addTask { try await client.execute(HTTPRequest(url: server.url)).status } }
            for try await status in group { #expect(status == 200) }
        }
        #expect(server.requests.count == 200)
    }
}

@Suite struct AddressTests {
    @Test(arguments: [
        ("https://Example.COM/a?b#c", "example.com"), ("http://127.0.0.1:80/x", "127.0.0.1"),
        ("https://[::1]:8/", "[::1]"),
        ("https://user:pw@host:1", "host"),
    ])
    func hostOfAURL(url: String, host: String) { #expect(urlHost(url) == host) }

    @Test(arguments: ["localhost", "a.localhost", "127.9.9.9", "[::1]"])
    func loopbackIsKnown(host: String) { #expect(LoopbackHost.isLoopback(host)) }

    @Test(arguments: ["localhost.evil.com", "127.0.0.1.evil.com", "128.0.0.1", "127.0.0", "example.com"])
    func lookalikesAreNot(host: String) { #expect(!LoopbackHost.isLoopback(host)) }
}

@Suite struct SecretTests {
    @Test func secretShowsItselfNowhere() {
        let secret = Secret("dapi-very-secret")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped] {
            #expect(!text.contains("very-secret"))
        }
    }

    @Test func equalityIsOfTheWholeText() {
        #expect(Secret("abc") == Secret("abc"))
        #expect(Secret("abc") != Secret("abd"))
        #expect(Secret("abc") != Secret("abcabc"))
        #expect(Secret("") == Secret(""))
        #expect(Secret("") != Secret("a"))
    }
}
