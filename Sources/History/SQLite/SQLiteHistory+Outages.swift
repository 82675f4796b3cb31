internal import GRDB
package import Model

extension SQLiteHistory {
    /// One pass over the changes of status since `start`.
    package func outages(since start: Timestamp) throws(HistoryError) -> [SeenOutage] {
        try perform { database in
            let select = try Query(
                """
                SELECT workspace.name, job.is_entry, job.job_id, job.entry, max(sweep.started_at)
                FROM sweep CROSS JOIN status_change ON status_change.sweep = sweep.id
                CROSS JOIN job ON job.id = status_change.job CROSS JOIN workspace ON workspace.id = job.workspace
                WHERE sweep.started_at >= ? AND to_status = (SELECT id FROM word WHERE text = ?)
                GROUP BY job.id
                """, on: database)
            var outages: [SeenOutage] = []
            try select.each { arguments in
                arguments.put(start.milliseconds)
                arguments.put(JobStatus.unreachable.rawValue)
            } _: { columns throws(SQLiteFailure) in
                // A name that is none is another table's trouble.
                let workspace = WorkspaceName(try columns.text())
                let identity = try JobIdentity(&columns)
                let beganAt = Timestamp(milliseconds: try columns.integer())
                guard let workspace else { return }
                outages.append(
                    SeenOutage(
                        workspace: workspace, jobID: identity.jobID,
                        entry: String(decoding: identity.entry, as: UTF8.self), beganAt: beganAt))
            }
            return outages
        }
    }
}
