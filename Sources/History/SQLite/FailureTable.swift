internal import GRDB
internal import Model

/// The failures of one workspace that the report shows.
struct FailureTable {
    /// Of the digests of all shown failures.
    private(set) var sum: Int64 = 0

    private let database: Database
    private let workspace: Int64
    private let now: Timestamp
    private var shown: [FailureRow.Identity: (id: Int64, digest: Int64)] = [:]

    init(of workspace: Int64, at now: Timestamp, in database: Database) throws(SQLiteFailure) {
        self.database = database
        self.workspace = workspace
        self.now = now
        let select = try Query(
            "SELECT id, digest, run_id, task_run_id FROM failure WHERE workspace = ? AND is_shown = 1", on: database)
        var shown: [FailureRow.Identity: (id: Int64, digest: Int64)] = [:]
        try select.each({ $0.put(workspace) }) { columns throws(SQLiteFailure) in
            let (id, digest) = (try columns.integer(), try columns.integer())
            let runID = RunID(try columns.integer())
            let taskRunID = try columns.optionalInteger().map(RunID.init)
            shown[FailureRow.Identity(runID: runID, taskRunID: taskRunID)] = (id, digest)
        }
        self.shown = shown
    }

    /// Makes these the failures that are shown. Others stay without their traces, for trends.
    mutating func replace(by failures: [FailureRow]) throws(SQLiteFailure) {
        var wanted: [FailureRow.Identity: FailureRow] = [:]
        for failure in failures { wanted[failure.identity] = failure }
        let places = Array(repeating: "?", count: FailureRow.storedColumnCount).joined(separator: ", ")
        let insert = try Query(
            """
            INSERT INTO failure (workspace, is_shown, first_seen_at, \(FailureRow.storedColumns))
            VALUES (?, 1, ?, \(places))
            """, on: database)
        let update = try Query(
            "UPDATE failure SET is_shown = 1, (\(FailureRow.storedColumns)) = (\(places)) WHERE id = ?", on: database)
        let putTrace = try Query(
            "INSERT OR REPLACE INTO failure_trace (failure, error_trace) VALUES (?, ?)", on: database)
        sum = 0
        for (identity, failure) in wanted.sorted(by: { $0.key < $1.key }) {
            let digest = failure.digest
            sum &+= digest
            let old = shown.removeValue(forKey: identity)
            if old?.digest == digest { continue }
            let id = if let old { old.id } else { try pastID(of: identity) }
            if let id {
                try update.run { arguments in
                    failure.put(digest: digest, into: &arguments)
                    arguments.put(id)
                }
            } else {
                try insert.run { arguments in
                    arguments.put(workspace)
                    arguments.put(now.milliseconds)
                    failure.put(digest: digest, into: &arguments)
                }
            }
            let key = id ?? database.lastInsertedRowID
            try putTrace.run { arguments in
                arguments.put(key)
                arguments.put(failure.errorTrace)
            }
        }
        try hide(shown.values.map(\.id))
    }

    private func hide(_ ids: [Int64]) throws(SQLiteFailure) {
        let hide = try Query("UPDATE failure SET is_shown = 0 WHERE id = ?", on: database)
        let removeTrace = try Query("DELETE FROM failure_trace WHERE failure = ?", on: database)
        for id in ids {
            try hide.run { $0.put(id) }
            try removeTrace.run { $0.put(id) }
        }
    }

    /// A failure that was shown before and comes back.
    private func pastID(of identity: FailureRow.Identity) throws(SQLiteFailure) -> Int64? {
        try Query("SELECT id FROM failure WHERE workspace = ? AND run_id = ? AND task_run_id IS ?", on: database)
            .first { arguments in
                arguments.put(workspace)
                arguments.put(identity.runID.value)
                arguments.put(identity.taskRunID?.value)
            } _: { columns throws(SQLiteFailure) in
                try columns.integer()
            }
    }
}

extension FailureRow.Identity: Comparable {
    static func < (left: Self, right: Self) -> Bool {
        (left.runID.value, left.taskRunID?.value ?? .min) < (right.runID.value, right.taskRunID?.value ?? .min)
    }
}
