/// 64 bits that stand for the values of a row: they tell whether a row has changed, and whether a stored one is what
/// was written, which SQLite does not check.
///
/// Digests are stored: what they are made of, and in which order, changes only together with a migration that makes
/// them anew.
struct RowDigest {
    private var state: UInt64 = 0x6462_6D6F_6E00_0001

    /// To be stored.
    var value: Int64 { Int64(bitPattern: state) }

    mutating func add(_ integer: Int64) { mix(UInt64(bitPattern: integer)) }

    mutating func add(_ integer: Int64?) {
        mix(integer == nil ? 0 : 1)
        if let integer { add(integer) }
    }

    mutating func add(_ text: String) {
        let bytes = unsafe text.utf8Span.span.bytes
        mix(UInt64(bytes.byteCount))
        var offset = 0
        while offset + 8 <= bytes.byteCount {
            mix(UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        guard offset < bytes.byteCount else { return }
        var rest: UInt64 = 0
        while offset < bytes.byteCount {
            rest = rest << 8 | UInt64(unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt8.self))
            offset += 1
        }
        mix(rest)
    }

    mutating func add(_ text: String?) {
        mix(text == nil ? 0 : 1)
        if let text { add(text) }
    }

    /// Each step can be undone, so a change of one word always changes the result.
    private mutating func mix(_ word: UInt64) {
        state = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
        state ^= state >> 32
    }
}
