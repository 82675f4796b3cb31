internal import GRDB
package import Model

extension SQLiteHistory {
    /// At most 10,000.
    package func runs(
        of job: JobID, in workspace: WorkspaceName, since start: Timestamp, limit: Int
    ) throws(HistoryError) -> [SeenRun] {
        try perform { database in
            guard let (workspaceKey, _) = try WorkspaceTable.find(workspace, in: database),
                let jobKey = try Self.key(of: job, workspaceKey, in: database)
            else { return [] }
            let select = try Query(
                """
                SELECT run_id, started_at, ended_at, duration_seconds, status.text, result.text
                FROM run JOIN word status ON status.id = run.status JOIN word result ON result.id = run.result_state
                WHERE day = ? AND job = ? ORDER BY started_at DESC, run_id DESC
                """, on: database)
            var runs: [SeenRun] = []
            let limit = min(limit, Limits.queriedRuns)
            for day in try Self.days(since: start, in: database) where runs.count < limit {
                try select.each { arguments in
                    arguments.put(day)
                    arguments.put(jobKey)
                } _: { columns throws(SQLiteFailure) in
                    let run = try SeenRun(&columns, of: job)
                    if run.startTime >= start { runs.append(run) }
                }
            }
            return Array(runs.prefix(limit))
        }
    }

    private static func key(
        of job: JobID, _ workspace: Int64, in database: Database
    ) throws(SQLiteFailure) -> Int64? {
        try Query("SELECT id FROM job WHERE workspace = ? AND is_entry = 0 AND job_id = ? AND entry = ''", on: database)
            .first { arguments in
                arguments.put(workspace)
                arguments.put(job.value)
            } _: { columns throws(SQLiteFailure) in
                try columns.integer()
            }
    }

    /// The days that have runs, the latest first, each found by one step into the table.
    private static func days(since start: Timestamp, in database: Database) throws(SQLiteFailure) -> [Int64] {
        let select = try Query(
            "SELECT max(day) FROM run WHERE day < ? AND day >= ?", on: database)
        var days: [Int64] = []
        var bound = Int64.max
        while let day = try select.first(
            { arguments in
                arguments.put(bound)
                arguments.put(RunTable.day(of: start))
            }, { columns throws(SQLiteFailure) in try columns.optionalInteger() }) ?? nil
        {
            days.append(day)
            bound = day
        }
        return days
    }
}
