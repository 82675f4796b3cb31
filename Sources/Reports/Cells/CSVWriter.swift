internal import Model

/// Rows of RFC 4180 with LF line ends, written into one buffer. A cell is quoted only where it must be.
struct CSVWriter {
    private(set) var bytes: [UInt8]
    private var isRowStart = true
    private var cell = Cell()

    init(header: [String], rows: Int = 0) {
        bytes = ReportColumn.headerLine(header)
        bytes.reserveCapacity(bytes.count + rows * 256)  // a row of a job that runs well has about 200 bytes
    }

    mutating func text(_ text: String, _ rule: CellRule = .text) {
        separate()
        let source = text.utf8.span
        if source.isEmpty { return }
        if Self.isPlain(source, limit: rule.limit) {
            bytes.append(contentsOf: text.utf8)
        } else {
            cell.fill(source, rule)
            appendQuoted()
        }
    }

    mutating func number(_ value: Int64?) {
        separate()
        guard let value else { return }
        guard value >= 0 else { return bytes.append(contentsOf: "'\(value)".utf8) }
        let start = bytes.count
        var rest = value
        repeat {
            bytes.append(0x30 + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    mutating func instant(_ instant: Timestamp?) {
        separate()
        guard let instant else { return }
        bytes.append(contentsOf: instant.reportText.utf8)
    }

    /// A row's beginning that another file has as well, without its line end.
    mutating func raw(_ beginning: ArraySlice<UInt8>) {
        separate()
        bytes += beginning
    }

    mutating func endRow() {
        bytes.append(0x0A)
        isRowStart = true
    }

    private mutating func separate() {
        if isRowStart {
            isRowStart = false
        } else {
            bytes.append(0x2C)
        }
    }

    private mutating func appendQuoted() {
        guard Self.needsQuotes(cell.bytes) else { return bytes += cell.bytes }
        bytes.append(0x22)
        for byte in cell.bytes {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    /// Nearly every cell: printable ASCII that needs neither folding, cutting, guarding nor quoting.
    private static func isPlain(_ source: Span<UInt8>, limit: Int) -> Bool {
        guard source.count <= limit, !Cell.isFormulaStart(source[0]) else { return false }
        guard source[0] != 0x20, source[source.count - 1] != 0x20 else { return false }
        for index in source.indices {
            let byte = source[index]
            guard byte &- 0x20 < 0x5F, byte != 0x22, byte != 0x2C else { return false }
        }
        return true
    }

    private static func needsQuotes(_ cell: [UInt8]) -> Bool {
        if cell.first == 0x20 || cell.last == 0x20 { return true }
        return cell.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    }
}
