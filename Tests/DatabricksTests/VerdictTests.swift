import Testing
import Transport

@testable import Databricks

@Suite struct VerdictTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let response: HTTPResponse
        let verdict: Verdict

        init(_ name: String, _ status: Int, _ body: String, _ verdict: Verdict) {
            self.init(name, status, body, [], verdict)
        }

        init(_ name: String, _ status: Int, _ body: String, _ headers: [HTTPHeader], _ verdict: Verdict) {
            self.name = name
            response = HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
            self.verdict = verdict
        }

        var testDescription: String { name }
    }

    @Test(arguments: [
        Case("success", 200, "{}", .success),
        Case(
            "login page with 200", 200, "\n<!doctype html><title>Databricks - Sign In</title>",
            .final(.notAnAPI(status: 200))),
        Case("redirect to the login", 302, "", [HTTPHeader("Location", "/login")], .final(.notAnAPI(status: 302))),
        Case(
            "unknown token", 403, #"{"error_code": 403, "message": "Invalid access token."}"#,
            .final(.credentialRefused(message: "Invalid access token."))),
        Case(
            "no credential", 401, #"{"error_code": 401, "message": "Credential was not sent"}"#,
            .final(.credentialRefused(message: "Credential was not sent"))),
        Case(
            "right on one job", 403, #"{"error_code": "PERMISSION_DENIED", "message": "no View"}"#,
            .again(.permissionDenied(message: "no View"), .once)),
        Case(
            "missing run as 400", 400,
            #"{"error_code": "INVALID_PARAMETER_VALUE", "message": "Run 5 does not exist."}"#,
            .final(.notFound(message: "Run 5 does not exist."))),
        Case(
            "bad limit", 400, #"{"error_code": "INVALID_PARAMETER_VALUE", "message": "Invalid limit 27"}"#,
            .final(.invalidRequest(message: "Invalid limit 27"))),
        Case(
            "throttle under a wrong status", 400, #"{"error_code": "REQUEST_LIMIT_EXCEEDED", "message": "slow"}"#,
            .again(.throttled(isTooLong: false, message: "slow"), .pause(nil))),
        Case(
            "429 with seconds", 429, #"{"message": "slow"}"#, [HTTPHeader("retry-after", "7")],
            .again(.throttled(isTooLong: false, message: "slow"), .pause(.seconds(7)))),
        Case(
            "429 with decimals", 429, #"{"message": "slow"}"#, [HTTPHeader("Retry-After", "1.58")],
            .again(.throttled(isTooLong: false, message: "slow"), .pause(.milliseconds(1_580)))),
        Case(
            "429 with a date", 429, #"{"message": "slow"}"#,
            [
                HTTPHeader("Retry-After", "Tue, 24 Nov 2026 05:00:30 GMT"),
                HTTPHeader("Date", "Tue, 24 Nov 2026 05:00:00 GMT"),
            ], .again(.throttled(isTooLong: false, message: "slow"), .pause(.seconds(30)))),
        Case(
            "429 with nonsense", 429, "", [HTTPHeader("Retry-After", "soon")],
            .again(.throttled(isTooLong: false, message: "HTTP 429"), .pause(nil))),
        Case(
            "429 with a number that nobody writes so", 429, "", [HTTPHeader("Retry-After", "1e5")],
            .again(.throttled(isTooLong: false, message: "HTTP 429"), .pause(nil))),
        Case(
            "429 with less than nothing", 429, "", [HTTPHeader("Retry-After", "-1")],
            .again(.throttled(isTooLong: false, message: "HTTP 429"), .pause(nil))),
        Case(
            "overload as plain text", 503, "TEMPORARILY_UNAVAILABLE: try later",
            .again(.unavailable(status: 503, message: "try later"), .backoff)),
        Case(
            "gateway page", 502, "<html><head><title>502 Bad Gateway</title></head></html>",
            .again(.unavailable(status: 502, message: "502 Bad Gateway"), .backoff)),
        Case("empty 500", 500, "", .again(.unavailable(status: 500, message: "HTTP 500"), .backoff)),
        Case("not implemented", 501, "", .final(.unavailable(status: 501, message: "HTTP 501"))),
        Case(
            "old version", 404, #"{"message": "Bad Target: /api/2.2/jobs/list"}"#,
            .again(.notFound(message: "Bad Target: /api/2.2/jobs/list"), .olderVersion)),
        Case(
            "missing", 404, #"{"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "Job 567 does not exist."}"#,
            .final(.notFound(message: "Job 567 does not exist."))),
    ])
    func everyAnswerHasOneMeaning(_ test: Case) {
        #expect(Verdict(test.response) == test.verdict)
    }
}
