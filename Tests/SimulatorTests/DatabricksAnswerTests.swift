import Foundation
import Model
import Simulator
import Testing

struct DatabricksAnswerTests {
    @Test func everyAnswerIsJSONWithItsKeysInOrder() throws {
        let fleet = SimulatedFleet.demo(seed: 3, anchor: DatabricksBench.anchor)
        for name in ["prod-eu", "risk", "staging-eu"] {
            var bench = DatabricksBench(fleet: fleet)
            let workspace = try #require(fleet.workspace(named: name))
            var paths = ["jobs/list?limit=100&expand_tasks=true", "jobs/runs/list?limit=25&expand_tasks=true"]
            var seen: Set<SimulatedRunKind> = []
            for run in workspace.runs.reversed() where workspace.jobs[run.jobIndex].presence == .listed {
                guard seen.insert(run.kind).inserted else { continue }
                paths.append("jobs/get?job_id=\(workspace.jobs[run.jobIndex].id)")
                paths.append("jobs/runs/get?include_history=true&run_id=\(run.id)")
                for task in workspace.tasks(of: run).prefix(6) {
                    let id = workspace.runID(of: task, in: run)
                    paths += ["jobs/runs/get?run_id=\(id)", "jobs/runs/get-output?run_id=\(id)"]
                }
            }
            for path in paths {
                let reply = bench.get("2.2/" + path, in: name)
                #expect([200, 400].contains(reply.status))
                #expect(!reply.object.isEmpty, "\(path)")
                #expect(KeyOrder.isAlphabetical(reply.body), "\(path)")
            }
        }
    }

    struct Shape: CustomTestStringConvertible {
        let kind: SimulatedRunKind
        let keys: Set<String>
        let taskKeys: Set<String>
        var testDescription: String { "\(kind)" }
    }

    /// The keys of api/databricks, section 11.
    static let runKeys: Set<String> = [
        "cleanup_duration", "end_time", "execution_duration", "job_id", "job_run_id", "number_in_job",
        "original_attempt_run_id", "run_duration", "run_id", "run_name", "run_page_url", "run_type", "setup_duration",
        "start_time", "state", "status", "trigger",
    ]
    static let taskKeys: Set<String> = [
        "attempt_number", "cleanup_duration", "end_time", "execution_duration", "job_cluster_key", "run_id", "run_if",
        "run_page_url", "setup_duration", "start_time", "state", "status", "task_key",
    ]

    @Test(arguments: SimulatedRunKind.allCases)
    func aRunHasTheKeysOfTheRealOne(_ kind: SimulatedRunKind) throws {
        let (found, run, workspace) = try Self.example(of: kind)
        var bench = found
        let whole = bench.get("2.2/jobs/runs/get?run_id=\(run.id)&include_history=true", in: "w").object
        #expect(Self.runKeys.subtracting(whole.keys).isEmpty)
        #expect(whole.integer("run_id") == run.id)
        #expect(whole.integer("job_id") == workspace.jobs[run.jobIndex].id)
        #expect(whole.array("repair_history").first?.text("type") == "ORIGINAL")
        for task in whole.array("tasks") {
            #expect(Self.taskKeys.subtracting(task.keys).isEmpty)
            let bodies = task.keys.filter { $0.hasSuffix("_task") }
            #expect(bodies.count == 1)
        }
        let listed = bench.list("2.2/jobs/runs/list?limit=25&job_id=\(whole.integer("job_id"))", "runs", in: "w").rows
        let row = try #require(listed.first { $0.integer("run_id") == run.id })
        #expect(row["tasks"] == nil)
        for key in Self.runKeys {
            #expect(row[key] as? NSObject == whole[key] as? NSObject)
        }
    }

    @Test func aFailedRunIsSaidToBeAnInternalErrorOfTheCustomers() throws {
        let (found, run, _) = try Self.example(of: .retriedAndFailed)
        var bench = found
        let whole = bench.get("2.2/jobs/runs/get?run_id=\(run.id)", in: "w").object
        #expect(whole.object("state").text("life_cycle_state") == "INTERNAL_ERROR")
        #expect(whole.object("state").text("result_state") == "FAILED")
        let details = whole.object("status").object("termination_details")
        #expect(details.text("code") == "RUN_EXECUTION_ERROR" && details.text("type") == "CLIENT_ERROR")
        let retried = whole.array("tasks").filter { $0.integer("max_retries") == 1 }
        #expect(retried.map { $0.integer("attempt_number") }.sorted() == [0, 1])
        for task in retried {
            #expect(task.object("state").text("life_cycle_state") == "TERMINATED")
            #expect(task.object("state").text("state_message") == "Workload failed, see run output for details")
            let output = bench.get("2.2/jobs/runs/get-output?run_id=\(task.integer("run_id"))", in: "w").object
            #expect(!output.text("error").isEmpty && !output.text("error_trace").isEmpty)
            #expect(output.object("metadata").integer("job_run_id") == run.id)
        }
    }

    @Test func aRepairReopensItsRun() throws {
        let (found, run, _) = try Self.example(of: .repairing)
        var bench = found
        let whole = bench.get("2.2/jobs/runs/get?run_id=\(run.id)&include_history=true", in: "w").object
        #expect(whole.integer("start_time") == run.start && whole.integer("end_time") == 0)
        #expect(whole.object("state").text("life_cycle_state") == "RUNNING")
        let history = whole.array("repair_history")
        #expect(history.map { $0.text("type") } == ["ORIGINAL", "REPAIR"])
        let first = history[0]
        #expect(first.object("state").text("result_state") == "FAILED")
        let span = first.integer("end_time") - first.integer("start_time")
        let again = DatabricksBench.anchor.milliseconds - history[1].integer("start_time")
        #expect(whole.integer("run_duration") == span + again)
        let ids = whole.array("tasks").map { $0.integer("run_id") }.sorted()
        let told = history.flatMap { $0["task_run_ids"] as? [NSNumber] ?? [] }.map { $0.int64Value }
        #expect(told.sorted() == ids)
        // Before its repair began, the same run was over.
        bench.now = Timestamp(milliseconds: history[1].integer("start_time") - 1)
        let before = bench.get("2.2/jobs/runs/get?run_id=\(run.id)", in: "w").object
        #expect(before.integer("end_time") == first.integer("end_time"))
        #expect(before.array("tasks").allSatisfy { $0.integer("attempt_number") == 0 })
    }

    @Test func tasksComeByTheHundred() throws {
        let (found, run, workspace) = try Self.example(of: .manyTasks)
        var bench = found
        let path = "jobs/runs/get?run_id=\(run.id)"
        let first = bench.get("2.2/" + path, in: "w").object
        #expect(first.array("tasks").count == 100)
        #expect(first.array("tasks").allSatisfy { $0.object("state").text("result_state") == "SUCCESS" })
        let second = bench.get("2.2/\(path)&page_token=\(first.text("next_page_token"))", in: "w").object
        #expect(second.array("tasks").count == 30)
        #expect(second.array("tasks").contains { $0.object("state").text("result_state") == "FAILED" })
        #expect(second["next_page_token"] == nil)
        #expect(bench.get("2.1/" + path, in: "w").message.hasSuffix("Your resource has 130 tasks"))
        let job = workspace.jobs[run.jobIndex]
        let list = "jobs/runs/list?expand_tasks=true&job_id=\(job.id)"
        let newer = bench.get("2.2/" + list, in: "w").object.array("runs")
        #expect(newer.allSatisfy { $0["has_more"] as? Bool == true && $0.array("tasks").count == 100 })
        let older = bench.get("2.1/" + list, in: "w").object.array("runs")
        #expect(older.allSatisfy { $0["has_more"] == nil && $0["tasks"] == nil })
        let settings = bench.get("2.2/jobs/get?job_id=\(job.id)", in: "w").object
        #expect(settings.object("settings").array("tasks").count == 100)
        #expect(settings.text("next_page_token").hasSuffix("="))
    }

    @Test func iterationsComeByTheHundredFromTheirTask() throws {
        let (found, run, _) = try Self.example(of: .forEachLarge)
        var bench = found
        let whole = bench.get("2.2/jobs/runs/get?run_id=\(run.id)", in: "w").object
        let parent = try #require(whole.array("tasks").first { $0["for_each_task"] != nil })
        let statistics = parent.object("for_each_task").object("stats")
        #expect(statistics["error_message_stats"] == nil)
        #expect(statistics.object("task_run_stats").integer("failed_iterations") == 1)
        #expect(statistics.object("task_run_stats").integer("total_iterations") == 150)
        let path = "2.2/jobs/runs/get?run_id=\(parent.integer("run_id"))"
        let first = bench.get(path, in: "w").object
        let second = bench.get("\(path)&page_token=\(first.text("next_page_token"))", in: "w").object
        #expect(first.array("iterations").count == 100 && second.array("iterations").count == 50)
        #expect(first.array("tasks").count == 1 && second.array("tasks").count == 1)
        let ids = (first.array("iterations") + second.array("iterations")).map { $0.integer("run_id") }
        #expect(Set(ids).count == 150)
    }

    @Test func outputIsByKindOfTask() throws {
        let (found, run, workspace) = try Self.example(of: .childRun)
        var bench = found
        let tasks = bench.get("2.2/jobs/runs/get?run_id=\(run.id)", in: "w").object.array("tasks")
        let parent = try #require(tasks.first { $0["run_job_task"] != nil })
        let output = bench.get("2.2/jobs/runs/get-output?run_id=\(parent.integer("run_id"))", in: "w").object
        let childID = output.object("run_job_output").integer("run_id")
        #expect(output["error"] == nil)
        let child = bench.get("2.2/jobs/runs/get?run_id=\(childID)", in: "w").object
        #expect(child.text("trigger") == "RUN_JOB_TASK")
        #expect(child.object("trigger_info").integer("run_id") == parent.integer("run_id"))
        #expect(child.object("state").text("result_state") == "FAILED")
        #expect(child.integer("job_id") != workspace.jobs[run.jobIndex].id)
    }

    @Test func fiveMegabytesOfLogsAreTheLastOnes() throws {
        var bench = DatabricksBench(
            .init(name: "w", jobs: 40, failingPermille: 200, failureKinds: [.pythonFile], hasHugeLogs: true))
        let workspace = try #require(bench.fleet.workspace(named: "w"))
        var huge = 0
        for failure in GroundTruth.failures(
            of: workspace, from: DatabricksBench.anchor - .seconds(86_400), to: DatabricksBench.anchor)
        {
            let reply = bench.get("2.2/jobs/runs/get-output?run_id=\(failure.task?.runID ?? 0)", in: "w")
            guard reply.object["logs_truncated"] as? Bool == true else { continue }
            huge += 1
            #expect(reply.object.text("logs").utf8.count == 5 * 1_024 * 1_024)
            #expect(reply.body.count > 5 * 1_024 * 1_024)
            #expect(reply.object.text("error") == failure.errorDetails)
        }
        #expect(huge == 1)
    }

    /// A workspace with a run of a kind that is some job's latest, and that run.
    static func example(
        of kind: SimulatedRunKind
    ) throws -> (DatabricksBench, SimulatedRun, SimulatedWorkspace) {
        let failing = SimulatedRunKind.failures.contains(kind)
        let bench = DatabricksBench(
            .init(
                name: "w", jobs: 400, olderDays: 1, failingPermille: failing ? 100 : 20,
                failureKinds: failing ? [kind] : SimulatedRunKind.failures))
        let workspace = try #require(bench.fleet.workspace(named: "w"))
        let recent = DatabricksBench.anchor.milliseconds - 86_400_000
        let run = workspace.runs.last { $0.kind == kind && $0.start > recent }
        return (bench, try #require(run), workspace)
    }
}

/// Looks at raw bytes whether the keys of each object ascend: parsers forget the order.
enum KeyOrder {
    static func isAlphabetical(_ body: [UInt8]) -> Bool {
        var last: [String?] = []
        var index = 0
        while index < body.count {
            switch body[index] {
            case 0x7B, 0x5B: last.append(nil)
            case 0x7D, 0x5D: last.removeLast()
            case 0x22:
                let start = index + 1
                index = start
                while body[index] != 0x22 { index += body[index] == 0x5C ? 2 : 1 }
                guard index + 1 < body.count, body[index + 1] == 0x3A else { break }
                let key = String(decoding: body[start..<index], as: UTF8.self)
                if let before = last[last.count - 1], before >= key { return false }
                last[last.count - 1] = key
            default: break
            }
            index += 1
        }
        return last.isEmpty
    }
}
