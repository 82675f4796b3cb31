import Foundation
import Model
import Simulator
import Sweeping
import Testing
import Transport

/// Trouble at every point of a crawl: a row is then the truth, or says that it is not known.
@Suite struct TroubleTests {
    private static func fleet(_ faults: [SimulatedFault], jobs: Int = 60, seed: UInt64 = 5) throws -> Fleet {
        try Fleet(
            SimulatedFleet(
                seed: seed, anchor: Fleet.anchor,
                workspaces: [.init(name: "troubled", jobs: jobs, latencyMilliseconds: 5...20, faults: faults)]))
    }

    /// - Returns: how many rows are not known.
    @discardableResult
    private func checkEveryRowIsTrueOrUnknown(_ fleet: Fleet, _ result: SweepResult) throws -> Int {
        let workspace = try #require(fleet.simulated.workspace(named: "troubled"))
        let truth = Dictionary(
            uniqueKeysWithValues: GroundTruth.jobs(of: workspace, at: Fleet.anchor).map { (String($0.id), $0) })
        let rows = try TruthCheck.rows(fleet.report)
        var unknown = 0
        for row in rows {
            if row["Status"] == "UNREACHABLE" {
                unknown += 1
                continue
            }
            let job = try #require(truth[row["Job_Id"] ?? ""], "a row that no job accounts for")
            #expect(row["Status"] == job.status)
            #expect(row["Run_Id"] == job.runID.map(String.init) ?? "")
            if row["Error_Details"]?.hasPrefix("Could not be read: ") == true { unknown += 1 }
        }
        let isWhole = result.workspaces[0].status == .ok
        if isWhole { #expect(rows.count == truth.count && unknown == 0) }
        if rows.count < truth.count { #expect(result.workspaces[0].status == .unreachable) }
        return unknown
    }

    @Test(arguments: 0..<80 as Range<UInt64>)
    func rowsAreTrueOrUnknownWhateverFails(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let endpoints = ["jobs/list", "runs/list", "runs/get", "runs/get-output"]
        let answers: [SimulatedFault.Answer] = [
            .numericError(status: 403, code: 403, message: "Invalid access token."),
            .error(status: 500, code: "INTERNAL_ERROR", message: "down"),
            .error(status: 403, code: "PERMISSION_DENIED", message: "no View"),
            .throttled(retryAfter: "3"), .throttled(retryAfter: "600"), .loginPage,
            .text(status: 200, contentType: "application/json", body: #"{"runs": [{"run_id": 1"#),
            .text(status: 200, contentType: "application/json", body: #"{"next_page_token": 5}"#),
        ]
        let faults = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
            let start = Int.random(in: 0..<14, using: &generator)
            return SimulatedFault(
                endpoint: endpoints[Int.random(in: 0..<endpoints.count, using: &generator)],
                calls: start..<(start + Int.random(in: 1...40, using: &generator)),
                answer: answers[Int.random(in: 0..<answers.count, using: &generator)])
        }
        let fleet = try Self.fleet(faults, seed: seed)
        let result = try await fleet.sweepInProcess(
            fleet.configuration(), service: SharedService(fleet.world()), seed: seed)
        try checkEveryRowIsTrueOrUnknown(fleet, result)

        // The weather clears: the next sweep is exact.
        let clear = try Self.fleet([], seed: seed)
        _ = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(clear.world()), seed: seed)
        try TruthCheck(fleet: clear.simulated, now: Fleet.anchor).check(report: fleet.report)
    }

    @Test func tokenRevokedAfterTheListingsInventsNoMissingRuns() async throws {
        let fleet = try Self.fleet(
            [
                SimulatedFault(
                    endpoint: "runs/list", calls: 8..<1_000,
                    answer: .numericError(status: 403, code: 403, message: "Invalid access token."))
            ], jobs: 200)
        let result = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(fleet.world()))
        #expect(result.workspaces[0].status == .partial)
        #expect(try checkEveryRowIsTrueOrUnknown(fleet, result) > 0)
    }

    @Test func pauseLongerThanAWorkspaceIsWaitedForEndsIt() async throws {
        let fleet = try Self.fleet([
            SimulatedFault(endpoint: nil, calls: 0..<1_000, answer: .throttled(retryAfter: "600"))
        ])
        let result = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(fleet.world()))
        #expect(result.workspaces[0].status == .unreachable)
        #expect(result.workspaces[0].calls <= 2)
        #expect(result.duration < .seconds(10))
    }

    @Test func damagedJobRowIsUnknownAndNotMissing() async throws {
        let body = #"{"jobs": [{"job_id": 77, "settings": {"name": "billing", "tags": {"team": 5}}}]}"#
        let fleet = try Self.fleet([
            SimulatedFault(
                endpoint: "jobs/list", calls: 0..<1,
                answer: .text(status: 200, contentType: "application/json", body: body))
        ])
        let configuration = try fleet.configuration { $0.replacing("[\"*\"]", with: "[\"billing\"]") }
        let result = try await fleet.sweepInProcess(configuration, service: SharedService(fleet.world()))
        let rows = try TruthCheck.rows(fleet.report)
        #expect(rows.map { $0["Status"] } == ["UNREACHABLE"])
        #expect(rows.map { $0["Job_Id"] } == ["77"])
        #expect(result.workspaces[0].status == .partial)
    }

    /// A deletion shifts rows from one page to the one before: what a listing lacks is asked for before its row goes.
    @Test func knownJobThatAListingLacksIsAskedFor() async throws {
        let fleet = try Self.fleet([], jobs: 12)
        _ = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(fleet.world()))
        let shifted = try Self.fleet(
            [
                SimulatedFault(
                    endpoint: "jobs/list", calls: 0..<1,
                    answer: .text(status: 200, contentType: "application/json", body: "{}"))
            ], jobs: 12)
        let result = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(shifted.world()))
        #expect(result.workspaces[0].status == .ok)
        try TruthCheck(fleet: fleet.simulated, now: Fleet.anchor).check(report: fleet.report)
    }

    /// Of many known jobs that the list lacks, none is asked for: the list is read once more.
    @Test(arguments: [1, 2])
    func manyJobsThatAListingLacksCostAListingMore(emptyLists: Int) async throws {
        let fleet = try Self.fleet([], jobs: 60)
        _ = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(fleet.world()))
        let fault = SimulatedFault(
            endpoint: "jobs/list", calls: 0..<emptyLists,
            answer: .text(status: 200, contentType: "application/json", body: "{}"))
        let noSingles = SimulatedFault(
            endpoint: "jobs/get", calls: 0..<100,
            answer: .error(status: 500, code: "INTERNAL_ERROR", message: "not to be asked"))
        let shifted = try Self.fleet([fault, noSingles], jobs: 60)
        let result = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(shifted.world()))
        #expect(result.workspaces[0].status == .ok)
        if emptyLists == 1 {
            try TruthCheck(fleet: fleet.simulated, now: Fleet.anchor).check(report: fleet.report)
        } else {
            #expect(try TruthCheck.rows(fleet.report).isEmpty)
            #expect(result.workspaces[0].warnings.contains { $0.hasPrefix("no job is visible") })
        }
    }

    @Test func manyJobsThatCannotBeListedAgainAreUnknown() async throws {
        let fleet = try Self.fleet([], jobs: 60)
        _ = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(fleet.world()))
        let empty = SimulatedFault(
            endpoint: "jobs/list", calls: 0..<1,
            answer: .text(status: 200, contentType: "application/json", body: "{}"))
        let down = SimulatedFault(
            endpoint: "jobs/list", calls: 1..<100,
            answer: .error(status: 500, code: "INTERNAL_ERROR", message: "down"))
        let broken = try Self.fleet([empty, down], jobs: 60)
        let result = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(broken.world()))
        #expect(result.workspaces[0].status == .partial)
        let rows = try TruthCheck.rows(fleet.report)
        #expect(rows.count == 60)
        #expect(rows.allSatisfy { $0["Status"] == "UNREACHABLE" })
    }

    /// What could not be read keeps the failures that are known, as long as they are within the lookback.
    @Test func failuresAreKeptWhileAWorkspaceCannotBeRead() async throws {
        let fleet = try Self.fleet([])
        _ = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(fleet.world()))
        let path = fleet.report.replacing("job_monitoring_report", with: "job_failures")
        let before = try String(contentsOfFile: path, encoding: .utf8)
        let dead = try Self.fleet([SimulatedFault(endpoint: nil, calls: 0..<1_000, answer: .loginPage)])
        _ = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(dead.world()))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == before)
        #expect(before.split(separator: "\n").count > 2)
    }

    /// A known job that cannot be asked for is unknown, not missing; an answer from before stays.
    @Test func knownJobThatCannotBeReadIsUnknown() async throws {
        let fleet = try Self.fleet([], jobs: 12)
        let configuration = try fleet.configuration()
        _ = try await fleet.sweepInProcess(configuration, service: SharedService(fleet.world()))
        let before = try TruthCheck.rows(fleet.report)
        let name = try #require(before.compactMap { $0["Job_Name"] }.first { !$0.isEmpty })
        let named = try fleet.configuration { $0.replacing("[\"*\"]", with: "[\"\(name)\"]") }
        let broken = try Self.fleet(
            [
                SimulatedFault(
                    endpoint: "jobs/list", calls: 0..<100,
                    answer: .text(status: 200, contentType: "application/json", body: "{}")),
                SimulatedFault(
                    endpoint: "jobs/get", calls: 0..<100,
                    answer: .error(status: 500, code: "INTERNAL_ERROR", message: "down")),
            ], jobs: 12)
        let result = try await fleet.sweepInProcess(named, service: SharedService(broken.world()))
        let rows = try TruthCheck.rows(fleet.report)
        #expect(rows.map { $0["Job_Name"] } == [name])
        #expect(rows.map { $0["Status"] } == ["UNREACHABLE"])
        #expect(result.workspaces[0].status == .partial)
        #expect(result.workspaces[0].unreadableJobs.count == 1)
    }

    @Test func withheldOutputIsNamedInItsRow() async throws {
        let fleet = try Self.fleet([
            SimulatedFault(
                endpoint: "runs/get-output", calls: 0..<10_000,
                answer: .error(status: 403, code: "PERMISSION_DENIED", message: "no View"))
        ])
        let result = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(fleet.world()))
        #expect(result.workspaces[0].status == .partial)
        let rows = try TruthCheck.rows(fleet.report).filter { !($0["Failed_Tasks"] ?? "").isEmpty }
        let named = rows.count {
            $0["Error_Details"]?.contains("its output could not be read: permission denied") == true
        }
        #expect(named > 0)
    }

    /// Times that no clock shows are a damaged row, not the end of the sweep.
    @Test(arguments: ["-9223372036854775808", "9223372036854775807", "-1"])
    func timesBeyondAllYearsCostTheirRow(time: String) async throws {
        let body = #"{"runs": [{"run_id": 5, "job_id": 6, "start_time": \#(time), "end_time": 1}]}"#
        let fleet = try Self.fleet([
            SimulatedFault(
                endpoint: "runs/list", calls: 0..<1,
                answer: .text(status: 200, contentType: "application/json", body: body))
        ])
        let result = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(fleet.world()))
        // Of a job that nobody knows.
        #expect(result.workspaces[0].status == .ok)
        try TruthCheck(fleet: fleet.simulated, now: Fleet.anchor).check(report: fleet.report)
    }

    /// Whoever names a job or a task after a token shows it in every report, unless names are masked as errors are.
    @Test func namesAndAddressesAreMaskedAsErrorsAre() async throws {
        let canary = "dapi0123456789abcdef0123456789abcdef"
        let list = #"{"jobs": [{"job_id": 7, "settings": {"name": "load \#(canary)"}}]}"#
        let state = #""state": {"life_cycle_state": "TERMINATED", "result_state": "FAILED", "state_message": "no"}"#
        let run = #""run_id": 8, "job_id": 7, "start_time": 1795496000000, "end_time": 1795496100000, \#(state)"#
        let runs = #"{"runs": [{\#(run), "run_page_url": "https://h/?t=\#(canary)#job/7/run/8"}]}"#
        let task = #"{"run_id": 9, "task_key": "t-\#(canary)", "end_time": 1795496100000, \#(state)}"#
        func answer(_ endpoint: String, _ body: String) -> SimulatedFault {
            SimulatedFault(
                endpoint: endpoint, calls: 0..<100,
                answer: .text(status: 200, contentType: "application/json", body: body))
        }
        let fleet = try Self.fleet([
            answer("jobs/list", list), answer("runs/list", runs), answer("runs/get", "{\(run), \"tasks\": [\(task)]}"),
            answer("runs/get-output", #"{"error": "boom"}"#),
        ])
        let result = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(fleet.world()))
        #expect(result.workspaces[0].status == .ok)
        let folder = URL(filePath: fleet.report).deletingLastPathComponent()
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        #expect(names.count >= 6)
        for name in names where !name.hasSuffix("workspaces") {
            #expect(try Data(contentsOf: folder.appending(path: name)).range(of: Data(canary.utf8)) == nil, "\(name)")
        }
        let row = try #require(try TruthCheck.rows(fleet.report).first)
        #expect(row["Job_Name"] == "load ‹redacted›")
        #expect(row["Failed_Tasks"] == "t-‹redacted›")
        #expect(row["Run_Page_Url"] == "https://h/?t=‹redacted›#job/7/run/8")
    }
}
