/// ASCII classes of bytes, as the reading of error texts needs them.
extension UInt8 {
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isUpper: Bool { self >= 0x41 && self <= 0x5A }
    var isLetter: Bool { lowered >= 0x61 && lowered <= 0x7A }
    /// A letter, a digit, `_`, or part of a character beyond ASCII.
    var isWord: Bool { isLetter || isDigit || self == 0x5F || self >= 0x80 }
    var isHexadecimal: Bool { isDigit || (lowered >= 0x61 && lowered <= 0x66) }
    /// A space, a tab, a line break or another control character.
    var isSpace: Bool { self <= 0x20 }
    var isQuote: Bool { self == 0x22 || self == 0x27 || self == 0x60 }
    var lowered: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
    /// The place of the first `text` at or behind `start`.
    func place(of text: String, from start: Int) -> Int? {
        let needle = text.utf8
        let length = needle.count
        guard let first = needle.first, length <= endIndex - start else { return nil }
        var index = start
        while index <= endIndex - length {
            if self[index] == first, self[index..<index + length].elementsEqual(needle) { return index }
            index += 1
        }
        return nil
    }

    func contains(text: String) -> Bool { place(of: text, from: startIndex) != nil }

    func begins(with text: String) -> Bool { starts(with: text.utf8) }

    func ends(with text: String) -> Bool {
        count >= text.utf8.count && suffix(text.utf8.count).elementsEqual(text.utf8)
    }

    /// Without white space at both ends.
    var trimmed: SubSequence {
        var start = startIndex
        var end = endIndex
        while start < end, self[start].isSpace { start += 1 }
        while end > start, self[end - 1].isSpace { end -= 1 }
        return self[start..<end]
    }

    var text: String { String(decoding: self, as: UTF8.self) }
}
