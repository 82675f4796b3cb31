/// Tokens that show by their first letters.
extension RedactorScan {
    /// `dapi` and at least eight letters and digits, a digit among them or twenty in all; `-2` and the like behind it.
    /// `dose` begins a service principal's secret, and has 32 hexadecimal digits.
    func databricksToken(at: Int) -> Range<Int>? {
        if holds("dapi", at: at), isWordStart(at) {
            let body = at + 4
            var end = end(from: body) { $0.isAlphanumeric }
            guard looksRandom(body..<end, shortest: 8) else { return nil }
            while byte(end) == UInt8(ascii: "-"), byte(end + 1).isAlphanumeric {
                end = self.end(from: end + 1) { $0.isAlphanumeric }
            }
            return at..<end
        }
        guard holds("dose", at: at), isWordStart(at) else { return nil }
        let end = end(from: at + 4) { $0.isHexadecimal }
        return end - at >= 36 ? at..<end : nil
    }

    /// `ghp_`, `gho_`, `ghu_`, `ghs_`, `ghr_` and `github_pat_`.
    func gitHubToken(at: Int) -> Range<Int>? {
        guard byte(at + 1) == UInt8(ascii: "h") || byte(at + 1) == UInt8(ascii: "i"), isWordStart(at) else {
            return nil
        }
        let body: Int
        if byte(at + 1) == UInt8(ascii: "h"), byte(at + 3) == UInt8(ascii: "_"), "pousr".utf8.contains(byte(at + 2)) {
            body = at + 4
        } else if holds("github_pat_", at: at) {
            body = at + 11
        } else {
            return nil
        }
        let end = end(from: body) { $0.isWord }
        return looksRandom(body..<end, shortest: 8) ? at..<end : nil
    }

    /// `AKIA` and sixteen capital letters and digits.
    func accessKeyID(at: Int) -> Range<Int>? {
        guard holds("AKIA", at: at), isWordStart(at) else { return nil }
        let end = end(from: at + 4) { $0.isUpper || $0.isDigit }
        return end - at >= 20 ? at..<end : nil
    }

    /// A JSON web token, or its first two parts where a text was cut.
    mutating func webToken(at: Int) -> Range<Int>? {
        guard at >= withoutWebToken, holds("eyJ", at: at), isWordStart(at) else { return nil }
        let header = end(from: at) { $0.isWord || $0 == UInt8(ascii: "-") }
        let end = end(from: header) { $0.isWord || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
        guard header - at >= 8, byte(header) == UInt8(ascii: "."), end - header >= 4 else {
            // What begins later in the same run has no more parts than this.
            withoutWebToken = header
            return nil
        }
        return at..<withoutTrailing(".", at..<end)
    }

    /// `Bearer` and a value. In prose a word follows (`Bearer token`), which is none.
    func bearerValue(at: Int) -> Range<Int>? {
        guard byte(at + 1).lowered == UInt8(ascii: "e"), byte(at + 6).isBlank, isWordStart(at) else { return nil }
        guard bytes[at..<at + 6].elementsEqual("bearer".utf8, by: { $0.lowered == $1 }) else { return nil }
        let start = end(from: at + 6) { $0.isBlank }
        let end = end(from: start) { $0.isWord || "-.~+/=".utf8.contains($0) }
        let value = start..<withoutTrailing(".", start..<end)
        guard !value.isEmpty, !RedactorWords.isProse(bytes[value]), !holds("realm=", at: start) else { return nil }
        // In small letters it is most often English: then only what no English word looks like is a value.
        let isWritten = bytes[at].isUpper || !bytes[value].allSatisfy(\.isLower)
        return isWritten ? value : nil
    }

    private func looksRandom(_ range: Range<Int>, shortest: Int) -> Bool {
        range.count >= 20 || (range.count >= shortest && bytes[range].contains(where: \.isDigit))
    }

    func withoutTrailing(_ endings: String, _ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, endings.utf8.contains(bytes[end - 1]) { end -= 1 }
        return end
    }
}
