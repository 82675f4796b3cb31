import Model
import Reports
import Testing

/// A few workspaces as they may be on a bad morning, hostile names among them.
enum Morning {
    static func report() throws -> Report {
        let workspaces = [
            try Sample.workspace("prod-eu", selections: ["nightly-*", "billing", "id 42", "tags team=risk"]),
            try Sample.workspace("prod-us"),
            try Sample.workspace("dev_1", environment: "", lookback: .seconds(604_800)),
            try Sample.workspace("empty", environment: "a|b"),
            try Sample.workspace("never-read", isUnread: true),
        ]
        return Report(workspaces: workspaces, rows: try rows(), failures: try failures())
    }

    private static func rows() throws -> [JobRow] {
        var rows: [JobRow] = []
        for number in 1...14 {
            rows.append(
                try Sample.row(
                    "prod-eu", id: 247_667_064_659_300 + Int64(number), name: "nightly-\(number)",
                    status: .failed, entered: "2026-03-01 0\(number % 6):1\(number % 9):00",
                    details: "load: ValueError: column “Größe” | is missing, <b>really</b>",
                    run: try Sample.cells(
                        run: Int64(900 + number), started: "2026-03-01 00:00:00", ended: "2026-03-01 01:00:00"),
                    category: number % 3 == 0 ? .dataQuality : .runtime, tasks: ["load", "check"]))
        }
        rows += [
            try Sample.row(
                "prod-eu", id: 42, name: "[click](http://evil.example) ![x](y) @octocat #1 |\n=1+1", status: .running,
                entered: "2026-03-01 06:30:00",
                run: try Sample.cells(run: 7, state: "RUNNING", started: "2026-03-01 06:30:00")),
            try Sample.row("prod-eu", id: nil, name: "billing", status: .notFound, details: "Job not found"),
            try Sample.row("prod-eu", id: 5, name: "", status: .noRuns),
            try Sample.row("dev_1", id: 9, name: "=cmd", status: .canceled, details: "Run canceled."),
            try Sample.row("dev_1", id: 10, name: "www.example.com <script>", status: .skipped),
            try Sample.row(
                "dev_1", id: 11, name: "مبيعات", status: .unreachable, entered: "2026-03-01 04:00:00",
                details: "Could not be read: permission denied; last known status: FAILED"),
        ]
        for number in 1...40 {
            rows.append(try Sample.row("dev_1", id: Int64(1_000 + number), name: "hourly \(number)"))
        }
        for number in 1...3 {
            rows.append(
                try Sample.row(
                    "prod-us", id: Int64(number), name: "job \(number)", status: .unreachable,
                    details:
                        "Could not be read: no connection; last known status: \(number == 2 ? "FAILED" : "SUCCESS")"))
        }
        return rows
    }

    private static func failures() throws -> [FailureRow] {
        [
            try Sample.failure("prod-eu", job: 1, name: "nightly-1", run: 100, started: "2026-03-01 01:00:00"),
            try Sample.failure(
                "prod-eu", job: 1, name: "nightly-1", run: 100, started: "2026-03-01 01:00:00", task: "check"),
            try Sample.failure("prod-eu", job: 1, name: "nightly-1", run: 200, started: "2026-03-01 02:00:00"),
            try Sample.failure(
                "dev_1", job: 9, name: "=cmd", run: 300, task: nil, details: "stopped",
                trace: "Traceback:\n  File \"a.py\", line 1\r\n\u{1B}[31mValueError\u{1B}[0m: =1"),
        ]
    }
}

@Suite struct PageSnapshotTests {
    @Test(arguments: [
        "SUMMARY.md", "overview.svg", "COMPREHENSIVE_MONITORING_DOCUMENTATION.md",
        "databricks_job_monitoring_report.csv", "databricks_job_failures.csv", "workspaces/prod-eu.csv",
    ])
    func filesReadAsRecorded(_ path: String) throws {
        let text = try Morning.report().text(path)
        try expectSnapshot(Array(text.utf8), path.replacing("workspaces/", with: "workspace-"))
    }
}
