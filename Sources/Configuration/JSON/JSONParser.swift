/// A strict reader of JSON (RFC 8259) that remembers where everything stood. For files of people's size: it stops at the
/// first mistake, because what follows a broken bracket means nothing.
struct JSONParser {
    /// A configuration nests 6 deep.
    static let depthLimit = 64

    struct Failure: Error, Equatable {
        let place: Place
        let message: String
    }

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    private var lineStart = 0

    static func parse(_ text: String) throws(Failure) -> JSONNode {
        var parser = JSONParser(scalars: Array(text.unicodeScalars))
        if parser.scalars.first == "\u{FEFF}" { parser.index = 1 }
        parser.lineStart = parser.index
        parser.skipSpace()
        guard !parser.isAtEnd else { throw parser.failure("the file is empty") }
        let node = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.isAtEnd else { throw parser.failure("something follows the end of the configuration") }
        return node
    }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private var isAtEnd: Bool { index == scalars.count }
    private var place: Place { Place(line: line, column: index - lineStart + 1) }
    private func failure(_ message: String) -> Failure { Failure(place: place, message: message) }

    private mutating func skipSpace() {
        while index < scalars.count {
            switch scalars[index] {
            case "\n":
                index += 1
                line += 1
                lineStart = index
            case " ", "\t", "\r": index += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(Failure) -> JSONNode {
        guard depth < Self.depthLimit else { throw failure("nested more than \(Self.depthLimit) deep") }
        guard !isAtEnd else { throw failure("the file ends where a value is expected") }
        let start = place
        switch scalars[index] {
        case "{": return JSONNode(value: .object(try members(depth: depth)), place: start)
        case "[": return JSONNode(value: .array(try elements(depth: depth)), place: start)
        case "\"": return JSONNode(value: .string(try string()), place: start)
        case "-", "0"..."9": return JSONNode(value: .number(try number()), place: start)
        case "a"..."z", "A"..."Z": return JSONNode(value: try word(), place: start)
        default: throw failure("a value is expected here")
        }
    }

    private mutating func members(depth: Int) throws(Failure) -> [JSONNode.Member] {
        var members: [JSONNode.Member] = []
        index += 1
        skipSpace()
        if take("}") { return members }
        while true {
            guard !isAtEnd, scalars[index] == "\"" else { throw failure("a key in double quotes is expected here") }
            let start = place
            let key = try string()
            skipSpace()
            guard take(":") else { throw failure("\":\" is expected after the key") }
            skipSpace()
            members.append(JSONNode.Member(key: key, place: start, value: try value(depth: depth + 1)))
            skipSpace()
            if take("}") { return members }
            guard take(",") else { throw failure("\",\" or \"}\" is expected here") }
            skipSpace()
            if !isAtEnd, scalars[index] == "}" { throw failure("a comma stands before the closing \"}\"") }
        }
    }

    private mutating func elements(depth: Int) throws(Failure) -> [JSONNode] {
        var elements: [JSONNode] = []
        index += 1
        skipSpace()
        if take("]") { return elements }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return elements }
            guard take(",") else { throw failure("\",\" or \"]\" is expected here") }
            skipSpace()
            if !isAtEnd, scalars[index] == "]" { throw failure("a comma stands before the closing \"]\"") }
        }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard index < scalars.count, scalars[index] == scalar else { return false }
        index += 1
        return true
    }

    private mutating func word() throws(Failure) -> JSONNode.Value {
        let start = index
        let beginning = place
        while index < scalars.count, ("a"..."z").contains(scalars[index]) || ("A"..."Z").contains(scalars[index]) {
            index += 1
        }
        switch String(String.UnicodeScalarView(scalars[start..<index])) {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "null": return .null
        // The word is not repeated: it may be a secret somebody forgot to quote.
        default: throw Failure(place: beginning, message: "a word without quotes is no JSON value")
        }
    }

    private mutating func number() throws(Failure) -> String {
        let start = index
        func isDigit(_ index: Int) -> Bool { index < scalars.count && ("0"..."9").contains(scalars[index]) }
        if scalars[index] == "-" { index += 1 }
        guard isDigit(index) else { throw failure("a digit is expected here") }
        if scalars[index] == "0", isDigit(index + 1) { throw failure("a number does not begin with 0") }
        while isDigit(index) { index += 1 }
        if index < scalars.count, scalars[index] == "." {
            index += 1
            guard isDigit(index) else { throw failure("a digit is expected here") }
            while isDigit(index) { index += 1 }
        }
        if index < scalars.count, scalars[index] == "e" || scalars[index] == "E" {
            index += 1
            if index < scalars.count, scalars[index] == "+" || scalars[index] == "-" { index += 1 }
            guard isDigit(index) else { throw failure("a digit is expected here") }
            while isDigit(index) { index += 1 }
        }
        return String(String.UnicodeScalarView(scalars[start..<index]))
    }

    private mutating func string() throws(Failure) -> String {
        let start = place
        var text = String.UnicodeScalarView()
        index += 1
        while index < scalars.count {
            let scalar = scalars[index]
            switch scalar {
            case "\"":
                index += 1
                return String(text)
            case "\\": text.append(try escape())
            case "\u{00}"..."\u{1F}": throw failure("a string does not reach over the end of its line")
            default:
                text.append(scalar)
                index += 1
            }
        }
        throw Failure(place: start, message: "this string has no closing quote")
    }

    private mutating func escape() throws(Failure) -> Unicode.Scalar {
        guard index + 1 < scalars.count else { throw failure("the file ends inside a string") }
        let plain: Unicode.Scalar? =
            switch scalars[index + 1] {
            case "\"": "\""
            case "\\": "\\"
            case "/": "/"
            case "b": "\u{08}"
            case "f": "\u{0C}"
            case "n": "\n"
            case "r": "\r"
            case "t": "\t"
            default: nil
            }
        if let plain {
            index += 2
            return plain
        }
        guard scalars[index + 1] == "u" else { throw failure("this escape does not exist in JSON") }
        let first = try hexadecimal()
        guard (0xD800..<0xDC00).contains(first) else { return try scalar(first) }
        guard index + 1 < scalars.count, scalars[index] == "\\", scalars[index + 1] == "u" else {
            throw failure("the second half of a surrogate pair is missing")
        }
        let second = try hexadecimal()
        guard (0xDC00..<0xE000).contains(second) else { throw failure("the second half of a surrogate pair is missing") }
        return try scalar(0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private func scalar(_ value: UInt32) throws(Failure) -> Unicode.Scalar {
        guard let scalar = Unicode.Scalar(value) else { throw failure("half of a surrogate pair is no character") }
        return scalar
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        guard index + 6 <= scalars.count else { throw failure("the file ends inside a string") }
        let digits = String(String.UnicodeScalarView(scalars[(index + 2)..<(index + 6)]))
        guard digits.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }), let value = UInt32(digits, radix: 16) else {
            throw failure("\\u takes four hexadecimal digits")
        }
        index += 6
        return value
    }
}
