internal import Transport

/// What the service answers when it does not answer the question (api/databricks, 7).
enum Refusal: Error {
    case noCredential
    case invalidToken
    case throttled(retryAfter: String?, requestsPerSecond: Int)
    case noPermission(jobID: Int64)
    case missingJob(Int64)
    case missingRun(Int64)
    case invalid(String)
    case malformed(String)
    case badTarget(path: String)
    case noEndpoint(method: String, path: String)
    case jobRunOutput

    var answer: SimulatedAnswer {
        switch self {
        case .noCredential:
            return Self.numeric(
                401,
                "Credential was not sent or was of an unsupported type for this API. [ReqId:"
                    + " 3d2c1b0a-1111-4222-8333-444455556666]"
            )
        case .invalidToken:
            var answer = Self.numeric(403, "Invalid access token.")
            answer.headers.append(HTTPHeader("X-Databricks-Reason-Phrase", "Invalid access token."))
            return answer
        case .throttled(let retryAfter, let rate):
            let message =
                "Your request was rejected since your organization has exceeded the rate limit of \(rate)"
                + " requests per second."
            var answer = Self.coded(429, "REQUEST_LIMIT_EXCEEDED", message)
            if let retryAfter { answer.headers.append(HTTPHeader("Retry-After", retryAfter)) }
            return answer
        case .noPermission(let jobID):
            let message =
                "User dbmon@example.com does not have View or Admin or Manage Run or Owner permissions on job \(jobID)"
            return Self.coded(403, "PERMISSION_DENIED", message, hasDetails: true)
        case .missingJob(let id): return Self.coded(404, "RESOURCE_DOES_NOT_EXIST", "Job \(id) does not exist.")
        case .missingRun(let id): return Self.coded(400, "INVALID_PARAMETER_VALUE", "Run \(id) does not exist.")
        case .invalid(let message): return Self.coded(400, "INVALID_PARAMETER_VALUE", message)
        case .malformed(let message): return Self.coded(400, "MALFORMED_REQUEST", message)
        case .badTarget(let path): return Self.coded(404, "NOT_FOUND", "Bad Target: \(path)")
        case .noEndpoint(let method, let path):
            return Self.coded(404, "ENDPOINT_NOT_FOUND", "No API found for '\(method) \(path)'")
        case .jobRunOutput:
            let message =
                "Retrieving the output of runs with multiple tasks is not supported. Please retrieve the output"
                + " of each individual task run instead."
            return Self.coded(400, "INVALID_PARAMETER_VALUE", message)
        }
    }

    // MARK: - Shapes

    static func coded(_ status: Int, _ code: String, _ message: String, hasDetails: Bool = false) -> SimulatedAnswer {
        var json = JSONWriter()
        json.object { json in
            if hasDetails {
                json.member(
                    "details",
                    array: { json in
                        json.object { json in
                            json.member("@type", "type.googleapis.com/google.rpc.RequestInfo")
                            json.member("request_id", "8a7b6c5d-0000-4111-8222-933344445555")
                            json.member("serving_data", "")
                        }
                    })
            }
            json.member("error_code", code)
            json.member("message", message)
        }
        return .json(status, json.bytes)
    }

    static func numeric(_ status: Int, code: Int64? = nil, _ message: String) -> SimulatedAnswer {
        var json = JSONWriter()
        json.object { json in
            json.member("error_code", code ?? Int64(status))
            json.member("message", message)
        }
        return .json(status, json.bytes)
    }
}

extension SimulatedAnswer {
    static func json(_ status: Int, _ body: [UInt8]) -> SimulatedAnswer {
        SimulatedAnswer(status: status, headers: headers(contentType: "application/json; charset=utf-8"), body: body)
    }

    static func headers(contentType: String) -> [HTTPHeader] {
        [
            HTTPHeader("Content-Type", contentType), HTTPHeader("Server", "databricks"),
            HTTPHeader("Vary", "Accept-Encoding"),
        ]
    }
}

extension SimulatedFault.Answer {
    var answer: SimulatedAnswer {
        switch self {
        case .error(let status, let code, let message): return Refusal.coded(status, code, message)
        case .numericError(let status, let code, let message): return Refusal.numeric(status, code: code, message)
        case .throttled(let retryAfter): return Refusal.throttled(retryAfter: retryAfter, requestsPerSecond: 30).answer
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
        }
    }
}
