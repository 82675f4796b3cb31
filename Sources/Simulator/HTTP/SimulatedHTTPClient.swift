package import Pacing
package import Transport

/// Asks a simulated service in process, over no socket. Latency passes on the clock that it is given.
package struct SimulatedHTTPClient: HTTPClient {
    private let service: SharedService
    private let clock: any SweepClock
    private let standardHeaders: [HTTPHeader]

    /// - Parameter standardHeaders: sent with every request that does not name them itself, as the real client does
    ///   with its `User-Agent`.
    package init(service: SharedService, clock: any SweepClock, standardHeaders: [HTTPHeader] = []) {
        self.service = service
        self.clock = clock
        self.standardHeaders = standardHeaders
    }

    package init(service: any SimulatedService, clock: any SweepClock, standardHeaders: [HTTPHeader] = []) {
        self.init(service: SharedService(service), clock: clock, standardHeaders: standardHeaders)
    }

    /// The service decides when the request arrives; the answer comes after its latency.
    ///
    /// - Throws: `TransportError.invalidURL`, `.broken` where the service closes the connection; `CancellationError`, also while waiting.
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
        switch answer.delivery {
        case .whole: break
        case .half: throw TransportError.broken(host: arrived.host, reason: "the connection closed in the body")
        case .none: throw TransportError.broken(host: arrived.host, reason: "the connection closed without an answer")
        }
        return HTTPResponse(status: answer.status, headers: answer.headers, body: answer.body)
    }
}

extension HTTPHeader {
    func isNamed(_ other: String) -> Bool { name.lowercased() == other.lowercased() }
}
