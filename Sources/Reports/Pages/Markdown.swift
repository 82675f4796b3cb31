/// Writes Markdown (CommonMark with GitHub's tables) in which text from outside stays text: it makes no link, image,
/// mention, reference, formula or markup, and does not leave its table cell.
enum Markdown {
    /// - Parameter limit: in Unicode scalars, before escaping.
    static func text(_ source: String, limit: Int = .max) -> String {
        escaped(PageText.cut(source, to: limit))
    }

    /// The same, with long words shortened: for sentences in a table.
    static func excerpt(_ source: String, limit: Int) -> String { escaped(PageText.excerpt(source, to: limit)) }

    /// Text that may be written from right to left, so that it does not draw its neighbours to its other side.
    static func isolated(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 } ? text : "\u{2068}\(text)\u{2069}"
    }

    private static func escaped(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            switch scalar {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "$": result += "&#36;"
            case "\\", "`", "*", "[", "]", "|", "~", "!": result += "\\\(scalar)"
            case "_" where !isBetweenLetters(scalars, index): result += "\\_"
            case ":" where next == "/": result += "\\:"
            case ":" where beginsShortcode(scalars, index): result += ":" + breaker
            case "." where isBehindWWW(scalars, index): result += "\\."
            case "@": result += "@" + breaker
            case "#" where next.map(isDigit) ?? false: result += "#" + breaker
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A link to one of our own files.
    static func link(_ label: String, to path: String) -> String { "[\(text(label))](\(path))" }

    /// A link to an address from outside; the label alone where the address is anything but plain http.
    static func link(_ label: String, toAddress address: String, limit: Int = .max) -> String {
        let label = text(label, limit: limit)
        guard address.hasPrefix("https://") || address.hasPrefix("http://") else { return label }
        guard address.utf8.count <= 2_000, address.utf8.allSatisfy(isPlainInAddress) else { return label }
        let parts = address.split(separator: "&", omittingEmptySubsequences: false)
        return "[\(label)](\(parts.joined(separator: "&amp;")))"
    }

    /// - Parameter columns: a name each; one that begins with `>` is right-aligned, for numbers. A name is not wrapped:
    ///   so a column of times keeps the width of a date beside a column of sentences.
    static func table(_ columns: [String], _ rows: [[String]]) -> String {
        let names = columns.map { name in
            (name.hasPrefix(">") ? name.dropFirst() : name[...])
                .split(separator: " ").joined(separator: "\u{A0}")
        }
        let rules = columns.map { $0.hasPrefix(">") ? "---:" : "---" }
        return ([names, rules] + rows).map { "| \($0.joined(separator: " | ")) |\n" }.joined()
    }

    /// Nothing to see, and it ends whatever a renderer would have recognised.
    private static let breaker = "&#8203;"

    private static func isBetweenLetters(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        guard index > 0, index + 1 < scalars.count else { return false }
        return isAlphanumeric(scalars[index - 1]) && isAlphanumeric(scalars[index + 1])
    }

    private static func isBehindWWW(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        index >= 3 && scalars[(index - 3)..<index].allSatisfy { $0 == "w" || $0 == "W" }
    }

    /// `:bug:` is a picture on GitHub, and so are `:100:` and `:1234:`; the minutes of `12:30:45` are none.
    private static func beginsShortcode(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        var end = index + 1
        while end < scalars.count, isAlphanumeric(scalars[end]) || "_+-".unicodeScalars.contains(scalars[end]) {
            end += 1
        }
        guard end < scalars.count, scalars[end] == ":", end > index + 1 else { return false }
        return end - index > 3 || !scalars[(index + 1)..<end].allSatisfy(isDigit)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
        isDigit(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    /// Letters, digits and marks that neither end a link's destination nor mean anything in a table.
    private static func isPlainInAddress(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x23, 0x25, 0x26, 0x2B...0x2F, 0x3A, 0x3D, 0x3F, 0x5F, 0x7E: true  // ! # % & + , - . / : = ? _ ~
        default: false
        }
    }
}
