/// What is read of a text: all of it, or its first and its last 32 KiB. An exception stands at one of the two ends; a
/// trace of megabytes is frames in between.
enum Excerpt {
    static let endBytes = 32 * 1024

    /// The bytes to read, without the escape sequences by which a terminal shows colours.
    static func bytes(of text: String) -> [UInt8] {
        let utf8 = text.utf8
        guard utf8.count > 2 * endBytes else { return withoutColours(Array(utf8)) }
        return withoutColours(Array(utf8.prefix(endBytes)) + [0x0A] + Array(utf8.suffix(endBytes)))
    }

    private static func withoutColours(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(0x1B) else { return bytes }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x1B, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "[") else {
                output.append(bytes[index])
                index += 1
                continue
            }
            index += 2
            while index < bytes.count, bytes[index] < 0x40 { index += 1 }
            index += 1
        }
        return output
    }
}
