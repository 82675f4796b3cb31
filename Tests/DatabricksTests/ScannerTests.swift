import Model
import Testing

@testable import Databricks

@Suite struct ScannerTests {
    // MARK: - Texts

    @Test(arguments: [
        (#""plain""#, "plain"),
        (#""""#, ""),
        (#""a\"b\\c\/d\b\f\n\r\t""#, "a\"b\\c/d\u{08}\u{0C}\n\r\t"),
        (#""\u00e9\u4E2d""#, "é中"),
        (#""\ud83d\ude00""#, "😀"),
        (#""x\ud83dy""#, "x\u{FFFD}y"),
        (#""\ude00""#, "\u{FFFD}"),
        (#""\ud83d\u0041""#, "\u{FFFD}A"),
        (#""exactly 8""#, "exactly 8"),
        (
            #""a quote at each place \" of a word \" of eight bytes \"""#,
            "a quote at each place \" of a word \" of eight bytes \""
        ),
    ])
    func everyEscapeIsDecoded(json: String, expected: String) throws {
        #expect(try text(Array(json.utf8)) == expected)
    }

    @Test func invalidUTF8IsReplaced() throws {
        #expect(try text([0x22, 0x61, 0xFF, 0x62, 0x22]) == "a\u{FFFD}b")
        #expect(try text([0x22, 0xE2, 0x82, 0x22]) == "\u{FFFD}")
    }

    @Test(arguments: [#""open"#, #""\"#, #""\u12"#, #""\ud83d\u"#])
    func textThatNeverEndsIsTruncatedOrMalformed(json: String) {
        #expect(throws: ScanError.self) { try text(Array(json.utf8)) }
    }

    // MARK: - Numbers

    @Test(
        arguments: [
            ("0", 0), ("-1", -1), ("9007199254740995", 9_007_199_254_740_995), ("9223372036854775807", Int64.max),
            ("-9223372036854775808", Int64.min), (#""604218853377190""#, 604_218_853_377_190),
        ] as [(String, Int64)])
    func integersAreExact(json: String, expected: Int64) throws {
        guard case .value(let value) = try integer(json) else {
            Issue.record("no value")
            return
        }
        #expect(value == expected)
    }

    /// Numbers of every length, at every distance from the end of the bytes, and with every byte behind them.
    @Test func numbersOfEveryLengthAreExact() throws {
        for length in 1...18 {
            let text = String("123456789012345678".prefix(length))
            for padding in 0..<24 {
                for next in [",", " ", "}", "]"] {
                    let bytes = Array((text + next + String(repeating: " ", count: padding)).utf8)
                    var reader = FieldReader(JSONCursor())
                    #expect(try unsafe reader.integer("field", bytes.span.bytes) == Int64(text))
                    #expect(reader.cursor.offset == length)
                    #expect(reader.mistyped == nil)
                }
            }
        }
    }

    @Test(arguments: [
        "12.5,                 ", "12e3,                 ", "1234567890123456789012,    ", "12x,              ",
    ])
    func numberThatGoesOnIsMistyped(json: String) throws {
        let bytes = Array(json.utf8)
        var reader = FieldReader(JSONCursor())
        #expect(try unsafe reader.integer("field", bytes.span.bytes) == nil)
        #expect(reader.mistyped == "field")
    }

    @Test(arguments: [
        "1.5", "1e3", "9223372036854775808", "-9223372036854775809", "true", "{}", #""12a""#, #""""#, "[1]",
    ])
    func whatIsNoIntegerIsMistyped(json: String) throws {
        guard case .mistyped = try integer(json) else {
            Issue.record("taken for a number")
            return
        }
    }

    // MARK: - Structure

    @Test(arguments: ["{", "[1,", #"{"a":[{"b":"c"}}"#, "[}", "[1 2]x", "tru", "nulll", "-x\u{1}"])
    func brokenStructureIsAnError(json: String) {
        #expect(throws: ScanError.self) {
            let bytes = Array(json.utf8)
            var cursor = JSONCursor()
            try unsafe cursor.skipValue(bytes.span.bytes)
            try unsafe cursor.end(bytes.span.bytes)
        }
    }

    @Test(arguments: [#"{"a":tru}"#, #"{"a" 1}"#, #"{"a":1 "b":2}"#, #"{"runs":[{"run_id":1,}]}"#, "[]", "{} x"])
    func brokenPageIsAnError(json: String) {
        let bytes = Array(json.utf8)
        #expect(throws: ScanError.self) { try unsafe RunPage(bytes.span.bytes) }
    }

    @Test func depthIsCapped() {
        let deep = Array((String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)).utf8)
        var cursor = JSONCursor()
        #expect(throws: ScanError.tooDeep(offset: JSONCursor.depthLimit)) {
            try unsafe cursor.skipValue(deep.span.bytes)
        }
    }

    /// A page cut at any byte is an error, never a shorter page.
    @Test func everyPrefixOfAPageIsRefused() throws {
        let page = Array(Samples.runsPage.utf8)
        let whole = try unsafe RunPage(page.span.bytes)
        #expect(whole.rows.count == 2)
        for length in 0..<page.count {
            let cut = Array(page[..<length])
            #expect(throws: ScanError.self) { try unsafe RunPage(cut.span.bytes) }
        }
    }

    /// Whatever a byte is changed to, the answer is a page or an error: never a crash, never another id for a whole row.
    @Test(arguments: 0..<300 as Range<UInt64>)
    func damagedPagesNeverCrash(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var page = Array(Samples.runsPage.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            page[Int.random(in: 0..<page.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        if Bool.random(using: &generator) { page.removeLast(Int.random(in: 0..<page.count, using: &generator)) }
        _ = try? unsafe RunPage(page.span.bytes)
        _ = try? unsafe RunDetail(page.span.bytes)
        _ = try? unsafe JobPage(page.span.bytes)
    }

    private func text(_ bytes: [UInt8]) throws -> String? {
        var cursor = JSONCursor()
        guard case .value(let text) = try unsafe cursor.text(bytes.span.bytes) else { return nil }
        return text
    }

    private func integer(_ json: String) throws -> Scanned<Int64> {
        let bytes = Array(json.utf8)
        var cursor = JSONCursor()
        return try unsafe cursor.integer(bytes.span.bytes)
    }
}
