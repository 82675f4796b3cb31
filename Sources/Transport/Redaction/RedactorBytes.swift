/// ASCII classes of bytes, as the redactor needs them.
extension UInt8 {
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isUpper: Bool { self >= 0x41 && self <= 0x5A }
    var isLower: Bool { self >= 0x61 && self <= 0x7A }
    var isLetter: Bool { isUpper || isLower }
    var isAlphanumeric: Bool { isDigit || isLetter }
    /// A letter, a digit or `_`.
    var isWord: Bool { isAlphanumeric || self == 0x5F }
    var isHexadecimal: Bool { isDigit || (lowered >= 0x61 && lowered <= 0x66) }
    /// A space, or a control character that a cell shows as one. No line break; and no 0, which stands for the end.
    var isBlank: Bool { self <= 0x20 && !isLineBreak && self != 0 || self == 0x7F }
    var isLineBreak: Bool { self == 0x0A || self == 0x0D }
    var isQuote: Bool { self == 0x22 || self == 0x27 || self == 0x60 }
    var lowered: UInt8 { isUpper ? self | 0x20 : self }
}

extension [UInt8] {
    func holds(_ text: String, at start: Int) -> Bool {
        let length = text.utf8.count
        guard start >= 0, count - start >= length else { return false }
        return text.utf8.elementsEqual(self[start..<start + length])
    }
}
