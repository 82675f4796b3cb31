/// Values as the pages hold them. A value of another type is skipped and reported as `mistyped`, so that it costs its row
/// and nothing else.
enum Scanned<Value> {
    case value(Value)
    /// `null`, which means the same as a missing field.
    case absent
    case mistyped
}

extension JSONCursor {
    /// An integer of 64 bits, exact; digits inside quotes are accepted as well. Fractions and exponents are mistyped.
    mutating func integer(_ bytes: borrowing RawSpan) throws(ScanError) -> Scanned<Int64> {
        switch try peek(bytes) {
        case 0x30...0x39:
            // One pass for what ids and times are: up to 18 digits cannot overflow.
            let start = offset
            var value: Int64 = 0
            while offset < bytes.byteCount {
                let digit = bytes.byte(at: offset) &- 0x30
                guard digit <= 9 else { break }
                value = value &* 10 &+ Int64(digit)
                offset &+= 1
            }
            if offset - start <= 18, offset < bytes.byteCount, !Self.isScalar(bytes.byte(at: offset)) {
                return .value(value)
            }
            offset = start
            try skipValue(bytes)
            return Self.integer(bytes, start..<offset)
        case 0x2D:
            let start = offset
            try skipValue(bytes)
            return Self.integer(bytes, start..<offset)
        case 0x22:
            return Self.integer(bytes, try string(bytes))
        default: return try absentOrMistyped(bytes)
        }
    }

    private static func integer(_ bytes: borrowing RawSpan, _ bounds: Range<Int>) -> Scanned<Int64> {
        var index = bounds.lowerBound
        let isNegative = index < bounds.upperBound && bytes.byte(at: index) == 0x2D
        if isNegative { index += 1 }
        guard index < bounds.upperBound else { return .mistyped }
        var value: Int64 = 0
        while index < bounds.upperBound {
            let digit = bytes.byte(at: index) &- 0x30
            guard digit <= 9 else { return .mistyped }
            // Downwards, because the least integer has no positive counterpart.
            let (tens, overflowed) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowedToo) = tens.subtractingReportingOverflow(Int64(digit))
            guard !overflowed, !overflowedToo else { return .mistyped }
            value = sum
            index += 1
        }
        if isNegative { return .value(value) }
        return value == .min ? .mistyped : .value(-value)
    }

    /// Every escape decoded, surrogate pairs joined, lone surrogates and invalid UTF-8 replaced by U+FFFD.
    mutating func text(_ bytes: borrowing RawSpan) throws(ScanError) -> Scanned<String> {
        guard try peek(bytes) == 0x22 else { return try absentOrMistyped(bytes) }
        return .value(try Self.decode(try string(bytes), bytes))
    }

    /// - Parameter bounds: of a string, between its quotes.
    @inline(__always)
    static func decode(_ bounds: Range<Int>, _ bytes: borrowing RawSpan) throws(ScanError) -> String {
        bytes.hasEscape(within: bounds) ? try decodeEscapes(bounds, bytes) : plain(bounds, bytes)
    }

    /// The text of a string without escapes.
    @inline(__always)
    static func plain(_ bounds: Range<Int>, _ bytes: borrowing RawSpan) -> String {
        bounds.isEmpty ? "" : KnownWord.text(bytes, bounds) ?? plainText(bytes, bounds)
    }

    @inline(never)
    private static func decodeEscapes(_ bounds: Range<Int>, _ bytes: borrowing RawSpan) throws(ScanError) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bounds.count)
        var index = bounds.lowerBound
        while index < bounds.upperBound {
            let byte = bytes.byte(at: index)
            index += 1
            if byte != 0x5C {
                decoded.append(byte)
                continue
            }
            let escaped = bytes.byte(at: index)
            index += 1
            if escaped == 0x75 {
                decoded.append(contentsOf: Array(String(try unicodeEscape(bytes, &index, bounds)).utf8))
            } else {
                guard let plain = simpleEscape(escaped) else { throw .malformed(offset: index - 1) }
                decoded.append(plain)
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func simpleEscape(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x22, 0x5C, 0x2F: byte
        case 0x62: 0x08
        case 0x66: 0x0C
        case 0x6E: 0x0A
        case 0x72: 0x0D
        case 0x74: 0x09
        default: nil
        }
    }

    private static func unicodeEscape(
        _ bytes: borrowing RawSpan,
        _ index: inout Int,
        _ bounds: Range<Int>
    ) throws(ScanError) -> Character {
        let first = try hexadecimal(bytes, &index, bounds)
        guard (0xD800...0xDFFF).contains(first) else {
            return Unicode.Scalar(first).map(Character.init) ?? "\u{FFFD}"
        }
        guard first < 0xDC00, index + 1 < bounds.upperBound,
            bytes.byte(at: index) == 0x5C, bytes.byte(at: index + 1) == 0x75
        else { return "\u{FFFD}" }
        var after = index + 2
        let second = try hexadecimal(bytes, &after, bounds)
        guard (0xDC00...0xDFFF).contains(second) else { return "\u{FFFD}" }
        index = after
        let scalar = 0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00)
        return Unicode.Scalar(scalar).map(Character.init) ?? "\u{FFFD}"
    }

    private static func hexadecimal(
        _ bytes: borrowing RawSpan,
        _ index: inout Int,
        _ bounds: Range<Int>
    ) throws(ScanError) -> UInt32 {
        guard index + 4 <= bounds.upperBound else { throw .malformed(offset: index) }
        var value: UInt32 = 0
        for _ in 0..<4 {
            let byte = bytes.byte(at: index)
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x37
            case 0x61...0x66: digit = byte - 0x57
            default: throw .malformed(offset: index)
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }

    @inline(never)
    private static func plainText(_ bytes: borrowing RawSpan, _ bounds: Range<Int>) -> String {
        let span = Span<UInt8>(_bytes: bytes.extracting(bounds))  // any bits are a UInt8
        if let valid = try? UTF8Span(validating: span) { return String(copying: valid) }
        var copy: [UInt8] = []
        copy.reserveCapacity(bounds.count)
        for index in bounds { copy.append(bytes.byte(at: index)) }
        return String(decoding: copy, as: UTF8.self)
    }

    private mutating func absentOrMistyped<Value>(_ bytes: borrowing RawSpan) throws(ScanError) -> Scanned<Value> {
        let isNull = try peek(bytes) == 0x6E
        try skipValue(bytes)
        return isNull ? .absent : .mistyped
    }
}
