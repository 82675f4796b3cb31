/// What a workspace answers instead of the truth, for some calls of one endpoint.
package struct SimulatedFault: Sendable {
    package enum Answer: Sendable {
        /// `{"error_code": "…", "message": "…"}`
        case error(status: Int, code: String, message: String)
        /// `{"error_code": 403, "message": "…"}`
        case numericError(status: Int, code: Int64, message: String)
        case throttled(retryAfter: String?)
        /// A login page with status 200.
        case loginPage
        case redirect(status: Int, location: String)
        case text(status: Int, contentType: String, body: String)
    }

    /// As `DatabricksService.calls` names it, such as `runs/get-output`; `nil` for every endpoint.
    package let endpoint: String?
    /// Which calls of that endpoint (of any, for `nil`) in this workspace, counted from 0.
    package let calls: Range<Int>
    package let answer: Answer

    package init(endpoint: String?, calls: Range<Int>, answer: Answer) {
        self.endpoint = endpoint
        self.calls = calls
        self.answer = answer
    }
}
