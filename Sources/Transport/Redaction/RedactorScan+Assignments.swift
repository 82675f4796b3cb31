/// Values assigned to a name: `client_secret=…`, `"password": "…"`, `password: x`.
extension RedactorScan {
    enum Sign {
        /// What follows may be a sentence: `invalid token: the signature …`.
        case colon
        case equals
        /// A comparison in a line of code: only what is quoted is a value.
        case comparison
    }

    func assignedValue(at position: Int) -> Range<Int>? {
        let isColon = bytes[position] == UInt8(ascii: ":")
        let isArrow = bytes[position] == UInt8(ascii: "-")  // `password -> x` of a Scala map
        var nameEnd = position
        while nameEnd > max(0, position - 4), bytes[nameEnd - 1].isBlank { nameEnd -= 1 }
        let closers = nameEnd
        while nameEnd > max(0, closers - 8), bytes[nameEnd - 1].isQuote || "\\]".utf8.contains(bytes[nameEnd - 1]) {
            nameEnd -= 1
        }
        guard let name = RedactorWords.name(endingAt: nameEnd, in: bytes), !isSyntax(nameEnd) else { return nil }

        var start = position + (isArrow ? 2 : 1)
        var sign: Sign = isColon ? .colon : .equals
        switch (isColon, byte(start)) {
        case (true, UInt8(ascii: ":")): return nil
        case (true, UInt8(ascii: "=")): (start, sign) = (start + 1, .equals)
        case (false, UInt8(ascii: "=")): (start, sign) = (start + 1, .comparison)
        case (false, UInt8(ascii: ">")): start += 1
        default: break
        }
        var valueStart = start
        while valueStart - start < 64, byte(valueStart).isBlank { valueStart += 1 }
        // Pretty-printed: the quoted value on the next line.
        var below = valueStart
        while below - start < 64, byte(below).isBlank || byte(below).isLineBreak { below += 1 }
        if byte(below).isQuote { valueStart = below }
        return value(of: name, from: valueStart, sign: sign)
    }

    /// `unexpected token: FROM` is of a parser.
    private func isSyntax(_ nameEnd: Int) -> Bool {
        ["unexpected token", "Unexpected token", "expected token", "unrecognized token", "expecting token"].contains {
            holds($0, at: nameEnd - $0.utf8.count)
        }
    }

    func value(of name: RedactorWords.Name, from start: Int, sign: Sign) -> Range<Int>? {
        var quote = start
        if "ubrfUBRF".utf8.contains(byte(quote)), byte(quote + 1).isQuote { quote += 1 }
        let escapes = end(from: quote) { $0 == UInt8(ascii: "\\") } - quote
        if byte(quote + escapes).isQuote {
            let whole = quotedValue(quote + escapes, escapes: escapes)
            let value = min(schemeEnd(from: whole.lowerBound), whole.upperBound)..<whole.upperBound
            return value.isEmpty || RedactorWords.isLiteral(bytes[value]) ? nil : value
        }
        switch (name, sign) {
        case (_, .comparison), (.folderOrPassword, .colon): return nil
        case (.folderOrPassword, .equals): return "/~".utf8.contains(byte(start)) ? nil : plainValue(from: start)
        case (.authorization, _): return schemeAndValue(from: start)
        case (.credential, .equals): return isCode(at: start) ? nil : plainValue(from: schemeEnd(from: start))
        case (.credential, .colon):
            return isSentence(at: start) || isCode(at: start) ? nil : plainValue(from: schemeEnd(from: start))
        }
    }

    /// Up to the same quote, as deep in escapes as the first; to the line's end where a text was cut.
    private func quotedValue(_ quote: Int, escapes: Int) -> Range<Int> {
        let mark = bytes[quote]
        let isTriple = byte(quote + 1) == mark && byte(quote + 2) == mark
        let start = isTriple ? quote + 3 : quote + 1
        var run = 0
        var index = start
        while index < bytes.count, isTriple || !bytes[index].isLineBreak {
            if bytes[index] == UInt8(ascii: "\\") {
                run += 1
            } else {
                let isEnd = escapes == 0 ? run.isMultiple(of: 2) : run <= escapes
                if bytes[index] == mark, isEnd { return start..<(escapes == 0 ? index : index - run) }
                run = 0
            }
            index += 1
        }
        return start..<index
    }

    private static let placeholders = ["<", "${", "{{secrets/", "**", "[REDACTED"]

    private func plainValue(from start: Int) -> Range<Int>? {
        if Self.placeholders.contains(where: { holds($0, at: start) }) { return nil }
        let stop = end(from: start) { $0 > 0x20 && !$0.isQuote && !",;&<|".utf8.contains($0) }
        let value = start..<withoutTrailing(")]}>.:\\", start..<stop)
        let isWord = bytes[value].contains { $0.isAlphanumeric || $0 >= 0x80 }
        return isWord && !RedactorWords.isLiteral(bytes[value]) ? value : nil
    }

    /// Behind `Bearer ` or `Basic `, where one of them stands in front of the value.
    private func schemeEnd(from start: Int) -> Int {
        guard byte(start).lowered == UInt8(ascii: "b") else { return start }
        let wordEnd = end(from: start) { $0.isLetter }
        let isScheme = ["bearer", "basic"].contains {
            $0.utf8.elementsEqual(bytes[start..<wordEnd].lazy.map(\.lowered))
        }
        return isScheme && byte(wordEnd).isBlank ? end(from: wordEnd) { $0.isBlank } : start
    }

    /// `Authorization: Bearer x`, or the value alone.
    private func schemeAndValue(from start: Int) -> Range<Int>? {
        guard let first = plainValue(from: start) else { return nil }
        let next = end(from: first.upperBound) { $0.isBlank }
        guard next > first.upperBound, bytes[first].allSatisfy(\.isLetter) else {
            return RedactorWords.isProse(bytes[first]) ? nil : first
        }
        return isSentence(at: next) ? nil : plainValue(from: next)
    }

    /// A sentence goes on where a value would stand: one of its usual words and another word, a status, or the name of
    /// an error.
    private func isSentence(at start: Int) -> Bool {
        let wordEnd = end(from: start) { $0.isWord || $0 == UInt8(ascii: ".") }
        let word = bytes[start..<wordEnd]
        if byte(wordEnd) == UInt8(ascii: ":") {
            return ["Error", "Exception"].contains { holds($0, at: wordEnd - $0.utf8.count) }
                || holds("AADSTS", at: start)
        }
        guard wordEnd == bytes.count || bytes[wordEnd].isBlank || bytes[wordEnd].isLineBreak else { return false }
        if word.count == 3, word.allSatisfy(\.isDigit) { return true }
        guard RedactorWords.isProse(word) else { return false }
        return byte(wordEnd + 1).isLetter || RedactorWords.isVerdict(word)
    }

    /// `token = get_token()`, `token = os.environ["TOKEN"]`: a line of a trace, not a value.
    private func isCode(at start: Int) -> Bool {
        let end = end(from: start) { $0.isLetter || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }
        guard end > start, byte(end) == UInt8(ascii: "(") || byte(end) == UInt8(ascii: "[") else { return false }
        let isPath = bytes[start..<end].contains { !$0.isLetter }
        return isPath || byte(end + 1).isQuote || byte(end + 1) == UInt8(ascii: ")")
    }
}
