internal import GRDB
package import Model
internal import Synchronization

/// The history in one SQLite file on this machine.
package final class SQLiteHistory: History {
    private let file: DatabaseFile
    private let openedAt: Timestamp
    private let isReadOnly: Bool
    private let state: Mutex<State>

    private struct State: ~Copyable {
        /// `nil` once closed.
        var queue: DatabaseQueue?
        /// `nil` where it is open for reading.
        var lock: HistoryLock?
        var warnings: [String]
    }

    package enum Opening {
        case opened(SQLiteHistory)
        /// Another sweep has it; `nil` where that has not said yet which process it is.
        case held(by: LockHolder?)
    }

    private init(
        _ file: DatabaseFile,
        _ queue: DatabaseQueue,
        lock: consuming HistoryLock?,
        warnings: [String],
        at openedAt: Timestamp
    ) {
        self.file = file
        self.openedAt = openedAt
        isReadOnly = lock == nil
        state = Mutex(State(queue: queue, lock: lock, warnings: warnings))
    }

    deinit { close() }

    /// Opens the history for a sweep, without waiting for another one. Makes the file, and its folder, where there is
    /// none. Where it is damaged it is renamed, which `warnings` then tells, and a new one is made.
    package static func open(path: String, at now: Timestamp) throws(HistoryError) -> Opening {
        switch try Disk.kind(of: path) {
        case .folder, .other: throw .notFile(path: path)
        case .file: break
        case nil: try Disk.createFolder(Disk.parent(of: path))
        }
        switch try HistoryLock.attempt(path: "\(path).lock", at: now) {
        case .held(let holder): return .held(by: holder)
        case .taken(let lock):
            let file = DatabaseFile(path: path)
            let (queue, warning) = try file.openOrReplace(at: now)
            let history = SQLiteHistory(file, queue, lock: lock, warnings: warning.map { [$0] } ?? [], at: now)
            return .opened(history)
        }
    }

    /// Opens the history for reading, beside a sweep that may have it. Operations that write then fail.
    ///
    /// - Throws: also where there is none, or one of another version.
    package static func openForReading(path: String) throws(HistoryError) -> SQLiteHistory {
        let file = DatabaseFile(path: path)
        do throws(SQLiteFailure) {
            let never = Timestamp(milliseconds: 0)
            return try SQLiteHistory(file, file.openForReading(), lock: nil, warnings: [], at: never)
        } catch {
            throw HistoryError(error, path: path)
        }
    }

    package var warnings: [String] { state.withLock { $0.warnings } }

    package func close() {
        state.withLock { state in
            try? state.queue?.close()  // SQLite finishes on the next opening what it could not finish here
            state.queue = nil
            state.lock = nil
        }
    }

    /// Runs one operation on the database; on an empty one where that shows that the database is damaged.
    func perform<Value: Sendable>(_ operation: (Database) throws -> Value) throws(HistoryError) -> Value {
        try state.withLock { state throws(HistoryError) in
            guard let queue = state.queue else { throw .failed(path: file.path, reason: "it is closed") }
            do throws(SQLiteFailure) {
                return try queue.run(operation)
            } catch {
                guard !isReadOnly, file.isDamage(error) else { throw HistoryError(error, path: file.path) }
                try replace(&state, after: error)
            }
            do throws(SQLiteFailure) {
                guard let queue = state.queue else { throw SQLiteFailure(.other, "it is closed") }
                return try queue.run(operation)
            } catch {
                throw .failed(path: file.path, reason: error.reason)
            }
        }
    }

    /// Runs one operation as a transaction.
    func write(_ operation: (Database) throws -> Void) throws(HistoryError) {
        try perform { database in
            try database.inTransaction(.immediate) {
                try operation(database)
                return .commit
            }
        }
    }

    /// The same, and it is on the disk when this returns.
    func writeDurably(_ operation: (Database) throws -> Void) throws(HistoryError) {
        try perform { database in
            try Query("PRAGMA synchronous = FULL", on: database).run()
            defer { try? Query("PRAGMA synchronous = NORMAL", on: database).run() }  // slower, and right as well
            try database.inTransaction(.immediate) {
                try operation(database)
                return .commit
            }
        }
    }

    private func replace(_ state: inout State, after failure: SQLiteFailure) throws(HistoryError) {
        try? state.queue?.close()  // its files are set aside as they are
        state.queue = nil
        let (queue, warning) = try file.replace(failure, at: openedAt)
        state.queue = queue
        state.warnings.append(warning)
    }
}
