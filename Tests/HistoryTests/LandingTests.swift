@testable import History
import Model
import Testing

@Suite struct LandingTests {
    private let noon = Samples.noon

    private func row(_ id: Int64, _ status: JobStatus, in workspace: String = "a") throws -> JobRow {
        JobRow(
            workspace: try name(workspace), environment: "production", jobID: JobID(id), jobName: "job \(id)",
            status: status, enteredAt: noon)
    }

    private func failure(_ run: Int64, task: Int64?, trace: String = "trace", startTime: Timestamp?) throws
        -> FailureRow
    {
        FailureRow(
            workspace: try name("a"), environment: "", jobID: JobID(1), jobName: "job 1",
            run: RunCells(
                id: RunID(run), resultState: "FAILED", startTime: startTime, endTime: noon, durationSeconds: 1,
                pageURL: ""),
            terminationCode: "", errorCategory: .network, errorFingerprint: "",
            task: task.map { .init(key: "t", runID: RunID($0), attempt: 0) }, errorDetails: "details",
            errorTrace: trace, suggestedAction: "")
    }

    private func landed(_ rows: [JobRow], _ failures: [FailureRow] = [], in workspace: String = "a") throws
        -> LandedWorkspace
    {
        LandedWorkspace(name: try name(workspace), status: .ok, visibleJobs: 3, rows: rows, failures: failures)
    }

    @Test func aWorkspaceThatWasNotReadStaysAsItWas() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        try history.land(
            sweep(
                "one",
                [landed([row(1, .failed)]), landed([row(1, .success, in: "b"), row(2, .running, in: "b")], in: "b")]))
        try history.land(sweep("two", at: noon + .seconds(900), [landed([row(1, .success)])]))
        #expect(try history.known(of: name("a"), failuresSince: always)?.rows.map(\.status) == [.success])
        let other = try #require(try history.known(of: name("b"), failuresSince: always))
        #expect(other.rows.map(\.status) == [.success, .running])
        #expect(other.lastSweep == noon)
        #expect(try history.known(of: name("c"), failuresSince: always) == nil)
    }

    @Test func rowsThatWentAreGoneAndTheirRunsStay() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        var first = try landed([row(1, .success), row(2, .failed)])
        first.runs = [
            SeenRun(
                job: JobID(2), id: RunID(5), startTime: noon, endTime: nil, status: .running, resultState: "RUNNING",
                durationSeconds: nil)
        ]
        try history.land(sweep("one", [first]))
        try history.land(sweep("two", [landed([row(1, .success)])]))
        #expect(try history.known(of: name("a"), failuresSince: always)?.rows.map(\.jobID) == [JobID(1)])
        #expect(try history.runs(of: JobID(2), in: name("a"), since: always, limit: 9) == Array(first.runs))
        try history.land(sweep("three", [landed([])]))
        #expect(try history.known(of: name("a"), failuresSince: always)?.rows == [])
        try history.land(sweep("four", [landed([row(2, .success)])]))
        #expect(try history.known(of: name("a"), failuresSince: always)?.rows.map(\.status) == [.success])
    }

    @Test func aRunThatEndsIsBroughtUpToDate() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        func run(_ status: JobStatus, _ end: Timestamp?) -> SeenRun {
            SeenRun(
                job: JobID(1), id: RunID(.max), startTime: noon, endTime: end, status: status,
                resultState: status.rawValue, durationSeconds: end.map { ($0 - noon).components.seconds })
        }
        for seen in [
            run(.running, nil), run(.running, nil), run(.failed, noon + .seconds(70)),
            run(.success, noon + .seconds(90)),
        ] {
            var workspace = try landed([row(1, seen.status)])
            workspace.runs = [seen]
            try history.land(sweep("\(seen)", [workspace]))
            #expect(try history.runs(of: JobID(1), in: name("a"), since: always, limit: 9) == [seen])
        }
    }

    @Test func visibleJobsStayWhereTheListWasNotRead() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        try history.land(sweep("one", [landed([])]))
        try history.land(
            sweep("two", at: noon + .seconds(1), [LandedWorkspace(name: name("a"), status: .unreachable)]))
        let known = try #require(try history.known(of: name("a"), failuresSince: always))
        #expect(known.visibleJobs == 3)
        #expect(known.lastStatus == .unreachable)
        #expect(known.lastSweep == noon + .seconds(1))
    }

    @Test func failuresAreShownAsLongAsTheyLandAndAreYoungEnough() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        let old = try failure(1, task: 11, startTime: noon - .seconds(100))
        let young = try failure(2, task: nil, startTime: noon)
        let unknown = try failure(3, task: 31, startTime: nil)
        func known(since start: Timestamp) throws -> [FailureRow] {
            try #require(try history.known(of: name("a"), failuresSince: start)).failures
        }
        try history.land(sweep("one", [landed([], [old, young, unknown])]))
        #expect(try known(since: always) == [old, young, unknown])
        #expect(try known(since: noon) == [young, unknown])
        try history.land(sweep("two", [landed([], [young])]))
        #expect(try known(since: always) == [young])
        // Back again, and changed: whole once more.
        let changed = try failure(1, task: 11, trace: "another", startTime: noon - .seconds(100))
        try history.land(sweep("three", [landed([], [changed, young])]))
        #expect(try known(since: always) == [changed, young])
        #expect(try count("failure", in: history) == 3)
        #expect(try count("failure_trace", in: history) == 2)
    }

    @Test func anUnchangedSweepWritesNoRows() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        var samples = Samples(seed: 3)
        var workspace = samples.workspace(try name("a"), rows: 30, failures: 10)
        workspace.runs = SeenRuns(samples.runs(of: JobID(1), count: 30))
        try history.land(sweep("one", [workspace]))
        let before = try changes(in: history)
        try history.land(sweep("two", at: noon + .seconds(900), [workspace]))
        // The sweep, its coverage, and the workspace's last sweep.
        #expect(try changes(in: history) == before + 3)
        #expect(try count("status_change", in: history) == 30)
    }

    @Test func landingASweepAgainChangesNothing() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        let landed = try sweep("one", [landed([row(1, .failed)], [failure(1, task: 2, startTime: noon)])])
        for _ in 0..<3 { try history.land(landed) }
        for table in ["sweep", "coverage", "status_change", "job", "job_row", "failure"] {
            #expect(try count(table, in: history) == 1, "\(table)")
        }
    }

    @Test func changesOfStatusAreKept() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        try history.land(sweep("one", [landed([row(1, .failed), row(2, .success)])]))
        try history.land(sweep("two", [landed([row(1, .success), row(2, .success)])]))
        try history.land(sweep("three", [landed([row(2, .success)])]))
        let changes = try history.perform { database in
            var changes: [String] = []
            let select = try Query(
                """
                SELECT sweep.name, job.job_id, a.text, b.text FROM status_change c JOIN sweep ON sweep.id = c.sweep
                JOIN job ON job.id = c.job LEFT JOIN word a ON a.id = c.from_status
                LEFT JOIN word b ON b.id = c.to_status ORDER BY sweep.id, job.job_id
                """, on: database)
            try select.each { columns throws(SQLiteFailure) in
                changes.append(
                    try "\(columns.text()) \(columns.integer())"
                        + " \(columns.optionalText() ?? "-") \(columns.optionalText() ?? "-")"
                )
            }
            return changes
        }
        #expect(
            changes == ["one 1 - FAILED", "one 2 - SUCCESS", "two 1 FAILED SUCCESS", "three 1 SUCCESS -"])
    }

    @Test func workspacesThatLeftAreForgotten() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        try history.land(
            sweep(
                "one",
                [
                    landed([row(1, .failed)], [failure(1, task: 2, startTime: noon)]),
                    landed([row(1, .failed, in: "b")], in: "b"),
                ]))
        try history.keep([RunID(2): .gone], of: name("a"), at: noon)
        try history.keep([RunID(2): .gone], of: name("b"), at: noon)
        try history.keep([RunID(2): .gone], of: name("c"), at: noon)
        for _ in 0..<2 { try history.forgetWorkspaces(butFor: [name("b"), name("d")]) }
        #expect(try history.known(of: name("a"), failuresSince: always) == nil)
        #expect(try history.known(of: name("b"), failuresSince: always)?.rows.count == 1)
        #expect(try history.outputs(of: [RunID(2)], in: name("a")).isEmpty)
        #expect(try history.outputs(of: [RunID(2)], in: name("b")).count == 1)
        #expect(try history.outputs(of: [RunID(2)], in: name("c")).isEmpty)
        // A workspace that comes back begins anew.
        try history.land(sweep("two", [landed([row(1, .success)])]))
        let known = try #require(try history.known(of: name("a"), failuresSince: always))
        #expect(known.rows.map(\.status) == [.success])
        #expect(known.failures == [])
        #expect(history.warnings.isEmpty)
    }

    @Test func aFullDiskKeepsTheLastSweepWhole() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        var samples = Samples(seed: 8)
        let old = samples.workspace(try name("a"), rows: 20, failures: 20)
        try history.land(sweep("one", [old]))
        try history.perform { database in
            try Query("PRAGMA max_page_count = 1", on: database).run()  // what there is, and no more
        }
        var big = samples.workspace(try name("a"), rows: 400, failures: 400)
        big.rows += try [row(5, .failed)]
        #expect(throws: HistoryError.diskFull(path: folder.database)) { try history.land(sweep("two", [big])) }
        let known = try #require(try history.known(of: name("a"), failuresSince: always))
        #expect(sorted(known.rows) == sorted(old.rows))
        #expect(sorted(known.failures) == sorted(old.failures))
        #expect(history.warnings.isEmpty)
        try history.perform { try Query("PRAGMA max_page_count = 1000000", on: $0).run() }
        try history.land(sweep("three", [big]))
        #expect(try history.known(of: name("a"), failuresSince: always)?.rows.count == 401)
    }
}

func count(_ table: String, in history: SQLiteHistory) throws -> Int64? {
    try history.perform { database in
        try Query("SELECT count(*) FROM \(table)", on: database).first { columns throws(SQLiteFailure) in
            try columns.integer()
        }
    }
}

/// Rows written since the database was opened.
private func changes(in history: SQLiteHistory) throws -> Int64 {
    try history.perform { database in
        try Query("SELECT total_changes()", on: database).first { columns throws(SQLiteFailure) in
            try columns.integer()
        } ?? 0
    }
}
