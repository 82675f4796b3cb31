internal import Transport

/// What one answer means for the call that got it: pure, decided here and nowhere else (api/databricks, 7).
enum Verdict: Equatable {
    case success
    /// Nothing of it will change by asking again.
    case final(DatabricksError)
    /// Asking again may help; after a throttle the whole host waits.
    case again(DatabricksError, Again)

    enum Again: Equatable {
        case backoff
        /// The service asks for a pause of so long; `nil` where it does not say how long, or not readably.
        case pause(Duration?)
        /// May be passing: asked once more, not as often as the others.
        case once
        /// The host does not know this version of the API.
        case olderVersion
    }

    init(_ response: HTTPResponse) {
        switch response.status {
        case 200: self = Self.success(response)
        case 300..<400: self = .final(.notAnAPI(status: response.status))
        default: self = Self.failure(response)
        }
    }

    private static func success(_ response: HTTPResponse) -> Verdict {
        // A login page comes with 200 as well. What began as JSON, or is empty, was damaged on its way: that is found
        // out by reading it.
        switch response.body.first(where: { $0 > 0x20 }) {
        case nil, 0x7B, 0x5B: return .success
        case .some: return .final(.notAnAPI(status: 200))
        }
    }

    private static func failure(_ response: HTTPResponse) -> Verdict {
        let body = ErrorBody(response.body, status: response.status)
        let isThrottle = body.code == "REQUEST_LIMIT_EXCEEDED" || body.code == "RESOURCE_EXHAUSTED"
        if response.status == 429 || isThrottle {
            return .again(
                .throttled(isTooLong: false, message: body.message),
                .pause(RetryAfter.pause(in: response)))
        }
        switch response.status {
        case 400:
            return .final(body.saysMissing ? .notFound(message: body.message) : .invalidRequest(message: body.message))
        case 401: return .final(.credentialRefused(message: body.message))
        case 403:
            // The numeric code means the credential itself; PERMISSION_DENIED one thing, and was seen to pass.
            if body.code == "403" || body.message.hasPrefix("Invalid access token") {
                return .final(.credentialRefused(message: body.message))
            }
            return .again(.permissionDenied(message: body.message), .once)
        case 404:
            if body.message.contains("Bad Target") { return .again(.notFound(message: body.message), .olderVersion) }
            return .final(.notFound(message: body.message))
        case 408, 500, 502, 504: return .again(unavailable(response, body), .backoff)
        case 503:
            return .again(unavailable(response, body), RetryAfter.pause(in: response).map(Again.pause) ?? .backoff)
        case 501: return .final(unavailable(response, body))
        default:
            return response.status >= 500
                ? .again(unavailable(response, body), .backoff)
                : .final(.refused(status: response.status, message: body.message))
        }
    }

    private static func unavailable(_ response: HTTPResponse, _ body: ErrorBody) -> DatabricksError {
        .unavailable(status: response.status, message: body.message)
    }
}

extension ErrorBody {
    /// A missing job or run may come as 400 (api/databricks, 3 and 5).
    fileprivate var saysMissing: Bool {
        code == "INVALID_PARAMETER_VALUE" && (message.contains("does not exist") || message.contains("doesn't exist"))
    }
}
