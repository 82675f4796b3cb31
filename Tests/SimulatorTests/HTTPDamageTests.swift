import Foundation
import Model
import Simulator
import Testing
import Transport

/// Answers that are damaged on their way: byte for byte over a raw socket, and what libcurl makes of them.
@Suite struct HTTPDamageTests {
    /// The path's number says which delivery.
    private struct DamagedService: SimulatedService {
        let delivery: SimulatedDelivery

        mutating func answer(_ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer {
            var answer = SimulatedAnswer(
                status: 200, headers: [HTTPHeader("Content-Type", "text/plain")], body: Array("0123456789".utf8))
            if request.path != "/whole" { answer.delivery = delivery }
            return answer
        }
    }

    private func serving(
        _ delivery: SimulatedDelivery,
        _ body: (SimulatorServer) async throws -> Void
    ) async throws {
        let server = try await SimulatorServer.start(
            service: DamagedService(delivery: delivery), wallClock: { Timestamp(milliseconds: 1_795_521_600_000) })
        do {
            try await body(server)
            try await server.shutdown()
        } catch {
            try await server.shutdown()
            throw error
        }
    }

    struct Case: CustomTestStringConvertible {
        let delivery: SimulatedDelivery
        /// What `Content-Length` says; `nil` where there is no header at all.
        let length: String?
        let body: String
        let end: RawConnection.End
        var testDescription: String { "\(delivery)" }
    }

    @Test(arguments: [
        Case(delivery: .reset(afterBodyBytes: nil), length: nil, body: "", end: .reset),
        Case(delivery: .reset(afterBodyBytes: 4), length: "10", body: "0123", end: .reset),
        Case(delivery: .cut(afterBodyBytes: nil), length: nil, body: "", end: .closed),
        Case(delivery: .cut(afterBodyBytes: 0), length: "10", body: "", end: .closed),
        Case(delivery: .cut(afterBodyBytes: 9), length: "10", body: "012345678", end: .closed),
        Case(delivery: .stalled(afterBodyBytes: nil), length: nil, body: "", end: .silent),
        Case(delivery: .stalled(afterBodyBytes: 3), length: "10", body: "012", end: .silent),
        Case(delivery: .wrongLength(by: 5), length: "15", body: "0123456789", end: .closed),
        Case(delivery: .wrongLength(by: -5), length: "5", body: "0123456789", end: .closed),
        Case(delivery: .openEndedChunks, length: nil, body: "a\r\n0123456789\r\n", end: .closed),
    ])
    func bytesAndEndAreTheOnesAskedFor(_ test: Case) async throws {
        try await serving(test.delivery) { server in
            let connection = try RawConnection(port: server.port)
            try connection.write("GET / HTTP/1.1\nHost: a\n\n")
            let (bytes, end) = try connection.readToEnd(silence: test.end == .silent ? 0.3 : 10)
            #expect(end == test.end)
            let parts = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n\r\n", maxSplits: 1)
            let head = parts.first.map { $0.components(separatedBy: "\r\n") } ?? []
            #expect(parts.count < 2 ? test.body.isEmpty : parts[1] == test.body)
            let lengths = head.filter { $0.hasPrefix("Content-Length: ") }.map { String($0.dropFirst(16)) }
            #expect(lengths == (test.length.map { [$0] } ?? []))
            if test.delivery == .openEndedChunks { #expect(head.contains("Transfer-Encoding: chunked")) }
            if !head.isEmpty { #expect(head[0] == "HTTP/1.1 200 OK") }
        }
    }

    @Test func headersGoOnForAsLongAsTheyAreRead() async throws {
        try await serving(.endlessHeaders) { server in
            let connection = try RawConnection(port: server.port)
            try connection.write("GET / HTTP/1.1\nHost: a\n\n")
            let (bytes, end) = try connection.readToEnd(limitBytes: 5_000_000)
            #expect(end == .full)
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(!text.contains("\r\n\r\n"))
        }
    }

    /// The in-process client is to a simulation what libcurl is to the product: both must fail in the same way.
    @Test(arguments: [
        (SimulatedDelivery.whole, "0123456789"), (.reset(afterBodyBytes: nil), "broken"),
        (.reset(afterBodyBytes: 4), "broken"), (.cut(afterBodyBytes: nil), "broken"),
        (.cut(afterBodyBytes: 0), "broken"), (.cut(afterBodyBytes: 9), "broken"),
        (.stalled(afterBodyBytes: nil), "stalled"), (.stalled(afterBodyBytes: 3), "stalled"),
        (.wrongLength(by: 5), "broken"), (.wrongLength(by: -5), "01234"), (.openEndedChunks, "broken"),
        (.brokenGzip, "corrupt_encoding"), (.gzipBomb(unpackedBytes: 2 << 20), "body_too_large"),
        (.endlessHeaders, "broken"), (.noHTTP, "broken"),
    ])
    func libcurlAndTheSimulatedClientAgree(delivery: SimulatedDelivery, outcome: String) async throws {
        let limits = TransferLimits(stall: .milliseconds(300), bodyBytes: 1 << 20)
        let simulated = SimulatedHTTPClient(
            service: DamagedService(delivery: delivery), clock: HTTPTestClock(), limits: limits)
        #expect(await Self.outcome(of: simulated, "http://a.localhost/") == outcome)
        try await serving(delivery) { server in
            let client = try CurlClient(limits: limits)
            #expect(await Self.outcome(of: client, "http://127.0.0.1:\(server.port)/") == outcome)
            // The next answer is not touched by what is left of the one before.
            #expect(await Self.outcome(of: client, "http://127.0.0.1:\(server.port)/whole") == "0123456789")
        }
    }

    private static func outcome(of client: any HTTPClient, _ url: String) async -> String {
        do {
            return String(decoding: try await client.execute(HTTPRequest(url: url)).body, as: UTF8.self)
        } catch let error as TransportError {
            return error.code
        } catch {
            return "\(error)"
        }
    }
}
