internal import GRDB
package import Model

extension SQLiteHistory {
    package func known(
        of workspace: WorkspaceName, failuresSince start: Timestamp
    ) throws(HistoryError) -> KnownWorkspace? {
        try perform { database in
            guard let (key, record) = try WorkspaceTable.find(workspace, in: database), let last = record.last else {
                return nil
            }
            let rows = try Self.rows(of: workspace, key, in: database)
            let failures = try Self.failures(of: workspace, key, in: database)
            guard rows.sum == record.rowsSum, failures.sum == record.failuresSum else {
                throw SQLiteFailure(.damage, "rows of workspace \(workspace) are missing")
            }
            return KnownWorkspace(
                rows: rows.values,
                failures: failures.values.filter { $0.run.startTime.map { $0 >= start } ?? true },
                visibleJobs: record.visibleJobs.map(Int.init),
                lastSweep: last.sweep,
                lastStatus: last.status
            )
        }
    }

    private static func rows(
        of workspace: WorkspaceName, _ key: Int64, in database: Database
    ) throws(SQLiteFailure) -> (values: [JobRow], sum: Int64) {
        // The left table is the outer loop: its index gives the order.
        let select = try Query(
            """
            SELECT is_entry, job_id, entry, \(JobRow.storedColumns)
            FROM job CROSS JOIN job_row ON job_row.job = job.id
            WHERE workspace = ? ORDER BY is_entry, job_id, entry
            """, on: database)
        var rows: [JobRow] = []
        var sum: Int64 = 0
        try select.each({ $0.put(key) }) { columns throws(SQLiteFailure) in
            let row = try JobRow(&columns, of: JobIdentity(&columns), in: workspace)
            rows.append(row)
            sum &+= row.digest
        }
        return (rows, sum)
    }

    private static func failures(
        of workspace: WorkspaceName, _ key: Int64, in database: Database
    ) throws(SQLiteFailure) -> (values: [FailureRow], sum: Int64) {
        let select = try Query(
            """
            SELECT \(FailureRow.storedColumns), error_trace
            FROM failure CROSS JOIN failure_trace ON failure_trace.failure = failure.id
            WHERE workspace = ? AND is_shown = 1 ORDER BY run_id, task_run_id
            """, on: database)
        var failures: [FailureRow] = []
        var sum: Int64 = 0
        try select.each({ $0.put(key) }) { columns throws(SQLiteFailure) in
            let failure = try FailureRow(&columns, in: workspace)
            failures.append(failure)
            sum &+= failure.digest
        }
        return (failures, sum)
    }
}
