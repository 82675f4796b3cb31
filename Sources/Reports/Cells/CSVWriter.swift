internal import Model

/// RFC 4180 with LF line ends, into one buffer.
struct CSVWriter {
    private(set) var bytes: [UInt8] = []
    private var isAtLineStart = true

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// A text that is already in the form of a cell.
    mutating func cell(_ text: String) {
        separate()
        let utf8 = text.utf8
        let needsQuotes =
            utf8.first == 0x20 || utf8.last == 0x20
            || utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes else {
            bytes.append(contentsOf: utf8)
            return
        }
        bytes.append(0x22)
        for byte in utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    mutating func cell(_ number: Int64?) {
        guard let number else { return cell("") }
        cell(String(number))
    }

    mutating func cell(_ instant: Timestamp?) { cell(instant?.reportText ?? "") }

    mutating func endRow() {
        bytes.append(0x0A)
        isAtLineStart = true
    }

    private mutating func separate() {
        if !isAtLineStart { bytes.append(0x2C) }
        isAtLineStart = false
    }
}
