import Foundation
import Model
import Simulator
import Sweeping
import Testing
import Transport

/// Trouble that passes leaves no trace in a report; trouble that stays ends a workspace in bounded time.
@Suite struct WeatherTests {
    private static func fleet(
        _ faults: [SimulatedFault],
        jobs: Int = 130,
        seed: UInt64 = 3,
        rateLimit: SimulatedWorkspace.Plan.RateLimit? = nil,
        _ change: (inout SimulatedTraits) -> Void = { _ in }
    ) throws -> Fleet {
        var plan = SimulatedWorkspace.Plan(
            name: "w", jobs: jobs, latencyMilliseconds: 5...20, rateLimit: rateLimit, faults: faults)
        change(&plan.traits)
        return try Fleet(SimulatedFleet(seed: seed, anchor: Fleet.anchor, workspaces: [plan]))
    }

    private static func sweep(_ fleet: Fleet, seed: UInt64 = 1) async throws -> WorkspaceResult {
        let service = SharedService(DatabricksService(fleet: fleet.simulated))
        return try await fleet.sweepInProcess(fleet.configuration(), service: service, seed: seed).workspaces[0]
    }

    struct Passing: CustomTestStringConvertible {
        let name: String
        let answer: SimulatedFault.Answer
        /// Tries of each request that meet it.
        let tries: Int
        var testDescription: String { "\(tries) × \(name)" }

        init(_ name: String, _ tries: Int) throws {
            self.name = name
            answer = try #require(SimulatedRefusal.named(name)).answer
            self.tries = tries
        }

        init(_ delivery: SimulatedDelivery, _ tries: Int) {
            name = "\(delivery)"
            answer = .damaged(delivery)
            self.tries = tries
        }

        static func all() throws -> [Passing] {
            try [
                Passing("403 PERMISSION_DENIED", 1), Passing("403 with an empty body", 1),
                Passing("429 without Retry-After", 3), Passing("429 with decimals", 3),
                Passing("429 with an HTTP date", 1), Passing("400 REQUEST_LIMIT_EXCEEDED", 3),
                Passing("500 as a JSON array", 3), Passing("502 as a page", 3), Passing("503 with Retry-After", 2),
                Passing("200 with an empty body", 3), Passing(.reset(afterBodyBytes: 9), 3),
                Passing(.cut(afterBodyBytes: 1), 3), Passing(.wrongLength(by: -1), 3), Passing(.brokenGzip, 3),
            ]
        }
    }

    @Test(arguments: try Passing.all())
    func everyRequestMayFailAtFirst(_ test: Passing) async throws {
        let fleet = try Self.fleet([
            SimulatedFault(endpoint: nil, calls: 0..<test.tries, counting: .ofEachRequest, answer: test.answer)
        ])
        let workspace = try await Self.sweep(fleet)
        #expect(workspace.status == .ok, "\(workspace.error ?? "")")
        // One page is asked for twice in a sweep: its second time nothing fails.
        let requests = workspace.calls - workspace.retries
        #expect(workspace.retries == test.tries * (requests - 1))
        try TruthCheck(fleet: fleet.simulated, now: Fleet.anchor).check(report: fleet.report)
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func whatFailsByChanceIsTrueOrNamed(seed: UInt64) async throws {
        let denied = try #require(SimulatedRefusal.named("403 PERMISSION_DENIED")).answer
        let down = try #require(SimulatedRefusal.named("503 of a gateway")).answer
        let fleet = try Self.fleet(
            [
                SimulatedFault(endpoint: nil, calls: 0..<10_000, permille: 150, answer: denied),
                SimulatedFault(endpoint: nil, calls: 0..<10_000, permille: 150, answer: down),
                SimulatedFault(
                    endpoint: nil, calls: 0..<10_000, permille: 100, answer: .damaged(.cut(afterBodyBytes: 300))),
            ], seed: seed)
        let workspace = try await Self.sweep(fleet, seed: seed)
        try Self.checkRowsAreTrueOrNamed(fleet, workspace)
    }

    /// From the first call of each endpoint, and from the middle of each phase of a sweep: no refusal makes a row
    /// false, or drops one. One refusal for each decision that there is: the client's own tests have them all.
    @Test(arguments: [
        "400 INVALID_PARAMETER_VALUE", "400 for a run that does not exist", "400 REQUEST_LIMIT_EXCEEDED",
        "401 with a numeric code", "403 with a numeric code", "403 PERMISSION_DENIED", "404 NOT_FOUND",
        "404 Bad Target", "429 without Retry-After", "500 INTERNAL_ERROR", "501 NOT_IMPLEMENTED",
        "503 with Retry-After", "200 with the login page", "200 as a JSON array", "302 to the login page",
    ])
    func aRefusalThatStaysMakesNoRowFalse(name: String) async throws {
        let answer = try #require(SimulatedRefusal.named(name)).answer
        for endpoint in ["jobs/list", "runs/list", "runs/get", "runs/get-output"] {
            for first in [0, 3, 8] {
                let fault = SimulatedFault(endpoint: endpoint, calls: first..<10_000, answer: answer)
                let fleet = try Self.fleet([fault], jobs: 40)
                let workspace = try await Self.sweep(fleet)
                try Self.checkRowsAreTrueOrNamed(fleet, workspace, "\(endpoint) from call \(first)")
            }
        }
    }

    /// That every row of the report is the truth or says that it is not known, and that none is missing, unless the
    /// workspace says that it could not be read.
    private static func checkRowsAreTrueOrNamed(
        _ fleet: Fleet, _ workspace: WorkspaceResult, _ comment: Comment? = nil
    ) throws {
        let simulated = try #require(fleet.simulated.workspace(named: "w"))
        let truth = Dictionary(
            uniqueKeysWithValues: GroundTruth.jobs(of: simulated, at: Fleet.anchor).map {
                (String($0.id), ExpectedCells.cells(of: $0))
            })
        let rows = try TruthCheck.rows(fleet.report)
        var unknown = 0
        for row in rows {
            let cells = try #require(truth[row["Job_Id"] ?? ""], comment)
            guard row["Status"] != "UNREACHABLE", row["Error_Details"]?.hasPrefix("Could not be read: ") != true else {
                unknown += 1
                continue
            }
            #expect(row["Status"] == cells["Status"] && row["Run_Id"] == cells["Run_Id"], comment)
        }
        if workspace.status == .ok { #expect(rows.count == truth.count && unknown == 0, comment) }
        if rows.count < truth.count { #expect(workspace.status == .unreachable, comment) }
        if unknown > 0 { #expect(workspace.status != .ok && workspace.error != nil, comment) }
    }

    /// A block takes minutes: longer than a workspace is waited for.
    @Test(arguments: [true, false])
    func whoIsShutOutGivesUpInTime(isForbidden: Bool) async throws {
        let fleet = try Self.fleet([], rateLimit: .init(requestsPerSecond: 2, burst: 2, retryAfter: nil)) {
            $0.block = SimulatedBlock(
                refusals: 5, within: .seconds(60), lasts: .seconds(600),
                answer: isForbidden ? .forbidden : .throttled(.missing))
        }
        let workspace = try await Self.sweep(fleet)
        #expect(workspace.status != .ok)
        #expect(workspace.duration < .seconds(180))
        #expect(workspace.calls < 200)
        #expect(workspace.error?.isEmpty == false)
    }

    /// Slower than the client wants to be: it waits, and reads everything.
    @Test(arguments: [
        SimulatedThrottle(retryAfter: .text("1")), SimulatedThrottle(retryAfter: .date(after: .seconds(2))),
        SimulatedThrottle(retryAfter: .missing), SimulatedThrottle(status: 400, retryAfter: .text("0.5")),
    ])
    func aSlowServiceIsReadWhole(throttle: SimulatedThrottle) async throws {
        let fleet = try Self.fleet([], rateLimit: .init(requestsPerSecond: 20, burst: 20)) { $0.throttle = throttle }
        let workspace = try await Self.sweep(fleet)
        #expect(workspace.status == .ok, "\(workspace.error ?? "")")
        #expect(workspace.throttled > 0)
        try TruthCheck(fleet: fleet.simulated, now: Fleet.anchor).check(report: fleet.report)
    }
}
