import History
import Model
import Testing

/// When rows were last seen to become UNREACHABLE.
struct OutageTests {
    private func landed(_ id: String, at second: Int64, _ statuses: [JobStatus], in history: SQLiteHistory) throws {
        let workspace = try name("a")
        let instant = Samples.noon + .seconds(second)
        let rows = statuses.enumerated().map { number, status in
            JobRow(
                workspace: workspace, environment: "", jobID: number == 0 ? nil : JobID(Int64(number)),
                jobName: "job \(number)", status: status, enteredAt: instant)
        }
        try history.land(sweep(id, at: instant, [LandedWorkspace(name: workspace, status: .ok, rows: rows)]))
    }

    @Test func theLastOutageOfEachRowIsKnownAfterItsEnd() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        try landed("one", at: 0, [.notFound, .noRuns, .noRuns], in: history)
        #expect(try history.outages(since: Samples.noon) == [])
        try landed("two", at: 60, [.unreachable, .unreachable, .noRuns], in: history)
        try landed("three", at: 120, [.unreachable, .noRuns, .noRuns], in: history)
        try landed("four", at: 180, [.notFound, .unreachable, .noRuns], in: history)
        try landed("five", at: 240, [.notFound, .noRuns, .noRuns], in: history)
        let workspace = try name("a")
        let entry = SeenOutage(
            workspace: workspace, jobID: nil, entry: "job 0", beganAt: Samples.noon + .seconds(60))
        let job = SeenOutage(workspace: workspace, jobID: JobID(1), entry: "", beganAt: Samples.noon + .seconds(180))
        #expect(Set(try history.outages(since: Samples.noon)) == [entry, job])
        #expect(try history.outages(since: Samples.noon + .seconds(61)) == [job])
        #expect(try history.outages(since: Samples.noon + .seconds(181)) == [])
    }
}
