internal import Model
internal import Transport

/// What a workspace answers instead of the truth, for some calls of one endpoint.
package struct SimulatedFault: Sendable {
    package enum Answer: Sendable {
        /// `{"error_code": "…", "message": "…"}`
        case error(status: Int, code: String, message: String)
        /// `{"error_code": 403, "message": "…"}`
        case numericError(status: Int, code: Int64, message: String)
        case throttled(retryAfter: String?)
        case throttle(SimulatedThrottle)
        /// A login page with status 200.
        case loginPage
        case redirect(status: Int, location: String)
        case text(status: Int, contentType: String, body: String)
        /// As it stands, headers included.
        case whole(SimulatedAnswer)
        /// The truth, damaged on its way.
        case damaged(SimulatedDelivery)
    }

    package enum Counting: Sendable {
        /// All calls of the endpoint.
        case ofEndpoint
        /// Those for the same thing, query included: the first try of each, say.
        case ofEachRequest
        /// The same, of requests for a further page alone.
        case ofEachPageToken
    }

    /// As `DatabricksService.Tally` names it, such as `runs/get-output`; `nil` for every endpoint of the API. Signing
    /// in has `oidc/discovery`, `oidc/token` and `databricks-config`.
    package let endpoint: String?
    /// Which calls of that endpoint (of any, for `nil`) in this workspace, counted from 0.
    package let calls: Range<Int>
    package let counting: Counting
    /// How many of 1,000 of those calls, drawn from the seed.
    package let permille: Int
    package let answer: Answer

    package init(
        endpoint: String?,
        calls: Range<Int>,
        counting: Counting = .ofEndpoint,
        permille: Int = 1_000,
        answer: Answer
    ) {
        precondition((0...1_000).contains(permille))
        self.endpoint = endpoint
        self.calls = calls
        self.counting = counting
        self.permille = permille
        self.answer = answer
    }
}

extension SimulatedFault.Answer {
    /// - Returns: `nil` where the truth is told, and damaged.
    func answer(at now: Timestamp) -> SimulatedAnswer? {
        switch self {
        case .error(let status, let code, let message): return Refusal.coded(status, code, message)
        case .numericError(let status, let code, let message): return Refusal.numeric(status, code: code, message)
        case .throttled(let retryAfter):
            let throttle = SimulatedThrottle(retryAfter: retryAfter.map { .text($0) } ?? .missing)
            return throttle.answer(requestsPerSecond: 30, at: now)
        case .throttle(let throttle): return throttle.answer(requestsPerSecond: 30, at: now)
        case .loginPage:
            let page = "<!doctype html><html><head><title>Databricks - Sign In</title></head><body></body></html>"
            var headers = SimulatedAnswer.headers(contentType: "text/html; charset=utf-8")
            headers.append(HTTPHeader("X-Request-Id", "0f5c4b0e-3b1d-4a5e-9f0a-7c2d1e8b6a90"))
            return SimulatedAnswer(status: 200, headers: headers, body: Array(page.utf8))
        case .redirect(let status, let location):
            return SimulatedAnswer(
                status: status,
                headers: [HTTPHeader("Location", location), HTTPHeader("Server", "databricks")])
        case .text(let status, let contentType, let body):
            return SimulatedAnswer(
                status: status, headers: SimulatedAnswer.headers(contentType: contentType), body: Array(body.utf8))
        case .whole(let answer): return answer
        case .damaged: return nil
        }
    }
}
