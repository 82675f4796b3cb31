/// Private keys, and options of a command line: both begin with `--`.
extension RedactorScan {
    private static let longestBlock = 65_536
    private static let longestOption = 64

    mutating func dashed(at: Int) -> Range<Int>? {
        if holds("-----BEGIN ", at: at) { return privateKey(at: at) }
        guard at == 0 || bytes[at - 1] != UInt8(ascii: "-") else { return nil }
        var end = at + 2
        while end - at < Self.longestOption, byte(end).isWord || byte(end) == UInt8(ascii: "-") { end += 1 }
        guard byte(end).isBlank, let name = RedactorWords.name(endingAt: end, in: bytes) else { return nil }
        let start = self.end(from: end) { $0.isBlank }
        return byte(start) == UInt8(ascii: "-") ? nil : value(of: name, from: start, sign: .colon)
    }

    /// From the dashes in front of BEGIN to those behind END. Where there is no END, or it stands too far away to
    /// belong to it, as far as what follows looks like a key.
    private mutating func privateKey(at: Int) -> Range<Int>? {
        let label = at + 11
        var labelEnd = label
        while labelEnd - label < 40, byte(labelEnd).isUpper || byte(labelEnd).isDigit || byte(labelEnd) == 0x20 {
            labelEnd += 1
        }
        guard holds("-----", at: labelEnd) else { return nil }
        let isKey = holds("PRIVATE KEY", at: labelEnd - 11) || holds("PRIVATE KEY BLOCK", at: labelEnd - 17)
        guard isKey else { return nil }
        let body = labelEnd + 5
        let keyEnd = keyEnd(from: body)
        guard keyEnd < bytes.count, keyEnd - body <= Self.longestBlock else { return at..<materialEnd(from: body) }
        var end = keyEnd + 8
        while end - keyEnd < 60, byte(end).isUpper || byte(end).isDigit || byte(end) == 0x20 { end += 1 }
        return at..<(holds("-----", at: end) ? end + 5 : end)
    }

    private mutating func keyEnd(from start: Int) -> Int {
        if let known = nextKeyEnd, known >= start { return known }
        var index = start
        while index < bytes.count, bytes[index] != UInt8(ascii: "-") || !holds("-----END", at: index) { index += 1 }
        nextKeyEnd = index
        return index
    }

    /// The end of the words of a key's body: base64 that no English word looks like, and the two header lines.
    private func materialEnd(from body: Int) -> Int {
        var reached = body
        var start = separatorsEnd(from: body)
        while start < bytes.count {
            let end = end(from: start) { $0.isAlphanumeric || "+/=".utf8.contains($0) }
            let isRandom = end - start >= 24 || bytes[start..<end].contains { !$0.isLetter }
            let isHeader = ["Proc-Type:", "4,ENCRYPTED", "DEK-Info:", "AES-", "DES-"].contains { holds($0, at: start) }
            if isHeader {
                reached = self.end(from: start) { $0 > 0x20 && $0 != UInt8(ascii: "\\") && !$0.isQuote }
            } else if end > start, isRandom || end == bytes.count {
                reached = end
            } else {
                return reached
            }
            start = separatorsEnd(from: reached)
            if start == reached { return reached }  // the word goes on as no key does
        }
        return reached
    }

    /// Behind blanks and line breaks, escaped ones too.
    private func separatorsEnd(from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if bytes[index].isBlank || bytes[index].isLineBreak {
                index += 1
            } else if bytes[index] == UInt8(ascii: "\\") {
                index = end(from: index) { $0 == UInt8(ascii: "\\") }
                if byte(index) == UInt8(ascii: "n") || byte(index) == UInt8(ascii: "r") { index += 1 }
            } else {
                break
            }
        }
        return index
    }
}
