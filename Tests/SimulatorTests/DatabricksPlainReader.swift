import Foundation
import Model
import Simulator

/// The cells that both sides can be compared in.
struct Summary: Equatable {
    var runID: Int64
    var status: String
    var resultState: String
    var timestamp: String?
    var start: String?
    var end: String?
    var duration: Int64?
    var error: String
    var failedTasks: [String]
    var traces: [String]
    var pageURL: String

    init(_ expected: ExpectedJob) {
        runID = expected.runID ?? 0
        status = expected.status
        resultState = expected.resultState
        timestamp = expected.timestamp
        start = expected.startTime
        end = expected.endTime
        duration = expected.durationSeconds
        error = expected.errorDetails
        failedTasks = expected.failedTasks.map { "\($0.key)#\($0.attempt)=\($0.runID)" }
        traces = expected.failedTasks.map { $0.trace }
        pageURL = expected.pageURL ?? ""
    }

    fileprivate init(run: [String: Any], status: String, resultState: String) {
        runID = run.integer("run_id")
        self.status = status
        self.resultState = resultState
        let end = run.integer("end_time")
        start = Self.text(run.integer("start_time"))
        self.end = end == 0 ? nil : Self.text(end)
        timestamp = self.end ?? start
        duration = end == 0 ? nil : run.integer("run_duration") / 1_000
        error = ""
        failedTasks = []
        traces = []
        pageURL = run.text("run_page_url")
    }

    private static func text(_ milliseconds: Int64) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "yyyy-MM-dd HH:mm:ss"
        return formatter.string(from: Date(timeIntervalSince1970: Double(milliseconds / 1_000)))
    }
}

/// INTERFACE.md, "Status" and "Cells", followed word by word and without any speed.
struct PlainReader {
    var bench: DatabricksBench
    let workspace: String
    let version: String

    mutating func summary(of run: [String: Any]) -> Summary {
        let verdict = Self.verdict(of: run)
        var summary = Summary(run: run, status: verdict.status, resultState: verdict.word)
        let isPartial = verdict.word == "SUCCESS_WITH_FAILURES"
        if verdict.status == "FAILED" || isPartial {
            let tasks = failedTasks(of: run.integer("run_id"))
            let errors = tasks.map { error(of: $0) }
            summary.failedTasks = tasks.map {
                "\($0.text("task_key"))#\($0.integer("attempt_number"))=\($0.integer("run_id"))"
            }
            summary.traces = errors.map { $0.trace }
            let named = zip(tasks, errors).map { "\($0.text("task_key")): \($1.text)" }
            summary.error =
                tasks.isEmpty
                ? Self.message(of: run)
                : tasks.count == 1 && !isPartial ? errors[0].text : named.joined(separator: " | ")
        } else if verdict.status == "CANCELED" || verdict.status == "SKIPPED" {
            summary.error = Self.message(of: run)
        }
        return summary
    }

    /// The bucket of a throttling workspace is full again after a pause.
    private mutating func get(_ path: String) -> DatabricksBench.Reply {
        bench.now = bench.now + .milliseconds(125)
        return bench.get("\(version)/\(path)", in: workspace)
    }

    private mutating func failedTasks(of runID: Int64) -> [[String: Any]] {
        var entries: [[String: Any]] = []
        var token = ""
        repeat {
            let page = get("jobs/runs/get?run_id=\(runID)" + (token.isEmpty ? "" : "&page_token=\(token)")).object
            entries += page.array("tasks")
            token = page.text("next_page_token")
        } while !token.isEmpty
        let groups = Dictionary(grouping: entries) { $0.text("task_key") }
        let last = groups.values.compactMap { $0.max { $0.integer("attempt_number") < $1.integer("attempt_number") } }
        return last.filter { task in
            let verdict = Self.verdict(of: task)
            return verdict.status == "FAILED" && verdict.word != "UPSTREAM_FAILED"
        }.sorted { $0.text("task_key") < $1.text("task_key") }
    }

    private mutating func error(of task: [String: Any]) -> (text: String, trace: String) {
        if task["for_each_task"] != nil { return (iterationError(of: task), "") }
        let output = get("jobs/runs/get-output?run_id=\(task.integer("run_id"))").object
        return (output["error"] as? String ?? Self.message(of: task), output.text("error_trace"))
    }

    private mutating func iterationError(of task: [String: Any]) -> String {
        let statistics = task.object("for_each_task").object("stats").array("error_message_stats")
        if !statistics.isEmpty { return statistics.map { $0.text("error_message") }.joined(separator: " | ") }
        var texts: Set<String> = []
        var token = ""
        repeat {
            let path = "jobs/runs/get?run_id=\(task.integer("run_id"))"
            let page = get(path + (token.isEmpty ? "" : "&page_token=\(token)")).object
            for iteration in page.array("iterations") where Self.verdict(of: iteration).status == "FAILED" {
                texts.insert(get("jobs/runs/get-output?run_id=\(iteration.integer("run_id"))").object.text("error"))
            }
            token = page.text("next_page_token")
        } while !token.isEmpty
        return texts.sorted().joined(separator: " | ")
    }

    static func message(of run: [String: Any]) -> String {
        let state = run.object("state").text("state_message")
        return state.isEmpty ? run.object("status").object("termination_details").text("message") : state
    }

    static func verdict(of run: [String: Any]) -> (status: String, word: String) {
        let state = run.object("state")
        guard state.isEmpty else {
            let word = state["result_state"] as? String ?? state.text("life_cycle_state")
            let isEnded = ["TERMINATED", "SKIPPED", "INTERNAL_ERROR", "ABANDONED"].contains(
                state.text("life_cycle_state"))
            return (isEnded ? ended(word) : "RUNNING", word)
        }
        let status = run.object("status")
        if status.text("state") == "ABANDONED" { return (ended("ABANDONED"), "ABANDONED") }
        guard status.text("state") == "TERMINATED" else { return ("RUNNING", status.text("state")) }
        let code = status.object("termination_details").text("code")
        switch code {
        case "SUCCESS", "SUCCESS_WITH_FAILURES": return ("SUCCESS", code)
        case "USER_CANCELED": return ("CANCELED", code)
        case "SKIPPED", "DISABLED", "MAX_CONCURRENT_RUNS_EXCEEDED", "MAX_JOB_QUEUE_SIZE_EXCEEDED":
            return ("SKIPPED", code)
        default: return ("FAILED", code)
        }
    }

    private static func ended(_ word: String) -> String {
        switch word {
        case "SUCCESS", "SUCCESS_WITH_FAILURES": "SUCCESS"
        case "CANCELED", "UPSTREAM_CANCELED": "CANCELED"
        case "SKIPPED", "EXCLUDED", "DISABLED", "MAXIMUM_CONCURRENT_RUNS_REACHED": "SKIPPED"
        default: "FAILED"
        }
    }
}
