/// The leading `'` of cells that a spreadsheet would run.
enum FormulaGuard {
    /// The text of a cell that is no name.
    static func text(_ cell: String?) -> String {
        guard let cell, let second = guardedByte(cell.utf8), second != 0x20 else { return cell ?? "" }
        return String(decoding: cell.utf8.dropFirst(), as: UTF8.self)
    }

    /// What a cell with a guard may stand for; `nil` for a cell without one. A guard before a space stands for a tab or
    /// CR that was folded, and a tab gives the same cell again.
    static func unguardedName(_ cell: String) -> String? {
        guard let second = guardedByte(cell.utf8) else { return nil }
        guard second == 0x20 else { return text(cell) }
        return "\t" + String(decoding: cell.utf8.dropFirst(2), as: UTF8.self)
    }

    /// The byte behind the guard; `nil` where there is none.
    static func guardedByte(_ cell: some Sequence<UInt8>) -> UInt8? {
        var bytes = cell.makeIterator()
        guard bytes.next() == 0x27, let second = bytes.next() else { return nil }
        return second == 0x20 || Cell.isFormulaStart(second) ? second : nil
    }
}
