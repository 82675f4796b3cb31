/// Passwords in URLs: `scheme://user:PASSWORD@host`.
extension RedactorScan {
    mutating func passwordInURL(at colon: Int) -> Range<Int>? {
        guard colon > 0, bytes[colon - 1].isWord else { return nil }
        let user = colon + 3
        let userEnd = end(from: user) { $0.isWord || $0 >= 0x80 || "-.~%+".utf8.contains($0) }
        guard byte(userEnd) == UInt8(ascii: ":"), userEnd >= withoutAt else { return nil }
        let start = userEnd + 1
        let digits = end(from: start) { $0.isDigit }
        if digits == bytes.count || isBoundary(bytes[digits]) || endsAuthority(bytes[digits]) { return nil }  // a port

        // A password may hold what should have been escaped: `@` up to the host's last, or `/` up to the first `@`.
        var lastAt: Int?
        var index = start
        var isPastAuthority = false
        while index < bytes.count, !isBoundary(bytes[index]) {
            if endsAuthority(bytes[index]) {
                if lastAt != nil { break }
                isPastAuthority = true
            }
            if bytes[index] == UInt8(ascii: "@") {
                lastAt = index
                if isPastAuthority { break }
            }
            index += 1
        }
        guard let lastAt else {
            withoutAt = index
            return nil
        }
        return lastAt > start ? start..<lastAt : nil
    }

    private func isBoundary(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte.isQuote || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
    }

    private func endsAuthority(_ byte: UInt8) -> Bool { "/?#,;)]}\\".utf8.contains(byte) }
}
