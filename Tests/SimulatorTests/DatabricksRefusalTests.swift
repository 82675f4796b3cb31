import Foundation
import Model
@testable import Simulator
import Testing

struct DatabricksRefusalTests {
    struct Case: CustomTestStringConvertible {
        let path: String
        let status: Int
        let message: String
        var testDescription: String { path }
    }

    static let outputOfJobRun =
        "Retrieving the output of runs with multiple tasks is not supported. "
        + "Please retrieve the output of each individual task run instead."

    @Test(arguments: [
        Case(path: "2.2/jobs/list?limit=100", status: 200, message: ""),
        Case(
            path: "2.2/jobs/list?limit=101", status: 400,
            message: "Invalid limit 101 - it has to be no more"
                + " than 100."),
        Case(path: "2.2/jobs/list?offset=1000", status: 200, message: ""),
        Case(
            path: "2.2/jobs/list?offset=1001", status: 400,
            message: "The supplied offset 1001 has exceeded the value of 1000 allowed for this parameter."),
        Case(path: "2.2/jobs/runs/list?limit=26", status: 200, message: ""),
        Case(path: "2.2/jobs/runs/list?limit=0", status: 200, message: ""),
        Case(
            path: "2.2/jobs/runs/list?limit=27", status: 400,
            message: "Invalid limit 27 - it has to be no more than 26."),
        Case(
            path: "2.1/jobs/runs/list?offset=10001", status: 400,
            message: "The supplied offset 10001 has exceeded the value of 10000 allowed"),
        Case(path: "2.2/jobs/runs/list?active_only=true&completed_only=true", status: 400, message: "Only one of"),
        Case(path: "2.2/jobs/runs/list?active_only=True&completed_only=True", status: 200, message: ""),
        Case(path: "2.2/jobs/runs/list?page_token=nonsense", status: 400, message: "Invalid page token"),
        Case(path: "2.2/jobs/list?page_token=CAEo8Lr9", status: 400, message: "Invalid page token"),
        Case(path: "2.2/jobs/list?limit=many", status: 400, message: "Could not parse request object"),
        Case(path: "2.2/jobs/get?job_id=567", status: 404, message: "Job 567 does not exist."),
        Case(path: "2.2/jobs/runs/get?run_id=567", status: 400, message: "Run 567 does not exist"),
        Case(path: "2.2/jobs/runs/get", status: 400, message: "Missing required field: run_id"),
        Case(path: "2.2/jobs/runs/list?job_id=567", status: 200, message: ""),
        Case(path: "2.3/jobs/list", status: 404, message: "No API found"),
        Case(path: "2.0/jobs/list", status: 404, message: "No API found"),
        Case(path: "2.2/clusters/list", status: 404, message: "No API found"),
    ])
    func limitsHold(_ test: Case) {
        var bench = DatabricksBench(.init(name: "w", jobs: 30))
        let reply = bench.get(test.path, in: "w")
        #expect(reply.status == test.status)
        #expect(reply.message.hasPrefix(test.message))
    }

    /// Tokens in the right form that no listing ever gave out: ends of the range, and places before the first row.
    @Test(arguments: [
        PageToken(direction: .previous, key: .max, id: .max, page: 0),
        PageToken(direction: .previous, key: .min, id: .min, page: 3),
        PageToken(direction: .next, key: .min, id: .min, page: 3),
        PageToken(direction: .next, key: .max, id: .max, page: Int(UInt32.max)),
        PageToken(direction: .next, key: -1, id: 0, page: 1),
    ])
    func aForgedTokenDoesNoHarm(_ token: PageToken) throws {
        var bench = DatabricksBench(.init(name: "w", jobs: 30, hasShortPages: true))
        let workspace = try #require(bench.fleet.workspace(named: "w"))
        let run = try #require(workspace.runs.last)
        #expect(PageToken(text: token.text) == token)
        for path in [
            "jobs/list?limit=5", "jobs/runs/list?limit=5", "jobs/runs/get?run_id=\(run.id)",
            "jobs/get?job_id=\(workspace.jobs[0].id)", "jobs/runs/list?limit=5&job_id=\(workspace.jobs[0].id)",
        ] {
            let reply = bench.get("2.2/\(path)&page_token=\(token.text)", in: "w")
            #expect([200, 400].contains(reply.status))
        }
    }

    @Test func aCredentialIsLookedAtFirst() {
        var bench = DatabricksBench(.init(name: "w", jobs: 5))
        let missing = bench.get("2.2/jobs/list", in: "w", token: "")
        #expect(missing.status == 401)
        #expect(missing.object.integer("error_code") == 401)
        #expect(missing.message.hasPrefix("Credential was not sent or was of an unsupported type for this API."))
        let wrong = bench.get("2.2/jobs/list", in: "w", token: "dapi-demo-v")
        #expect(wrong.status == 403)
        #expect(wrong.body == Array(#"{"error_code":403,"message":"Invalid access token."}"#.utf8))
        #expect(wrong.header("X-Databricks-Reason-Phrase") == "Invalid access token.")
        #expect(bench.get("2.2/jobs/list", in: "w").status == 200)
        #expect(bench.get("2.2/jobs/list", in: "nowhere").status == 404)
        #expect(bench.get("2.2/jobs/list", in: "w", method: "POST").status == 404)
    }

    @Test func answersCarryTheServicesHeaders() {
        var bench = DatabricksBench(.init(name: "w", jobs: 5))
        for path in ["2.2/jobs/list", "2.2/jobs/get?job_id=1"] {
            let reply = bench.get(path, in: "w")
            #expect(reply.header("Content-Type") == "application/json; charset=utf-8")
            #expect(reply.header("Server") == "databricks")
            #expect(reply.header("Vary") == "Accept-Encoding")
        }
    }

    @Test func aVersionThatIsNotRoutedIsABadTarget() {
        var bench = DatabricksBench(.init(name: "w", jobs: 5, apiVersions: ["2.1"]))
        let reply = bench.get("2.2/jobs/list", in: "w")
        #expect(reply.status == 404)
        #expect(reply.message == "Bad Target: /api/2.2/jobs/list")
        #expect(bench.get("2.1/jobs/list", in: "w").status == 200)
    }

    @Test func hiddenJobsAreLeftOutOfListsAndRefusedById() throws {
        var bench = DatabricksBench(.init(name: "w", jobs: 5, hiddenJobs: 2, deletedJobs: 1))
        let workspace = try #require(bench.fleet.workspace(named: "w"))
        let hidden = try #require(workspace.jobs.first { $0.presence == .hidden })
        let run = try #require(workspace.runs.first { $0.jobIndex == hidden.index })
        for path in [
            "jobs/get?job_id=\(hidden.id)", "jobs/runs/list?job_id=\(hidden.id)", "jobs/runs/get?run_id=\(run.id)",
            "jobs/runs/get-output?run_id=\(run.id)",
        ] {
            let reply = bench.get("2.2/" + path, in: "w")
            #expect(reply.status == 403)
            #expect(reply.code == "PERMISSION_DENIED")
            #expect(reply.message.hasSuffix("permissions on job \(hidden.id)"))
            #expect(reply.object.array("details").count == 1)
        }
        let rows = bench.list("2.2/jobs/runs/list?limit=25", "runs", in: "w").rows
        #expect(!rows.contains { $0.integer("job_id") == hidden.id })
        let deleted = try #require(workspace.jobs.first { $0.presence == .deleted })
        #expect(rows.contains { $0.integer("job_id") == deleted.id })
        #expect(bench.get("2.2/jobs/get?job_id=\(deleted.id)", in: "w").status == 403)
    }

    @Test func theOutputOfAJobRunIsRefusedEvenWithOneTask() throws {
        var bench = DatabricksBench(.init(name: "w", jobs: 30))
        let workspace = try #require(bench.fleet.workspace(named: "w"))
        for run in workspace.runs.suffix(40) {
            let reply = bench.get("2.2/jobs/runs/get-output?run_id=\(run.id)", in: "w")
            #expect(reply.status == 400)
            #expect(reply.code == "INVALID_PARAMETER_VALUE")
            #expect(reply.message == Self.outputOfJobRun)
        }
    }

    @Test func exactlyAsManyCallsPassAsTheBucketHolds() {
        var bench = DatabricksBench(
            .init(name: "iot", jobs: 3, rateLimit: .init(requestsPerSecond: 8, burst: 10)), .init(name: "w", jobs: 3))
        var passed = 0
        for call in 0...1_000 {  // one call each 10 ms, from 0 to 10 s
            bench.now = Timestamp(milliseconds: DatabricksBench.anchor.milliseconds + Int64(call) * 10)
            let reply = bench.get("2.2/jobs/list", in: "iot")
            if reply.status == 200 { passed += 1 } else { #expect(reply.status == 429) }
        }
        #expect(passed == 10 + 80)
        #expect(bench.service.tally(of: "iot").throttled == 1_001 - 90)
        #expect(bench.service.tally(of: "iot").calls == ["jobs/list": 1_001])
        let refused = bench.get("2.2/jobs/list", in: "iot")
        #expect(refused.header("Retry-After") == "1")
        #expect(refused.code == "REQUEST_LIMIT_EXCEEDED")
        #expect(
            refused.message
                == "Your request was rejected since your organization has exceeded the rate limit of 8 requests"
                + " per second."
        )
        #expect(bench.get("2.2/jobs/list", in: "w").status == 200)
        #expect(bench.service.tally.total == 1_003)
    }

    @Test func faultsComeWhenTheyAreDue() {
        let faults: [SimulatedFault] = [
            .init(endpoint: "runs/list", calls: 1..<2, answer: .throttled(retryAfter: "1.58")),
            .init(endpoint: nil, calls: 3..<4, answer: .loginPage),
            .init(endpoint: nil, calls: 4..<5, answer: .redirect(status: 302, location: "/login.html")),
            .init(endpoint: nil, calls: 5..<6, answer: .text(status: 502, contentType: "text/html", body: "")),
            .init(
                endpoint: nil, calls: 6..<7, answer: .error(status: 503, code: "TEMPORARILY_UNAVAILABLE", message: "")),
        ]
        var bench = DatabricksBench(.init(name: "w", jobs: 3, faults: faults))
        let statuses = (0..<8).map { _ in bench.get("2.2/jobs/runs/list", in: "w").status }
        #expect(statuses == [200, 429, 200, 200, 302, 502, 503, 200])
        #expect(bench.service.tally(of: "w").throttled == 1)
    }

    @Test func theCallerAndItsTokensAreToldOf() {
        var bench = DatabricksBench(.init(name: "w", jobs: 1))
        #expect(bench.get("2.0/preview/scim/v2/Me", in: "w").object.text("userName") == "dbmon@example.com")
        let tokens = bench.get("2.0/token/list", in: "w").object.array("token_infos")
        #expect(tokens.map { $0.integer("expiry_time") }.contains(-1))
        #expect(tokens[0].integer("expiry_time") == DatabricksBench.anchor.milliseconds + 30 * 86_400_000)
    }
}
