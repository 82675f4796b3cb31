import Foundation
import Model
import Simulator
import Testing

struct DatabricksListingTests {
    struct Case: CustomTestStringConvertible {
        let version: String
        let order: SimulatedWorkspace.Plan.RunOrder
        let hasShortPages: Bool
        var testDescription: String { "\(version), by \(order), short pages \(hasShortPages)" }

        func bench() -> DatabricksBench {
            DatabricksBench(
                .init(
                    name: "w", jobs: 130, olderDays: 2, runOrder: order, hiddenJobs: 5, deletedJobs: 3,
                    submittedRuns: 30, hasShortPages: hasShortPages))
        }
    }

    static let cases: [Case] = [
        Case(version: "2.2", order: .startTime, hasShortPages: false),
        Case(version: "2.2", order: .endTime, hasShortPages: false),
        Case(version: "2.1", order: .startTime, hasShortPages: false),
        Case(version: "2.1", order: .endTime, hasShortPages: true),
        Case(version: "2.2", order: .startTime, hasShortPages: true),
    ]

    @Test(arguments: cases)
    func runsReadToTheEndAreTheScenario(_ test: Case) throws {
        var bench = test.bench()
        let workspace = try #require(bench.fleet.workspace(named: "w"))
        let (rows, pages) = bench.list("\(test.version)/jobs/runs/list?limit=25", "runs", in: "w")
        let expected = workspace.runs.filter { workspace.jobs[$0.jobIndex].presence != .hidden }
        #expect(rows.count == expected.count)
        #expect(Set(rows.map { $0.integer("run_id") }) == Set(expected.map { $0.id }))
        #expect(pages.contains(0) == test.hasShortPages)
        let keys = rows.map { row -> Int64 in
            let end = row.integer("end_time")
            return test.order == .startTime || end == 0 ? row.integer("start_time") : end
        }
        #expect(keys == keys.sorted(by: >))
    }

    @Test(arguments: cases)
    func jobsReadToTheEndAreTheListedOnes(_ test: Case) throws {
        var bench = test.bench()
        let workspace = try #require(bench.fleet.workspace(named: "w"))
        let (rows, _) = bench.list("\(test.version)/jobs/list?limit=20", "jobs", in: "w")
        let expected = workspace.jobs.filter { $0.presence == .listed }
        #expect(rows.map { $0.integer("job_id") }.sorted() == expected.map { $0.id }.sorted())
        let created = rows.map { $0.integer("created_time") }
        #expect(created == created.sorted(by: >))
        for job in rows where !job.object("settings").isEmpty {
            let same = expected.first { $0.id == job.integer("job_id") }
            #expect(job.object("settings")["name"] as? String == same?.name)
        }
    }

    @Test(arguments: [SimulatedWorkspace.Plan.RunOrder.startTime, .endTime])
    func aWindowHasBothItsEnds(_ order: SimulatedWorkspace.Plan.RunOrder) throws {
        var bench = DatabricksBench(.init(name: "w", jobs: 40, runOrder: order))
        let workspace = try #require(bench.fleet.workspace(named: "w"))
        let starts = workspace.runs.map { $0.start }
        let (from, to) = (starts[starts.count / 3], starts[starts.count / 2])
        for (low, high) in [(from, to), (from + 1, to), (from, to - 1), (from + 1, to - 1), (to, to), (to, from)] {
            let path = "2.2/jobs/runs/list?limit=25&start_time_from=\(low)&start_time_to=\(high)"
            let rows = bench.list(path, "runs", in: "w").rows
            #expect(rows.count == starts.filter { low <= $0 && $0 <= high }.count)
        }
    }

    @Test func filtersTakeWhatTheySay() throws {
        var bench = Self.cases[1].bench()
        let workspace = try #require(bench.fleet.workspace(named: "w"))
        let submitted = bench.list("2.2/jobs/runs/list?limit=25&run_type=SUBMIT_RUN", "runs", in: "w").rows
        #expect(submitted.count == 30)
        #expect(submitted.allSatisfy { $0.text("run_type") == "SUBMIT_RUN" })
        let active = bench.list("2.2/jobs/runs/list?limit=25&active_only=true", "runs", in: "w").rows
        let completed = bench.list("2.2/jobs/runs/list?limit=25&completed_only=true", "runs", in: "w").rows
        #expect(active.allSatisfy { $0.integer("end_time") == 0 })
        #expect(completed.allSatisfy { ["TERMINATED", "ABANDONED"].contains($0.object("status").text("state")) })
        let waiting = workspace.runs.filter { $0.kind == .waitingForRetry }.count
        let visible = workspace.runs.filter { workspace.jobs[$0.jobIndex].presence != .hidden }.count
        #expect(active.count + completed.count + waiting == visible)
        #expect(!active.isEmpty)
        for job in workspace.jobs where job.presence == .listed {
            let rows = bench.list("2.2/jobs/runs/list?limit=25&job_id=\(job.id)", "runs", in: "w").rows
            #expect(rows.count == workspace.runs.filter { $0.jobIndex == job.index }.count)
        }
    }

    @Test func aNameIsFoundWithoutCase() {
        var bench = DatabricksBench(.init(name: "w", jobs: 80))
        let rows = bench.get("2.2/jobs/list?name=BILLING", in: "w").object.array("jobs")
        #expect(rows.map { $0.object("settings").text("name") }.sorted() == ["Billing", "billing", "billing"])
        #expect(bench.get("2.2/jobs/list?name=billin", in: "w").body == Array("{}".utf8))
        #expect(bench.get("2.1/jobs/list?name=billin", in: "w").body == Array(#"{"has_more":false}"#.utf8))
    }

    @Test func onlyTheOlderVersionSaysWhetherThereIsMore() {
        var bench = DatabricksBench(.init(name: "w", jobs: 30))
        for path in ["jobs/list?limit=10", "jobs/runs/list?limit=10"] {
            let older = bench.get("2.1/" + path, in: "w").object
            let newer = bench.get("2.2/" + path, in: "w").object
            #expect(older["has_more"] as? Bool == true)
            #expect(newer["has_more"] == nil)
            let token = newer.text("next_page_token")
            #expect(token.hasSuffix("=") && token.allSatisfy { $0.isLetter || $0.isNumber || "-_=".contains($0) })
        }
    }

    @Test(arguments: ["2.2/jobs/list?limit=7", "2.2/jobs/runs/list?limit=7"])
    func aTokenLeadsBackAsWell(_ path: String) {
        var bench = DatabricksBench(.init(name: "w", jobs: 40))
        let field = path.contains("runs") ? "runs" : "jobs"
        let id = path.contains("runs") ? "run_id" : "job_id"
        let first = bench.get(path, in: "w").object
        let second = bench.get("\(path)&page_token=\(first.text("next_page_token"))", in: "w").object
        let third = bench.get("\(path)&page_token=\(second.text("next_page_token"))", in: "w").object
        let back = bench.get("\(path)&page_token=\(third.text("prev_page_token"))", in: "w").object
        #expect(back.array(field).map { $0.integer(id) } == second.array(field).map { $0.integer(id) })
        #expect(back.text("next_page_token") == second.text("next_page_token"))
    }

    @Test func runsLeaveAfterSixtyDays() throws {
        var bench = DatabricksBench(.init(name: "w", jobs: 20))
        let workspace = try #require(bench.fleet.workspace(named: "w"))
        let oldest = try #require(workspace.runs.first)
        let path = "2.2/jobs/runs/get?run_id=\(oldest.id)"
        bench.now = Timestamp(milliseconds: oldest.start + 60 * 86_400_000 - 1)
        #expect(bench.get(path, in: "w").status == 200)
        bench.now = Timestamp(milliseconds: oldest.start + 60 * 86_400_000)
        #expect(bench.get(path, in: "w").status == 400)
        #expect(bench.list("2.2/jobs/runs/list?limit=25", "runs", in: "w").rows.count < workspace.runs.count)
    }
}
