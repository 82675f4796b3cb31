import Model
import Testing

@testable import Reports

struct CellCase: CustomTestStringConvertible {
    let what: String
    let text: String
    let cell: String

    init(_ what: String, _ text: String, _ cell: String) {
        self.what = what
        self.text = text
        self.cell = cell
    }

    var testDescription: String { what }
}

private let esc = "\u{1B}"

@Suite struct CellTests {
    @Test(arguments: [
        CellCase("plain", "ValueError: x", "ValueError: x"),
        CellCase("empty", "", ""),
        CellCase("line feed", "a\nb", "a b"),
        CellCase("CRLF is one", "a\r\nb", "a b"),
        CellCase("several line breaks are one", "a\n\n\r\nb", "a b"),
        CellCase("tab", "a\tb", "a b"),
        CellCase("NUL", "a\0b", "a b"),
        CellCase("DEL", "a\u{7F}b", "a b"),
        CellCase("C1", "a\u{85}b\u{80}c", "a b c"),
        CellCase("U+2028 and U+2029", "a\u{2028}b\u{2029}c", "a b c"),
        CellCase("spaces of the text stay", "a  b ", "a  b "),
        CellCase("neighbours of C1 and U+2028 stay", "\u{A0}\u{2027}\u{202A}é漢😀", "\u{A0}\u{2027}\u{202A}é漢😀"),
        CellCase("backslash stays", "a\\nb", "a\\nb"),
    ])
    func controlsFoldToOneSpace(_ test: CellCase) {
        #expect(String(decoding: Cell.text(test.text, .details), as: UTF8.self) == test.cell)
    }

    @Test(arguments: [
        CellCase("colour", "\(esc)[1;31mred\(esc)[0m", "red"),
        CellCase("cursor with a private mark", "a\(esc)[?25lb", "ab"),
        CellCase("intermediate byte", "a\(esc)[1 qb", "ab"),
        CellCase("C1 CSI", "a\u{9B}31mb", "ab"),
        CellCase("title, BEL at its end", "a\(esc)]0;title\u{07}b", "ab"),
        CellCase("link, ST at its end", "\(esc)]8;;http://x\(esc)\\text\(esc)]8;;\(esc)\\", "text"),
        CellCase("C1 OSC and C1 ST", "a\u{9D}0;t\u{9C}b", "ab"),
        CellCase("DCS", "a\(esc)P1$r0m\(esc)\\b", "ab"),
        CellCase("BEL does not end a DCS", "a\(esc)Px\u{07}y\(esc)\\b", "ab"),
        CellCase("APC", "a\(esc)_x\(esc)\\b", "ab"),
        CellCase("character set", "a\(esc)(Bb", "ab"),
        CellCase("reset", "a\(esc)cb", "ab"),
        CellCase("cut short", "a\(esc)[31", "a"),
        CellCase("lone escape at the end", "a\(esc)", "a "),
        CellCase("escape before a letter that is none", "a\(esc)éb", "a éb"),
        CellCase("title without an end keeps the text", "a\(esc)]0;b", "a0;b"),
        CellCase("title stopped by a line break keeps the text", "\(esc)]0;b\nc\u{07}", "0;b c "),
        CellCase("title stopped by another sequence", "\(esc)]0;b\(esc)[31mc", "c"),
        CellCase("between line breaks", "a\n\(esc)[0m\nb", "a b"),
        CellCase("before a formula", "\(esc)[31m=1", "'=1"),
        CellCase("broken off by what does not fit", "a\(esc)[3\nb", "a b"),
    ])
    func escapeSequencesGoWhole(_ test: CellCase) {
        #expect(String(decoding: Cell.text(test.text, .details), as: UTF8.self) == test.cell)
    }

    @Test(arguments: [
        CellCase("equals", "=1+1", "'=1+1"),
        CellCase("plus", "+1", "'+1"),
        CellCase("minus", "-1", "'-1"),
        CellCase("at", "@SUM(A1)", "'@SUM(A1)"),
        CellCase("tab", "\tx", "' x"),
        CellCase("carriage return", "\rx", "' x"),
        CellCase("line feed is not run", "\nx", " x"),
        CellCase("inside", "a=1", "a=1"),
        CellCase("quote before", "'=1", "'=1"),
        CellCase("space before", " =1", " =1"),
    ])
    func formulasAreGuarded(_ test: CellCase) {
        #expect(String(decoding: Cell.text(test.text, .text), as: UTF8.self) == test.cell)
    }

    @Test(arguments: [
        CellCase("LF", "a\nb", "a\\nb"),
        CellCase("CRLF", "a\r\nb", "a\\nb"),
        CellCase("CR", "a\rb", "a\\nb"),
        CellCase("each counts", "a\n\n b", "a\\n\\n b"),
        CellCase("tab", "a\n\tb", "a\\n b"),
        CellCase("colour", "\(esc)[31ma\(esc)[0m\n=b", "a\\n=b"),
    ])
    func tracesWriteTheirLineBreaks(_ test: CellCase) {
        #expect(String(decoding: Cell.text(test.text, .trace), as: UTF8.self) == test.cell)
    }

    @Test func detailsEndAfterAThousandScalars() {
        #expect(scalars(String(repeating: "x", count: 1_000), .details) == 1_000)
        #expect(scalars(String(repeating: "x", count: 1_001), .details) == 1_000)
        #expect(scalars(String(repeating: "😀", count: 1_001), .details) == 1_000)
        #expect(scalars(String(repeating: "e\u{301}", count: 501), .details) == 1_000)
        #expect(scalars(String(repeating: "\n\(esc)[0mx", count: 1_001), .details) == 1_000)
        #expect(scalars(String(repeating: "x", count: 5_000), .text) == 5_000)
    }

    @Test func theGuardCountsTowardsTheLength() {
        #expect(Cell.text("=" + String(repeating: "x", count: 999), .details).count == 1_000)
        #expect(Cell.text("=" + String(repeating: "x", count: 998), .details).count == 1_000)
    }

    @Test func tracesEndAfterEightThousandScalarsAndNeverInABreak() {
        #expect(scalars(String(repeating: "\n", count: 4_001), .trace) == 8_000)
        let odd = Cell.text("x" + String(repeating: "\n", count: 4_000), .trace)
        #expect(odd.count == 7_999)
        #expect(odd.last == UInt8(ascii: "n"))
    }

    private func scalars(_ text: String, _ rule: CellRule) -> Int {
        String(decoding: Cell.text(text, rule), as: UTF8.self).unicodeScalars.count
    }
}
