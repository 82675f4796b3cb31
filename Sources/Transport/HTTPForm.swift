/// The fields of an `application/x-www-form-urlencoded` body. Nothing of it is ever shown: a field may be a secret.
package struct HTTPForm: Sendable, CustomStringConvertible, CustomReflectable {
    package static let contentType = "application/x-www-form-urlencoded"

    /// As they go over the wire.
    private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func add(_ name: String, _ value: String) {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
        bytes += Self.encoded(name)
        bytes.append(UInt8(ascii: "="))
        bytes += Self.encoded(value)
    }

    package mutating func add(_ name: String, _ value: Secret) { add(name, value.text) }

    package var description: String { "‹redacted›" }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// Everything but letters, digits and `-._~` percent-encoded.
    fileprivate static func encoded(_ text: String) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return text.utf8.flatMap { byte -> [UInt8] in
            byte.isAlphanumeric || "-._~".utf8.contains(byte)
                ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
}

extension Secret {
    /// The same as it stands in the body of a form: to be masked as well.
    package var formEncoded: Secret { Secret(String(decoding: HTTPForm.encoded(text), as: UTF8.self)) }

    /// What follows `Authorization: Basic `: `user:password` in base64.
    package init(basicUser user: String, password: Secret) {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let bytes = Array("\(user):\(password.text)".utf8)
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            bits <<= UInt32(8 * (3 - group.count))
            for place in 0..<4 {
                let sextet = Int(bits >> UInt32(18 - 6 * place) & 63)
                result.append(place <= group.count ? alphabet[sextet] : UInt8(ascii: "="))
            }
        }
        self.init(String(decoding: result, as: UTF8.self))
    }
}
