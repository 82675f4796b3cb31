/// Reads the records of a CSV (RFC 4180, LF or CRLF) one by one, and goes on behind damage.
///
/// A record that breaks the rules loses its first line; reading goes on with the next line. So a stray quote in the
/// middle of a file costs a row and not the rest.
struct CSVReader {
    enum Damage: Error, Equatable {
        case strayQuote
        /// The file ends, or `Limits.recordBytes` do, before the quotes close.
        case openQuote
        case cellCount(found: Int, expected: Int)

        var message: String {
            switch self {
            case .strayQuote: "a quote where none may stand"
            case .openQuote: "a quote that is never closed"
            case .cellCount(let found, let expected): "\(found) cells instead of \(expected)"
            }
        }
    }

    enum Record: Equatable {
        case cells([String])
        case damaged(line: Int, Damage)
    }

    private let bytes: [UInt8]
    private var position: Int
    /// Of `position`, counted from 1.
    private var line = 1
    /// Set by the first record: that many cells has every other.
    private var cellCount: Int?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0  // an editor's byte-order mark
    }

    /// `nil` at the end. Empty lines are skipped.
    mutating func next() -> Record? {
        skipEmptyLines()
        guard position < bytes.count else { return nil }
        let startLine = line
        let start = position
        do throws(Damage) {
            let cells = try readCells()
            if let cellCount, cells.count != cellCount {
                throw Damage.cellCount(found: cells.count, expected: cellCount)
            }
            cellCount = cells.count
            return .cells(cells)
        } catch {
            position = start
            line = startLine
            skipLine()
            return .damaged(line: startLine, error)
        }
    }

    private mutating func readCells() throws(Damage) -> [String] {
        var cells: [String] = []
        cells.reserveCapacity(cellCount ?? 20)
        let limit = min(bytes.count, position + Limits.recordBytes)
        while true {
            cells.append(try readCell(limit: limit))
            guard position < bytes.count else { return cells }
            switch bytes[position] {
            case 0x2C: position += 1
            default:
                skipLine()
                return cells
            }
        }
    }

    /// Leaves `position` at the comma, the line end or the end of the file.
    private mutating func readCell(limit: Int) throws(Damage) -> String {
        guard position < limit, bytes[position] == 0x22 else { return try readBareCell() }
        var cell: [UInt8] = []
        var index = position + 1
        while index < limit {
            let byte = bytes[index]
            if byte != 0x22 {
                if byte == 0x0A { line += 1 }
                cell.append(byte)
                index += 1
            } else if index + 1 < bytes.count, bytes[index + 1] == 0x22 {
                cell.append(0x22)
                index += 2
            } else {
                position = index + 1
                guard isCellEnd(position) else { throw Damage.strayQuote }
                return String(decoding: cell, as: UTF8.self)
            }
        }
        throw Damage.openQuote
    }

    private mutating func readBareCell() throws(Damage) -> String {
        let start = position
        while !isCellEnd(position) {
            guard bytes[position] != 0x22 else { throw Damage.strayQuote }
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private func isCellEnd(_ index: Int) -> Bool {
        guard index < bytes.count else { return true }
        switch bytes[index] {
        case 0x2C, 0x0A: return true
        case 0x0D: return index + 1 == bytes.count || bytes[index + 1] == 0x0A
        default: return false
        }
    }

    private mutating func skipLine() {
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
        if position < bytes.count {
            position += 1
            line += 1
        }
    }

    private mutating func skipEmptyLines() {
        while position < bytes.count {
            let isEmpty = bytes[position] == 0x0A || (bytes[position] == 0x0D && isCellEnd(position))
            guard isEmpty else { return }
            skipLine()
        }
    }
}
