internal import Model

/// Text from outside, as a page shows it: one line, cut, and without the marks that turn the direction of writing
/// around. Not escaped: a page does that in its own way.
///
/// It comes of the text's cell, with the guard off. So a row read back from a report, which cannot always tell a guard
/// from a quote of the text, looks the same as the row that was written.
package enum PageText {
    package static func cut(_ text: String, to limit: Int) -> String {
        var cell = Cell()
        cell.fill(text.utf8.span, .page(limit: limit))
        var scalars = String(decoding: cell.bytes, as: UTF8.self).unicodeScalars
        if cell.isCut {
            scalars.removeLast()
            endWithWord(&scalars)
        }
        if FormulaGuard.guardedByte(cell.bytes) != nil { scalars.removeFirst() }
        scalars.removeAll(where: isMisleading)
        return String(scalars) + (cell.isCut ? "…" : "")
    }

    /// The same for a cell among others: words that would stretch their column (paths, addresses) are shortened in the
    /// middle before the text is cut.
    static func excerpt(_ text: String, to limit: Int) -> String {
        let words = cut(text, to: 4 * limit).split(separator: " ").map(shortened)
        var scalars = words.joined(separator: " ").unicodeScalars
        guard scalars.count > limit else { return String(scalars) }
        scalars = String.UnicodeScalarView(scalars.prefix(limit - 1))
        endWithWord(&scalars)
        return String(scalars) + "…"
    }

    private static func shortened(_ word: Substring) -> String {
        let scalars = word.unicodeScalars
        guard scalars.count > Limits.listedWord else { return String(word) }
        let end = Limits.listedWord / 3
        return String(scalars.prefix(Limits.listedWord - end - 1)) + "…" + String(scalars.suffix(end))
    }

    /// Takes off the word that a cut went through, unless that would cost much.
    private static func endWithWord(_ scalars: inout String.UnicodeScalarView) {
        guard let space = scalars.suffix(24).lastIndex(of: " "), space > scalars.startIndex else { return }
        scalars.removeSubrange(space...)
    }

    /// Whether nothing of the text can be seen: spaces, joiners and the like.
    static func isInvisible(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint }
    }

    /// Direction marks and overrides, the byte-order mark, and what XML does not allow.
    private static func isMisleading(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE...0xFFFF: true
        default: false
        }
    }

    /// `1 job`, `2 jobs`.
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

extension Duration {
    /// In the greatest unit that fits whole: `90s`, `15m`, `24h`, `7d`.
    var shortText: String {
        let seconds = components.seconds
        return switch seconds {
        case let s where s % 86_400 == 0 && s > 86_400: "\(s / 86_400)d"
        case let s where s % 3_600 == 0 && s > 0: "\(s / 3_600)h"
        case let s where s % 60 == 0 && s > 0: "\(s / 60)m"
        default: "\(seconds)s"
        }
    }
}
