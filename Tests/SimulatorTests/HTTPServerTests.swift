import Foundation
import Model
import Simulator
import Testing
import Transport

/// The server over real sockets.
@Suite struct HTTPServerTests {
    private static let noon = Timestamp(milliseconds: 1_795_521_600_000)

    private func serving(
        _ service: any SimulatedService = EchoService(),
        _ body: (SimulatorServer) async throws -> Void
    ) async throws {
        let server = try await SimulatorServer.start(service: service, wallClock: { Self.noon })
        do {
            try await body(server)
            try await server.shutdown()
        } catch {
            try await server.shutdown()
            throw error
        }
    }

    @Test func oneConnectionCarriesManyRequests() async throws {
        try await serving { server in
            let connection = try RawConnection(port: server.port)
            for number in 1...3 {
                try connection.write("GET /a%20b?q=1%262&r=x+y&s HTTP/1.1\nHost: Prod-EU.localhost:\(server.port)\n\n")
                let answer = try connection.read()
                #expect(answer.status == 200)
                #expect(answer.headers["connection"] == "keep-alive")
                #expect(answer.headers["date"] == "Tue, 24 Nov 2026 12:00:00 GMT")
                #expect(answer.text == "\(number) GET prod-eu.localhost /a%20b q=1&2|r=x y|s=nil")
            }
            try connection.write("GET / HTTP/1.1\nHost: a\nConnection: close\n\n")
            #expect(try connection.read().headers["connection"] == "close")
            #expect(try connection.isAtEnd())
        }
    }

    @Test func requestsSentAheadAreAnsweredInOrder() async throws {
        try await serving { server in
            let connection = try RawConnection(port: server.port)
            try connection.write(
                """
                GET /slow/50 HTTP/1.1
                Host: a

                GET /first HTTP/1.1
                Host: a

                HEAD /big/5000 HTTP/1.1
                Host: a

                GET /second HTTP/1.1
                Host: a


                """)
            #expect(try connection.read().text == "slow")
            #expect(try connection.read().text.contains("/first"))
            #expect(try connection.read(hasBody: false).headers["content-length"] == "5000")
            #expect(try connection.read().text.contains("/second"))
        }
    }

    @Test func latencyPassesBeforeTheFirstByteAndHoldsNobodyElse() async throws {
        try await serving { server in
            let start = ContinuousClock.now
            let slow = try RawConnection(port: server.port)
            try slow.write("GET /slow/600 HTTP/1.1\nHost: a\n\n")
            let fast = try RawConnection(port: server.port)
            try fast.write("GET / HTTP/1.1\nHost: a\n\n")
            #expect(try fast.read().status == 200)
            let between = ContinuousClock.now - start
            #expect(try slow.read().text == "slow")
            #expect(ContinuousClock.now - start >= .milliseconds(600))
            #expect(between < .milliseconds(600))
        }
    }

    struct Packing: CustomTestStringConvertible, Sendable {
        let accept: String?
        let size: Int
        let isPacked: Bool
        var testDescription: String { "\(accept ?? "nothing") accepted, \(size) bytes" }
    }

    @Test(arguments: [
        Packing(accept: "gzip, deflate", size: 1_025, isPacked: true),
        Packing(accept: "br;q=1, GZIP;q=0.5", size: 100_000, isPacked: true),
        Packing(accept: "gzip", size: 1_024, isPacked: false),
        Packing(accept: "gzip;q=0", size: 5_000, isPacked: false),
        Packing(accept: "identity", size: 5_000, isPacked: false),
        Packing(accept: nil, size: 5_000, isPacked: false),
    ])
    func onlyLargeBodiesAreGzippedForWhoTakesIt(_ test: Packing) async throws {
        try await serving { server in
            let connection = try RawConnection(port: server.port)
            let accept = test.accept.map { "Accept-Encoding: \($0)\n" } ?? ""
            try connection.write("GET /big/\(test.size) HTTP/1.1\nHost: a\n\(accept)\n")
            let answer = try connection.read()
            #expect((answer.headers["content-encoding"] == "gzip") == test.isPacked)
            #expect(test.isPacked ? answer.body.count < 1_000 : answer.body.count == test.size)
            let expected = String(repeating: "x", count: test.size)
            #expect(try test.isPacked ? gunzip(answer.body) == expected : answer.text == expected)
        }
    }

    /// Python's zlib, to judge ours.
    private func gunzip(_ bytes: [UInt8]) throws -> String {
        let folder = try TemporaryFolder()
        try Data(bytes).write(to: URL(filePath: folder.path("body.gz")))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c", "import gzip, sys; sys.stdout.write(gzip.open(sys.argv[1], 'rt').read())",
            folder.path("body.gz"),
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self)
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\n\n", 400), ("GET nothing HTTP/1.1\nHost: a\n\n", 400), ("what is this\n\n", 400),
        ("GET /%zz HTTP/1.1\nHost: a\n\n", 400), ("GET / HTTP/1.1\nHost: a\nHost: b\n\n", 400),
        ("GET / HTTP/1.1\nHost: a b\n\n", 400), ("GET http://b/ HTTP/1.1\nHost: a\n\n", 200),
        ("GET /status/204 HTTP/1.1\nHost: a\n\n", 204), ("GET /status/304 HTTP/1.1\nHost: a\n\n", 304),
    ])
    func badRequestsAreAnswered(request: String, status: Int) async throws {
        try await serving { server in
            let connection = try RawConnection(port: server.port)
            try connection.write(request)
            let answer = try connection.read()
            #expect(answer.status == status)
            if status == 204 || status == 304 {
                #expect(answer.headers["content-length"] == nil && answer.headers["transfer-encoding"] == nil)
            }
        }
    }

    @Test func bodiesComeWholeChunkedOrAfterContinue() async throws {
        try await serving { server in
            let connection = try RawConnection(port: server.port)
            let large = [UInt8](repeating: 0x61, count: 3_000_000)
            try connection.write("POST /length HTTP/1.1\nHost: a\nContent-Length: \(large.count)\n\n", body: large)
            #expect(try connection.read().text == "3000000")
            try connection.write(
                "POST /length HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n3\nabc\n2\nde\n0\n\n")
            #expect(try connection.read().text == "5")
            try connection.write("POST /length HTTP/1.1\nHost: a\nContent-Length: 2\nExpect: 100-continue\n\n")
            #expect(try connection.read().status == 100)
            try connection.write("", body: [1, 2])
            #expect(try connection.read().text == "2")
        }
    }

    @Test func aBodyBeyondTheLimitIsRefusedAndTheConnectionLives() async throws {
        try await serving { server in
            let connection = try RawConnection(port: server.port)
            let size = 64 * 1_024 * 1_024 + 1
            try connection.write("POST /length HTTP/1.1\nHost: a\nContent-Length: \(size)\n\n")
            let part = [UInt8](repeating: 0, count: 1_048_576)
            for _ in 0..<64 { try connection.write("", body: part) }
            try connection.write("", body: [0])
            #expect(try connection.read().status == 413)
            try connection.write("GET /time HTTP/1.1\nHost: a\n\n")
            #expect(try connection.read().text == "2026-11-24T12:00:00Z")
        }
    }

    @Test func aTakenPortIsSaidClearly() async throws {
        try await serving { server in
            await #expect(throws: SimulatorServerError.portTaken(host: "127.0.0.1", port: server.port)) {
                _ = try await SimulatorServer.start(
                    port: server.port, service: EchoService(), wallClock: { Self.noon })
            }
        }
        let error = SimulatorServerError.portTaken(host: "127.0.0.1", port: 8080)
        #expect(error.message == "port 8080 of 127.0.0.1 is in use by another process")
        #expect(error.fix == "Choose another port, or 0 for any free one")
    }

    @Test func shutdownLetsTheAnswerUnderWayFinish() async throws {
        let service = SharedService(EchoService())
        let server = try await SimulatorServer.start(service: service, wallClock: { Self.noon })
        let busy = try RawConnection(port: server.port)
        let idle = try RawConnection(port: server.port)
        try idle.write("GET / HTTP/1.1\nHost: a\n\n")
        _ = try idle.read()
        try busy.write("GET /slow/300 HTTP/1.1\nHost: a\n\n")
        while service.access({ ($0 as? EchoService)?.count }) != 2 { await Task.yield() }
        try await server.shutdown()
        #expect(try busy.read().text == "slow")
        #expect(try busy.isAtEnd())
        #expect(try idle.isAtEnd())
        #expect(throws: RawConnection.Failure.self) { _ = try RawConnection(port: server.port) }
        try await server.shutdown()
    }

    @Test func cancellingItsTaskEndsTheServer() async throws {
        let server = try await SimulatorServer.start(service: EchoService(), wallClock: { Self.noon })
        try await withThrowingTaskGroup { group in
            group.addTask { try await server.run() }
            let connection = try RawConnection(port: server.port)
            try connection.write("GET / HTTP/1.1\nHost: a\n\n")
            #expect(try connection.read().status == 200)
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(throws: RawConnection.Failure.self) { _ = try RawConnection(port: server.port) }
    }
}
