internal import GRDB
internal import Model

/// A row of the table `workspace`.
struct WorkspaceRecord {
    let name: WorkspaceName
    /// `nil` where no sweep that is remembered had it.
    var last: (sweep: Timestamp, status: LandedWorkspace.Status)?
    var visibleJobs: Int64?
    var rowsSum: Int64 = 0
    var failuresSum: Int64 = 0

    var digest: Int64 {
        var digest = RowDigest()
        digest.add(name.text)
        digest.add(last?.sweep.milliseconds)
        digest.add(last?.status.rawValue)
        digest.add(visibleJobs)
        digest.add(rowsSum)
        digest.add(failuresSum)
        return digest.value
    }
}

enum WorkspaceTable {
    private static let columns = "name, last_sweep_at, last_status, visible_jobs, rows_sum, failures_sum, digest, id"

    static func all(in database: Database) throws(SQLiteFailure) -> [(key: Int64, record: WorkspaceRecord)] {
        var all: [(key: Int64, record: WorkspaceRecord)] = []
        try Query("SELECT \(columns) FROM workspace", on: database).each { columns throws(SQLiteFailure) in
            all.append(try read(&columns))
        }
        return all
    }

    static func find(
        _ name: WorkspaceName, in database: Database
    ) throws(SQLiteFailure) -> (key: Int64, record: WorkspaceRecord)? {
        try Query("SELECT \(columns) FROM workspace WHERE name = ?", on: database)
            .first({ $0.put(name.text) }) { columns throws(SQLiteFailure) in try read(&columns) }
    }

    /// - Returns: the workspace's key, and what stands there now; a new row where there was none.
    static func intern(
        _ name: WorkspaceName, in database: Database
    ) throws(SQLiteFailure) -> (key: Int64, record: WorkspaceRecord) {
        if let found = try find(name, in: database) { return found }
        let record = WorkspaceRecord(name: name)
        let insert = try Query(
            "INSERT INTO workspace (name, rows_sum, failures_sum, digest) VALUES (?, 0, 0, ?)", on: database)
        try insert.run { arguments in
            arguments.put(name.text)
            arguments.put(record.digest)
        }
        return (database.lastInsertedRowID, record)
    }

    static func update(_ key: Int64, _ record: WorkspaceRecord, in database: Database) throws(SQLiteFailure) {
        let update = try Query(
            """
            UPDATE workspace SET last_sweep_at = ?, last_status = ?, visible_jobs = ?, rows_sum = ?, failures_sum = ?,
                digest = ? WHERE id = ?
            """, on: database)
        try update.run { arguments in
            arguments.put(record.last?.sweep.milliseconds)
            arguments.put(record.last?.status.rawValue)
            arguments.put(record.visibleJobs)
            arguments.put(record.rowsSum)
            arguments.put(record.failuresSum)
            arguments.put(record.digest)
            arguments.put(key)
        }
    }

    private static func read(
        _ columns: inout Columns
    ) throws(SQLiteFailure) -> (key: Int64, record: WorkspaceRecord) {
        guard let name = WorkspaceName(try columns.text()) else { throw columns.misfit }
        var record = WorkspaceRecord(name: name)
        let sweep = try columns.optionalInteger().map(Timestamp.init(milliseconds:))
        let status = try columns.optionalText().flatMap(LandedWorkspace.Status.init(rawValue:))
        if let sweep, let status { record.last = (sweep, status) }
        record.visibleJobs = try columns.optionalInteger()
        record.rowsSum = try columns.integer()
        record.failuresSum = try columns.integer()
        guard try columns.integer() == record.digest else { throw columns.misfit }
        return (try columns.integer(), record)
    }
}
