import Model
import Simulator
import Testing
import Transport

@Suite struct DatabricksThrottleTests {
    struct Case: CustomTestStringConvertible {
        let throttle: SimulatedThrottle
        let status: Int
        let retryAfter: String?
        let date: String?
        var testDescription: String { "\(status) \(retryAfter ?? "nothing")" }
    }

    @Test(arguments: [
        Case(throttle: .init(retryAfter: .text("1")), status: 429, retryAfter: "1", date: nil),
        Case(throttle: .init(retryAfter: .text("1.58")), status: 429, retryAfter: "1.58", date: nil),
        Case(throttle: .init(retryAfter: .missing), status: 429, retryAfter: nil, date: nil),
        Case(throttle: .init(retryAfter: .text("soon")), status: 429, retryAfter: "soon", date: nil),
        Case(
            throttle: .init(retryAfter: .date(after: .seconds(90))), status: 429,
            retryAfter: "Mon, 24 Nov 2025 16:01:30 GMT", date: "Mon, 24 Nov 2025 16:00:00 GMT"),
        Case(throttle: .init(status: 400, retryAfter: .missing), status: 400, retryAfter: nil, date: nil),
    ])
    func callsBeyondTheLimitAreRefusedInTheFormAskedFor(_ test: Case) {
        var plan = SimulatedWorkspace.Plan(name: "w", jobs: 3, rateLimit: .init(requestsPerSecond: 1, burst: 1))
        plan.traits.throttle = test.throttle
        var bench = DatabricksBench(plan)
        #expect(bench.get("2.2/jobs/list", in: "w").status == 200)
        let refused = bench.get("2.2/jobs/list", in: "w")
        #expect(refused.status == test.status)
        #expect(refused.code == "REQUEST_LIMIT_EXCEEDED")
        #expect(refused.header("Retry-After") == test.retryAfter)
        #expect(refused.header("Date") == test.date)
        #expect(bench.service.tally(of: "w").throttled == 1)
    }

    private func hammered(_ answer: SimulatedBlock.Answer) -> DatabricksBench {
        var plan = SimulatedWorkspace.Plan(name: "w", jobs: 3, rateLimit: .init(requestsPerSecond: 1, burst: 1))
        plan.traits.block = SimulatedBlock(refusals: 3, within: .seconds(10), lasts: .seconds(300), answer: answer)
        plan.traits.oauth = SimulatedOAuth(clientID: "a", clientSecret: "b")
        return DatabricksBench(plan)
    }

    @Test func whoHammersIsShutOutForMinutes() {
        var bench = hammered(.throttled(.text("300")))
        let start = bench.now
        let statuses = (0..<4).map { _ in bench.get("2.2/jobs/list", in: "w").status }
        #expect(statuses == [200, 429, 429, 429])
        bench.now = start + .milliseconds(299_999)
        let blocked = bench.get("2.2/jobs/list", in: "w")
        #expect(blocked.status == 429)
        #expect(blocked.header("Retry-After") == "300")
        bench.now = start + .seconds(300)
        #expect(bench.get("2.2/jobs/list", in: "w").status == 200)
    }

    @Test func aBlockIsForOneToken() {
        var bench = hammered(.forbidden)
        for _ in 0..<4 { _ = bench.get("2.2/jobs/list", in: "w") }
        let blocked = bench.get("2.2/jobs/list", in: "w")
        #expect(blocked.status == 403)
        #expect(blocked.object.integer("error_code") == 403)
        bench.now = bench.now + .seconds(20)
        #expect(bench.get("2.2/jobs/list", in: "w").status == 403)
        let other = bench.send(
            "POST", "w.localhost", "/oidc/v1/token",
            [.init("Content-Type", "application/x-www-form-urlencoded"), .init("Authorization", "Basic YTpi")],
            "grant_type=client_credentials&scope=all-apis")
        #expect(bench.get("2.2/jobs/list", in: "w", token: other.object.text("access_token")).status == 200)
    }

    @Test func slowRefusalsDoNotBlock() {
        var bench = hammered(.forbidden)
        let start = bench.now
        for second in 0..<30 {  // three calls every 15 s, two of them refused
            bench.now = start + .seconds(second / 3 * 15)
            #expect(bench.get("2.2/jobs/list", in: "w").status == (second % 3 == 0 ? 200 : 429))
        }
    }
}
