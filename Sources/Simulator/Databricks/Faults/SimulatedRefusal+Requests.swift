internal import Model

extension SimulatedRefusal {
    private static let json = "application/json; charset=utf-8"
    private static let noRight =
        "User dbmon@example.com does not have View or Admin or Manage Run or Owner permissions on job 12"
    /// These answers are the same at every instant.
    private static let unused = Timestamp(milliseconds: 0)

    /// 400.
    static let badRequests: [SimulatedRefusal] = [
        .init(
            "400 INVALID_PARAMETER_VALUE",
            .error(
                status: 400, code: "INVALID_PARAMETER_VALUE",
                message: "Invalid limit 27 - it has to be no more than 26.")),
        .init(
            "400 for a run that does not exist",
            .error(status: 400, code: "INVALID_PARAMETER_VALUE", message: "Run 567 does not exist.")),
        .init(
            "400 for a run that doesn't exist in its job",
            .error(status: 400, code: "INVALID_PARAMETER_VALUE", message: "Run: 567 in job: 12 doesn't exist")),
        .init("400 for the output of a job run", .whole(Refusal.jobRunOutput.answer(at: unused))),
        .init(
            "400 INVALID_STATE", .error(status: 400, code: "INVALID_STATE", message: "The run is in no state for this.")
        ),
        .init("400 BAD_REQUEST", .error(status: 400, code: "BAD_REQUEST", message: "The request makes no sense.")),
        .init(
            "400 MALFORMED_REQUEST",
            .error(status: 400, code: "MALFORMED_REQUEST", message: "Could not parse request object: no integer")),
        .init(
            "400 QUOTA_EXCEEDED", .error(status: 400, code: "QUOTA_EXCEEDED", message: "The quota of jobs is used up.")),
        .init("400 for a page token", .whole(Refusal.expiredPageToken.answer(at: unused))),
        .init("400 REQUEST_LIMIT_EXCEEDED", .throttle(SimulatedThrottle(status: 400, retryAfter: .missing))),
        .init(
            "400 RESOURCE_EXHAUSTED",
            .throttle(SimulatedThrottle(status: 400, code: "RESOURCE_EXHAUSTED", retryAfter: .text("2")))),
    ]

    /// 401 and 403.
    static let noEntries: [SimulatedRefusal] = [
        .init("401 with a numeric code", .whole(Refusal.noCredential.answer(at: unused))),
        .init(
            "401 UNAUTHORIZED",
            .error(status: 401, code: "UNAUTHORIZED", message: "The request has no valid credential.")),
        .init("403 with a numeric code", .whole(Refusal.invalidToken.answer(at: unused))),
        .init(
            "403 with the code as digits in a string",
            .error(status: 403, code: "403", message: "Invalid access token.")),
        .init(
            "403 for the token of another workspace",
            .whole(Refusal.foreignToken(workspaceID: 1_234_567_890_123_456).answer(at: unused))),
        .init(
            "403 for an address that is not allowed",
            .numericError(
                status: 403, code: 403,
                message: "Source IP address: 203.0.113.7 is blocked by Databricks IP ACL for workspace:"
                    + " 1234567890123456 [ReqId: 3d2c1b0a-1111-4222-8333-444455556666]")),
        .init("403 PERMISSION_DENIED", .error(status: 403, code: "PERMISSION_DENIED", message: noRight)),
        .init(
            "403 PERMISSION_DENIED with details",
            .whole(Refusal.coded(403, "PERMISSION_DENIED", noRight, hasDetails: true))),
        .init("403 with an empty body", .text(status: 403, contentType: json, body: "")),
    ]

    /// 404, 409 and 499.
    static let missing: [SimulatedRefusal] = [
        .init(
            "404 RESOURCE_DOES_NOT_EXIST",
            .error(status: 404, code: "RESOURCE_DOES_NOT_EXIST", message: "Job 12 does not exist.")),
        .init("404 NOT_FOUND", .error(status: 404, code: "NOT_FOUND", message: "There is no such thing.")),
        .init("404 without a code", .text(status: 404, contentType: json, body: #"{"message":"Not Found"}"#)),
        .init(
            "404 ENDPOINT_NOT_FOUND",
            .error(status: 404, code: "ENDPOINT_NOT_FOUND", message: "No API found for 'GET /api/2.2/jobs/lists'")),
        .init("404 Bad Target", .error(status: 404, code: "NOT_FOUND", message: "Bad Target: /api/2.2/jobs/list")),
        .init("409 ABORTED", .error(status: 409, code: "ABORTED", message: "The operation was aborted.")),
        .init(
            "409 RESOURCE_CONFLICT",
            .error(status: 409, code: "RESOURCE_CONFLICT", message: "The resource is being changed.")),
        .init("499 CANCELLED", .error(status: 499, code: "CANCELLED", message: "The call was canceled.")),
    ]
}
