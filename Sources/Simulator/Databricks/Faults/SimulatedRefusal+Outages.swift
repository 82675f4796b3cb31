internal import Transport

extension SimulatedRefusal {
    private static let json = "application/json; charset=utf-8"
    private static let html = "text/html; charset=utf-8"
    private static let plain = "text/plain; charset=utf-8"

    /// 429.
    static let throttles: [SimulatedRefusal] = [
        .init("429 with whole seconds", .throttle(SimulatedThrottle(retryAfter: .text("7")))),
        .init("429 with decimals", .throttle(SimulatedThrottle(retryAfter: .text("1.58")))),
        .init("429 with an HTTP date", .throttle(SimulatedThrottle(retryAfter: .date(after: .seconds(30))))),
        .init("429 without Retry-After", .throttle(SimulatedThrottle(retryAfter: .missing))),
        .init("429 with an unreadable Retry-After", .throttle(SimulatedThrottle(retryAfter: .text("soon")))),
        .init(
            "429 RESOURCE_EXHAUSTED with RetryInfo",
            .text(
                status: 429, contentType: json,
                body: #"{"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retry_delay":"42.5s"}],"#
                    + #""error_code":"RESOURCE_EXHAUSTED","message":"Too many requests. Please wait a moment and try"#
                    + #" again."}"#)),
        .init(
            "429 of an internal call",
            .throttle(
                SimulatedThrottle(
                    message: "ListRunsRequest RPC token bucket limit has been exceeded.", retryAfter: .missing))),
        .init("429 with an empty body", .text(status: 429, contentType: json, body: "")),
        .init(
            "429 as a page",
            .whole(
                SimulatedAnswer(
                    status: 429, headers: [HTTPHeader("Content-Type", html), HTTPHeader("Retry-After", "3")],
                    body: Array("<html><head><title>429 Too Many Requests</title></head><body></body></html>".utf8)))),
    ]

    /// 5xx.
    static let outages: [SimulatedRefusal] = [
        .init("500 INTERNAL_ERROR", .error(status: 500, code: "INTERNAL_ERROR", message: "down")),
        .init(
            "500 INTERNAL_SERVER_ERROR", .error(status: 500, code: "INTERNAL_SERVER_ERROR", message: "Internal error")),
        .init("500 UNKNOWN", .error(status: 500, code: "UNKNOWN", message: "Unexpected error")),
        .init("500 DATA_LOSS", .error(status: 500, code: "DATA_LOSS", message: "Data was lost")),
        .init(
            "500 service temporarily unavailable",
            .error(
                status: 500, code: "INTERNAL_ERROR",
                message: "The service at /api/2.1/jobs/runs/get is temporarily unavailable. Please try again later."
                    + " [TraceId: -]")),
        .init("500 RESOURCE_EXHAUSTED", .error(status: 500, code: "RESOURCE_EXHAUSTED", message: "Too many requests.")),
        .init("500 with an empty body", .text(status: 500, contentType: json, body: "")),
        .init("501 NOT_IMPLEMENTED", .error(status: 501, code: "NOT_IMPLEMENTED", message: "Not implemented")),
        .init("501 FEATURE_DISABLED", .error(status: 501, code: "FEATURE_DISABLED", message: "The feature is off")),
        .init(
            "502 as a page",
            .text(
                status: 502, contentType: html,
                body: "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body></body>\r\n</html>")),
        .init("502 as text", .text(status: 502, contentType: plain, body: "upstream connect error")),
        .init(
            "503 TEMPORARILY_UNAVAILABLE",
            .error(
                status: 503, code: "TEMPORARILY_UNAVAILABLE",
                message: "Authentication is temporarily unavailable. Please try again later.")),
        .init(
            "503 with Retry-After",
            .whole(
                SimulatedAnswer(
                    status: 503, headers: [HTTPHeader("Content-Type", json), HTTPHeader("Retry-After", "5")],
                    body: Array(#"{"error_code":"TEMPORARILY_UNAVAILABLE","message":"try later"}"#.utf8)))),
        .init(
            "503 as code and text", .text(status: 503, contentType: plain, body: "TEMPORARILY_UNAVAILABLE: try later")),
        .init(
            "503 of a gateway", .text(status: 503, contentType: plain, body: "No webapp is available to serve this.")),
        .init("503 with an empty body", .text(status: 503, contentType: plain, body: "")),
        .init("504 DEADLINE_EXCEEDED", .error(status: 504, code: "DEADLINE_EXCEEDED", message: "deadline exceeded")),
    ]
}
