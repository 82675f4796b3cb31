import Testing

@testable import Transport

/// What servers do wrong with HTTP/1.1, each with what must come of it.
@Suite struct MisbehavingServerTests {
    struct Case: CustomTestStringConvertible {
        enum Outcome {
            case body(String, status: Int = 200)
            case error(TransportError)
        }

        let testDescription: String
        let script: [ScriptedServer.Step]
        let outcome: Outcome
        var limits = TransferLimits(connect: .seconds(60), stall: .seconds(300), request: .seconds(300))

        init(_ name: String, _ answer: String, _ outcome: Outcome) {
            self.init(name, [.text(answer)], outcome)
        }

        init(
            _ name: String, _ script: [ScriptedServer.Step], _ outcome: Outcome,
            stall: Duration = .seconds(300), request: Duration = .seconds(300)
        ) {
            testDescription = name
            self.script = [.readRequest] + script
            self.outcome = outcome
            limits = TransferLimits(connect: .seconds(60), stall: stall, request: request)
        }
    }

    private static let host = "127.0.0.1"
    private static func broken(_ reason: String) -> Case.Outcome { .error(.broken(host: host, reason: reason)) }
    private static func packed(_ reason: String) -> Case.Outcome {
        .error(.corruptEncoding(host: host, reason: reason))
    }
    private static let noAnswer = broken("it closed the connection without an answer")
    private static let cutOff = broken("it closed the connection before the end of the answer")
    private static let reset = broken("the connection was reset")
    private static let head = "HTTP/1.1 200 OK\r\n"

    @Test(arguments: closing + lengths + chunks + statuses + headers)
    func answerIsWholeOrNone(_ test: Case) async throws { try await check(test) }

    @Test(arguments: silences)
    func silenceEndsAndSaysWhere(_ test: Case) async throws { try await check(test) }

    @Test(arguments: encodings)
    func encodingIsUnpackedOrRefused(_ test: Case) async throws { try await check(test) }

    private func check(_ test: Case) async throws {
        let server = try ScriptedServer(test.script)
        let client = try CurlClient(limits: test.limits)
        do {
            let response = try await client.execute(HTTPRequest(url: server.url))
            guard case .body(let body, let status) = test.outcome else {
                Issue.record(
                    "taken for an answer: \(response.status) \(String(decoding: response.body, as: UTF8.self))")
                return
            }
            #expect(response.status == status)
            #expect(String(decoding: response.body, as: UTF8.self) == body)
        } catch let error as TransportError {
            guard case .error(let expected) = test.outcome else {
                Issue.record("refused: \(error)")
                return
            }
            #expect(error == expected)
        }
    }

    // MARK: - The rows

    private static let closing: [Case] = [
        Case("closed before the header", [.close], noAnswer),
        Case("reset before the header", [.reset], reset),
        Case("closed in the status line", [.text("HTTP/1.1 20")], noAnswer),
        Case("closed in the header", [.text(head + "Content-Length: 2\r\nX-A: b")], cutOff),
        Case("closed behind the header", [.text(head + "Content-Length: 2\r\n\r\n")], cutOff),
        Case("closed in the body", [.text(head + "Content-Length: 4\r\n\r\nhal")], cutOff),
        Case("reset in the body", [.text(head + "Content-Length: 4\r\n\r\nhal"), .pause(ms: 300), .reset], reset),
        Case("closed behind the body", head + "Content-Length: 2\r\n\r\nok", .body("ok")),
        Case("body up to the connection's end", head + "\r\nok", .body("ok")),
    ]

    private static let lengths: [Case] = [
        Case("length too short", head + "Content-Length: 2\r\n\r\n{\"rows\": 1}", .body("{\"")),
        Case("length too long", head + "Content-Length: 900\r\n\r\nok", cutOff),
        Case(
            "length negative", head + "Content-Length: -5\r\n\r\nok",
            broken("its header is not valid")),
        Case(
            "length no number", head + "Content-Length: 2x\r\n\r\nok",
            broken("the length it gives for its body is no length")),
        Case(
            "length empty", head + "Content-Length:\r\n\r\nok", broken("its header is not valid")),
        Case(
            "length immense", head + "Content-Length: 99999999999999999999\r\n\r\nok",
            broken("the length it gives for its body is no length")),
        Case("length beyond every limit", [.text(head + "Content-Length: 9000000000000\r\n\r\nok"), .close], cutOff),
        Case(
            "two lengths", head + "Content-Length: 9\r\nContent-Length: 2\r\n\r\n{\"rows\":1",
            broken("it gives two lengths for its body")),
        Case(
            "two lengths in a line", head + "Content-Length: 9, 2\r\n\r\nok",
            broken("it gives two lengths for its body")),
        Case("the same length twice", head + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nok", .body("ok")),
    ]

    private static let chunked = head + "Transfer-Encoding: chunked\r\n\r\n"
    private static let damaged = broken("its body's chunks are damaged")
    private static let chunks: [Case] = [
        Case("chunks whole", chunked + "2\r\nok\r\n0\r\n\r\n", .body("ok")),
        Case("chunk cut", chunked + "5\r\nhel", cutOff),
        Case("chunks without an end", chunked + "2\r\nok\r\n", cutOff),
        Case("chunks closed in the last line", chunked + "2\r\nok\r\n0\r\n", cutOff),
        Case("chunk size no number", chunked + "zz\r\nok\r\n0\r\n\r\n", damaged),
        Case("chunk size negative", chunked + "-2\r\nok\r\n0\r\n\r\n", damaged),
        Case("chunk size immense", chunked + "ffffffffffffffffff\r\nok\r\n0\r\n\r\n", damaged),
        Case("chunk longer than its size", chunked + "2\r\nokay\r\n0\r\n\r\n", damaged),
        Case(
            "length beside chunks",
            head + "Content-Length: 900\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", .body("ok")),
        Case(
            "trailer that announces an encoding", chunked + "2\r\nok\r\n0\r\nContent-Encoding: gzip\r\n\r\n",
            .body("ok")),
        Case(
            "trailer like a status line", chunked + "2\r\nok\r\n0\r\nHTTP/1.1 404 Gone\r\n\r\n",
            broken("its header is not valid")),
    ]

    private static let statuses: [Case] = [
        Case(
            "interim answers first",
            "HTTP/1.1 100 Continue\r\nX-A: b\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" + head
                + "Content-Length: 2\r\n\r\nok", .body("ok")),
        Case("an interim answer alone", "HTTP/1.1 100 Continue\r\n\r\n", noAnswer),
        Case(
            "another protocol", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nok",
            broken("it ended with an interim answer")),
        Case("204 with a body", "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nok", .body("", status: 204)),
        Case("304 with a body", "HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\nok", .body("", status: 304)),
        Case("HTTP/0.9", "{\"runs\": []}", broken("its answer is no HTTP")),
        Case("an old HTTP/1.0 server", "HTTP/1.0 200 OK\r\n\r\nok", .body("ok")),
        Case("another service", "SSH-2.0-OpenSSH_9.2\r\n", broken("its answer is no HTTP")),
        Case("a page for people", head + "Content-Length: 6\r\n\r\n<html>", .body("<html>")),
        Case("nothing under 200", head + "Content-Length: 0\r\n\r\n", .body("")),
    ]

    private static let filler = Array("X-Filler: \(String(repeating: "a", count: 1_000))\r\n".utf8)
    private static let headers: [Case] = [
        Case("headers without end", [.text(head), .sendForEver(filler)], broken("its headers never end")),
        Case(
            "one line without end", [.text(head + "X: "), .sendForEver(Array(repeating: 0x61, count: 4_096))],
            broken("its headers never end")),
        Case(
            "interim answers without end", [.sendForEver(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))],
            broken("its headers never end")),
        Case(
            "trailers without end", [.text(chunked + "0\r\n"), .sendForEver(filler)], broken("its headers never end")),
        Case("NUL in the header", head + "X: a\0b\r\nContent-Length: 2\r\n\r\nok", broken("its header is not valid")),
        Case(
            "a body without end", [.text(head + "\r\n"), .sendForEver(Array(repeating: 0x61, count: 65_536))],
            .error(.bodyTooLarge(host: host, limitBytes: 16 << 20))),
    ]

    private static let silences: [Case] = [
        Case("silent before the header", [.stall], .error(.stalled(host: host, phase: .request)), stall: .seconds(1)),
        Case(
            "silent in the header", [.text(head + "X-A: b\r\n"), .stall], .error(.stalled(host: host, phase: .header)),
            stall: .seconds(1)),
        Case(
            "silent behind the header", [.text(head + "Content-Length: 4\r\n\r\n"), .stall],
            .error(.stalled(host: host, phase: .body)), stall: .seconds(1)),
        Case(
            "silent in the body", [.text(head + "Content-Length: 4\r\n\r\nhal"), .stall],
            .error(.stalled(host: host, phase: .body)), stall: .seconds(1)),
        Case(
            "too slow before the header", [.stall], .error(.requestTimeout(host: host, phase: .request)),
            request: .seconds(1)),
        Case(
            "too slow in the header", [.text(head + "X-A: b\r\n"), .stall],
            .error(.requestTimeout(host: host, phase: .header)), request: .seconds(1)),
        Case(
            "dripping within the limits",
            [.text(head + "Content-Length: 4\r\n\r\n"), .drip(Array("slow".utf8), everyMs: 1_000)], .body("slow")),
        Case(
            "dripping for too long", [.text(head + "\r\n"), .drip(Array(repeating: 0x61, count: 600), everyMs: 200)],
            .error(.requestTimeout(host: host, phase: .body)), stall: .seconds(60), request: .seconds(3)),
    ]

    private static func zipped(_ body: [UInt8], _ encoding: String = "Content-Encoding: gzip") -> [ScriptedServer.Step]
    {
        [.answer(body, headers: [encoding])]
    }

    /// `printf '{"a":1}' | gzip -n`
    private static let gzip: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xAB, 0x56, 0x4A, 0x54, 0xB2, 0x32, 0xAC, 0x05,
        0x00, 0xAF, 0xAC, 0x1B, 0x56, 0x07, 0x00, 0x00, 0x00,
    ]
    /// The same in a further stream, not packed once more.
    private static let gzipTwice: [UInt8] =
        [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0x01, 27, 0, 0xE4, 0xFF] + gzip + [
            0x8A, 0xAB, 0xB1, 0xDC, 27, 0, 0, 0,
        ]

    private static let encodings: [Case] = [
        Case("gzip", zipped(gzip), .body("{\"a\":1}")),
        Case("gzip by its old name", zipped(gzip, "content-encoding: X-GZip"), .body("{\"a\":1}")),
        Case("gzip of several members", zipped(gzip + gzip), .body("{\"a\":1}{\"a\":1}")),
        Case("gzip without an end", zipped(Array(gzip.dropLast(9))), packed("it ends early")),
        Case(
            "gzip with a wrong checksum", zipped(Array(gzip.dropLast(8)) + [1, 2, 3, 4, 7, 0, 0, 0]),
            packed("its data is damaged")),
        Case(
            "gzip with a wrong length", zipped(Array(gzip.dropLast(4)) + [8, 0, 0, 0]), packed("its data is damaged")),
        Case("gzip with bytes behind", zipped(gzip + Array("and more text".utf8)), packed("its data is damaged")),
        Case("gzip with one byte behind", zipped(gzip + [0]), packed("it ends early")),
        Case("gzip announced and plain", zipped(Array("{\"a\":1}".utf8)), packed("its data is damaged")),
        Case("gzip announced and nothing", zipped([]), .body("")),
        Case("gzip not announced", [.answer(gzip)], packed("it is packed and does not say so")),
        Case(
            "gzip announced twice", zipped(gzip, "Content-Encoding: gzip, gzip"),
            packed("it has an encoding that was not asked for")),
        Case(
            "gzip announced in two lines", zipped(gzip, "Content-Encoding: gzip\r\nContent-Encoding: gzip"),
            packed("it has an encoding that was not asked for")),
        Case("deflate", zipped(gzip, "Content-Encoding: deflate"), packed("it has an encoding that was not asked for")),
        Case("br", zipped(gzip, "Content-Encoding: br"), packed("it has an encoding that was not asked for")),
        Case(
            "an unknown encoding", zipped(gzip, "Content-Encoding: zip-9"),
            packed("it has an encoding that was not asked for")),
        Case("identity", zipped(Array("ok".utf8), "Content-Encoding: identity"), .body("ok")),
        Case("an empty encoding", zipped(Array("ok".utf8), "Content-Encoding:"), .body("ok")),
    ]
}
