import Model
import Simulator
import Testing

@Suite struct DatabricksFaultTests {
    private static let denied = SimulatedFault.Answer.error(status: 403, code: "PERMISSION_DENIED", message: "no View")

    @Test func aRefusalGoesAwayAfterSomeCalls() {
        var bench = DatabricksBench(
            .init(name: "w", jobs: 3, faults: [.init(endpoint: "jobs/list", calls: 0..<2, answer: Self.denied)]))
        let statuses = (0..<4).map { _ in bench.get("2.2/jobs/list", in: "w").status }
        #expect(statuses == [403, 403, 200, 200])
        #expect(bench.get("2.2/jobs/runs/list", in: "w").status == 200)
    }

    @Test func theFirstTryOfEachRequestCanFail() {
        var bench = DatabricksBench(
            .init(
                name: "w", jobs: 3,
                faults: [.init(endpoint: nil, calls: 0..<1, counting: .ofEachRequest, answer: Self.denied)]))
        for path in ["2.2/jobs/list", "2.2/jobs/list?limit=5", "2.2/jobs/runs/list"] {
            #expect(bench.get(path, in: "w").status == 403)
            #expect(bench.get(path, in: "w").status == 200)
        }
    }

    @Test func aPageTokenCanFailAtItsFirstUse() {
        let fault = SimulatedFault(endpoint: nil, calls: 0..<1, counting: .ofEachPageToken, answer: Self.denied)
        var bench = DatabricksBench(.init(name: "w", jobs: 3, faults: [fault]))
        let first = bench.get("2.2/jobs/list?limit=1", in: "w")
        #expect(first.status == 200)
        let path = "2.2/jobs/list?limit=1&page_token=\(first.object.text("next_page_token"))"
        #expect(bench.get(path, in: "w").status == 403)
        #expect(bench.get(path, in: "w").status == 200)
    }

    @Test func chanceComesFromTheSeedAlone() {
        let fault = SimulatedFault(endpoint: nil, calls: 0..<10_000, permille: 200, answer: Self.denied)
        func statuses(seed: UInt64) -> [Int] {
            var bench = DatabricksBench(seed: seed, .init(name: "w", jobs: 3, faults: [fault]))
            return (0..<2_000).map { _ in bench.get("2.2/jobs/list?limit=1", in: "w").status }
        }
        let first = statuses(seed: 1)
        #expect(first == statuses(seed: 1))
        #expect(first != statuses(seed: 2))
        #expect((320...480).contains(first.count { $0 == 403 }))
    }

    @Test func theTokenOfAnotherWorkspaceIsNamedAsThat() throws {
        var bench = DatabricksBench(.init(name: "w", jobs: 3), .init(name: "v", jobs: 3))
        let reply = bench.get("2.2/jobs/list", in: "w", token: "dapi-demo-v")
        let id = try #require(bench.fleet.workspace(named: "w")).workspaceID
        #expect(reply.status == 403)
        #expect(reply.object.integer("error_code") == 403)
        #expect(reply.message == "Invalid access to Org: \(id)")
    }

    /// Bodies of the catalogue that are the page's word for word.
    @Test(arguments: [
        ("403 with a numeric code", 403, #"{"error_code":403,"message":"Invalid access token."}"#),
        (
            "403 for the token of another workspace", 403,
            #"{"error_code":403,"message":"Invalid access to Org: 1234567890123456"}"#
        ),
        (
            "400 for the output of a job run", 400,
            #"{"error_code":"INVALID_PARAMETER_VALUE","message":"Retrieving the output of runs with multiple tasks is "#
                + #"not supported. Please retrieve the output of each individual task run instead."}"#
        ),
        ("503 as code and text", 503, "TEMPORARILY_UNAVAILABLE: try later"),
        ("500 as API 1.2 has it", 500, #"{"error":"ContextNotFound"}"#),
        ("404 Bad Target", 404, #"{"error_code":"NOT_FOUND","message":"Bad Target: /api/2.2/jobs/list"}"#),
        ("302 for private link", 302, ""),
    ])
    func theCatalogueSaysWhatTheServiceSays(name: String, status: Int, body: String) throws {
        let refusal = try #require(SimulatedRefusal.named(name))
        var bench = DatabricksBench(
            .init(name: "w", jobs: 3, faults: [.init(endpoint: nil, calls: 0..<1, answer: refusal.answer)]))
        let reply = bench.get("2.2/jobs/list", in: "w")
        #expect(reply.status == status)
        #expect(String(decoding: reply.body, as: UTF8.self) == body)
    }

    @Test func everyNameOfTheCatalogueTellsItsStatus() {
        #expect(Set(SimulatedRefusal.all.map(\.name)).count == SimulatedRefusal.all.count)
        for refusal in SimulatedRefusal.all {
            var bench = DatabricksBench(
                .init(name: "w", jobs: 3, faults: [.init(endpoint: nil, calls: 0..<1, answer: refusal.answer)]))
            #expect(bench.get("2.2/jobs/list", in: "w").status == Int(refusal.name.prefix(3)), "\(refusal.name)")
        }
    }
}
