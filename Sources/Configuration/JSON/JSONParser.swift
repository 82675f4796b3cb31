/// A strict reader of JSON (RFC 8259) that keeps positions. UTF-8 only; a byte-order mark is skipped.
///
/// Memory is bounded by the input's size, recursion by `depthLimit`.
struct JSONParser {
    /// A configuration needs 5; every level is a stack frame.
    static let depthLimit = 64

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

    init(_ bytes: [UInt8]) throws(JSONError) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            offset = 3
            lineStart = 3
        }
        try Self.requireUTF8(bytes)
    }

    mutating func parse() throws(JSONError) -> JSONValue {
        skipSpace()
        guard offset < bytes.count else { throw JSONError("the file is empty", at: position) }
        let value = try value(depth: 1)
        skipSpace()
        guard offset == bytes.count else {
            throw JSONError("something follows the end of the JSON text", at: position, fix: "remove it")
        }
        return value
    }

    var position: JSONPosition {
        JSONPosition(line: line, column: offset - lineStart - continuationBytes + 1)
    }

    var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    // MARK: - Structure

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        let start = position
        guard depth <= Self.depthLimit else {
            throw JSONError("lists and objects are nested deeper than \(Self.depthLimit) levels", at: start)
        }
        switch current {
        case UInt8(ascii: "{"): return JSONValue(kind: .object(try members(depth: depth)), position: start)
        case UInt8(ascii: "["): return JSONValue(kind: .array(try elements(depth: depth)), position: start)
        case UInt8(ascii: "\""): return JSONValue(kind: .string(try string()), position: start)
        case let byte? where byte == UInt8(ascii: "-") || byte.isDigit:
            return JSONValue(kind: .number(try number()), position: start)
        default: return JSONValue(kind: try word(), position: start)
        }
    }

    private mutating func members(depth: Int) throws(JSONError) -> [JSONValue.Member] {
        let open = position
        offset += 1
        var members: [JSONValue.Member] = []
        var seen: [[UInt8]: JSONPosition] = [:]  // by bytes: String calls canonically equivalent keys equal
        skipSpace()
        while current != UInt8(ascii: "}") {
            let start = position
            guard current == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes", openedAt: open) }
            let key = try string()
            if let first = seen[Array(key.utf8)] {
                duplicates.append(DuplicateKey(key: key, position: start, first: first))
            } else {
                seen[Array(key.utf8)] = start
            }
            skipSpace()
            guard current == UInt8(ascii: ":") else { throw unexpected("a colon after the key", openedAt: open) }
            offset += 1
            skipSpace()
            members.append(JSONValue.Member(key: key, keyPosition: start, value: try value(depth: depth + 1)))
            try separator(before: UInt8(ascii: "}"), expected: "a comma or }", openedAt: open)
        }
        offset += 1
        return members
    }

    private mutating func elements(depth: Int) throws(JSONError) -> [JSONValue] {
        let open = position
        offset += 1
        var elements: [JSONValue] = []
        skipSpace()
        while current != UInt8(ascii: "]") {
            if current == nil { throw unexpected("a value or ]", openedAt: open) }
            elements.append(try value(depth: depth + 1))
            try separator(before: UInt8(ascii: "]"), expected: "a comma or ]", openedAt: open)
        }
        offset += 1
        return elements
    }

    /// Stands then at the closing bracket or at what follows a comma.
    private mutating func separator(before close: UInt8, expected: String, openedAt open: JSONPosition)
        throws(JSONError)
    {
        skipSpace()
        if current == close { return }
        guard current == UInt8(ascii: ",") else { throw unexpected(expected, openedAt: open) }
        let comma = position
        offset += 1
        skipSpace()
        if current == close {
            throw JSONError("a comma stands before the closing bracket", at: comma, fix: "remove the comma")
        }
    }

    private mutating func skipSpace() {
        while let byte = current {
            switch byte {
            case 0x20, 0x09, 0x0D: offset += 1
            case 0x0A:
                offset += 1
                line += 1
                lineStart = offset
                continuationBytes = 0
            default: return
            }
        }
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
        case UInt8(ascii: "/"), UInt8(ascii: "#"):
            return JSONError("JSON has no comments", at: position, fix: "remove the comment")
        case UInt8(ascii: "'"):
            return JSONError("\(expected) is expected here", at: position, fix: "use double quotes")
        default: return JSONError("\(expected) is expected here", at: position)
        }
    }

    private static func requireUTF8(_ bytes: [UInt8]) throws(JSONError) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw JSONError(
                "the file is UTF-16", at: JSONPosition(line: 1, column: 1), fix: "save it as UTF-8")
        }
        guard let (line, column) = UTF8Check.firstInvalid(in: bytes) else { return }
        throw JSONError(
            "the file is not UTF-8", at: JSONPosition(line: line, column: column), fix: "save it as UTF-8")
    }
}
