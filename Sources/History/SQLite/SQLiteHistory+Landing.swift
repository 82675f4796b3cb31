internal import GRDB
package import Model

extension SQLiteHistory {
    package func land(_ sweep: LandedSweep) throws(HistoryError) {
        try writeDurably { database in
            var landing = try Landing(of: sweep, in: database)
            for workspace in sweep.workspaces { try landing.land(workspace) }
            for reports in sweep.pending {
                let known = try OutboxTable.find(reports.destination, in: database)
                try OutboxTable.put(OutboxRecord(landed: reports, published: known?.published), in: database)
            }
        }
    }

    package func forgetWorkspaces(butFor kept: Set<WorkspaceName>) throws(HistoryError) {
        try write { database in
            for (key, record) in try WorkspaceTable.all(in: database) where !kept.contains(record.name) {
                if let last = record.last {
                    var rows = try JobRowTable(of: key, at: last.sweep, in: database)
                    try rows.replace(by: [])
                    var failures = try FailureTable(of: key, at: last.sweep, in: database)
                    try failures.replace(by: [])
                    try WorkspaceTable.update(key, WorkspaceRecord(name: record.name), in: database)
                }
                try Query("DELETE FROM output WHERE workspace = ?", on: database).run { $0.put(key) }
            }
        }
    }
}
