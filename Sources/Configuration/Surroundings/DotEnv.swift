/// The variables of a `.env` file.
///
/// A line is `KEY=value`, perhaps behind `export`. A value without quotes ends before ` #` (with the space) or with the
/// line, and loses the blanks around it. In single quotes everything is itself; in double quotes `\n`, `\r`, `\t`,
/// `\"`, `\\` and `\$` are escapes. Nothing is expanded, a value stays on its line, and of two lines for one key the
/// later counts.
package struct DotEnv: Sendable, CustomStringConvertible, CustomReflectable {
    package static let limitBytes = 1 << 20

    let variables: [String: String]

    package static let empty = DotEnv(variables: [:])

    private init(variables: [String: String]) { self.variables = variables }

    /// - Throws: every line that is none of this, by number; their text is not repeated.
    package init(_ bytes: [UInt8], file: String = ".env") throws(ConfigurationError) {
        if let (line, column) = UTF8Check.firstInvalid(in: bytes) {
            let place = ConfigurationError.Place.position(file: file, line: line, column: column)
            throw ConfigurationError([.init(place: place, message: "the file is not UTF-8", fix: "save it as UTF-8")])
        }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        var variables: [String: String] = [:]
        var problems: [ConfigurationError.Problem] = []
        for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            do throws(Refusal) {
                var line = Line(line.last == 0x0D ? line.dropLast() : line)
                guard let (key, value) = try line.assignment() else { continue }
                variables[key] = value
            } catch {
                let place = ConfigurationError.Place.position(file: file, line: index + 1, column: 1)
                problems.append(.init(place: place, message: error.message, fix: error.fix))
            }
        }
        guard problems.isEmpty else { throw ConfigurationError(problems) }
        self.variables = variables
    }

    /// Names alone: the values are secrets.
    package var description: String { "variables \(variables.keys.sorted().joined(separator: ", "))" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// One line, read from the left.
private struct Line {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// - Returns: `nil` for a blank line or a comment.
    mutating func assignment() throws(Refusal) -> (key: String, value: String)? {
        skipBlanks()
        guard let first = rest.first, first != UInt8(ascii: "#") else { return nil }
        guard !rest.contains(0) else { throw Refusal("the line holds a NUL") }
        if rest.starts(with: "export".utf8), rest.dropFirst(6).first?.isBlank == true {
            rest = rest.dropFirst(6)
            skipBlanks()
        }
        let key = rest.prefix { $0.isWordByte }
        rest = rest.dropFirst(key.count)
        skipBlanks()
        guard let name = key.first, !name.isDigit, rest.first == UInt8(ascii: "=") else {
            throw Refusal(
                "the line is not KEY=value",
                fix: "write a name of letters, digits and _, then =, then the value; begin a comment with #")
        }
        rest = rest.dropFirst()
        return (String(decoding: key, as: UTF8.self), String(decoding: try value(), as: UTF8.self))
    }

    private mutating func value() throws(Refusal) -> [UInt8] {
        let isAfterBlank = rest.first?.isBlank == true
        skipBlanks()
        switch rest.first {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return try quotedValue()
        case UInt8(ascii: "#") where isAfterBlank: return []
        default: break
        }
        var value: [UInt8] = []
        for byte in rest {
            if byte == UInt8(ascii: "#"), value.last?.isBlank == true { break }
            value.append(byte)
        }
        while value.last?.isBlank == true { value.removeLast() }
        return value
    }

    private mutating func quotedValue() throws(Refusal) -> [UInt8] {
        let quote = rest.removeFirst()
        var value: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == quote {
                let isAfterBlank = rest.first?.isBlank == true
                skipBlanks()
                guard rest.isEmpty || (isAfterBlank && rest.first == UInt8(ascii: "#")) else {
                    throw Refusal("something follows the closing quote", fix: "quote the whole value")
                }
                return value
            }
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), let escaped = rest.first,
                let meant = Self.escapes[escaped]
            {
                rest = rest.dropFirst()
                value.append(meant)
            } else {
                value.append(byte)
            }
        }
        throw Refusal("a quote is not closed on its line", fix: "close it, or write \\n for a line break")
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "\""): 0x22,
        UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "$"): 0x24,
    ]

    private mutating func skipBlanks() { rest = rest.drop { $0.isBlank } }
}
