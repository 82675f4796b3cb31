import Model
import Reports

/// Rows and workspaces for tests, all but what a test is about given.
enum Sample {
    static func name(_ text: String) throws -> WorkspaceName {
        guard let name = WorkspaceName(text) else { throw Failure.name(text) }
        return name
    }

    enum Failure: Error {
        case name(String)
        case missing(String)
    }

    static func workspace(
        _ text: String,
        environment: String = "production",
        selections: [String] = ["*"],
        lookback: Duration = .seconds(86_400),
        isUnread: Bool = false
    ) throws -> ReportedWorkspace {
        ReportedWorkspace(
            name: try name(text), environment: environment, selections: selections, lookback: lookback,
            requestsPerSecond: 10, burst: 20, maxInFlight: 8, isUnread: isUnread)
    }

    static func row(
        _ workspace: String = "prod",
        id: Int64? = 1,
        name jobName: String = "job",
        status: JobStatus = .success,
        entered: String = "2026-03-01 06:00:00",
        details: String = "",
        run: RunCells? = nil,
        category: ErrorCategory? = nil,
        tasks: [String] = []
    ) throws -> JobRow {
        JobRow(
            workspace: try name(workspace), environment: "production", jobID: id.map(JobID.init), jobName: jobName,
            status: status, enteredAt: try instant(entered), errorDetails: details, run: run,
            errorCategory: category, errorFingerprint: category == nil ? "" : "00c0ffee00c0ffee", failedTasks: tasks,
            suggestedAction: category == nil ? "" : "Look at the task's output")
    }

    static func failure(
        _ workspace: String = "prod",
        job: Int64 = 1,
        name jobName: String = "job",
        run: Int64 = 100,
        started: String = "2026-03-01 05:00:00",
        task: String? = "load",
        details: String = "ValueError: bad input",
        trace: String = ""
    ) throws -> FailureRow {
        FailureRow(
            workspace: try name(workspace), environment: "production", jobID: JobID(job), jobName: jobName,
            run: try cells(run: run, started: started, ended: "2026-03-01 06:00:00"),
            terminationCode: "RUN_EXECUTION_ERROR",
            errorCategory: .runtime, errorFingerprint: "00c0ffee00c0ffee",
            task: task.map { FailureRow.FailedTask(key: $0, runID: RunID(run + 1), attempt: 0) },
            errorDetails: details, errorTrace: trace, suggestedAction: "Look at the task's output")
    }

    static func cells(
        run: Int64, state: String = "FAILED", started: String, ended: String? = nil
    ) throws -> RunCells {
        RunCells(
            id: RunID(run), resultState: state, startTime: try instant(started), endTime: try ended.map(instant),
            durationSeconds: ended == nil ? nil : 3_600,
            pageURL: "https://dbc-a1b2c3d4-e5f6.cloud.databricks.com/?o=42#job/1/run/\(run)")
    }

    static func instant(_ text: String) throws -> Timestamp {
        guard let instant = Timestamp(text: text) else { throw Failure.missing(text) }
        return instant
    }

    static func report(
        _ workspaces: [String] = ["prod"],
        rows: [JobRow] = [],
        failures: [FailureRow] = [],
        columns: [ReportColumn] = ReportColumn.all
    ) throws -> Report {
        Report(workspaces: try workspaces.map { try workspace($0) }, rows: rows, failures: failures, columns: columns)
    }
}

extension Report {
    func text(_ path: String) throws -> String {
        guard let file = files().first(where: { $0.path == path }) else { throw Sample.Failure.missing(path) }
        return String(decoding: file.bytes, as: UTF8.self)
    }
}

/// The paths of the files that are not the same in both lists.
func differing(_ left: [ReportFile], _ right: [ReportFile]) -> [String] {
    Set(left).symmetricDifference(right).map(\.path).sorted()
}
