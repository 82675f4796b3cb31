/// A value as JSON text, for results: keys keep their order, nothing is left out.
package indirect enum JSONText: Sendable {
    case object([(key: String, value: JSONText)])
    case array([JSONText])
    case string(String)
    case integer(Int)
    case bool(Bool)
    /// A number as it is written.
    case number(String)
    /// With three decimals.
    case seconds(Duration)
    case null

    package static func optional(_ text: String?) -> JSONText { text.map(JSONText.string) ?? .null }
    package static func optional(_ number: Int?) -> JSONText { number.map(JSONText.integer) ?? .null }

    /// Indented by two spaces a level.
    package var text: String {
        var text = ""
        write(to: &text, indent: "\n")
        return text
    }

    /// On one line.
    package var lineText: String {
        var text = ""
        write(to: &text, indent: nil)
        return text
    }

    private func write(to text: inout String, indent: String?) {
        switch self {
        case .object(let members):
            Self.list(members, "{", "}", &text, indent) { member, text, inner in
                Self.write(member.key, to: &text)
                text += ": "
                member.value.write(to: &text, indent: inner)
            }
        case .array(let elements):
            Self.list(elements, "[", "]", &text, indent) { $0.write(to: &$1, indent: $2) }
        case .string(let string): Self.write(string, to: &text)
        case .integer(let number): text += String(number)
        case .bool(let isTrue): text += isTrue ? "true" : "false"
        case .number(let written): text += written
        case .seconds(let duration):
            let milliseconds = duration.wholeMilliseconds
            let fraction = String(milliseconds % 1_000)
            text += "\(milliseconds / 1_000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
        case .null: text += "null"
        }
    }

    private static func list<Element>(
        _ elements: [Element],
        _ open: String,
        _ close: String,
        _ text: inout String,
        _ indent: String?,
        _ write: (Element, inout String, String?) -> Void
    ) {
        text += open
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            if let indent { text += indent + "  " } else if index > 0 { text += " " }
            write(element, &text, indent.map { $0 + "  " })
        }
        if !elements.isEmpty, let indent { text += indent }
        text += close
    }

    private static func write(_ string: String, to text: inout String) {
        let digits = Array("0123456789abcdef")
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{00}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                text += "\\u"
                for shift in [12, 8, 4, 0] { text.append(digits[Int(scalar.value >> UInt32(shift)) & 15]) }
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
