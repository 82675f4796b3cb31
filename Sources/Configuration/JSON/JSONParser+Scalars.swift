extension JSONParser {
    // MARK: - Strings

    mutating func string() throws(JSONError) -> String {
        let open = position
        offset += 1
        var text: [UInt8] = []
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &text, openedAt: open)
            case 0x0A, 0x0D:
                throw JSONError(
                    "a text ends with its line, without a closing quote", at: open, fix: "close it, or write \\n")
            case 0..<0x20:
                throw JSONError("a control character stands in a text", at: position, fix: "write it as \\u00XX")
            default:
                text.append(byte)
                offset += 1
                if byte & 0xC0 == 0x80 { continuationBytes += 1 }
            }
        }
        throw JSONError("a text is not closed", at: open)
    }

    private mutating func escape(into text: inout [UInt8], openedAt open: JSONPosition) throws(JSONError) {
        let start = position
        offset += 1
        guard let byte = current else { throw JSONError("a text is not closed", at: open) }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += Array(String(Character(try escapedScalar(from: start))).utf8)
        default:
            throw JSONError("a backslash escapes nothing here", at: start, fix: "write a backslash as \\\\")
        }
    }

    private mutating func escapedScalar(from start: JSONPosition) throws(JSONError) -> Unicode.Scalar {
        let first = try codeUnit(from: start)
        if let scalar = Unicode.Scalar(UInt32(first)) { return scalar }
        let lone = JSONError("a \\u escape is half of a surrogate pair", at: start, fix: "write both halves")
        guard first < 0xDC00, current == UInt8(ascii: "\\"), offset + 1 < bytes.count,
            bytes[offset + 1] == UInt8(ascii: "u")
        else { throw lone }
        offset += 2
        let second = try codeUnit(from: start)
        guard (0xDC00...0xDFFF).contains(second) else { throw lone }
        let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        guard let scalar = Unicode.Scalar(value) else { throw lone }
        return scalar
    }

    private mutating func codeUnit(from start: JSONPosition) throws(JSONError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Self.hexDigit(byte) else {
                throw JSONError("a \\u escape needs four hexadecimal digits", at: start)
            }
            value = value << 4 | digit
            offset += 1
        }
        return value
    }

    private static func hexDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    // MARK: - Numbers and words

    mutating func number() throws(JSONError) -> String {
        let start = position
        let from = offset
        if current == UInt8(ascii: "-") { offset += 1 }
        let leading = current
        let whole = skipDigits()
        guard whole > 0 else { throw JSONError("a digit is missing in a number", at: start) }
        guard whole == 1 || leading != UInt8(ascii: "0") else {
            throw JSONError("a number begins with 0", at: start, fix: "remove the leading zeros")
        }
        if current == UInt8(ascii: ".") {
            offset += 1
            guard skipDigits() > 0 else { throw JSONError("a digit is missing in a number", at: start) }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            offset += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
            guard skipDigits() > 0 else { throw JSONError("a digit is missing in a number", at: start) }
        }
        return String(decoding: bytes[from..<offset], as: UTF8.self)
    }

    private mutating func skipDigits() -> Int {
        let from = offset
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
        return offset - from
    }

    mutating func word() throws(JSONError) -> JSONValue.Kind {
        for (word, kind) in [("true", JSONValue.Kind.bool(true)), ("false", .bool(false)), ("null", .null)]
        where bytes[offset...].starts(with: word.utf8) {
            offset += word.utf8.count
            return kind
        }
        throw unexpected("a value", openedAt: nil)
    }
}
