import Databricks
import Model
import Simulator
import Testing
import Transport

/// Each row of api/databricks, 7: how often the client asks, how long it waits, and what it then says.
@Suite struct RefusalTests {
    enum Decision {
        /// Asked once.
        case final
        /// Asked again once, within half a second.
        case once
        /// As often as a call may be tried, with growing waits.
        case backoff
        /// The same, and everything else to the host waits as well: at least so long before each try.
        case throttle([Duration])
        /// Asked again under the older version.
        case olderVersion
    }

    struct Row: CustomTestStringConvertible {
        let name: String
        let decision: Decision
        let phrase: String
        let message: String
        var testDescription: String { name }

        init(_ name: String, _ decision: Decision, _ phrase: String, _ message: String) {
            self.name = name
            self.decision = decision
            self.phrase = phrase
            self.message = message
        }
    }

    private static let rate =
        "Your request was rejected since your organization has exceeded the rate limit of 30 requests per second."
    private static let right =
        "User dbmon@example.com does not have View or Admin or Manage Run or Owner permissions on job 12"
    private static let output =
        "Retrieving the output of runs with multiple tasks is not supported. Please retrieve the output of each "
        + "individual task run instead."
    private static let credential =
        "Credential was not sent or was of an unsupported type for this API. [ReqId: "
        + "3d2c1b0a-1111-4222-8333-444455556666]"
    private static let address =
        "Source IP address: 203.0.113.7 is blocked by Databricks IP ACL for workspace: 1234567890123456 [ReqId: "
        + "3d2c1b0a-1111-4222-8333-444455556666]"
    private static let path =
        "The service at /api/2.1/jobs/runs/get is temporarily unavailable. Please try again later. [TraceId: -]"
    private static let doubling: [Duration] = [.seconds(1), .seconds(2), .seconds(4)]

    static let rows: [Row] = [
        Row(
            "400 INVALID_PARAMETER_VALUE", .final, "request refused",
            "Invalid limit 27 - it has to be no more than 26."),
        Row("400 for a run that does not exist", .final, "not found", "Run 567 does not exist."),
        Row("400 for a run that doesn't exist in its job", .final, "not found", "Run: 567 in job: 12 doesn't exist"),
        Row("400 for the output of a job run", .final, "request refused", output),
        Row("400 INVALID_STATE", .final, "request refused", "The run is in no state for this."),
        Row("400 BAD_REQUEST", .final, "request refused", "The request makes no sense."),
        Row(
            "400 MALFORMED_REQUEST", .final, "request refused", "Could not parse request object: no integer"),
        Row("400 QUOTA_EXCEEDED", .final, "request refused", "The quota of jobs is used up."),
        Row("400 for a page token", .final, "request refused", "The page token has expired."),
        Row("400 REQUEST_LIMIT_EXCEEDED", .throttle(doubling), "rate limit", rate),
        Row("400 RESOURCE_EXHAUSTED", .throttle(.init(repeating: .seconds(2), count: 3)), "rate limit", rate),

        // A personal access token cannot be had anew: 401 is final.
        Row("401 with a numeric code", .final, "credential refused", credential),
        Row("401 UNAUTHORIZED", .final, "credential refused", "The request has no valid credential."),
        Row("403 with a numeric code", .final, "credential refused", "Invalid access token."),
        Row("403 with the code as digits in a string", .final, "credential refused", "Invalid access token."),
        Row(
            "403 for the token of another workspace", .final, "credential refused",
            "Invalid access to Org: 1234567890123456"),
        Row("403 for an address that is not allowed", .final, "credential refused", address),
        Row("403 PERMISSION_DENIED", .once, "permission denied", right),
        Row("403 PERMISSION_DENIED with details", .once, "permission denied", right),
        Row("403 with an empty body", .once, "permission denied", "HTTP 403"),

        Row("404 RESOURCE_DOES_NOT_EXIST", .final, "not found", "Job 12 does not exist."),
        Row("404 NOT_FOUND", .final, "not found", "There is no such thing."),
        Row("404 without a code", .final, "not found", "Not Found"),
        Row("404 ENDPOINT_NOT_FOUND", .final, "not found", "No API found for 'GET /api/2.2/jobs/lists'"),
        Row("404 Bad Target", .olderVersion, "not found", "Bad Target: /api/2.2/jobs/list"),
        Row("409 ABORTED", .final, "request refused", "The operation was aborted."),
        Row("409 RESOURCE_CONFLICT", .final, "request refused", "The resource is being changed."),
        Row("499 CANCELLED", .final, "request refused", "The call was canceled."),

        Row(
            "429 with whole seconds", .throttle(.init(repeating: .seconds(7), count: 3)), "rate limit", rate),
        Row(
            "429 with decimals", .throttle(.init(repeating: .milliseconds(1_580), count: 3)), "rate limit", rate),
        Row(
            "429 with an HTTP date", .throttle(.init(repeating: .seconds(30), count: 3)), "rate limit", rate),
        Row("429 without Retry-After", .throttle(doubling), "rate limit", rate),
        Row("429 with an unreadable Retry-After", .throttle(doubling), "rate limit", rate),
        Row(
            "429 RESOURCE_EXHAUSTED with RetryInfo", .throttle(doubling), "rate limit",
            "Too many requests. Please wait a moment and try again."),
        Row(
            "429 of an internal call", .throttle(doubling), "rate limit",
            "ListRunsRequest RPC token bucket limit has been exceeded."),
        Row("429 with an empty body", .throttle(doubling), "rate limit", "HTTP 429"),
        Row(
            "429 as a page", .throttle(.init(repeating: .seconds(3), count: 3)), "rate limit",
            "429 Too Many Requests"),

        Row("500 INTERNAL_ERROR", .backoff, "service unavailable", "down"),
        Row("500 INTERNAL_SERVER_ERROR", .backoff, "service unavailable", "Internal error"),
        Row("500 UNKNOWN", .backoff, "service unavailable", "Unexpected error"),
        Row("500 DATA_LOSS", .backoff, "service unavailable", "Data was lost"),
        Row("500 service temporarily unavailable", .backoff, "service unavailable", path),
        Row("500 RESOURCE_EXHAUSTED", .throttle(doubling), "rate limit", "Too many requests."),
        Row("500 with an empty body", .backoff, "service unavailable", "HTTP 500"),
        Row("501 NOT_IMPLEMENTED", .final, "service unavailable", "Not implemented"),
        Row("501 FEATURE_DISABLED", .final, "service unavailable", "The feature is off"),
        Row("502 as a page", .backoff, "service unavailable", "502 Bad Gateway"),
        Row("502 as text", .backoff, "service unavailable", "upstream connect error"),
        Row(
            "503 TEMPORARILY_UNAVAILABLE", .backoff, "service unavailable",
            "Authentication is temporarily unavailable. Please try again later."),
        Row(
            "503 with Retry-After", .throttle(.init(repeating: .seconds(5), count: 3)), "service unavailable",
            "try later"),
        Row("503 as code and text", .backoff, "service unavailable", "try later"),
        Row("503 of a gateway", .backoff, "service unavailable", "No webapp is available to serve this."),
        Row("503 with an empty body", .backoff, "service unavailable", "HTTP 503"),
        Row("504 DEADLINE_EXCEEDED", .backoff, "service unavailable", "deadline exceeded"),

        Row("500 with the text in <pre>", .backoff, "service unavailable", "worker is gone"),
        Row("500 with the text in <title>", .backoff, "service unavailable", "Error 500"),
        Row("500 as plain text", .backoff, "service unavailable", "something went wrong"),
        Row("500 as a JSON array", .backoff, "service unavailable", #"["down"]"#),
        Row("500 as a JSON string", .backoff, "service unavailable", #""down""#),
        Row("500 as API 1.2 has it", .backoff, "service unavailable", "ContextNotFound"),
        Row("404 as SCIM has it", .final, "not found", "User not found"),
        Row("404 as SCIM has it, without detail", .final, "not found", "HTTP 404"),
        Row("503 with junk in details", .backoff, "service unavailable", "try later"),

        Row("200 with the login page", .final, wrongHost, ""),
        Row("200 with the login page behind blanks and a mark", .final, wrongHost, ""),
        Row("200 as plain text", .final, wrongHost, ""),
        // An answer that was cut off before its first byte looks the same, and so does one that was mixed up.
        Row("200 with an empty body", .backoff, "unreadable answer", ""),
        // Not in the page's table: as a page it would be empty, and the last.
        Row("200 with an error's body", .backoff, "unreadable answer", ""),
        Row("200 as a JSON array", .backoff, "unreadable answer", ""),
        Row("302 to the login page", .final, wrongHost, ""),
        Row("303 to the login page", .final, wrongHost, ""),
        Row("302 for private link", .final, wrongHost, ""),
        Row("301 to another host", .final, wrongHost, ""),
    ]

    private static let wrongHost = "not a Databricks API (wrong host?)"

    @Test func everyRowOfTheCatalogueIsDecided() {
        #expect(Set(Self.rows.map(\.name)) == Set(SimulatedRefusal.all.map(\.name)))
        #expect(Self.rows.count == SimulatedRefusal.all.count)
    }

    @Test(arguments: rows)
    func aRefusalThatStaysIsAskedAsOftenAsItsRowSays(_ row: Row) async throws {
        let refusal = try #require(SimulatedRefusal.named(row.name))
        let bench = ClientBench(faults: [.init(endpoint: "jobs/list", calls: 0..<1_000, answer: refusal.answer)])
        let outcome = try await bench.run { try await $0.jobs(pageToken: nil) }
        let error = try #require(outcome.error)
        #expect(error.phrase == row.phrase)
        #expect(error.message.hasSuffix(row.message))
        let counts = outcome.counts
        switch row.decision {
        case .final:
            #expect(counts.calls == 1)
            #expect(outcome.elapsed == .zero)
        case .once:
            #expect(counts.calls == 2)
            #expect(outcome.elapsed <= .milliseconds(500))
        case .backoff:
            #expect(counts.calls == 4)
            #expect(outcome.elapsed > .zero && outcome.elapsed <= .milliseconds(500 + 1_000 + 2_000))
        case .throttle(let pauses):
            #expect(counts.calls == 4)
            #expect(counts.throttled == 4)
            #expect(outcome.elapsed == pauses.reduce(.zero, +))
        case .olderVersion:
            #expect(counts.calls == 2)
            #expect(outcome.version == "2.1")
        }
    }

    @Test(arguments: rows)
    func aRefusalThatPassesIsForgotten(_ row: Row) async throws {
        let refusal = try #require(SimulatedRefusal.named(row.name))
        let bench = ClientBench(faults: [.init(endpoint: "jobs/list", calls: 0..<1, answer: refusal.answer)])
        let outcome = try await bench.run { try await $0.jobs(pageToken: nil) }
        switch row.decision {
        case .final: #expect(outcome.error != nil)
        case .once, .backoff, .throttle, .olderVersion: #expect(outcome.value?.rows.count == 30)
        }
    }

    @Test(arguments: [
        (SimulatedDelivery.reset(afterBodyBytes: nil), "connection broke"),
        (.cut(afterBodyBytes: 20), "connection broke"),
        (.stalled(afterBodyBytes: 5), "no answer in time"), (.wrongLength(by: -40), "unreadable answer"),
        (.wrongLength(by: 3), "connection broke"), (.openEndedChunks, "connection broke"),
        (.brokenGzip, "connection broke"), (.endlessHeaders, "connection broke"), (.noHTTP, "connection broke"),
    ])
    func whatIsDamagedOnItsWayIsAskedForAgain(delivery: SimulatedDelivery, phrase: String) async throws {
        let passing = ClientBench(faults: [.init(endpoint: nil, calls: 0..<2, answer: .damaged(delivery))])
        let whole = try await passing.run { try await $0.jobs(pageToken: nil) }
        #expect(whole.value?.rows.count == 30)
        #expect(whole.counts.calls == 3)
        let staying = ClientBench(faults: [.init(endpoint: nil, calls: 0..<1_000, answer: .damaged(delivery))])
        let outcome = try await staying.run { try await $0.jobs(pageToken: nil) }
        #expect(outcome.error?.phrase == phrase)
        #expect(outcome.counts.calls == 4)
    }

    @Test func aBombIsNotAskedForTwice() async throws {
        let bench = ClientBench(
            faults: [.init(endpoint: nil, calls: 0..<1_000, answer: .damaged(.gzipBomb(unpackedBytes: 65 << 20)))])
        let outcome = try await bench.run { try await $0.jobs(pageToken: nil) }
        #expect(outcome.error?.phrase == "answer too large")
        #expect(outcome.counts.calls == 1)
    }
}
