/// One walk over a text that finds what shows itself to be a credential. Most bytes cost one comparison: only those
/// that can begin a token, or stand between a name and its value, are looked at twice.
struct RedactorScan {
    let bytes: [UInt8]
    /// What must be masked, in order; no two overlap.
    private(set) var found: [Range<Int>] = []
    /// What was found and is to be masked in other places and texts too.
    private(set) var values: [[UInt8]] = []

    /// What a search learned, so that no other search walks the same way again: there is no `@` in front of this place,
    var withoutAt = 0
    /// no web token in front of this one,
    var withoutWebToken = 0
    /// and the next end of a private key stands here (the text's length where there is none).
    var nextKeyEnd: Int?

    init(_ text: String) {
        bytes = Array(text.utf8)
        var at = 0
        while at < bytes.count {
            guard let range = credential(at: at) else {
                at += 1
                continue
            }
            found.append(range)
            note(range)
            at = max(at + 1, range.upperBound)
        }
    }

    private mutating func credential(at: Int) -> Range<Int>? {
        switch bytes[at] {
        case UInt8(ascii: ":"):
            if holds("://", at: at) { return passwordInURL(at: at) }
            return assignedValue(at: at)
        case UInt8(ascii: "="): return assignedValue(at: at)
        case UInt8(ascii: "-"):
            if byte(at + 1) == UInt8(ascii: ">") { return assignedValue(at: at) }
            return byte(at + 1) == UInt8(ascii: "-") ? dashed(at: at) : nil
        case UInt8(ascii: "d"): return databricksToken(at: at)
        case UInt8(ascii: "g"): return gitHubToken(at: at)
        case UInt8(ascii: "A"): return accessKeyID(at: at)
        case UInt8(ascii: "e"): return webToken(at: at)
        case UInt8(ascii: "B"), UInt8(ascii: "b"): return bearerValue(at: at)
        default: return nil
        }
    }

    /// A key block is recognised wherever it stands, so it need not be looked for by its bytes.
    private mutating func note(_ range: Range<Int>) {
        guard range.count >= RedactorKnownValues.shortestBytes, bytes[range.lowerBound] != UInt8(ascii: "-") else {
            return
        }
        let value = bytes[range]
        guard !RedactorWords.isCommon(value) else { return }
        values.append(Array(value))
    }
}

extension RedactorScan {
    /// The byte there, 0 where the text has ended.
    func byte(_ index: Int) -> UInt8 { bytes.indices.contains(index) ? bytes[index] : 0 }

    func holds(_ text: String, at start: Int) -> Bool {
        bytes.holds(text, at: start)
    }

    /// The end of the run of bytes from `start` on for which `belongs` is true.
    func end(from start: Int, while belongs: (UInt8) -> Bool) -> Int {
        var end = start
        while end < bytes.count, belongs(bytes[end]) { end += 1 }
        return end
    }

    /// A word can begin here: in front stands no letter, digit or `_`, or one that ends an escape (`\n`, `%3D`, a
    /// terminal's colour).
    func isWordStart(_ at: Int) -> Bool {
        guard at > 0 else { return true }
        let last = bytes[at - 1]
        guard last.isWord else { return true }
        if at >= 2, bytes[at - 2] == UInt8(ascii: "\\") { return "nrtbfv".utf8.contains(last) }
        if at >= 3, bytes[at - 3] == UInt8(ascii: "%") { return last.isHexadecimal && bytes[at - 2].isHexadecimal }
        return last == UInt8(ascii: "m") && endsColour(at)
    }

    private func endsColour(_ at: Int) -> Bool {
        var index = at - 2
        while index > max(0, at - 16), bytes[index].isDigit || bytes[index] == UInt8(ascii: ";") { index -= 1 }
        return index >= 1 && bytes[index] == UInt8(ascii: "[") && bytes[index - 1] == 0x1B
    }
}
