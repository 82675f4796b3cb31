internal import GRDB
internal import GRDBSQLite

/// One prepared statement, run as often as wanted.
///
/// GRDB's own statements end a text at its first NUL and trap on a value of another type than was written, which damage
/// can put anywhere: here a text is whole, and a value that does not fit is a failure.
@safe struct Query: ~Copyable {
    private let handle: OpaquePointer
    private let connection: OpaquePointer

    init(_ sql: String, on database: Database) throws(SQLiteFailure) {
        guard let connection = unsafe database.sqliteConnection else {
            throw SQLiteFailure(.other, "the connection is closed")
        }
        var prepared: OpaquePointer?
        let code = unsafe sqlite3_prepare_v2(connection, sql, -1, &prepared, nil)
        guard code == SQLITE_OK, let prepared = unsafe prepared else {
            throw unsafe Self.failure(code, connection)
        }
        unsafe handle = prepared
        unsafe self.connection = connection
    }

    deinit { _ = unsafe sqlite3_finalize(handle) }

    /// Runs the statement and skips rows it gives.
    func run(_ bind: (inout Arguments) -> Void = { _ in }) throws(SQLiteFailure) {
        try each(bind) { _ in }
    }

    /// - Returns: what `read` makes of the first row; `nil` without one.
    func first<Value>(
        _ bind: (inout Arguments) -> Void = { _ in },
        _ read: (inout Columns) throws(SQLiteFailure) -> Value
    ) throws(SQLiteFailure) -> Value? {
        try start(bind)
        defer { end() }
        guard try step() else { return nil }
        var columns = unsafe Columns(handle)
        return try read(&columns)
    }

    /// Calls `read` for each row.
    func each(
        _ bind: (inout Arguments) -> Void = { _ in },
        _ read: (inout Columns) throws(SQLiteFailure) -> Void
    ) throws(SQLiteFailure) {
        try start(bind)
        defer { end() }
        while try step() {
            var columns = unsafe Columns(handle)
            try read(&columns)
        }
    }

    private func start(_ bind: (inout Arguments) -> Void) throws(SQLiteFailure) {
        var arguments = unsafe Arguments(handle)
        bind(&arguments)
        if arguments.code != SQLITE_OK { throw unsafe Self.failure(arguments.code, connection) }
    }

    private func step() throws(SQLiteFailure) -> Bool {
        switch unsafe sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw unsafe Self.failure(code, connection)
        }
    }

    private func end() {
        _ = unsafe sqlite3_reset(handle)  // repeats the code of the step
        _ = unsafe sqlite3_clear_bindings(handle)
    }

    private static func failure(_ code: Int32, _ connection: OpaquePointer) -> SQLiteFailure {
        let extended = unsafe sqlite3_extended_errcode(connection)
        let message = unsafe sqlite3_errmsg(connection).map { unsafe String(cString: $0) } ?? "error \(code)"
        return SQLiteFailure(code: extended == SQLITE_OK ? code : extended, reason: message)
    }
}
