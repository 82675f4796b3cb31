@testable import History
import Model
import Testing

@Suite struct PruningTests {
    private let day = Duration.seconds(86_400)

    /// A sweep on each of the days before noon, with a run, a failure that the next sweep no longer shows, and an
    /// output.
    private func history(days: Int, in folder: TemporaryFolder) throws -> SQLiteHistory {
        let history = try open(folder)
        let workspace = try name("a")
        for age in (0..<days).reversed() {
            let instant = Samples.noon - day * age
            let run = RunCells(
                id: RunID(Int64(age)), resultState: "FAILED", startTime: instant, endTime: instant, durationSeconds: 0,
                pageURL: "")
            var landed = LandedWorkspace(name: workspace, status: .ok)
            landed.rows = [
                JobRow(
                    workspace: workspace, environment: "", jobID: JobID(Int64(age)), jobName: "", status: .failed,
                    enteredAt: instant, run: run)
            ]
            landed.failures = [
                FailureRow(
                    workspace: workspace, environment: "", jobID: JobID(Int64(age)), jobName: "", run: run,
                    terminationCode: "", errorCategory: .unknown, errorFingerprint: "", task: nil, errorDetails: "",
                    errorTrace: "t", suggestedAction: "")
            ]
            landed.runs = [
                SeenRun(
                    job: JobID(Int64(age)), id: run.id, startTime: instant, endTime: instant, status: .failed,
                    resultState: "FAILED", durationSeconds: 0)
            ]
            try history.land(sweep("\(age)", at: instant, [landed]))
            try history.keep([RunID(Int64(age)): .gone], of: workspace, at: instant)
        }
        return history
    }

    @Test func whatIsOlderGoesAndTheRestStays() throws {
        let folder = try TemporaryFolder()
        let history = try history(days: 30, in: folder)
        var calls = 1
        while try history.prune(olderThan: Samples.noon - day * 10, outputsOlderThan: Samples.noon - day * 5) {
            calls += 1
        }
        #expect(calls < 10)
        // The days 0 to 10 are not older than ten days.
        #expect(try count("run", in: history) == 11)
        #expect(try count("sweep", in: history) == 11)
        #expect(try count("coverage", in: history) == 11)
        #expect(try count("failure", in: history) == 11)
        #expect(try count("output", in: history) == 6)
        // A job went when the sweep after its own no longer had it.
        #expect(try count("job", in: history) == 12)
        #expect(try count("job_row", in: history) == 1)
        let known = try #require(try history.known(of: name("a"), failuresSince: always))
        #expect(known.rows.count == 1 && known.failures.count == 1)
        #expect(history.warnings.isEmpty)
    }

    @Test func whatStandsInTheReportIsNotPruned() throws {
        let folder = try TemporaryFolder()
        let history = try history(days: 3, in: folder)
        let future = Samples.noon + day * 1_000
        while try history.prune(olderThan: future, outputsOlderThan: future) {}
        let known = try #require(try history.known(of: name("a"), failuresSince: always))
        #expect(known.rows.count == 1 && known.failures.count == 1)
        for table in ["run", "sweep", "coverage", "status_change", "output"] {
            #expect(try count(table, in: history) == 0, "\(table)")
        }
        #expect(try count("job", in: history) == 1)
        // And the next sweep lands as ever.
        try history.land(sweep("next", at: future, [LandedWorkspace(name: name("a"), status: .ok)]))
        #expect(try history.known(of: name("a"), failuresSince: always)?.rows == [])
    }

    @Test func oneCallRemovesABoundedNumber() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        var landed = LandedWorkspace(name: try name("a"), status: .ok)
        landed.runs = SeenRuns(
            (0..<12_000).map { id in
                SeenRun(
                    job: JobID(1), id: RunID(Int64(id)), startTime: Samples.noon, endTime: nil, status: .running,
                    resultState: "", durationSeconds: nil)
            })
        try history.land(sweep("one", [landed]))
        let cutoff = Samples.noon + day
        #expect(try history.prune(olderThan: cutoff, outputsOlderThan: cutoff))
        #expect(try count("run", in: history) == 7_000)
        #expect(try history.prune(olderThan: cutoff, outputsOlderThan: cutoff))
        #expect(try !history.prune(olderThan: cutoff, outputsOlderThan: cutoff))
        #expect(try count("run", in: history) == 0)
    }
}
