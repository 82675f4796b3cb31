import Foundation
@testable import History
import Model
import Testing

/// Python's sqlite3 reads the database without us.
@Suite struct ReaderTests {
    @Test func anotherReaderFindsTheValuesThatLanded() throws {
        let folder = try TemporaryFolder()
        let workspace = try name("prod-eu")
        let history = try open(folder)
        let row = JobRow(
            workspace: workspace, environment: "production", jobID: JobID(9_007_199_254_740_993),
            jobName: "nightly\u{0}läuft e\u{301}", status: .failed, enteredAt: Samples.noon, errorDetails: "",
            run: RunCells(
                id: RunID(.max), resultState: "TIMEDOUT", startTime: Samples.noon - .milliseconds(1), endTime: nil,
                durationSeconds: nil, pageURL: "https://x"),
            errorCategory: .dataQuality, errorFingerprint: "0123456789abcdef", failedTasks: ["a", "", "ü\u{0}"],
            suggestedAction: "Look")
        let entry = JobRow(
            workspace: workspace, environment: "", jobID: nil, jobName: "id 42", status: .notFound,
            enteredAt: Samples.noon)
        var landed = LandedWorkspace(name: workspace, status: .partial, visibleJobs: 12, rows: [entry, row])
        landed.runs = [
            SeenRun(
                job: JobID(5), id: RunID(6), startTime: Timestamp(milliseconds: -1), endTime: Samples.noon,
                status: .success,
                resultState: "SUCCESS", durationSeconds: 7)
        ]
        try history.land(sweep("one", [landed]))
        try history.keep(
            [RunID(3): .output(error: "e\u{0}", trace: nil, startedRunID: RunID(.min))], of: workspace, at: Samples.noon
        )

        let script = """
            import json, sqlite3, sys
            d = sqlite3.connect('file:' + sys.argv[1] + '?mode=ro', uri=True)
            def rows(q): return [list(r) for r in d.execute(q)]
            print(json.dumps([
                rows('PRAGMA integrity_check'), rows('PRAGMA foreign_key_check'), rows('PRAGMA journal_mode'),
                rows('SELECT identifier FROM grdb_migrations'),
                rows('SELECT is_entry, job_id, entry, status, entered_at, environment, job_name, error_details, '
                     'run_id, result_state, started_at, ended_at, duration_seconds, page_url, error_category, '
                     'error_fingerprint, failed_tasks, suggested_action FROM job_row '
                     'JOIN job ON job.id = job ORDER BY is_entry'),
                rows('SELECT name, last_sweep_at, last_status, visible_jobs FROM workspace'),
                rows('SELECT day, job_id, run_id, started_at, ended_at, duration_seconds, s.text, r.text FROM run '
                     'JOIN job ON job.id = job JOIN word s ON s.id = status JOIN word r ON r.id = result_state'),
                rows('SELECT task_run_id, fetched_at, is_gone, started_run_id, error, trace FROM output'),
                rows('SELECT name, started_at, duration_ms FROM sweep'),
            ]))
            """
        let answer = try Python(script, folder.database).finish()
        let expected = """
            [[["ok"]], [], [["wal"]], [["v1"], ["v2"]],
            [[0, 9007199254740993, "", "FAILED", 1795521600123, "production", "nightly\\u0000läuft e\\u0301", "",
              9223372036854775807, "TIMEDOUT", 1795521600122, null, null, "https://x", "data_quality",
              "0123456789abcdef", "1:a0:3:ü\\u0000", "Look"],
             [1, 0, "id 42", "NOT_FOUND", 1795521600123, "", "id 42", "",
              null, null, null, null, null, null, null, "", "", ""]],
            [["prod-eu", 1795521600123, "partial", 12]],
            [[-1, 5, 6, -1, 1795521600123, 7, "SUCCESS", "SUCCESS"]],
            [[3, 1795521600123, 0, -9223372036854775808, "e\\u0000", null]],
            [["one", 1795521600123, 1234]]]
            """
        // Compared by python, which takes these numbers and texts exactly.
        let verdict = try Python(
            "import json, sys; a, b = map(json.loads, sys.argv[1:]); print(a == b or a)",
            String(decoding: answer, as: UTF8.self), expected
        ).finish()
        #expect(String(decoding: verdict, as: UTF8.self) == "True\n")
    }

    @Test func readersSeeWholeSweepsWhileOthersLand() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        let workspace = try name("a")
        func land(_ number: Int) throws {
            let rows = (1...50).map { id in
                JobRow(
                    workspace: workspace, environment: "", jobID: JobID(id), jobName: "\(number)", status: .success,
                    enteredAt: Samples.noon)
            }
            try history.land(sweep("\(number)", [LandedWorkspace(name: workspace, status: .ok, rows: rows)]))
        }
        try land(0)
        let script = """
            import sqlite3, sys
            d = sqlite3.connect('file:' + sys.argv[1] + '?mode=ro', uri=True)
            print('reading', flush=True)
            seen = set()
            while 'last' not in seen:
                names = [r[0] for r in d.execute('SELECT job_name FROM job_row')]
                assert len(names) == 50 and len(set(names)) == 1, names
                if names[0] == '40': seen.add('last')
                seen.add(names[0])
            print(d.execute('PRAGMA integrity_check').fetchone()[0])
            """
        let other = try Python(script, folder.database)
        #expect(other.waitForLine() == "reading\n")
        let reader = try SQLiteHistory.openForReading(path: folder.database)
        for number in 1...40 {
            try land(number)
            let known = try #require(try reader.known(of: workspace, failuresSince: always))
            #expect(Set(known.rows.map(\.jobName)) == ["\(number)"])
        }
        #expect(String(decoding: try other.finish(), as: UTF8.self) == "ok\n")
        #expect(throws: HistoryError.readOnly(path: folder.database)) {
            try reader.keep([RunID(1): .gone], of: workspace, at: Samples.noon)
        }
        #expect(reader.warnings.isEmpty)
    }

    @Test func threadsTakeTurns() async throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        try await withThrowingTaskGroup { group in
            for worker in 0..<8 {
                group.addTask {
                    let workspace = try name("w\(worker)")
                    for id in 0..<20 {
                        try history.keep([RunID(Int64(id)): .gone], of: workspace, at: Samples.noon)
                        #expect(try history.outputs(of: [RunID(Int64(id))], in: workspace).count == 1)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try count("output", in: history) == 160)
    }
}
