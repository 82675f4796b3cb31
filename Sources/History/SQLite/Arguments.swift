internal import GRDBSQLite

/// The values of one run of a statement, put from the left to the right.
@safe struct Arguments {
    private let handle: OpaquePointer
    private var index: Int32 = 0
    /// The first error.
    private(set) var code = SQLITE_OK

    init(_ handle: OpaquePointer) { unsafe self.handle = handle }

    mutating func put(_ integer: Int64?) {
        index += 1
        guard let integer else { return }  // no value is NULL
        note(unsafe sqlite3_bind_int64(handle, index, integer))
    }

    mutating func put(_ integer: Int) { put(Int64(integer)) }

    mutating func put(_ claim: Bool) { put(claim ? 1 : 0) }

    mutating func put(_ text: String?) {
        index += 1
        guard let text else { return }
        let count = UInt64(text.utf8.count)
        // SQLite is told the length: a NUL is a character like any other.
        let result = unsafe text.withCString { start in
            unsafe sqlite3_bind_text64(handle, index, start, count, Self.copies, UInt8(SQLITE_UTF8))
        }
        note(result)
    }

    private mutating func note(_ result: Int32) {
        if code == SQLITE_OK { code = result }
    }

    /// Tells SQLite to copy what it is given.
    private static var copies: sqlite3_destructor_type? {
        unsafe unsafeBitCast(-1, to: sqlite3_destructor_type?.self)
    }
}
