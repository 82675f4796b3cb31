package import Pacing
package import Transport

/// Asks a simulated service in process, over no socket. Latency passes on the clock that it is given.
package struct SimulatedHTTPClient: HTTPClient {
    private let service: SharedService
    private let clock: any SweepClock
    private let standardHeaders: [HTTPHeader]
    private let limits: TransferLimits

    /// - Parameter standardHeaders: sent with every request that does not name them itself, as the real client does
    ///   with its `User-Agent`.
    package init(
        service: SharedService,
        clock: any SweepClock,
        standardHeaders: [HTTPHeader] = [],
        limits: TransferLimits = TransferLimits()
    ) {
        self.limits = limits
        self.service = service
        self.clock = clock
        self.standardHeaders = standardHeaders
    }

    package init(
        service: any SimulatedService,
        clock: any SweepClock,
        standardHeaders: [HTTPHeader] = [],
        limits: TransferLimits = TransferLimits()
    ) {
        self.init(
            service: SharedService(service), clock: clock, standardHeaders: standardHeaders, limits: limits)
    }

    /// The service decides when the request arrives; the answer comes after its latency.
    ///
    /// - Throws: `TransportError.invalidURL`; what becomes of an answer that is damaged on its way;
    ///   `CancellationError`, also while waiting.
    package func execute(_ request: HTTPRequest) async throws -> HTTPResponse {
        try Task.checkCancellation()
        var headers = request.wireHeaders
        for header in standardHeaders where !headers.contains(where: { $0.isNamed(header.name) }) {
            headers.append(header)
        }
        let arrived = SimulatedRequest(
            method: request.method.rawValue, target: request.url, headers: headers, body: request.body ?? [])
        guard let arrived, request.url.lowercased().hasPrefix("http") else { throw TransportError.invalidURL }
        let answer = service.answer(arrived, at: clock.timestamp)
        if answer.latency > .zero { try await clock.sleep(for: answer.latency) }
        return try await receive(answer, from: arrived.host)
    }

    /// What the real client makes of an answer that is damaged on its way.
    private func receive(_ answer: SimulatedAnswer, from host: String) async throws -> HTTPResponse {
        var body = answer.body
        switch answer.delivery {
        case .whole: break
        case .reset: throw TransportError.broken(host: host, reason: "connection reset")
        case .cut(let count?) where count >= answer.body.count: break
        case .wrongLength(let difference) where difference < 0: body = body.dropLast(-difference)
        case .half, .cut, .wrongLength, .openEndedChunks:
            throw TransportError.broken(host: host, reason: "the connection was closed before the answer's end")
        case .stalled:
            try await clock.sleep(for: limits.stall)
            throw TransportError.stalled(host: host)
        case .brokenGzip: throw TransportError.corruptEncoding(host: host, reason: "no gzip")
        case .gzipBomb(let size) where size <= limits.bodyBytes: body = Array(repeating: 0x20, count: size)
        case .gzipBomb: throw TransportError.bodyTooLarge(host: host, limitBytes: limits.bodyBytes)
        case .endlessHeaders: throw TransportError.broken(host: host, reason: "too many headers")
        case .noHTTP: throw TransportError.broken(host: host, reason: "no HTTP")
        }
        return HTTPResponse(status: answer.status, headers: answer.headers, body: body)
    }
}

extension HTTPHeader {
    func isNamed(_ other: String) -> Bool { name.lowercased() == other.lowercased() }
}
