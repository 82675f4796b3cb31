/// Reads one JSON text (RFC 8259). Nesting is bounded, so that no body can exhaust the stack.
struct GitHubJSONParser {
    private static let depthLimit = 64

    private let bytes: [UInt8]
    private var position = 0

    /// - Returns: `nil` for anything but one JSON value in valid UTF-8, nested at most 64 deep.
    static func value(of bytes: [UInt8]) -> GitHubJSON? {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        var parser = GitHubJSONParser(bytes: bytes)
        guard let value = parser.value(depth: 0) else { return nil }
        parser.skipSpace()
        return parser.position == bytes.count ? value : nil
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) -> GitHubJSON? {
        guard depth < Self.depthLimit else { return nil }
        skipSpace()
        guard let next else { return nil }
        switch next {
        case 0x7B: return object(depth: depth)
        case 0x5B: return array(depth: depth)
        case 0x22: return string().map { .string($0) }
        case 0x74: return word("true", .bool(true))
        case 0x66: return word("false", .bool(false))
        case 0x6E: return word("null", .null)
        case 0x2D, 0x30...0x39: return number()
        default: return nil
        }
    }

    private mutating func word(_ text: String, _ value: GitHubJSON) -> GitHubJSON? {
        guard bytes[position...].starts(with: text.utf8) else { return nil }
        position += text.utf8.count
        return value
    }

    private mutating func object(depth: Int) -> GitHubJSON? {
        position += 1
        var members: [GitHubJSON.Member] = []
        skipSpace()
        if take(0x7D) { return .object(members) }
        while true {
            skipSpace()
            guard next == 0x22, let name = string() else { return nil }
            skipSpace()
            guard take(0x3A), let value = value(depth: depth + 1) else { return nil }
            members.append(GitHubJSON.Member(name: name, value: value))
            skipSpace()
            if take(0x7D) { return .object(members) }
            guard take(0x2C) else { return nil }
        }
    }

    private mutating func array(depth: Int) -> GitHubJSON? {
        position += 1
        var elements: [GitHubJSON] = []
        skipSpace()
        if take(0x5D) { return .array(elements) }
        while true {
            guard let element = value(depth: depth + 1) else { return nil }
            elements.append(element)
            skipSpace()
            if take(0x5D) { return .array(elements) }
            guard take(0x2C) else { return nil }
        }
    }
}

// MARK: - Numbers

extension GitHubJSONParser {
    private mutating func digits() -> Bool {
        let start = position
        while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
        return position > start
    }

    private mutating func number() -> GitHubJSON? {
        let start = position
        _ = take(0x2D)
        if !take(0x30) {
            guard digits() else { return nil }
        }
        if take(0x2E) {
            guard digits() else { return nil }
        }
        if take(0x65) || take(0x45) {
            if !take(0x2B) { _ = take(0x2D) }
            guard digits() else { return nil }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        return Int64(text).map { .integer($0) } ?? .number(text)
    }
}

// MARK: - Strings

extension GitHubJSONParser {
    private mutating func string() -> String? {
        position += 1
        var text: [UInt8] = []
        while let end = bytes[position...].firstIndex(where: { $0 == 0x22 || $0 == 0x5C || $0 < 0x20 }) {
            text += bytes[position..<end]
            position = end + 1
            switch bytes[end] {
            case 0x22: return String(decoding: text, as: UTF8.self)
            case 0x5C:
                guard let scalar = escape() else { return nil }
                text += String(Character(scalar)).utf8
            default: return nil
            }
        }
        return nil
    }

    /// What stands after a backslash.
    private mutating func escape() -> Unicode.Scalar? {
        guard let byte = next else { return nil }
        position += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: return Unicode.Scalar(byte)
        case 0x62: return "\u{08}"
        case 0x66: return "\u{0C}"
        case 0x6E: return "\n"
        case 0x72: return "\r"
        case 0x74: return "\t"
        case 0x75: return unicode()
        default: return nil
        }
    }

    /// A `\u` escape, or two that make one scalar. A lone half of a pair reads as U+FFFD.
    private mutating func unicode() -> Unicode.Scalar? {
        guard let first = fourDigits() else { return nil }
        if (0xD800..<0xDC00).contains(first), bytes[position...].starts(with: [0x5C, 0x75]) {
            let afterFirst = position
            position += 2
            guard let second = fourDigits() else { return nil }
            if (0xDC00..<0xE000).contains(second) {
                return Unicode.Scalar(0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00))
            }
            position = afterFirst
        }
        return Unicode.Scalar(first) ?? "\u{FFFD}"
    }

    private mutating func fourDigits() -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[position..<(position + 4)] {
            let lowered = (0x41...0x46).contains(byte) ? byte + 0x20 : byte
            guard let digit = HexDigits.value(of: lowered) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        position += 4
        return value
    }
}
