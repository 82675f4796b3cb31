internal import Model
internal import Transport

/// What the service answers when it does not answer the question (api/databricks, 7).
enum Refusal: Error {
    case noCredential
    case invalidToken
    case expiredCredential
    /// Of another workspace: it is known, but not here.
    case foreignToken(workspaceID: Int64)
    case throttled(SimulatedThrottle, requestsPerSecond: Int)
    case noPermission(jobID: Int64)
    case missingJob(Int64)
    case missingRun(Int64)
    case invalid(String)
    case malformed(String)
    case expiredPageToken
    case badTarget(path: String)
    case noEndpoint(method: String, path: String)
    case jobRunOutput

    func answer(at now: Timestamp) -> SimulatedAnswer {
        switch self {
        case .noCredential, .expiredCredential:
            return Self.numeric(
                401,
                "Credential was not sent or was of an unsupported type for this API. [ReqId:"
                    + " 3d2c1b0a-1111-4222-8333-444455556666]"
            )
        case .invalidToken:
            var answer = Self.numeric(403, "Invalid access token.")
            answer.headers.append(HTTPHeader("X-Databricks-Reason-Phrase", "Invalid access token."))
            return answer
        case .foreignToken(let id): return Self.numeric(403, "Invalid access to Org: \(id)")
        case .throttled(let throttle, let rate): return throttle.answer(requestsPerSecond: rate, at: now)
        case .noPermission(let jobID):
            let message =
                "User dbmon@example.com does not have View or Admin or Manage Run or Owner permissions on job \(jobID)"
            return Self.coded(403, "PERMISSION_DENIED", message, hasDetails: true)
        case .missingJob(let id): return Self.coded(404, "RESOURCE_DOES_NOT_EXIST", "Job \(id) does not exist.")
        case .missingRun(let id): return Self.coded(400, "INVALID_PARAMETER_VALUE", "Run \(id) does not exist.")
        case .invalid(let message): return Self.coded(400, "INVALID_PARAMETER_VALUE", message)
        case .expiredPageToken: return Self.coded(400, "INVALID_PARAMETER_VALUE", "The page token has expired.")
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
