internal import Synchronization

/// HTTP over libcurl: connections are kept and shared, HTTP/2 is spoken where the server offers it, redirects are never
/// followed, TLS is always verified, loopback never goes through a proxy.
package final class CurlClient: HTTPClient {
    private let loop: EventLoop
    private let limits: TransferLimits
    private let lastID = Atomic<UInt64>(0)

    /// - Throws: `TransportError.shutDown` where the system has no memory or no thread to give.
    package init(
        limits: TransferLimits = TransferLimits(),
        environment: TransportEnvironment = TransportEnvironment()
    ) throws(TransportError) {
        self.limits = limits
        loop = try EventLoop(settings: EasySettings(limits: limits, environment: environment))
    }

    deinit { loop.submit(.stop) }

    /// One attempt; the body is unpacked on the caller's thread, so that the loop only moves bytes.
    ///
    /// - Throws: `TransportError`, or `CancellationError` as soon as the task is cancelled.
    package func execute(_ request: HTTPRequest) async throws -> HTTPResponse {
        let id = lastID.add(1, ordering: .relaxed).newValue
        let packed = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { loop.submit(.start(id, request, $0)) }
        } onCancel: {
            loop.submit(.cancel(id))  // may overtake its own start: the loop keeps the id until the start comes
        }
        return try unpack(packed, of: request)
    }

    private func unpack(_ response: HTTPResponse, of request: HTTPRequest) throws(TransportError) -> HTTPResponse {
        let host = urlHost(request.url) ?? ""
        let encodings = response.headers.filter { $0.name.lowercased() == "content-encoding" }
            .map { $0.value.lowercased() }.filter { !$0.isEmpty && $0 != "identity" }
        guard let encoding = encodings.first else {
            // Neither service answers with a packed file: something between took the header away.
            guard !response.body.starts(with: Gunzip.magic) else {
                throw .corruptEncoding(host: host, reason: "it is packed and does not say so")
            }
            return response
        }
        guard encodings.count == 1, encoding == "gzip" || encoding == "x-gzip" else {
            throw .corruptEncoding(host: host, reason: "it has an encoding that was not asked for")
        }
        if response.body.isEmpty { return response }  // a 304, or an error without a text
        let body: [UInt8]
        do {
            body = try Gunzip.unpack(response.body, limitBytes: limits.bodyBytes)
        } catch {
            switch error {
            case .tooLarge: throw .bodyTooLarge(host: host, limitBytes: limits.bodyBytes)
            case .corrupt(let reason): throw .corruptEncoding(host: host, reason: reason)
            }
        }
        guard !body.starts(with: Gunzip.magic) else {
            throw .corruptEncoding(host: host, reason: "it is packed twice")
        }
        return HTTPResponse(status: response.status, headers: response.headers, body: body)
    }
}
