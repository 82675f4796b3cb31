/// The form of a cell: one line without control characters or terminal escapes, cut, and nothing a spreadsheet would run
/// (INTERFACE "Cells"). Redaction has been done before.
package enum CellText {
    /// Unicode scalars of `Error_Details`.
    package static let detailsLimit = 1_000
    /// Unicode scalars of `Error_Trace`.
    package static let traceLimit = 8_000

    /// A cell of one line; line breaks and control characters become one space each.
    package static func line(_ text: String, limit: Int = .max) -> String {
        clean(text, limit: limit, lineBreak: " ".unicodeScalars)
    }

    /// As `line`, but line breaks become the two characters `\n`.
    package static func trace(_ text: String) -> String {
        clean(text, limit: traceLimit, lineBreak: "\\n".unicodeScalars)
    }

    private static func clean(_ text: String, limit: Int, lineBreak: String.UnicodeScalarView) -> String {
        if isPlain(text), text.utf8.count <= limit { return text }
        var rest = text.unicodeScalars[...]
        var cleaned = String.UnicodeScalarView()
        var count = 0
        func put(_ scalars: some Sequence<Unicode.Scalar>) {
            for scalar in scalars where count < limit {
                cleaned.append(scalar)
                count += 1
            }
        }
        while count < limit, let scalar = rest.first {
            if let length = TerminalEscape.length(rest) {
                rest = rest.dropFirst(length)
                continue
            }
            rest = rest.dropFirst()
            switch scalar {
            case "\r":
                if rest.first == "\n" { rest = rest.dropFirst() }
                put(lineBreak)
            case "\n", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": put(lineBreak)
            case "\u{00}"..."\u{1F}", "\u{7F}"..."\u{9F}": put(CollectionOfOne(" "))
            default: put(CollectionOfOne(scalar))
            }
        }
        return guarded(String(cleaned), limit: limit)
    }

    /// A leading `'` keeps a spreadsheet from running the cell; it counts towards the length.
    private static func guarded(_ text: String, limit: Int) -> String {
        guard let first = text.utf8.first, startsFormula(first) else { return text }
        guard limit < .max, text.unicodeScalars.count >= limit else { return "'" + text }
        return "'" + String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1)))
    }

    /// What `guarded` added is taken away again.
    static func unguarded(_ cell: String) -> String {
        let bytes = cell.utf8
        guard bytes.first == 0x27, let second = bytes.dropFirst().first, startsFormula(second) else { return cell }
        return String(cell.unicodeScalars.dropFirst())
    }

    private static func startsFormula(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D: true
        default: false
        }
    }

    /// ASCII that can be written as it is: nearly every cell.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return true }
        return !startsFormula(first) && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
}
