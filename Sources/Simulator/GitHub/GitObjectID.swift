/// The SHA-1 name of a git object, as 40 lower-case hexadecimal digits.
package struct GitObjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package static let byteCount = 20
    /// `4b825dc6…`, which exists in every repository without being stored.
    package static let emptyTree = GitObject(kind: .tree, content: []).id

    package let hex: String

    /// - Returns: `nil` for anything but 40 of `0-9a-f`.
    package init?(hex: String) {
        let digits = hex.utf8
        guard digits.count == Self.byteCount * 2, digits.allSatisfy({ HexDigits.value(of: $0) != nil }) else {
            return nil
        }
        self.hex = hex
    }

    /// - Precondition: 20 bytes, as SHA-1 gives them.
    package init(digest: some Collection<UInt8>) {
        precondition(digest.count == Self.byteCount)
        hex = HexDigits.text(of: digest)
    }

    /// The 20 bytes that a tree object holds.
    package var bytes: [UInt8] {
        let digits = Array(hex.utf8)
        return stride(from: 0, to: digits.count, by: 2).map { index in
            (HexDigits.value(of: digits[index]) ?? 0) << 4 | (HexDigits.value(of: digits[index + 1]) ?? 0)
        }
    }

    package var description: String { hex }

    package static func < (left: GitObjectID, right: GitObjectID) -> Bool { left.hex < right.hex }
}

/// Lower-case hexadecimal.
enum HexDigits {
    static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x61 + 10
        default: nil
        }
    }

    static func text(of bytes: some Sequence<UInt8>) -> String {
        var digits: [UInt8] = []
        digits.reserveCapacity(bytes.underestimatedCount * 2)
        for byte in bytes {
            digits.append(digit(byte >> 4))
            digits.append(digit(byte & 0x0F))
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x61 + value - 10 }
}
