import Testing

@testable import Configuration

struct JSONParserTests {
    private func parse(_ text: String) throws(JSONError) -> JSONValue {
        var parser = try JSONParser(Array(text.utf8))
        let value = try parser.parse()
        if let mistake = parser.mistakes.first { throw mistake }
        return value
    }

    /// The value again as text, without spaces; only for comparing.
    private func text(_ value: JSONValue) -> String {
        switch value.kind {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let written): written
        case .string(let text): "<\(text)>"
        case .array(let elements): "[" + elements.map(text).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { "<\($0.key)>:" + text($0.value) }.joined(separator: ",") + "}"
        }
    }

    struct Good: Sendable, CustomTestStringConvertible {
        let written: String
        let read: String
        var testDescription: String { written }
    }

    @Test(arguments: [
        Good(written: " null ", read: "null"),
        Good(written: "[true,false,null]", read: "[true,false,null]"),
        Good(written: "[]", read: "[]"),
        Good(written: "{}", read: "{}"),
        Good(written: "[ [ ] , { } ]", read: "[[],{}]"),
        Good(written: "{\"b\":1,\"a\":2,\"b\":3}", read: "{<b>:1,<a>:2,<b>:3}"),
        Good(
            written: "[0,-0,-1.5e+10,9223372036854775808,1E9,0.1]",
            read: "[0,-0,-1.5e+10,9223372036854775808,1E9,0.1]"),
        Good(written: #""\"\\\/\b\f\n\r\t""#, read: "<\"\\/\u{8}\u{C}\n\r\t>"),
        Good(written: #""\u0041\u00e9\u20AC\ud83d\ude00""#, read: "<A\u{E9}\u{20AC}\u{1F600}>"),
        Good(written: "\"\u{1F600}\u{7F}\u{2028}\"", read: "<\u{1F600}\u{7F}\u{2028}>"),
        Good(written: "\u{FEFF}[1]", read: "[1]"),
        Good(written: "\t\r\n[\r\n1\t]\n", read: "[1]"),
        Good(
            written: String(repeating: "[", count: 64) + String(repeating: "]", count: 64),
            read: String(repeating: "[", count: 64) + String(repeating: "]", count: 64)),
    ])
    func textOfTheStandardIsRead(_ test: Good) throws {
        #expect(try text(parse(test.written)) == test.read)
    }

    @Test(arguments: [
        "", " ", "[", "]", "{", "}", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{a:1}",
        "{1:1}",
        "'a'", "\"", "\"a", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\ud800\"", "\"\\udc00\"",
        "\"\\ud800\\u0041\"", "\"\\ud800\\n\"", "\"a\nb\"", "\"\u{1}\"", "01", "-", "+1", ".5", "1.", "1e", "1e+", "-a",
        "0x1", "NaN", "Infinity", "tru", "True", "nul", "truex", "null null", "[1]]", "1 //", "/* */ 1", "[1]#",
        "\u{A0}1",
        "\u{FEFF}\u{FEFF}1", "[1}", "{\"a\":1]", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "undefined",
        String(repeating: "[", count: 65) + String(repeating: "]", count: 65), String(repeating: "[", count: 1_000_000),
    ])
    func everythingElseIsRefused(_ text: String) {
        #expect(throws: JSONError.self) { try parse(text) }
    }

    @Test func positionsCountScalarsAndLines() throws {
        let value = try parse("\u{FEFF}{\n  \"\u{E9}\u{1F600}\": [\r\n    1, \"x\"\n  ] }")
        guard case .object(let members) = value.kind, case .array(let elements) = members[0].value.kind else {
            Issue.record("another shape")
            return
        }
        #expect(value.position == JSONPosition(line: 1, column: 1))
        #expect(members[0].keyPosition == JSONPosition(line: 2, column: 3))
        #expect(members[0].value.position == JSONPosition(line: 2, column: 9))
        #expect(elements.map(\.position) == [JSONPosition(line: 3, column: 5), JSONPosition(line: 3, column: 8)])
    }

    @Test func keysAreComparedByteByByte() throws {
        var parser = try JSONParser(Array("{\"\u{E9}\":1,\n\"e\u{301}\":2,\"\\u00e9\":3}".utf8))
        _ = try parser.parse()
        #expect(parser.duplicates.map(\.position) == [JSONPosition(line: 2, column: 8)])
        #expect(parser.duplicates.map(\.first) == [JSONPosition(line: 1, column: 2)])
    }

    @Test(arguments: [
        [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
        [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
        [0x22, 0xE2, 0x82, 0x22], [0xFE, 0xFF, 0x00, 0x31],
    ])
    func bytesThatAreNoUTF8AreRefused(_ bytes: [UInt8]) {
        #expect(throws: JSONError.self) { try JSONParser(bytes) }
    }
}
