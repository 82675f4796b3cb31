/// A strict reader of JSON (RFC 8259) that keeps positions. UTF-8 only; a byte-order mark is skipped.
///
/// What people write by habit (a comment, a comma too many or too few, other quotes, a bare key) is a mistake and does
/// not end the reading: so all mistakes of a file show at once. Memory is bounded by the input's size and
/// `mistakeLimit`, recursion by `depthLimit`.
struct JSONParser {
    /// A configuration needs 5; every level is a stack frame.
    static let depthLimit = 64
    /// Reading ends with the next one: such a text is no JSON at all.
    static let mistakeLimit = 50

    /// A key that stands twice in one object. The text is JSON all the same.
    struct DuplicateKey: Equatable {
        let key: String
        let position: JSONPosition
        let first: JSONPosition
    }

    let bytes: [UInt8]
    var offset = 0
    private var line = 1
    private var lineStart = 0
    /// Bytes since `lineStart` that continue a scalar, and so have no column of their own.
    var continuationBytes = 0
    private(set) var duplicates: [DuplicateKey] = []
    /// What reading went on after.
    private(set) var mistakes: [JSONError] = []

    init(_ bytes: [UInt8]) throws(JSONError) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            offset = 3
            lineStart = 3
        }
        try JSONEncodingCheck.requireUTF8(bytes)
    }

    mutating func parse() throws(JSONError) -> JSONValue {
        try skipSpace()
        guard offset < bytes.count else {
            throw JSONError(
                "the file is empty", at: position, fix: "write a first one by: dbmon init --workspaces NEW_FILE")
        }
        let value = try value(depth: 1)
        try skipSpace()
        guard offset == bytes.count else {
            try note(JSONError("something follows the end of the JSON text", at: position, fix: "remove it"))
            return value
        }
        return value
    }

    var position: JSONPosition {
        JSONPosition(line: line, column: offset - lineStart - continuationBytes + 1)
    }

    var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    mutating func note(_ mistake: JSONError) throws(JSONError) {
        guard mistakes.count < Self.mistakeLimit else { throw mistake }
        mistakes.append(mistake)
    }

    // MARK: - Structure

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        let start = position
        guard depth <= Self.depthLimit else {
            throw JSONError("lists and objects are nested deeper than \(Self.depthLimit) levels", at: start)
        }
        switch current {
        case UInt8(ascii: "{"): return JSONValue(kind: .object(try members(depth: depth)), position: start)
        case UInt8(ascii: "["): return JSONValue(kind: .array(try elements(depth: depth)), position: start)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return JSONValue(kind: .string(try string()), position: start)
        case let byte? where byte.isDigit || "-+.".utf8.contains(byte):
            return JSONValue(kind: .number(try number()), position: start)
        default: return JSONValue(kind: try word(isWholeText: depth == 1), position: start)
        }
    }

    private mutating func members(depth: Int) throws(JSONError) -> [JSONValue.Member] {
        let open = position
        offset += 1
        var members: [JSONValue.Member] = []
        var seen: [[UInt8]: JSONPosition] = [:]  // by bytes: String calls canonically equivalent keys equal
        try skipSpace()
        while current != UInt8(ascii: "}") {
            let start = position
            let key = try key(openedAt: open)
            if let first = seen[Array(key.utf8)] {
                duplicates.append(DuplicateKey(key: key, position: start, first: first))
            } else {
                seen[Array(key.utf8)] = start
            }
            try skipSpace()
            try colon(openedAt: open)
            try skipSpace()
            members.append(JSONValue.Member(key: key, keyPosition: start, value: try value(depth: depth + 1)))
            try separator(before: UInt8(ascii: "}"), openedAt: open)
        }
        offset += 1
        return members
    }

    private mutating func key(openedAt open: JSONPosition) throws(JSONError) -> String {
        let start = position
        switch current {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return try string()
        case let byte? where byte.isWordByte && !byte.isDigit:
            let from = offset
            while let byte = current, byte.isWordByte || byte == UInt8(ascii: "-") { offset += 1 }
            try note(JSONError("a key stands without quotes", at: start, fix: "write it in double quotes"))
            return String(decoding: bytes[from..<offset], as: UTF8.self)
        default: throw unexpected("a key in double quotes", openedAt: open)
        }
    }

    private mutating func colon(openedAt open: JSONPosition) throws(JSONError) {
        guard current != UInt8(ascii: ":") else {
            offset += 1
            return
        }
        guard let byte = current, "=\"'{[".utf8.contains(byte) else {
            throw unexpected("a colon after the key", openedAt: open)
        }
        try note(
            JSONError("a colon is missing after the key", at: position, fix: "write a colon between key and value"))
        if byte == UInt8(ascii: "=") { offset += 1 }
    }

    private mutating func elements(depth: Int) throws(JSONError) -> [JSONValue] {
        let open = position
        offset += 1
        var elements: [JSONValue] = []
        try skipSpace()
        while current != UInt8(ascii: "]") {
            if current == nil || current == UInt8(ascii: "}") { throw unexpected("a value or ]", openedAt: open) }
            elements.append(try value(depth: depth + 1))
            try separator(before: UInt8(ascii: "]"), openedAt: open)
        }
        offset += 1
        return elements
    }

    /// Stands then at the closing bracket or at what follows a comma.
    private mutating func separator(before close: UInt8, openedAt open: JSONPosition) throws(JSONError) {
        let end = position
        try skipSpace()
        if current == close { return }
        guard current == UInt8(ascii: ",") else {
            guard let byte = current, byte.isWordByte || "\"'{[".utf8.contains(byte) else {
                throw unexpected(close == UInt8(ascii: "}") ? "a comma or }" : "a comma or ]", openedAt: open)
            }
            return try note(
                JSONError(
                    "a comma is missing before this", at: position,
                    fix: "write a comma in line \(end.line), column \(end.column)"))
        }
        let comma = position
        offset += 1
        try skipSpace()
        if current == close {
            try note(JSONError("a comma stands before the closing bracket", at: comma, fix: "remove the comma"))
        }
    }

    // MARK: - Blanks

    private mutating func skipSpace() throws(JSONError) {
        while let byte = current {
            switch byte {
            case 0x20, 0x09, 0x0D: offset += 1
            case 0x0A: endLine()
            case UInt8(ascii: "#"): try skipComment(until: "\n")
            case UInt8(ascii: "/") where bytes[offset...].starts(with: "//".utf8): try skipComment(until: "\n")
            case UInt8(ascii: "/") where bytes[offset...].starts(with: "/*".utf8): try skipComment(until: "*/")
            default: return
            }
        }
    }

    private mutating func endLine() {
        offset += 1
        line += 1
        lineStart = offset
        continuationBytes = 0
    }

    /// One mistake for a block of comments: whoever writes them writes many.
    private mutating func skipComment(until end: String) throws(JSONError) {
        if mistakes.last?.message != JSONError.comment {
            try note(JSONError(JSONError.comment, at: position, fix: "remove the comment"))
        }
        while let byte = current {
            if bytes[offset...].starts(with: end.utf8) {
                if end != "\n" { offset += end.utf8.count }
                return
            }
            if byte == 0x0A { endLine() } else { skipByte(byte) }
        }
    }

    mutating func skipByte(_ byte: UInt8) {
        offset += 1
        if byte & 0xC0 == 0x80 { continuationBytes += 1 }
    }

    // MARK: - Errors

    func unexpected(_ expected: String, openedAt open: JSONPosition?) -> JSONError {
        switch current {
        case nil:
            if let open {
                return JSONError(
                    "the file ends where \(expected) is expected; the bracket of line \(open.line), "
                        + "column \(open.column) is not closed", at: position)
            }
            return JSONError("the file ends where \(expected) is expected", at: position)
        case 0: return JSONError("\(expected) is expected here, not a NUL", at: position, fix: "save the file as text")
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            let close = current == UInt8(ascii: "}") ? "}" : "]"
            guard let open else { return JSONError("\(expected) is expected here, not \(close)", at: position) }
            return JSONError(
                "\(expected) is expected here, not \(close); the bracket of line \(open.line), column \(open.column) "
                    + "is the one to close", at: position)
        case UInt8(ascii: ","):
            return JSONError("\(expected) is expected here, not a comma", at: position, fix: "remove the comma")
        case 0xE2 where isCurlyQuote:
            return JSONError(
                "\(expected) is expected here, not a typographic quote", at: position,
                fix: "use straight double quotes")
        default: return JSONError("\(expected) is expected here", at: position)
        }
    }

    /// U+2018 to U+201F, as word processors and chats write them.
    private var isCurlyQuote: Bool {
        let scalar = bytes[offset...].prefix(3)
        return scalar.starts(with: [0xE2, 0x80]) && (0x98...0x9F).contains(scalar.last ?? 0)
    }
}
