/// Text from outside inside Markdown and SVG: it shows as it is and does nothing.
enum Markup {
    /// For Markdown, in a table's cell too: no raw HTML, no link, image, mention, emphasis or column.
    static func markdown(_ text: String) -> String {
        var escaped = ""
        for scalar in CellText.line(text).unicodeScalars {
            switch scalar {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            case "|": escaped += "&#124;"
            case "@": escaped += "&#64;"
            case "\\", "`", "*", "_", "[", "]", "(", ")", "#", "!", "~", "$", ":": escaped += "\\\(scalar)"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    static func xml(_ text: String) -> String {
        var escaped = ""
        for scalar in CellText.line(text).unicodeScalars {
            switch scalar {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            case "\"": escaped += "&quot;"
            // XML 1.0 has no form for these two.
            case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// At most so many characters, with an ellipsis where some were cut.
    static func shortened(_ text: String, to limit: Int) -> String {
        text.count <= limit ? text : text.prefix(limit - 1) + "…"
    }
}
