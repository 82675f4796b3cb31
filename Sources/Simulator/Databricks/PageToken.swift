/// A place in a listing, as the opaque text that clients send back: URL-safe base64 of a few variable-length
/// integers, the way real tokens look. It is always padded with `=`, so that a client that does not encode it fails.
struct PageToken: Equatable {
    enum Direction: UInt64 {
        case previous = 0
        case next = 1
    }

    let direction: Direction
    /// The sort key (milliseconds, or the index in an array) of the row next to the page.
    let key: Int64
    /// The id that tells rows of one key apart.
    let id: Int64
    /// How many pages came before this one.
    let page: Int
    /// Milliseconds; 0 where tokens do not expire.
    var issuedAt: Int64 = 0
    /// What the parameters of the call were that it came from; 0 where they do not matter.
    var parameters: UInt64 = 0
    /// The place that a listing goes back to, in one that goes in a circle.
    var origin: Origin?

    struct Origin: Equatable {
        let key: Int64
        let id: Int64
    }

    var text: String {
        var bytes: [UInt8] = []
        func field(_ number: UInt8, _ value: UInt64) {
            bytes.append(number << 3)
            var rest = value
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }
        field(1, direction.rawValue)
        field(5, UInt64(bitPattern: key))
        field(6, UInt64(bitPattern: id))
        field(7, UInt64(page))
        if issuedAt != 0 { field(9, UInt64(bitPattern: issuedAt)) }
        if parameters != 0 { field(10, parameters) }
        if let origin {
            field(11, UInt64(bitPattern: origin.key))
            field(12, UInt64(bitPattern: origin.id))
        }
        if bytes.count % 3 == 0 { field(13, 0) }
        return Self.encode(bytes)
    }

    init(direction: Direction, key: Int64, id: Int64, page: Int) {
        self.direction = direction
        self.key = key
        self.id = id
        self.page = page
    }

    /// - Returns: `nil` for a text that `text` did not make.
    init?(text: String) {
        guard let bytes = Self.decode(text), let fields = Self.fields(of: bytes) else { return nil }
        guard let direction = fields[1].flatMap(Direction.init(rawValue:)), let key = fields[5], let id = fields[6],
            let page = fields[7], page < 1 << 32
        else { return nil }
        self.init(direction: direction, key: Int64(bitPattern: key), id: Int64(bitPattern: id), page: Int(page))
        issuedAt = fields[9].map { Int64(bitPattern: $0) } ?? 0
        parameters = fields[10] ?? 0
        if let key = fields[11], let id = fields[12] {
            origin = Origin(key: Int64(bitPattern: key), id: Int64(bitPattern: id))
        }
    }

    /// By their numbers, which rise.
    private static func fields(of bytes: [UInt8]) -> [UInt8: UInt64]? {
        var fields: [UInt8: UInt64] = [:]
        var index = 0
        var last: UInt8 = 0
        while index < bytes.count {
            let number = bytes[index] >> 3
            guard bytes[index] & 7 == 0, number > last, number <= 13 else { return nil }
            last = number
            index += 1
            var value: UInt64 = 0
            var shift: UInt64 = 0
            repeat {
                guard index < bytes.count, shift < 64 else { return nil }
                value |= UInt64(bytes[index] & 0x7F) << shift
                shift += 7
                index += 1
            } while bytes[index - 1] & 0x80 != 0
            fields[number] = value
        }
        return fields
    }

    // MARK: - Base64

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    private static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let count = min(3, bytes.count - index)
            var group: UInt32 = 0
            for offset in 0..<3 { group = group << 8 | (offset < count ? UInt32(bytes[index + offset]) : 0) }
            for offset in 0..<4 {
                let digit = Int(group >> (18 - 6 * UInt32(offset)) & 0x3F)
                out.append(offset <= count ? alphabet[digit] : 0x3D)
            }
            index += 3
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func decode(_ text: String) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard !characters.isEmpty, characters.count % 4 == 0, characters.count <= 128 else { return nil }
        let padding = characters.reversed().prefix { $0 == 0x3D }.count
        guard padding == 1 || padding == 2 else { return nil }
        var out: [UInt8] = []
        var group: UInt32 = 0
        var bits: UInt32 = 0
        for character in characters.dropLast(padding) {
            guard let digit = alphabet.firstIndex(of: character) else { return nil }
            group = group << 6 | UInt32(digit)
            bits += 6
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(truncatingIfNeeded: group >> bits))
            }
        }
        return out
    }
}
