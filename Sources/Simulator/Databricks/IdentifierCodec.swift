/// Ids that look drawn by lot and can be read back: an id is a permutation of (ordinal, slot), so that an answer
/// about any of a million runs and their tasks needs no table.
///
/// Slot 0 is the run itself, the slots after it are its tasks' attempts and iterations. Every 16th ordinal has ids
/// above 2^53, where a Double no longer tells neighbours apart.
struct IdentifierCodec: Sendable {
    static let slotsPerOrdinal = 4_096

    private static let bits: UInt64 = 50
    private static let mask: UInt64 = (1 << bits) - 1
    private static let first: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let second: UInt64 = 0xD6E8_FEB8_6659_FD93
    private static let firstInverse = inverse(of: first)
    private static let secondInverse = inverse(of: second)
    private static let wideBase: Int64 = 1 << 53

    private let key: UInt64

    init(key: UInt64) { self.key = key & Self.mask }

    func id(ordinal: Int, slot: Int = 0) -> Int64 {
        precondition(ordinal >= 0 && ordinal < 1 << 38)
        precondition(slot >= 0 && slot < Self.slotsPerOrdinal)
        var value = UInt64(ordinal * Self.slotsPerOrdinal + slot) ^ key
        value = (value &* Self.first) & Self.mask
        value ^= value >> 25
        value = (value &* Self.second) & Self.mask
        value ^= value >> 25
        let narrow = Int64(value) + 1
        return Self.isWide(ordinal) ? Self.wideBase + narrow : narrow
    }

    /// - Returns: `nil` for an id that `id(ordinal:slot:)` cannot have made.
    func locate(_ id: Int64) -> (ordinal: Int, slot: Int)? {
        let isWide = id > Self.wideBase
        let narrow = isWide ? id - Self.wideBase : id
        guard narrow >= 1, narrow <= Int64(Self.mask) + 1 else { return nil }
        var value = UInt64(narrow - 1)
        value ^= value >> 25
        value = (value &* Self.secondInverse) & Self.mask
        value ^= value >> 25
        value = (value &* Self.firstInverse) & Self.mask
        value ^= key
        let ordinal = Int(value) / Self.slotsPerOrdinal
        guard Self.isWide(ordinal) == isWide else { return nil }
        return (ordinal, Int(value) % Self.slotsPerOrdinal)
    }

    private static func isWide(_ ordinal: Int) -> Bool { ordinal % 16 == 3 }

    /// Newton's iteration modulo 2^64: each step doubles the correct bits, and an odd number is its own inverse
    /// modulo 8.
    private static func inverse(of odd: UInt64) -> UInt64 {
        var inverse = odd
        for _ in 0..<5 { inverse = inverse &* (2 &- odd &* inverse) }
        return inverse
    }
}
