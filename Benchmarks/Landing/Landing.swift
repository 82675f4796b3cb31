import History
import Model

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Milliseconds that the history takes for a large fleet: 10,000 jobs in 20 workspaces, 5,000 runs and 500 failures new
/// in each sweep.
@main
enum Landing {
    private static let jobs = 10_000
    private static let workspaces = 20
    private static let start = Timestamp(milliseconds: 1_795_521_600_000)

    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            line("usage: Landing FOLDER (an empty one)")
            return
        }
        let path = CommandLine.arguments[1] + "/dbmon.sqlite"
        guard case .opened(let first) = try time("open a new one", { try SQLiteHistory.open(path: path, at: start) })
        else { return }
        var history = first
        let begin = sweep(0)
        try time("land the first sweep") { try history.land(begin) }
        try time("land it again unchanged") { try history.land(begin) }
        for number in 1...3 {
            let next = sweep(number)
            try time("land a changed sweep: all rows, 5,000 runs, 500 failures") { try history.land(next) }
        }
        try history.land(sweep(4, changedRows: 500))
        let few = sweep(5, changedRows: 500)
        try time("land a sweep: 500 rows changed, 5,000 runs, 500 failures") { try history.land(few) }
        let names = begin.workspaces.map(\.name)
        var rows = 0
        try time("read what is known of 10,000 jobs") {
            for name in names {
                rows += try history.known(of: name, failuresSince: Timestamp(milliseconds: 0))?.rows.count ?? 0
            }
        }
        let outputs = Dictionary(
            uniqueKeysWithValues: (0..<500).map { id in
                (RunID(Int64(id)), KeptOutput.output(error: text(300), trace: text(8_000), startedRunID: nil))
            })
        try time("keep 500 outputs of 8,300 characters") { try history.keep(outputs, of: names[0], at: start) }
        try time("read them") { _ = try history.outputs(of: Array(outputs.keys), in: names[0]) }
        try time("find 5,000 that are not kept") {
            _ = try history.outputs(of: (1_000..<6_000).map { RunID(Int64($0)) }, in: names[0])
        }
        try time("runs of a job") {
            _ = try history.runs(of: JobID(7), in: names[0], since: Timestamp(milliseconds: 0), limit: 100)
        }
        time("close") { history.close() }
        guard case .opened(let again) = try time("open it", { try SQLiteHistory.open(path: path, at: start) }) else {
            return
        }
        history = again
        for number in 6...400 { try history.land(sweep(number, changedRows: 2_500)) }
        try time("land a sweep after 400") { try history.land(sweep(401, changedRows: 2_500)) }
        let cutoff = start + .seconds(86_400 * 2)
        try time("prune once") { _ = try history.prune(olderThan: cutoff, outputsOlderThan: cutoff) }
        time("close") { history.close() }
        guard case .opened(let last) = try time("open it after 400", { try SQLiteHistory.open(path: path, at: start) })
        else { return }
        extendLifetime((last, rows))
    }

    private static func time<Value>(_ what: String, _ work: () throws -> Value) rethrows -> Value {
        let wall = ContinuousClock()
        let (begin, processor) = (wall.now, clock())
        let value = try work()
        let elapsed = (wall.now - begin) / .milliseconds(1)
        let worked = Double(clock() - processor) / Double(CLOCKS_PER_SEC) * 1_000
        line("\(Int(elapsed)) ms, \(Int(worked)) of them at work: \(what)")
        return value
    }

    private static func line(_ text: String) {
        unsafe puts(text)
    }

    private static func text(_ count: Int) -> String {
        String(String(repeating: "Traceback (most recent call last): ", count: count / 35 + 1).prefix(count))
    }

    /// - Parameter changedRows: of all jobs, those whose row is another than in the sweep before.
    private static func sweep(_ number: Int, changedRows: Int = jobs) -> LandedSweep {
        let perWorkspace = jobs / workspaces
        let instant = start + .seconds(900 * number)
        let landed = (0..<workspaces).map { place -> LandedWorkspace in
            guard let name = WorkspaceName("workspace-\(place)") else { preconditionFailure("not a name") }
            var workspace = LandedWorkspace(name: name, status: .ok, visibleJobs: perWorkspace)
            let changed = changedRows / workspaces
            workspace.rows = (0..<perWorkspace).map { job in
                row(job, in: workspace.name, at: job < changed ? instant : start, number: job < changed ? number : 0)
            }
            workspace.runs = SeenRuns(
                (0..<(5_000 / workspaces)).map { job in
                    SeenRun(
                        job: JobID(Int64(job)), id: RunID(604_218_853_377_190 + Int64(number * perWorkspace + job)),
                        startTime: instant, endTime: instant + .seconds(60), status: .success, resultState: "SUCCESS",
                        durationSeconds: 60)
                })
            workspace.failures = (0..<(500 / workspaces)).map { failure($0, in: workspace.name, at: instant, number) }
            return workspace
        }
        return LandedSweep(
            sweepID: "sweep-\(number)", startedAt: instant, duration: .seconds(30), workspaces: landed)
    }

    private static func row(_ job: Int, in name: WorkspaceName, at instant: Timestamp, number: Int) -> JobRow {
        JobRow(
            workspace: name, environment: "production", jobID: JobID(Int64(job)),
            jobName: "nightly-billing-load-\(job)",
            status: job.isMultiple(of: 20) ? .failed : .success, enteredAt: instant,
            errorDetails: job.isMultiple(of: 20) ? text(300) : "",
            run: RunCells(
                id: RunID(604_218_853_377_190 + Int64(number)), resultState: "SUCCESS", startTime: instant,
                endTime: instant, durationSeconds: 60,
                pageURL: "https://dbc-a1b2c3d4-e5f6.cloud.databricks.com/?o=1234567890123456#job/\(job)/run/\(number)"))
    }

    private static func failure(
        _ job: Int, in name: WorkspaceName, at instant: Timestamp, _ number: Int
    ) -> FailureRow {
        FailureRow(
            workspace: name, environment: "production", jobID: JobID(Int64(job)),
            jobName: "nightly-billing-load-\(job)",
            run: RunCells(
                id: RunID(604_218_853_377_190 + Int64(number * 1_000 + job)), resultState: "FAILED",
                startTime: instant, endTime: instant, durationSeconds: 60, pageURL: "https://example.test/\(job)"),
            terminationCode: "RUN_EXECUTION_ERROR", errorCategory: .runtime, errorFingerprint: "0123456789abcdef",
            task: .init(key: "load", runID: RunID(Int64(number * 1_000 + job)), attempt: 0), errorDetails: text(300),
            errorTrace: text(3_000), suggestedAction: "Read the trace")
    }
}
