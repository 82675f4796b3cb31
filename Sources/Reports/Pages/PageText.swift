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
        if cell.isCut { scalars.removeLast() }
        if FormulaGuard.guardedByte(cell.bytes) != nil { scalars.removeFirst() }
        scalars.removeAll(where: isMisleading)
        return String(scalars) + (cell.isCut ? "…" : "")
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
