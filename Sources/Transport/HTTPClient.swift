/// What carries requests: libcurl in the product, a simulation in tests. It neither retries, nor paces, nor follows
/// redirects: an answer of any status is a response.
package protocol HTTPClient: Sendable {
    /// - Throws: `TransportError` where no complete answer came; `CancellationError`.
    func execute(_ request: HTTPRequest) async throws -> HTTPResponse
}
