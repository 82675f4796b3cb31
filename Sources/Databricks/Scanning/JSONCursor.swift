/// A place in a JSON text, and the moves from there: one pass over the bytes, nothing decoded that nobody asked for.
///
/// The bytes are given to each move, because a stored `RawSpan` would need a lifetime of its own. Every load is
/// bounds-checked. Skipped values are checked for structure (brackets, strings, literals), not for the digits of numbers
/// or the escapes of strings.
struct JSONCursor {
    /// Real answers nest 8 deep.
    static let depthLimit = 64

    var offset = 0

    /// The next byte that is not white space, without taking it.
    mutating func peek(_ bytes: borrowing RawSpan) throws(ScanError) -> UInt8 {
        while offset < bytes.byteCount {
            let byte = bytes.byte(at: offset)
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            offset += 1
        }
        throw .truncated
    }

    mutating func take(_ expected: UInt8, _ bytes: borrowing RawSpan) throws(ScanError) {
        guard try peek(bytes) == expected else { throw .malformed(offset: offset) }
        offset += 1
    }

    /// Only white space may follow.
    mutating func end(_ bytes: borrowing RawSpan) throws(ScanError) {
        while offset < bytes.byteCount {
            let byte = bytes.byte(at: offset)
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
                throw .malformed(offset: offset)
            }
            offset += 1
        }
    }

    // MARK: - Containers

    /// After `take("{")`: the bounds of the next key, its value being next; `nil` once the object is closed.
    mutating func nextKey(_ bytes: borrowing RawSpan, isFirst: inout Bool) throws(ScanError) -> Range<Int>? {
        var byte = try peek(bytes)
        if byte == 0x7D {  // }
            offset += 1
            return nil
        }
        if !isFirst {
            guard byte == 0x2C else { throw .malformed(offset: offset) }
            offset += 1
            byte = try peek(bytes)
        }
        isFirst = false
        guard byte == 0x22 else { throw .malformed(offset: offset) }
        let key = try string(bytes).bounds
        try take(0x3A, bytes)
        return key
    }

    /// After `take("[")`: whether an element is next; false once the array is closed.
    mutating func nextElement(_ bytes: borrowing RawSpan, isFirst: inout Bool) throws(ScanError) -> Bool {
        let byte = try peek(bytes)
        if byte == 0x5D {  // ]
            offset += 1
            return false
        }
        if !isFirst {
            guard byte == 0x2C else { throw .malformed(offset: offset) }
            offset += 1
        }
        isFirst = false
        return true
    }

    // MARK: - Strings

    struct StringToken {
        /// Between the quotes.
        let bounds: Range<Int>
        let hasEscape: Bool
    }

    /// The string that begins at the next byte.
    mutating func string(_ bytes: borrowing RawSpan) throws(ScanError) -> StringToken {
        try take(0x22, bytes)
        let start = offset
        var hasEscape = false
        while true {
            offset = bytes.nextQuoteOrBackslash(from: offset)
            guard offset < bytes.byteCount else { throw .truncated }
            if bytes.byte(at: offset) == 0x22 {
                offset += 1
                return StringToken(bounds: start..<(offset - 1), hasEscape: hasEscape)
            }
            hasEscape = true
            offset += 2  // the backslash and what it escapes, which may be a quote
        }
    }

    // MARK: - Skipping

    mutating func skipValue(_ bytes: borrowing RawSpan) throws(ScanError) {
        switch try peek(bytes) {
        case 0x22: _ = try string(bytes)
        case 0x7B, 0x5B: try skipContainer(bytes)
        default: try skipScalar(bytes)
        }
    }

    /// Brackets are matched by kind, one bit a level; what stands between strings and brackets is passed over.
    private mutating func skipContainer(_ bytes: borrowing RawSpan) throws(ScanError) {
        var kinds: UInt64 = 0
        var depth = 0
        while offset < bytes.byteCount {
            switch bytes.byte(at: offset) {
            case 0x22: _ = try string(bytes)
            case 0x7B, 0x5B:
                guard depth < Self.depthLimit else { throw .tooDeep(offset: offset) }
                kinds = kinds << 1 | (bytes.byte(at: offset) == 0x7B ? 1 : 0)
                depth += 1
                offset += 1
            case 0x7D, 0x5D:
                guard kinds & 1 == (bytes.byte(at: offset) == 0x7D ? 1 : 0) else { throw .malformed(offset: offset) }
                kinds >>= 1
                depth -= 1
                offset += 1
                if depth == 0 { return }
            default: offset += 1
            }
        }
        throw .truncated
    }

    private mutating func skipScalar(_ bytes: borrowing RawSpan) throws(ScanError) {
        let start = offset
        while offset < bytes.byteCount, Self.isScalar(bytes.byte(at: offset)) { offset += 1 }
        guard offset > start else { throw .malformed(offset: offset) }
        switch bytes.byte(at: start) {
        case 0x2D, 0x30...0x39: return
        case 0x74: try check("true", bytes, start)
        case 0x66: try check("false", bytes, start)
        case 0x6E: try check("null", bytes, start)
        default: throw .malformed(offset: start)
        }
    }

    private func check(_ literal: String, _ bytes: borrowing RawSpan, _ start: Int) throws(ScanError) {
        var index = start
        for byte in literal.utf8 {
            guard index < offset, bytes.byte(at: index) == byte else { throw .malformed(offset: start) }
            index += 1
        }
        guard index == offset else { throw .malformed(offset: start) }
    }

    private static func isScalar(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x2B, 0x2D, 0x2E, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}

// MARK: - Bytes

extension RawSpan {
    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)  // bounds-checked; any bits are a UInt8
    }

    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))  // likewise
    }

    /// Eight bytes at a time: a byte that equals the wanted one becomes zero under XOR, and the lowest zero byte of a
    /// word shows in the lowest set bit below.
    @inline(__always)
    func nextQuoteOrBackslash(from start: Int) -> Int {
        var offset = start
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        while offset &+ 8 <= byteCount {
            let word = word(at: offset)
            let quote = word ^ 0x2222_2222_2222_2222
            let backslash = word ^ 0x5C5C_5C5C_5C5C_5C5C
            let found = ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash) & tops
            if found != 0 { return offset &+ found.trailingZeroBitCount / 8 }
            offset &+= 8
        }
        while offset < byteCount {
            let byte = byte(at: offset)
            if byte == 0x22 || byte == 0x5C { return offset }
            offset &+= 1
        }
        return offset
    }
}
