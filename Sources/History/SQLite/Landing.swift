internal import GRDB
internal import Model

/// One sweep on its way into the database. Only what differs from what stands there is written.
struct Landing {
    private let database: Database
    private let startedAt: Timestamp
    private let sweepKey: Int64
    private var words: WordTable
    private var statusKeys: [JobStatus: Int64] = [:]

    init(of sweep: LandedSweep, in database: Database) throws(SQLiteFailure) {
        self.database = database
        startedAt = sweep.startedAt
        let insert = try Query(
            """
            INSERT INTO sweep (name, started_at, duration_ms) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at, duration_ms = excluded.duration_ms
            RETURNING id
            """, on: database)
        let key = try insert.first { arguments in
            arguments.put(sweep.sweepID)
            arguments.put(sweep.startedAt.milliseconds)
            arguments.put(sweep.duration.wholeMilliseconds)
        } _: { columns throws(SQLiteFailure) in
            try columns.integer()
        }
        guard let key else { throw SQLiteFailure(.damage, "the sweep has no key") }
        sweepKey = key
        words = try WordTable(in: database)
    }

    mutating func land(_ workspace: LandedWorkspace) throws(SQLiteFailure) {
        var (key, record) = try WorkspaceTable.intern(workspace.name, in: database)
        var rows = try JobRowTable(of: key, at: startedAt, in: database)
        let changes = try rows.replace(by: workspace.rows)
        try put(changes)
        try put(workspace.runs, rows: &rows)
        var failures = try FailureTable(of: key, at: startedAt, in: database)
        try failures.replace(by: workspace.failures)
        try putCoverage(workspace, key)
        record.last = (startedAt, workspace.status)
        record.visibleJobs = workspace.visibleJobs.map(Int64.init) ?? record.visibleJobs
        record.rowsSum = rows.sum
        record.failuresSum = failures.sum
        try WorkspaceTable.update(key, record, in: database)
    }

    private mutating func put(_ changes: [JobRowTable.Change]) throws(SQLiteFailure) {
        let insert = try Query(
            "INSERT OR REPLACE INTO status_change (sweep, job, from_status, to_status) VALUES (?, ?, ?, ?)",
            on: database)
        for change in changes {
            let from = try change.from.map { status throws(SQLiteFailure) in try words.key(of: status, in: database) }
            let to = try change.to.map { status throws(SQLiteFailure) in try words.key(of: status, in: database) }
            try insert.run { arguments in
                arguments.put(sweepKey)
                arguments.put(change.job)
                arguments.put(from)
                arguments.put(to)
            }
        }
    }

    private mutating func put(_ runs: SeenRuns, rows: inout JobRowTable) throws(SQLiteFailure) {
        let insert = try Query(RunTable.insert, on: database)
        var keyed: [(job: Int64, run: SeenRun)] = []
        keyed.reserveCapacity(runs.count)
        for run in runs { keyed.append((try rows.key(of: run.job), run)) }
        // In the order of the table: neighbours lie on one page.
        keyed.sort { ($0.run.day, $0.job, $0.run.id.value) < ($1.run.day, $1.job, $1.run.id.value) }
        for (job, run) in keyed {
            let status = try key(of: run.status)
            let result = try words.key(of: run.resultState, in: database)
            try insert.run { run.put(into: &$0, job: job, status: status, result: result) }
        }
    }

    private mutating func key(of status: JobStatus) throws(SQLiteFailure) -> Int64 {
        if let key = statusKeys[status] { return key }
        let key = try words.key(of: status.rawValue, in: database)
        statusKeys[status] = key
        return key
    }

    private func putCoverage(_ workspace: LandedWorkspace, _ key: Int64) throws(SQLiteFailure) {
        let insert = try Query(
            """
            INSERT OR REPLACE INTO coverage
                (sweep, workspace, status, visible_jobs, selected_jobs, calls, retries, throttled)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """, on: database)
        try insert.run { arguments in
            arguments.put(sweepKey)
            arguments.put(key)
            arguments.put(workspace.status.rawValue)
            arguments.put(workspace.visibleJobs.map(Int64.init))
            arguments.put(workspace.selectedJobs)
            arguments.put(workspace.calls)
            arguments.put(workspace.retries)
            arguments.put(workspace.throttled)
        }
    }
}
