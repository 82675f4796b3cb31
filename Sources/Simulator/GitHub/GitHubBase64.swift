/// Base64 as the service takes and gives it.
enum GitHubBase64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let values: [UInt8?] = {
        var values = [UInt8?](repeating: nil, count: 256)
        for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    /// On one line, padded.
    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group: UInt32 = 0
            for offset in 0..<3 { group = group << 8 | (offset < count ? UInt32(bytes[start + offset]) : 0) }
            for place in 0..<4 {
                output.append(place <= count ? alphabet[Int(group >> UInt32(18 - place * 6)) & 0x3F] : 0x3D)
            }
        }
        return output
    }

    /// With a line feed after every 60 digits and at the end, as the service shows a blob.
    static func encodeInLines(_ bytes: [UInt8]) -> String {
        let digits = encode(bytes)
        var output: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 60) {
            output += digits[start..<min(start + 60, digits.count)]
            output.append(0x0A)
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// As `POST git/blobs` reads it: what is no digit is skipped, the first `=` ends it, a digit left alone is dropped.
    static func decodeLeniently(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        var group: UInt32 = 0
        var bits = 0
        for digit in text.utf8 {
            if digit == 0x3D { break }
            guard let value = values[Int(digit)] else { continue }
            group = group << 6 | UInt32(value)
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            output.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
        }
        return output
    }

    /// As the contents API reads it: line feeds may stand anywhere, all else must be right.
    static func decodeStrictly(_ text: String) -> [UInt8]? {
        let digits = text.utf8.filter { $0 != 0x0A && $0 != 0x0D }
        let padding = digits.reversed().prefix { $0 == 0x3D }.count
        guard digits.count % 4 == 0, padding <= 2 else { return nil }
        guard digits.dropLast(padding).allSatisfy({ values[Int($0)] != nil }) else { return nil }
        return decodeLeniently(text)
    }
}
