internal import GRDB
internal import Model

/// The database and what SQLite keeps beside it.
struct DatabaseFile: Sendable {
    let path: String

    /// Opens the database, makes one where there is none, and one in the place of one that is damaged. Under the lock
    /// alone: nobody else then has it open for writing.
    ///
    /// - Returns: also what a person should know of it, if anything.
    func openOrReplace(at now: Timestamp) throws(HistoryError) -> (queue: DatabaseQueue, warning: String?) {
        try checkAccess()
        do throws(SQLiteFailure) {
            return (try connectAndCheck(), nil)
        } catch {
            guard isDamage(error) else { throw HistoryError(error, path: path) }
            return try replace(error, at: now)
        }
    }

    /// Sets the database aside, which nobody has open any more, and makes an empty one.
    func replace(_ failure: SQLiteFailure, at now: Timestamp) throws(HistoryError) -> (DatabaseQueue, String) {
        let aside = try setAside(at: now)
        do throws(SQLiteFailure) {
            let reason = failure.reason.replacing("\n", with: " ")
            return (
                try connectAndCheck(),
                "the history \(path) was damaged (\(reason)); it is now \(aside), and a new one was begun"
            )
        } catch {
            throw .failed(path: path, reason: error.reason)
        }
    }

    /// A database that may be written and is not to be: its header says so, which we never wrote.
    func isDamage(_ failure: SQLiteFailure) -> Bool {
        failure.kind == .damage || (failure.kind == .readOnly && Disk.isWritable(path))
    }

    /// For reading alone: as it stands, or not at all.
    func openForReading() throws(SQLiteFailure) -> DatabaseQueue {
        var configuration = Self.configuration
        configuration.readonly = true
        let queue = try connect(configuration)
        try queue.run { try DatabaseCheck.checkSchema(of: $0, isComplete: true) }
        return queue
    }

    private func connectAndCheck() throws(SQLiteFailure) -> DatabaseQueue {
        let queue = try connect(Self.configuration)
        do throws(SQLiteFailure) {
            try queue.run { try DatabaseCheck.check($0) }
            do { try Schema.migrator.migrate(queue) } catch { throw SQLiteFailure(error) }
            try queue.run { database in
                try DatabaseCheck.checkSchema(of: database, isComplete: true)
                try DatabaseCheck.checkValues(of: database)
                // A file system that cannot share memory keeps the old journal: slower, and as safe.
                try Query("PRAGMA journal_mode = WAL", on: database).run()
            }
            return queue
        } catch {
            try? queue.close()
            throw error.kind == .statement ? SQLiteFailure(.damage, error.reason) : error
        }
    }

    private func connect(_ configuration: GRDB.Configuration) throws(SQLiteFailure) -> DatabaseQueue {
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            let failure = SQLiteFailure(error)
            throw failure.kind == .statement ? SQLiteFailure(.damage, failure.reason) : failure
        }
    }

    private static var configuration: GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.label = "history"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(Limits.busySeconds)
        configuration.prepareDatabase { database in
            // NORMAL may lose the last outputs when the power fails; a sweep lands with FULL.
            try database.execute(
                sql: """
                    PRAGMA synchronous = NORMAL;
                    PRAGMA cache_size = -\(Limits.cacheKiB);
                    PRAGMA cell_size_check = ON;
                    PRAGMA trusted_schema = OFF
                    """)
        }
        return configuration
    }

    /// SQLite says no more than that it cannot open a file; the system says why.
    private func checkAccess() throws(HistoryError) {
        switch try Disk.kind(of: path) {
        case nil: return
        case .folder, .other: throw .notFile(path: path)
        case .file: try Disk.checkAccess(path)
        }
    }

    // MARK: - Setting aside

    /// - Returns: where the database is now.
    private func setAside(at now: Timestamp) throws(HistoryError) -> String {
        let aside = try freeName(at: now)
        // The journal first: one that is left beside a new database would be taken for its own.
        for suffix in ["-wal", "-shm", "-journal", ""] {
            if try Disk.kind(of: path + suffix) == nil { continue }
            try Disk.move(path + suffix, to: aside + suffix)
        }
        Disk.syncFolder(Disk.parent(of: path))
        return aside
    }

    private func freeName(at now: Timestamp) throws(HistoryError) -> String {
        let instant = now.rfc3339Text.filter { $0 != "-" && $0 != ":" }
        for number in 1...Limits.asideNames {
            let name = "\(path).damaged-\(instant)" + (number == 1 ? "" : "-\(number)")
            if try Disk.kind(of: name) == nil { return name }
        }
        throw .failed(path: path, reason: "it is damaged, and too many were set aside at \(now.reportText)")
    }
}

extension DatabaseQueue {
    func run<Value>(_ body: (Database) throws -> Value) throws(SQLiteFailure) -> Value {
        do { return try writeWithoutTransaction(body) } catch { throw SQLiteFailure(error) }
    }
}
