/// Whether a file is text as JSON wants it, and if not, what it is instead.
enum JSONEncodingCheck {
    static func requireUTF8(_ bytes: [UInt8]) throws(JSONError) {
        let start = JSONPosition(line: 1, column: 1)
        if isUTF16(bytes) { throw JSONError("the file is UTF-16", at: start, fix: "save it as UTF-8") }
        guard let (line, column) = UTF8Check.firstInvalid(in: bytes) else { return }
        throw JSONError(
            "the file is not UTF-8", at: JSONPosition(line: line, column: column), fix: "save it as UTF-8")
    }

    /// By its byte-order mark, or because every other byte of its first characters is a zero.
    private static func isUTF16(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
        guard bytes.count >= 4 else { return false }
        let zeros = bytes.prefix(4).map { $0 == 0 }
        return zeros == [false, true, false, true] || zeros == [true, false, true, false]
    }
}
