internal import GRDB
package import Model

extension SQLiteHistory {
    package func prune(
        olderThan cutoff: Timestamp, outputsOlderThan outputCutoff: Timestamp
    ) throws(HistoryError) -> Bool {
        var isMore = false
        try write { database in
            let hasOldRuns = try Self.pruneRuns(olderThan: cutoff, in: database)
            let hasOldSweeps = try Self.pruneSweeps(olderThan: cutoff, in: database)
            let hasOldFailures = try Self.delete(
                "failure", "is_shown = 0 AND first_seen_at < ?", cutoff.milliseconds, Limits.prunedTexts, in: database)
            let hasOldOutputs = try Self.pruneOutputs(olderThan: outputCutoff, in: database)
            // A job's runs go before it does.
            let hasOldJobs =
                try !hasOldRuns
                && Self.delete("job", "gone_at < ?", cutoff.milliseconds, Limits.prunedJobs, in: database)
            isMore = hasOldRuns || hasOldSweeps || hasOldFailures || hasOldOutputs || hasOldJobs
        }
        return isMore
    }

    /// By an index on the condition.
    ///
    /// - Returns: whether there may be more.
    private static func delete(
        _ table: String, _ condition: String, _ cutoff: Int64, _ limit: Int, in database: Database
    ) throws(SQLiteFailure) -> Bool {
        let delete = try Query(
            "DELETE FROM \(table) WHERE id IN (SELECT id FROM \(table) WHERE \(condition) LIMIT ?)", on: database)
        try delete.run { arguments in
            arguments.put(cutoff)
            arguments.put(limit)
        }
        return database.changesCount == limit
    }

    /// Whole days.
    private static func pruneRuns(olderThan cutoff: Timestamp, in database: Database) throws(SQLiteFailure) -> Bool {
        let delete = try Query(
            """
            DELETE FROM run WHERE (day, job, run_id) IN
                (SELECT day, job, run_id FROM run WHERE day < ? ORDER BY day, job, run_id LIMIT ?)
            """, on: database)
        try delete.run { arguments in
            arguments.put(RunTable.day(of: cutoff))
            arguments.put(Limits.prunedRuns)
        }
        return database.changesCount == Limits.prunedRuns
    }

    private static func pruneSweeps(olderThan cutoff: Timestamp, in database: Database) throws(SQLiteFailure) -> Bool {
        var old: [Int64] = []
        try Query("SELECT id, started_at FROM sweep ORDER BY id LIMIT ?", on: database)
            .each({ $0.put(Limits.prunedSweeps) }) { columns throws(SQLiteFailure) in
                let key = try columns.integer()
                if try columns.integer() < cutoff.milliseconds { old.append(key) }
            }
        for statement in [
            "DELETE FROM coverage WHERE sweep = ?", "DELETE FROM status_change WHERE sweep = ?",
            "DELETE FROM sweep WHERE id = ?",
        ] {
            let delete = try Query(statement, on: database)
            for key in old { try delete.run { $0.put(key) } }
        }
        return old.count == Limits.prunedSweeps
    }

    /// Ids are in the order of time: the first that is not old ends the search.
    private static func pruneOutputs(olderThan cutoff: Timestamp, in database: Database) throws(SQLiteFailure) -> Bool {
        var old: [Int64] = []
        try Query("SELECT id, fetched_at FROM output ORDER BY id LIMIT ?", on: database)
            .each({ $0.put(Limits.prunedTexts) }) { columns throws(SQLiteFailure) in
                let id = try columns.integer()
                if try columns.integer() < cutoff.milliseconds { old.append(id) }
            }
        let delete = try Query("DELETE FROM output WHERE id = ?", on: database)
        for id in old { try delete.run { $0.put(id) } }
        return old.count == Limits.prunedTexts
    }
}
