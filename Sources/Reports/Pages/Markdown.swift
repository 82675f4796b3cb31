/// Writes Markdown (CommonMark with GitHub's tables) in which text from outside stays text: it makes no link, image,
/// mention, reference, formula or markup, and does not leave its table cell.
enum Markdown {
    /// - Parameter limit: in Unicode scalars, before escaping.
    static func text(_ source: String, limit: Int = .max) -> String {
        let scalars = Array(PageText.cut(source, to: limit).unicodeScalars)
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
    static func link(_ label: String, toAddress address: String) -> String {
        guard address.hasPrefix("https://") || address.hasPrefix("http://") else { return text(label) }
        guard address.utf8.count <= 2_000, address.utf8.allSatisfy(isPlainInAddress) else { return text(label) }
        let parts = address.split(separator: "&", omittingEmptySubsequences: false)
        return link(label, to: parts.joined(separator: "&amp;"))
    }

    /// - Parameter columns: a name each; one that begins with `>` is right-aligned, for numbers.
    static func table(_ columns: [String], _ rows: [[String]]) -> String {
        let names = columns.map { $0.hasPrefix(">") ? String($0.dropFirst()) : $0 }
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
