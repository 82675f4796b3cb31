internal import Model

/// Makes access tokens and knows its own again, without keeping any: what a token says is sealed by a key that follows
/// from the seed. They have the form of JSON web tokens.
struct TokenIssuer: Sendable {
    enum Verdict: Equatable {
        /// Its life that is left is above zero.
        case good(left: Duration)
        case expired
        /// Of another issuer, or for somebody else.
        case unknown
    }

    private static let header = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9"  // {"alg":"RS256","typ":"JWT"}

    private let key: UInt64
    private let audience: String
    private var serial: Int64 = 0

    /// - Parameter audience: where the tokens are good, and for whom: part of the seal.
    init(seed: UInt64, audience: String) {
        key = Dice.mixed(seed, Dice.hash("token issuer"))
        self.audience = audience
    }

    mutating func issue(life: Duration, at now: Timestamp) -> String {
        serial += 1
        let end = (now + life).milliseconds
        var claims = JSONWriter()
        claims.object { json in
            json.member("aud", audience)
            json.member("exp", end / 1_000)
            json.member("iat", now.milliseconds / 1_000)
            json.member("jti", String(serial))
        }
        let said = "\(Self.header).\(URLSafeBase64.encode(claims.bytes))"
        return "\(said).\(Self.hexadecimal(UInt64(bitPattern: end)))\(seal(said, end))"
    }

    func judge(_ token: String, at now: Timestamp) -> Verdict {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].utf8.count == 32, let bits = UInt64(parts[2].prefix(16), radix: 16) else {
            return .unknown
        }
        let end = Int64(bitPattern: bits)
        guard parts[2].suffix(16) == seal("\(parts[0]).\(parts[1])", end) else { return .unknown }
        let left = Timestamp(milliseconds: end) - now
        return left > .zero ? .good(left: left) : .expired
    }

    private func seal(_ said: String, _ end: Int64) -> String {
        let content = Dice.mixed(key, Dice.hash(said) ^ Dice.hash(audience))
        return Self.hexadecimal(Dice.mixed(content, UInt64(bitPattern: end)))
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        String((String(repeating: "0", count: 16) + String(value, radix: 16)).suffix(16))
    }
}

/// Base64 as it stands in tokens: `-` and `_`, without padding.
enum URLSafeBase64 {
    static func encode(_ bytes: [UInt8]) -> String {
        let digits = GitHubBase64.encode(bytes).prefix { $0 != 0x3D }
        let safe = digits.map { digit -> UInt8 in
            switch digit {
            case 0x2B: 0x2D
            case 0x2F: 0x5F
            default: digit
            }
        }
        return String(decoding: safe, as: UTF8.self)
    }
}
