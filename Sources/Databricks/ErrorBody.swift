/// What an answer that is no success says, in any of the shapes that were seen (api/databricks, 7): JSON with a code that
/// is a string or a number, `CODE: text`, HTML, plain text, nothing.
struct ErrorBody: Equatable {
    /// Longer messages are cut; what is behind is never needed to tell cases apart.
    static let messageLimit = 1_000

    /// Upper-case words; numbers as their digits; empty where there is none.
    var code = ""
    var message = ""

    init(_ body: [UInt8], status: Int) {
        let text = body.prefix(64 << 10)
        if text.first(where: { $0 > 0x20 }) == 0x7B, let json = Self.json(body) {
            self = json
        } else if let html = Self.html(text) {
            message = html
        } else {
            plain(String(decoding: text, as: UTF8.self))
        }
        if message.isEmpty { message = "HTTP \(status)" }
        message = String(String.UnicodeScalarView(message.unicodeScalars.prefix(Self.messageLimit)))
    }

    private init() {}

    private static func json(_ body: [UInt8]) -> ErrorBody? {
        var found = ErrorBody()
        do throws(ScanError) {
            try unsafe found.readJSON(body.span.bytes)
        } catch {
            return nil
        }
        return found
    }

    private mutating func readJSON(_ bytes: borrowing RawSpan) throws(ScanError) {
        var cursor = JSONCursor()
        try cursor.take(0x7B, bytes)
        var isFirst = true
        var fallback = ""
        while let key = try cursor.nextKey(bytes, isFirst: &isFirst) {
            if bytes.holds("error_code", at: key) {
                if try cursor.peek(bytes) == 0x22 {
                    if case .value(let text) = try cursor.text(bytes) { code = text }
                } else if case .value(let number) = try cursor.integer(bytes) {
                    code = String(number)
                }
            } else if bytes.holds("message", at: key) {
                if case .value(let text) = try cursor.text(bytes) { message = text }
            } else if bytes.holds("error", at: key) || bytes.holds("detail", at: key) {
                if case .value(let text) = try cursor.text(bytes) { fallback = text }
            } else {
                try cursor.skipValue(bytes)
            }
        }
        // SCIM writes the word where it has nothing to say.
        if message.isEmpty, fallback != "null" { message = fallback }
    }

    /// The text of `<pre>`, else of `<title>`.
    private static func html(_ body: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: body, as: UTF8.self)
        guard text.drop(while: \.isWhitespace).hasPrefix("<") else { return nil }
        for tag in ["pre", "title"] {
            guard let start = text.range(ofASCII: "<\(tag)>"),
                let end = text[start.upperBound...].range(ofASCII: "</\(tag)>")
            else { continue }
            return String(text[start.upperBound..<end.lowerBound].trimmed)
        }
        return "a page for people"
    }

    /// `ERROR_CODE: text`, else all of it is the message.
    private mutating func plain(_ text: String) {
        let trimmed = text.split(separator: "\n").first.map(String.init) ?? ""
        let head = trimmed.prefix { $0 == "_" || ("A"..."Z").contains($0) }
        if !head.isEmpty, trimmed[head.endIndex...].hasPrefix(": ") {
            code = String(head)
            message = String(trimmed[head.endIndex...].dropFirst(2))
        } else {
            message = trimmed
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let front = drop(while: \.isWhitespace)
        return front.lastIndex { !$0.isWhitespace }.map { front[...$0] } ?? front
    }
}

extension StringProtocol {
    func range(ofASCII pattern: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(pattern) {
                return start..<index(start, offsetBy: pattern.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
