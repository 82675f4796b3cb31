internal import Model
internal import NIOHTTP1
internal import Transport

/// What goes over a connection where an answer is damaged on its way, and how the connection ends.
struct HTTPDamage {
    enum Ending: Equatable {
        case close
        case reset
        /// Open, without another byte, until the client leaves.
        case hold
        /// Header lines until the client leaves.
        case headersForEver
    }

    let bytes: [UInt8]
    let ending: Ending

    /// - Returns: `nil` for an answer that arrives whole.
    init?(_ answer: SimulatedAnswer, wire: HTTPWireAnswer) {
        switch answer.delivery {
        case .whole: return nil
        case .reset(let count): (bytes, ending) = (Self.front(of: wire, count), .reset)
        case .cut(let count): (bytes, ending) = (Self.front(of: wire, count), .close)
        case .half: (bytes, ending) = (Self.front(of: wire, wire.body.count / 2), .close)
        case .stalled(let count): (bytes, ending) = (Self.front(of: wire, count), .hold)
        case .wrongLength(let difference):
            let length = max(0, wire.body.count + difference)
            (bytes, ending) = (Self.head(wire, ["Content-Length": String(length)]) + wire.body, .close)
        case .openEndedChunks:
            let head = Self.head(wire, ["Content-Length": nil, "Transfer-Encoding": "chunked"])
            let size = String(wire.body.count, radix: 16)
            (bytes, ending) = (head + Array("\(size)\r\n".utf8) + wire.body + Array("\r\n".utf8), .close)
        case .brokenGzip:
            let packed = ZlibCodec.deflate(answer.body, as: .gzip) ?? []
            // A gzip header has ten bytes; what follows them begins with a block of a kind that there is not.
            let broken = packed.prefix(10) + Array(repeating: 0xFF, count: max(16, packed.count - 10))
            (bytes, ending) = (Self.packed(wire, Array(broken)), .close)
        case .gzipBomb(let size):
            let bomb = ZlibCodec.deflate([UInt8](repeating: 0x20, count: size), as: .gzip) ?? []
            (bytes, ending) = (Self.packed(wire, bomb), .close)
        case .endlessHeaders:
            let head = Self.head(wire, [:]).dropLast(2)  // without the empty line that ends them
            (bytes, ending) = (Array(head), .headersForEver)
        case .noHTTP: (bytes, ending) = (Array("220 mail.example.com ESMTP ready\r\n".utf8), .close)
        }
    }

    /// - Parameter count: of the body; `nil` leaves out the head as well.
    private static func front(of wire: HTTPWireAnswer, _ count: Int?) -> [UInt8] {
        guard let count else { return [] }
        return head(wire, [:]) + wire.body.prefix(count)
    }

    private static func packed(_ wire: HTTPWireAnswer, _ body: [UInt8]) -> [UInt8] {
        head(wire, ["Content-Length": String(body.count), "Content-Encoding": "gzip"]) + body
    }

    /// Status line and headers.
    ///
    /// - Parameter changes: a value for a header, or `nil` where it is left out.
    private static func head(_ wire: HTTPWireAnswer, _ changes: [String: String?]) -> [UInt8] {
        let status = HTTPResponseStatus(statusCode: wire.status)
        var text = "HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n"
        for header in wire.headers where changes[header.name] == nil && !header.isNamed("Connection") {
            text += "\(header.name): \(header.value)\r\n"
        }
        for (name, value) in changes.sorted(by: { $0.key < $1.key }) {
            if let value { text += "\(name): \(value)\r\n" }
        }
        text += "Connection: close\r\n\r\n"
        return Array(text.utf8)
    }
}
