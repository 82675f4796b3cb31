internal import GRDB
internal import Model

/// The jobs and rows of one workspace as they stand in the database, by what makes them the same.
struct JobRowTable: ~Copyable {
    /// A row whose status differs from what stood there.
    struct Change {
        let job: Int64
        /// `nil` for a new row.
        let from: String?
        /// `nil` for one that went.
        let to: String?
    }

    private struct Stored {
        let job: Int64
        /// `nil` for a job without a row.
        let row: (digest: Int64, status: String)?
        let isGone: Bool
    }

    /// Of the digests of all rows.
    private(set) var sum: Int64 = 0

    private let database: Database
    private let workspaceKey: Int64
    private let now: Timestamp
    private let insert: Query
    private let setGone: Query
    private var stored: [JobIdentity: Stored] = [:]

    init(
        of workspace: Int64, at now: Timestamp, in database: Database
    ) throws(SQLiteFailure) {
        let select = try Query(
            """
            SELECT is_entry, job_id, entry, id, digest, status, gone_at
            FROM job LEFT JOIN job_row ON job_row.job = job.id WHERE workspace = ?
            """, on: database)
        var stored: [JobIdentity: Stored] = [:]
        try select.each({ $0.put(workspace) }) { columns throws(SQLiteFailure) in
            let identity = try JobIdentity(&columns)
            let job = try columns.integer()
            let digest = try columns.optionalInteger()
            let status = try columns.optionalText()
            let isGone = try columns.optionalInteger() != nil
            stored[identity] = Stored(job: job, row: digest.map { ($0, status ?? "") }, isGone: isGone)
        }
        let insert = try Query(
            "INSERT INTO job (workspace, is_entry, job_id, entry, gone_at) VALUES (?, ?, ?, ?, ?)", on: database)
        let setGone = try Query("UPDATE job SET gone_at = ? WHERE id = ?", on: database)
        self.database = database
        workspaceKey = workspace
        self.now = now
        self.insert = insert
        self.setGone = setGone
        self.stored = stored
    }

    /// Makes these the rows of the workspace.
    @discardableResult
    mutating func replace(by rows: [JobRow]) throws(SQLiteFailure) -> [Change] {
        var wanted: [JobIdentity: JobRow] = [:]
        wanted.reserveCapacity(rows.count)
        for row in rows { wanted[JobIdentity(row)] = row }
        let upsert = try Query(
            """
            INSERT OR REPLACE INTO job_row (job, \(JobRow.storedColumns))
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, on: database)
        var changes: [Change] = []
        sum = 0
        for row in rows {
            // The later of two counts, in the place of the first.
            let identity = JobIdentity(row)
            guard let row = wanted.removeValue(forKey: identity) else { continue }
            let digest = row.digest
            sum &+= digest
            let old = stored[identity]
            if old?.row?.digest == digest { continue }
            let job = try key(of: identity, hasRow: true)
            try upsert.run { arguments in
                arguments.put(job)
                row.put(digest: digest, into: &arguments)
            }
            let (from, to) = (old?.row?.status, row.status.rawValue)
            if from != to { changes.append(Change(job: job, from: from, to: to)) }
            stored[identity] = Stored(job: job, row: (digest, to), isGone: false)
        }
        return try changes + removeRows(butFor: Set(rows.map(JobIdentity.init)))
    }

    /// The job's key in the database; it is new where no sweep had seen it.
    mutating func key(of job: JobID) throws(SQLiteFailure) -> Int64 {
        try key(of: JobIdentity(job), hasRow: false)
    }

    private mutating func key(of identity: JobIdentity, hasRow: Bool) throws(SQLiteFailure) -> Int64 {
        if let known = stored[identity] {
            if hasRow, known.isGone { try setGone(known.job, at: nil) }
            return known.job
        }
        try insert.run { arguments in
            arguments.put(workspaceKey)
            identity.put(into: &arguments)
            arguments.put(hasRow ? nil : now.milliseconds)
        }
        let job = database.lastInsertedRowID
        stored[identity] = Stored(job: job, row: nil, isGone: !hasRow)
        return job
    }

    private mutating func removeRows(butFor kept: Set<JobIdentity>) throws(SQLiteFailure) -> [Change] {
        let delete = try Query("DELETE FROM job_row WHERE job = ?", on: database)
        var changes: [Change] = []
        for (identity, old) in stored where old.row != nil && !kept.contains(identity) {
            try delete.run { $0.put(old.job) }
            try setGone(old.job, at: now)
            changes.append(Change(job: old.job, from: old.row?.status, to: nil))
            stored[identity] = Stored(job: old.job, row: nil, isGone: true)
        }
        return changes
    }

    private func setGone(_ job: Int64, at instant: Timestamp?) throws(SQLiteFailure) {
        try setGone.run { arguments in
            arguments.put(instant?.milliseconds)
            arguments.put(job)
        }
    }
}
