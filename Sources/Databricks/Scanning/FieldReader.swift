internal import Model

/// Reads the fields of objects, keeping what is wanted and noting the first that is mistyped.
struct FieldReader {
    var cursor: JSONCursor
    var memory = StateMemory()
    private(set) var mistyped: String?

    init(_ cursor: JSONCursor) { self.cursor = cursor }

    /// At the start of another row: what is mistyped costs its own row alone.
    mutating func beginRow() {
        mistyped = nil
        memory.beginRow()
    }

    mutating func integer(_ name: StaticString, _ bytes: borrowing RawSpan) throws(ScanError) -> Int64? {
        // Ids and times have up to 15 digits, nearly always, and a comma behind them.
        if let digits = bytes.digits(at: cursor.offset), bytes.byte(at: cursor.offset &+ digits.count) == 0x2C {
            cursor.offset &+= digits.count
            return digits.value
        }
        switch try cursor.integer(bytes) {
        case .value(let value): return value
        case .absent: return nil
        case .mistyped:
            mistyped = mistyped ?? name.description
            return nil
        }
    }

    /// The value of `error_code` under a 200: an error's body would else be an empty answer, or an empty last page.
    ///
    /// - Throws: `ScanError.refusal` unless it is null.
    mutating func refuseError(_ bytes: borrowing RawSpan) throws(ScanError) {
        guard try cursor.peek(bytes) == 0x6E else { throw .refusal }
        try cursor.skipValue(bytes)
    }

    mutating func text(_ name: StaticString, _ bytes: borrowing RawSpan) throws(ScanError) -> String? {
        if try cursor.peek(bytes) == 0x22 {
            cursor.offset &+= 1
            let start = cursor.offset
            let mark = bytes.nextQuoteOrBackslash(from: start)
            if mark.byte == 0x22 {
                cursor.offset = mark.offset &+ 1
                return JSONCursor.plain(start..<mark.offset, bytes)
            }
            return try JSONCursor.decode(cursor.stringBehindQuote(bytes), bytes)
        }
        if case .mistyped = try cursor.text(bytes) { mistyped = mistyped ?? name.description }
        return nil
    }

    /// Zero means absent (api/databricks, "Traps"). What lies before 1970 or after the year 9999 is no instant.
    mutating func instant(_ name: StaticString, _ bytes: borrowing RawSpan) throws(ScanError) -> Timestamp? {
        let milliseconds = try integer(name, bytes) ?? 0
        if milliseconds == 0 { return nil }
        guard (0...Self.lastInstant).contains(milliseconds) else {
            mistyped = mistyped ?? name.description
            return nil
        }
        return Timestamp(milliseconds: milliseconds)
    }

    /// 9999-12-31 23:59:59.999
    private static var lastInstant: Int64 { 253_402_300_799_999 }

    /// Enters an object; for `null` or a value of another type it is skipped and the answer is false.
    mutating func object(_ name: StaticString, _ bytes: borrowing RawSpan) throws(ScanError) -> Bool {
        try container(0x7B, name, bytes)
    }

    /// As `object`.
    mutating func array(_ name: StaticString, _ bytes: borrowing RawSpan) throws(ScanError) -> Bool {
        try container(0x5B, name, bytes)
    }

    private mutating func container(
        _ open: UInt8,
        _ name: StaticString,
        _ bytes: borrowing RawSpan
    ) throws(ScanError) -> Bool {
        let byte = try cursor.peek(bytes)
        if byte == open {
            cursor.offset += 1
            return true
        }
        try cursor.skipValue(bytes)
        if byte != 0x6E { mistyped = mistyped ?? name.description }  // null
        return false
    }
}
