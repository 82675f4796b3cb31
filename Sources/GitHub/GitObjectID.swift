internal import Crypto

/// The id of a blob, tree or commit: a SHA-1, computed here exactly as git and the service compute it, so that what is
/// already published is known without an upload.
package struct GitObjectID: Hashable, Sendable, CustomStringConvertible {
    /// The empty tree, which every repository knows.
    package static let emptyTree = GitObjectID.tree([])

    private let high: UInt64
    private let middle: UInt64
    private let low: UInt32

    /// - Returns: `nil` for anything but 40 hexadecimal digits.
    package init?(_ hex: String) {
        var words = Words()
        guard hex.utf8.count == 40 else { return nil }
        var pending: UInt8?
        for digit in hex.utf8 {
            guard let value = Self.value(ofDigit: digit) else { return nil }
            if let upper = pending {
                words.append(upper << 4 | value)
                pending = nil
            } else {
                pending = value
            }
        }
        self.init(words)
    }

    package static func blob(_ bytes: [UInt8]) -> GitObjectID { object("blob", bytes) }

    package static func tree(_ entries: [GitTreeEntry]) -> GitObjectID {
        object("tree", GitTreeEntry.content(of: entries))
    }

    package static func commit(_ commit: GitCommit) -> GitObjectID { Self.commit(content: commit.content) }

    static func commit(content: [UInt8]) -> GitObjectID { object("commit", content) }

    /// 40 lower-case hexadecimal digits.
    package var description: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(40)
        for byte in bytes {
            digits.append(Self.digit(of: byte >> 4))
            digits.append(Self.digit(of: byte & 0xF))
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// The 20 bytes, as a tree object holds them.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20)
        for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: high >> shift)) }
        for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: middle >> shift)) }
        for shift in stride(from: 24, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: low >> shift)) }
        return bytes
    }

    private static func object(_ type: String, _ content: [UInt8]) -> GitObjectID {
        var hash = Insecure.SHA1()
        hash.update(data: Array("\(type) \(content.count)\0".utf8))
        hash.update(data: content)
        var words = Words()
        for byte in hash.finalize() { words.append(byte) }
        return GitObjectID(words)
    }

    /// - Precondition: 20 bytes, as a tree object holds them.
    init(bytes: ArraySlice<UInt8>) {
        precondition(bytes.count == 20)
        var words = Words()
        for byte in bytes { words.append(byte) }
        self.init(words)
    }

    private init(_ words: Words) {
        high = words.high
        middle = words.middle
        low = words.low
    }

    /// Twenty bytes shifted in from the right.
    private struct Words {
        var high: UInt64 = 0
        var middle: UInt64 = 0
        var low: UInt32 = 0

        mutating func append(_ byte: UInt8) {
            high = high << 8 | middle >> 56
            middle = middle << 8 | UInt64(low >> 24)
            low = low << 8 | UInt32(byte)
        }
    }

    private static func value(ofDigit digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x41 + 10
        case 0x61...0x66: digit - 0x61 + 10
        default: nil
        }
    }

    private static func digit(of value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x61 + value - 10 }
}
