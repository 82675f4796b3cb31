internal import Model
internal import Transport

/// How a service says that it was asked too often.
package struct SimulatedThrottle: Sendable {
    package enum RetryAfter: Sendable, Equatable {
        case missing
        /// Word for word: whole seconds, decimals, or nothing that can be read.
        case text(String)
        /// An HTTP date so long after the answer; the answer then has a `Date` as well.
        case date(after: Duration)
    }

    /// 429; or 400, under which the code alone says what it is (api/databricks, 7).
    package let status: Int
    package let code: String
    package let message: String?
    package let retryAfter: RetryAfter

    /// - Parameter message: `nil` for the rate limit's.
    package init(
        status: Int = 429,
        code: String = "REQUEST_LIMIT_EXCEEDED",
        message: String? = nil,
        retryAfter: RetryAfter
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.retryAfter = retryAfter
    }

    func answer(requestsPerSecond rate: Int, at now: Timestamp) -> SimulatedAnswer {
        let usual =
            "Your request was rejected since your organization has exceeded the rate limit of \(rate)"
            + " requests per second."
        var answer = Refusal.coded(status, code, message ?? usual)
        switch retryAfter {
        case .missing: break
        case .text(let text): answer.headers.append(HTTPHeader("Retry-After", text))
        case .date(let delay):
            // Dates have whole seconds: both are cut at the same instant, so that they differ by the delay.
            answer.headers.append(HTTPHeader("Retry-After", (now + delay).httpText))
            answer.headers.append(HTTPHeader("Date", now.httpText))
        }
        return answer
    }
}
