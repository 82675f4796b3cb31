internal import Transport

/// What a token endpoint said, be it a token or a refusal.
struct TokenAnswer {
    /// `nil` where there is none, or none that can go into a header.
    var token: Secret?
    var life: Duration?
    /// Whether it is of the kind that we can show.
    var isBearer = true
    /// The OAuth code of a refusal, `invalid_client`.
    var error = ""
    var description = ""
    /// Where the host's own description says that tokens are given.
    var endpoint: String?

    private static let longestToken = 32 << 10
    private static let longestText = 300

    /// - Throws: `ScanError` for what is no JSON object.
    init(_ bytes: borrowing RawSpan) throws(ScanError) {
        var cursor = JSONCursor()
        try cursor.take(0x7B, bytes)
        var isFirst = true
        while let key = try cursor.nextKey(bytes, isFirst: &isFirst) {
            if bytes.holds("expires_in", at: key) {
                // Beyond a century it would overflow.
                if case .value(let seconds) = try cursor.integer(bytes) { life = .seconds(min(seconds, 3_155_760_000)) }
            } else if bytes.holds("access_token", at: key) {
                token = Self.usable(try Self.text(&cursor, bytes))
            } else if bytes.holds("token_type", at: key) {
                isBearer = try Self.text(&cursor, bytes)?.lowercased() == "bearer"
            } else if bytes.holds("error", at: key) {
                error = try Self.text(&cursor, bytes) ?? ""
            } else if bytes.holds("error_description", at: key) {
                description = try Self.text(&cursor, bytes) ?? ""
            } else if bytes.holds("token_endpoint", at: key) {
                endpoint = try Self.text(&cursor, bytes)
            } else {
                try cursor.skipValue(bytes)
            }
        }
    }

    /// The code, and for Azure its own more exact one: `invalid_client, AADSTS7000215`.
    var code: String {
        let exact = description.prefix { $0 != ":" }
        let name = error.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 } ? String(error.prefix(64)) : ""
        return exact.hasPrefix("AADSTS") && exact.count <= 16 ? "\(name), \(exact)" : name
    }

    /// One sentence, without the ids of this one request.
    var reason: String {
        var text = Substring(description)
        if let trace = text.range(ofASCII: " Trace ID:") { text = text[..<trace.lowerBound] }
        if text.hasPrefix("AADSTS"), let colon = text.range(ofASCII: ": ") { text = text[colon.upperBound...] }
        return String(text.prefix(Self.longestText))
    }

    private static func text(_ cursor: inout JSONCursor, _ bytes: borrowing RawSpan) throws(ScanError) -> String? {
        if case .value(let text) = try cursor.text(bytes) { return text }
        return nil
    }

    /// It goes into a header: one word of visible ASCII, or it could add headers of its own.
    private static func usable(_ text: String?) -> Secret? {
        guard let text, !text.isEmpty, text.utf8.count <= longestToken,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return Secret(text)
    }
}
