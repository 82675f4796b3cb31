/// A place in a JSON text, and the moves from there: one pass over the bytes, nothing decoded that nobody asked for.
///
/// The bytes are given to each move, because a stored `RawSpan` would need a lifetime of its own. Every load is
/// bounds-checked, by itself or by the condition before it. Skipped containers are checked for brackets and strings
/// alone, skipped literals for their letters too, numbers and escapes not at all.
struct JSONCursor {
    /// Real answers nest 8 deep.
    static let depthLimit = 64

    var offset = 0

    /// The next byte that is not white space, without taking it.
    @inline(__always)
    mutating func peek(_ bytes: borrowing RawSpan) throws(ScanError) -> UInt8 {
        // Services send no white space: one comparison, nearly always.
        let byte = bytes.byteOrZero(at: offset)
        return byte > 0x20 ? byte : try peekBehindSpace(bytes)
    }

    @inline(never)
    private mutating func peekBehindSpace(_ bytes: borrowing RawSpan) throws(ScanError) -> UInt8 {
        while offset < bytes.byteCount {
            let byte = bytes.byte(at: offset)
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            offset += 1
        }
        throw .truncated
    }

    @inline(__always)
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
    @inline(__always)
    mutating func nextKey(_ bytes: borrowing RawSpan, isFirst: inout Bool) throws(ScanError) -> Range<Int>? {
        // `,"` without white space: one comparison, nearly always.
        let pair = bytes.pairOrZero(at: offset)
        if pair == 0x222C, !isFirst {
            offset &+= 2
        } else if pair & 0xFF == 0x7D, !isFirst {
            offset &+= 1
            return nil
        } else {
            guard try openNextKey(bytes, isFirst: isFirst) else { return nil }
            isFirst = false
        }
        let key = try stringBehindQuote(bytes)
        if bytes.byteOrZero(at: offset) == 0x3A {
            offset &+= 1
        } else {
            try take(0x3A, bytes)
        }
        return key
    }

    /// - Returns: whether a key is next, its opening quote taken; false once the object is closed.
    @inline(never)
    private mutating func openNextKey(_ bytes: borrowing RawSpan, isFirst: Bool) throws(ScanError) -> Bool {
        var byte = try peek(bytes)
        if byte == 0x7D {  // }
            offset += 1
            return false
        }
        if !isFirst {
            guard byte == 0x2C else { throw .malformed(offset: offset) }
            offset += 1
            byte = try peek(bytes)
        }
        guard byte == 0x22 else { throw .malformed(offset: offset) }
        offset += 1
        return true
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

    /// The string that begins at the next byte: what stands between its quotes, escapes included.
    mutating func string(_ bytes: borrowing RawSpan) throws(ScanError) -> Range<Int> {
        try take(0x22, bytes)
        return try stringBehindQuote(bytes)
    }

    /// A quote without a backslash before it ends a string, whatever stood before: most strings are done with that.
    @inline(__always)
    mutating func stringBehindQuote(_ bytes: borrowing RawSpan) throws(ScanError) -> Range<Int> {
        let start = offset
        let end = bytes.nextQuote(from: start)
        if end < bytes.byteCount, end == start || bytes.byte(at: end &- 1) != 0x5C {
            offset = end &+ 1
            return start..<end
        }
        return try escapedString(bytes, from: start)
    }

    /// A string with an escaped quote, or one that never ends.
    @inline(never)
    private mutating func escapedString(_ bytes: borrowing RawSpan, from start: Int) throws(ScanError) -> Range<Int> {
        offset = start
        while offset < bytes.byteCount {
            let mark = bytes.nextQuoteOrBackslash(from: offset)
            if mark.byte == 0x22 {
                offset = mark.offset + 1
                return start..<mark.offset
            }
            offset = mark.offset + 2  // the backslash and what it escapes, which may be a quote
        }
        throw .truncated
    }

    // MARK: - Skipping

    @inline(__always)
    mutating func skipValue(_ bytes: borrowing RawSpan) throws(ScanError) {
        switch try peek(bytes) {
        case 0x22:
            offset += 1
            _ = try stringBehindQuote(bytes)
        case 0x7B, 0x5B: try skipContainer(bytes)
        default:
            // `0,` is what most numbers are that nobody asked for.
            if bytes.pairOrZero(at: offset) == 0x2C30 {
                offset &+= 1
            } else {
                try skipScalar(bytes)
            }
        }
    }

    /// Brackets are matched by kind, one bit a level; what stands between strings and brackets is passed over.
    private mutating func skipContainer(_ bytes: borrowing RawSpan) throws(ScanError) {
        var kinds: UInt64 = 0
        var depth = 0
        while true {
            let mark = bytes.nextQuoteOrBracket(from: offset)
            let byte = mark.byte
            offset = mark.offset &+ 1
            switch byte {
            case 0x22:
                try skipStrings(bytes)
            case 0: throw .truncated
            case 0x7B, 0x5B:
                guard depth < Self.depthLimit else { throw .tooDeep(offset: offset - 1) }
                kinds = kinds << 1 | (byte == 0x7B ? 1 : 0)
                depth += 1
            default:
                guard kinds & 1 == (byte == 0x7D ? 1 : 0) else { throw .malformed(offset: offset - 1) }
                kinds >>= 1
                depth -= 1
                if depth == 0 { return }
            }
        }
    }

    /// Behind an opening quote. After a string another one comes most often, so it is not looked for. The place is kept
    /// apart from `offset`: in a register.
    @inline(__always)
    private mutating func skipStrings(_ bytes: borrowing RawSpan) throws(ScanError) {
        var place = offset
        while true {
            let end = bytes.nextQuote(from: place)
            if end < bytes.byteCount, end == place || bytes.byte(at: end &- 1) != 0x5C {
                place = end &+ 1
            } else {
                _ = try escapedString(bytes, from: place)
                place = offset
            }
            guard bytes.isSeparatorAndQuote(at: place) else { break }
            place &+= 2
        }
        offset = place
    }

    private mutating func skipScalar(_ bytes: borrowing RawSpan) throws(ScanError) {
        let start = offset
        offset &+= bytes.digitCount(at: offset)
        while Self.isScalar(bytes.byteOrZero(at: offset)) { offset &+= 1 }
        guard offset > start else { throw .malformed(offset: offset) }
        switch bytes.byte(at: start) {
        case 0x2D, 0x30...0x39: return
        case 0x74 where bytes.holds("true", at: start..<offset): return
        case 0x66 where bytes.holds("false", at: start..<offset): return
        case 0x6E where bytes.holds("null", at: start..<offset): return
        default: throw .malformed(offset: start)
        }
    }

    /// Digits, letters, `+`, `-` and `.`, by one bit each.
    @inline(__always)
    static func isScalar(_ byte: UInt8) -> Bool {
        let low: UInt64 = 0x03FF_6800_0000_0000  // + - . 0-9
        let high: UInt64 = 0x07FF_FFFE_07FF_FFFE  // A-Z a-z
        if byte & 0x80 != 0 { return false }
        return (byte & 0x40 == 0 ? low : high) >> UInt64(byte & 0x3F) & 1 == 1
    }
}

// MARK: - Bytes

extension RawSpan {
    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)  // bounds-checked; any bits are a UInt8
    }

    /// 0, which no JSON text holds, behind the end of the bytes.
    @inline(__always)
    func byteOrZero(at offset: Int) -> UInt8 {
        guard UInt(bitPattern: offset) < UInt(bitPattern: byteCount) else { return 0 }
        return unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)  // within bounds by the line above
    }

    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))  // likewise
    }

    /// A byte that was looked for, and where it stands; 0 at the end of the bytes.
    struct Mark {
        let offset: Int
        let byte: UInt8
    }

    /// Two bytes, the first of them in the lower half; as if a 0 stood behind the last byte.
    @inline(__always)
    func pairOrZero(at offset: Int) -> UInt16 {
        guard UInt(bitPattern: offset) < UInt(bitPattern: max(byteCount &- 1, 0)) else {
            return UInt16(byteOrZero(at: offset))
        }
        return unsafe UInt16(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt16.self))
    }

    /// `:"` or `,"`
    @inline(__always)
    func isSeparatorAndQuote(at offset: Int) -> Bool {
        let pair = pairOrZero(at: offset)
        return pair == 0x223A || pair == 0x222C
    }

    /// As `nextQuoteOrBackslash`, for the quote alone.
    ///
    /// - Returns: `byteCount` where there is none.
    @inline(__always)
    func nextQuote(from start: Int) -> Int {
        precondition(start >= 0)
        var offset = start
        let last = byteCount &- 8
        while offset <= last {
            // Most words hold neither a quote nor a byte above 0x7F: they are done with the shorter test.
            let folded = word(within: offset) ^ 0x2222_2222_2222_2222
            let candidates = (folded &- 0x0101_0101_0101_0101) & 0x8080_8080_8080_8080
            if candidates != 0 {
                let found = candidates & ~folded
                if found != 0 { return offset &+ found.trailingZeroBitCount &>> 3 }
            }
            offset &+= 8
        }
        while offset < byteCount, byte(at: offset) != 0x22 { offset &+= 1 }
        return min(offset, byteCount)
    }

    /// Whether a backslash stands within the bounds of a string.
    @inline(__always)
    func hasEscape(within bounds: Range<Int>) -> Bool {
        nextQuoteOrBackslash(from: bounds.lowerBound).offset < bounds.upperBound
    }

    /// Eight bytes at a time: a byte that equals the wanted one becomes zero under XOR, and the lowest zero byte of a
    /// word shows in the lowest set bit below.
    @inline(__always)
    func nextQuoteOrBackslash(from start: Int) -> Mark {
        precondition(start >= 0)
        var offset = start
        let last = byteCount &- 8
        while offset <= last {
            let word = word(within: offset)
            let found = Self.zeros(word ^ 0x2222_2222_2222_2222) | Self.zeros(word ^ 0x5C5C_5C5C_5C5C_5C5C)
            if found != 0 { return Self.mark(found, in: word, at: offset) }
            offset &+= 8
        }
        while offset < byteCount {
            let byte = byte(at: offset)
            if byte == 0x22 || byte == 0x5C { return Mark(offset: offset, byte: byte) }
            offset &+= 1
        }
        return Mark(offset: byteCount, byte: 0)
    }

    /// As `nextQuoteOrBackslash`. Opening and closing brackets of a kind differ in one bit from those of the other.
    @inline(__always)
    func nextQuoteOrBracket(from start: Int) -> Mark {
        precondition(start >= 0)
        var offset = start
        let last = byteCount &- 8
        while offset <= last {
            let word = word(within: offset)
            let folded = word | 0x2020_2020_2020_2020
            let found =
                Self.zeros(word ^ 0x2222_2222_2222_2222) | Self.zeros(folded ^ 0x7B7B_7B7B_7B7B_7B7B)
                | Self.zeros(folded ^ 0x7D7D_7D7D_7D7D_7D7D)
            if found != 0 { return Self.mark(found, in: word, at: offset) }
            offset &+= 8
        }
        while offset < byteCount {
            let byte = byte(at: offset)
            if byte == 0x22 || byte | 0x20 == 0x7B || byte | 0x20 == 0x7D { return Mark(offset: offset, byte: byte) }
            offset &+= 1
        }
        return Mark(offset: byteCount, byte: 0)
    }

    /// The byte is in the word already: no second load.
    @inline(__always)
    private static func mark(_ found: UInt64, in word: UInt64, at offset: Int) -> Mark {
        let bit = found.trailingZeroBitCount & 56
        return Mark(offset: offset &+ bit &>> 3, byte: UInt8(truncatingIfNeeded: word &>> UInt64(bit)))
    }

    /// A set top bit for each zero byte; above the lowest one there may be others.
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }

    /// How many digits stand at `offset`, as far as two words tell: 16 at the most, 0 near the end of the bytes.
    @inline(__always)
    func digitCount(at offset: Int) -> Int {
        guard offset &+ 16 <= byteCount else { return 0 }
        let first = Self.digitCount(word(at: offset) ^ Self.zeroDigits)
        return first < 8 ? first : 8 &+ Self.digitCount(word(at: offset &+ 8) ^ Self.zeroDigits)
    }

    /// The number that the digits at `offset` make, and how many they are: 15 at the most.
    ///
    /// - Returns: `nil` for none, more, and near the end of the bytes.
    @inline(__always)
    func digits(at offset: Int) -> (value: Int64, count: Int)? {
        guard offset &+ 16 <= byteCount else { return nil }
        let word = word(at: offset) ^ Self.zeroDigits
        let count = Self.digitCount(word)
        if count == 0 { return nil }
        if count < 8 { return (Self.number(word, digits: count), count) }
        let next = self.word(at: offset &+ 8) ^ Self.zeroDigits
        let more = Self.digitCount(next)
        if more == 0 { return (Self.number(word, digits: 8), 8) }
        guard more < 8 else { return nil }
        return (Self.number(word, digits: 8) &* Self.power(more) &+ Self.number(next, digits: more), 8 &+ more)
    }

    private static var zeroDigits: UInt64 { 0x3030_3030_3030_3030 }

    /// Leading bytes of a word that are 0 to 9.
    @inline(__always)
    private static func digitCount(_ word: UInt64) -> Int {
        let others = ((word &+ 0x7676_7676_7676_7676) | word) & 0x8080_8080_8080_8080
        return others.trailingZeroBitCount &>> 3
    }

    /// The first digits of a word, moved up so that zeros lead them: pairs, then pairs of pairs, then both halves.
    @inline(__always)
    private static func number(_ word: UInt64, digits: Int) -> Int64 {
        let aligned = word &<< UInt64(64 &- 8 &* digits)
        let pairs = (aligned &* 10 &+ aligned &>> 8) & 0x00FF_00FF_00FF_00FF
        let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
        return Int64((fours &* 10_000 &+ fours &>> 32) & 0xFFFF_FFFF)
    }

    @inline(__always)
    private static func power(_ exponent: Int) -> Int64 {
        switch exponent {
        case 1: 10
        case 2: 100
        case 3: 1_000
        case 4: 10_000
        case 5: 100_000
        case 6: 1_000_000
        default: 10_000_000
        }
    }
}
