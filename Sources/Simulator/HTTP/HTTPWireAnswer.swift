internal import Model
internal import Transport

/// An answer as it goes over a connection: packed where the client takes it, with the headers that HTTP needs.
struct HTTPWireAnswer {
    /// Smaller bodies gain nothing.
    private static let packingThresholdBytes = 1_024

    let status: Int
    let headers: [HTTPHeader]
    /// Empty for HEAD, where the headers speak of the body that GET would have.
    let body: [UInt8]

    init(_ answer: SimulatedAnswer, method: String, acceptEncoding: String?, now: Timestamp, keepsAlive: Bool) {
        var headers = answer.headers
        var body = answer.body
        let hasBody = answer.status >= 200 && answer.status != 204 && answer.status != 304
        if hasBody {
            let isPlain = !headers.contains { $0.isNamed("Content-Encoding") }
            if body.count > Self.packingThresholdBytes, isPlain, Self.takesGzip(acceptEncoding),
                let packed = ZlibCodec.deflate(body, as: .gzip)
            {
                body = packed
                headers.append(HTTPHeader("Content-Encoding", "gzip"))
            }
            headers.append(HTTPHeader("Content-Length", String(body.count)))
        }
        if !headers.contains(where: { $0.isNamed("Date") }) { headers.append(HTTPHeader("Date", now.httpText)) }
        headers.append(HTTPHeader("Connection", keepsAlive ? "keep-alive" : "close"))
        status = answer.status
        self.headers = headers
        self.body = hasBody && method != "HEAD" ? body : []
    }

    static func badRequest(_ reason: String) -> SimulatedAnswer { refusal(400, "Bad request: \(reason)\n") }

    static func tooLarge(limitBytes: Int) -> SimulatedAnswer {
        refusal(413, "The body is larger than \(limitBytes) bytes\n")
    }

    private static func refusal(_ status: Int, _ text: String) -> SimulatedAnswer {
        SimulatedAnswer(
            status: status, headers: [HTTPHeader("Content-Type", "text/plain; charset=utf-8")], body: Array(text.utf8))
    }

    /// `gzip` is named, or `*`, with a quality other than zero.
    private static func takesGzip(_ header: String?) -> Bool {
        guard let header else { return false }
        for coding in header.lowercased().split(separator: ",") {
            let parts = coding.split(separator: ";").map { $0.filter { $0 != " " } }
            guard parts.first == "gzip" || parts.first == "*" else { continue }
            return !parts.dropFirst().contains { $0.hasPrefix("q=") && Double($0.dropFirst(2)) == 0 }
        }
        return false
    }
}
