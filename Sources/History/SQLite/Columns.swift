internal import GRDBSQLite

/// The values of one row, read from the left to the right.
@safe struct Columns {
    private let handle: OpaquePointer
    private var index: Int32 = -1

    init(_ handle: OpaquePointer) { unsafe self.handle = handle }

    mutating func integer() throws(SQLiteFailure) -> Int64 {
        guard let integer = try optionalInteger() else { throw misfit }
        return integer
    }

    mutating func optionalInteger() throws(SQLiteFailure) -> Int64? {
        index += 1
        switch unsafe sqlite3_column_type(handle, index) {
        case SQLITE_NULL: return nil
        case SQLITE_INTEGER: return unsafe sqlite3_column_int64(handle, index)
        default: throw misfit
        }
    }

    mutating func claim() throws(SQLiteFailure) -> Bool {
        switch try integer() {
        case 0: false
        case 1: true
        default: throw misfit
        }
    }

    mutating func text() throws(SQLiteFailure) -> String {
        guard let text = try optionalText() else { throw misfit }
        return text
    }

    mutating func optionalText() throws(SQLiteFailure) -> String? {
        index += 1
        switch unsafe sqlite3_column_type(handle, index) {
        case SQLITE_NULL: return nil
        case SQLITE_TEXT: break
        default: throw misfit
        }
        // SQLite wants the text asked for before its length. No address here means that memory ran out.
        guard let start = unsafe sqlite3_column_text(handle, index) else { throw misfit }
        let count = Int(unsafe sqlite3_column_bytes(handle, index))
        let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
        // Repaired where it is not UTF-8: the row's digest then tells that this is not what was written.
        return unsafe String(decoding: bytes, as: UTF8.self)
    }

    /// Goes over a value.
    mutating func skip() { index += 1 }

    /// The value is not what was written there.
    var misfit: SQLiteFailure {
        let name = unsafe sqlite3_column_name(handle, index).map { unsafe String(cString: $0) } ?? "\(index)"
        return SQLiteFailure(.damage, "a value of \(name) cannot be read")
    }
}
