extension JSONParser {
    // MARK: - Strings

    /// Ends with the quote it began with; single ones are a mistake.
    mutating func string() throws(JSONError) -> String {
        let open = position
        let quote = current
        if quote == UInt8(ascii: "'") {
            try note(JSONError("a text stands in single quotes", at: open, fix: "use double quotes"))
        }
        offset += 1
        var text: [UInt8] = []
        while let byte = current {
            switch byte {
            case _ where byte == quote:
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
                skipByte(byte)
            }
        }
        throw JSONError("a text is not closed", at: open, fix: "write the closing quote")
    }

    private mutating func escape(into text: inout [UInt8], openedAt open: JSONPosition) throws(JSONError) {
        let start = position
        offset += 1
        guard let byte = current else {
            throw JSONError("a text is not closed", at: open, fix: "write the closing quote")
        }
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
            try note(JSONError("a backslash escapes nothing here", at: start, fix: "write a backslash as \\\\"))
            text.append(byte)
            if byte & 0xC0 == 0x80 { continuationBytes += 1 }
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
                throw JSONError(
                    "a \\u escape needs four hexadecimal digits", at: start, fix: "write a backslash as \\\\")
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
        if current == UInt8(ascii: "+") {
            try note(JSONError("a number begins with +", at: start, fix: "remove the +"))
            offset += 1
        }
        let from = offset
        if current == UInt8(ascii: "-") { offset += 1 }
        let leading = current
        let whole = skipDigits()
        guard whole > 0 else { throw Self.digitMissing(start) }
        if whole > 1, leading == UInt8(ascii: "0") {
            try note(JSONError("a number begins with 0", at: start, fix: "remove the leading zeros"))
        }
        if current == UInt8(ascii: ".") {
            offset += 1
            guard skipDigits() > 0 else { throw Self.digitMissing(start) }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            offset += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
            guard skipDigits() > 0 else { throw Self.digitMissing(start) }
        }
        if let byte = current, byte.isWordByte || byte == UInt8(ascii: ".") {
            throw JSONError(
                "letters follow a number", at: start, fix: "write a text in quotes, as \"24h\"; a number is decimal")
        }
        return String(decoding: bytes[from..<offset], as: UTF8.self)
    }

    private static func digitMissing(_ start: JSONPosition) -> JSONError {
        JSONError("a digit is missing in a number", at: start, fix: "write digits before and after the point")
    }

    private mutating func skipDigits() -> Int {
        let from = offset
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
        return offset - from
    }

    /// - Parameter isWholeText: whether the word stands where the whole text is expected.
    mutating func word(isWholeText: Bool) throws(JSONError) -> JSONValue.Kind {
        let start = position
        let from = offset
        while let byte = current, byte.isWordByte { offset += 1 }
        let word = String(decoding: bytes[from..<offset], as: UTF8.self)
        switch word {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        default: break
        }
        let meant: (text: String, kind: JSONValue.Kind)? =
            switch word.lowercased() {
            case "true", "yes": ("true", .bool(true))
            case "false", "no": ("false", .bool(false))
            case "null", "none", "nil", "undefined": ("null", .null)
            default: nil
            }
        guard let meant else {
            offset = from
            // What stands here may be a secret, so it is not repeated.
            if isWholeText {
                throw JSONError(
                    "the text is no JSON: it does not begin with {", at: start,
                    fix: "write { \"workspaces\": [ … ] }; dbmon init writes a first file")
            }
            if word.isEmpty { throw unexpected("a value", openedAt: nil) }
            if ["nan", "infinity", "inf"].contains(word.lowercased()) {
                throw JSONError("\(word) is no word of JSON", at: start, fix: "write a number")
            }
            throw JSONError("a value stands without quotes", at: start, fix: "write it in double quotes")
        }
        try note(JSONError("\(word) is no word of JSON", at: start, fix: "write \(meant.text)"))
        return meant.kind
    }
}
