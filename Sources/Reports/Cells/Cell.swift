internal import Model

/// How a text is made fit for a cell (INTERFACE, "Cells"). Redaction has been done before.
struct CellRule: Sendable {
    enum LineBreaks: Sendable {
        case folded
        /// As the two characters `\n`.
        case written
    }

    /// In Unicode scalars, the guard included. At least 2.
    let limit: Int
    let lineBreaks: LineBreaks

    /// Names, keys, addresses: never cut.
    static let text = CellRule(limit: .max, lineBreaks: .folded)
    static let details = CellRule(limit: Limits.detailsScalars, lineBreaks: .folded)
    static let trace = CellRule(limit: Limits.traceScalars, lineBreaks: .written)
    static func page(limit: Int) -> CellRule { CellRule(limit: limit, lineBreaks: .folded) }
}

/// The text of one cell, made scalar by scalar: escape sequences gone, control characters folded to a space (a row of
/// them to one), cut, guarded. One value serves many cells and keeps its buffer.
struct Cell {
    /// UTF-8, not quoted.
    private(set) var bytes: [UInt8] = []
    /// Whether the text went on behind the limit.
    private(set) var isCut = false
    private var count = 0
    private var endsInFold = false

    static func text(_ source: String, _ rule: CellRule) -> [UInt8] {
        var cell = Cell()
        cell.fill(source.utf8.span, rule)
        return cell.bytes
    }

    mutating func fill(_ source: Span<UInt8>, _ rule: CellRule) {
        bytes.removeAll(keepingCapacity: true)
        isCut = false
        count = 0
        endsInFold = false
        var index = 0
        while index < source.count, !isCut {
            let byte = source[index]
            if (0x20...0x7E).contains(byte) {
                put(byte, rule)
                index += 1
            } else if let end = EscapeSequence.end(in: source, from: index) {
                index = end
            } else if byte == 0x0A || byte == 0x0D {
                putLineBreak(byte, rule)
                index += byte == 0x0D && index + 1 < source.count && source[index + 1] == 0x0A ? 2 : 1
            } else {
                let length = Self.scalarLength(byte)
                if Self.isControl(source, index) {
                    putFold(after: byte, rule)
                } else {
                    putScalar(source, index..<min(index + length, source.count), rule)
                }
                index += length
            }
        }
    }

    /// What makes a spreadsheet run a cell. Tab and CR count although they are folded: the cell stays recognisable.
    static func isFormulaStart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D: true
        default: false
        }
    }

    private mutating func guardIfNeeded(_ first: UInt8) {
        guard count == 0, Self.isFormulaStart(first) else { return }
        bytes.append(0x27)
        count = 1
    }

    private mutating func put(_ byte: UInt8, _ rule: CellRule) {
        guardIfNeeded(byte)
        guard count < rule.limit else { return isCut = true }
        bytes.append(byte)
        count += 1
        endsInFold = false
    }

    private mutating func putScalar(_ source: Span<UInt8>, _ range: Range<Int>, _ rule: CellRule) {
        guard count < rule.limit else { return isCut = true }
        for index in range { bytes.append(source[index]) }
        count += 1
        endsInFold = false
    }

    private mutating func putFold(after byte: UInt8, _ rule: CellRule) {
        guard !endsInFold else { return }
        guardIfNeeded(byte)
        guard count < rule.limit else { return isCut = true }
        bytes.append(0x20)
        count += 1
        endsInFold = true
    }

    private mutating func putLineBreak(_ byte: UInt8, _ rule: CellRule) {
        switch rule.lineBreaks {
        case .folded: putFold(after: byte, rule)
        case .written:
            guardIfNeeded(byte)
            guard count + 2 <= rule.limit else { return isCut = true }  // half of it would be a stray backslash
            bytes += [0x5C, 0x6E]
            count += 2
            endsInFold = false
        }
    }

    private static func scalarLength(_ lead: UInt8) -> Int {
        switch lead {
        case 0xF0...: 4
        case 0xE0...: 3
        case 0xC0...: 2
        default: 1
        }
    }

    /// C0, DEL, C1, U+2028, U+2029.
    private static func isControl(_ source: Span<UInt8>, _ index: Int) -> Bool {
        switch source[index] {
        case 0..<0x20, 0x7F: true
        case 0xC2: index + 1 < source.count && (0x80...0x9F).contains(source[index + 1])
        case 0xE2:
            index + 2 < source.count && source[index + 1] == 0x80
                && (source[index + 2] == 0xA8 || source[index + 2] == 0xA9)
        default: false
        }
    }
}
