/// Reads RFC 4180, with LF or CRLF line ends, row by row.
struct CSVReader {
    private let bytes: [UInt8]
    private var index: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// - Returns: the cells of the next row; `nil` at the end, and for a quote that is never closed.
    mutating func nextRow() -> [String]? {
        guard index < bytes.count else { return nil }
        var row: [String] = []
        while true {
            guard let cell = nextCell() else { return nil }
            row.append(cell)
            guard index < bytes.count else { return row }
            let separator = bytes[index]
            index += 1
            if separator == 0x2C { continue }
            if separator == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
            return row
        }
    }

    /// Leaves `index` at the separator behind the cell.
    private mutating func nextCell() -> String? {
        guard index < bytes.count, bytes[index] == 0x22 else {
            let start = index
            while index < bytes.count, bytes[index] != 0x2C, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }
        index += 1
        var cell: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte != 0x22 {
                cell.append(byte)
            } else if index < bytes.count, bytes[index] == 0x22 {
                cell.append(0x22)
                index += 1
            } else {
                return String(decoding: cell, as: UTF8.self)
            }
        }
        return nil
    }
}
