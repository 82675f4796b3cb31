/// Sequences by which a terminal is told to change colour, title and more (ECMA-48): taken out whole, because what is
/// left of half a sequence is rubbish.
enum TerminalEscape {
    /// A string of a sequence that is never closed ends here.
    private static let stringLimit = 4_096

    /// - Returns: how many scalars at the beginning are one sequence; `nil` where none begins.
    static func length(_ text: Substring.UnicodeScalarView) -> Int? {
        guard let first = text.first else { return nil }
        switch first {
        case "\u{1B}": return escape(text)
        case "\u{9B}": return 1 + control(text.dropFirst())
        case "\u{90}", "\u{98}", "\u{9D}", "\u{9E}", "\u{9F}": return 1 + string(text.dropFirst())
        default: return nil
        }
    }

    private static func escape(_ text: Substring.UnicodeScalarView) -> Int {
        let rest = text.dropFirst()
        guard let second = rest.first else { return 1 }
        switch second {
        case "[": return 2 + control(rest.dropFirst())
        case "P", "X", "]", "^", "_": return 2 + string(rest.dropFirst())
        case "\u{20}"..."\u{2F}":
            let intermediates = rest.prefix { ("\u{20}"..."\u{2F}").contains($0) }.count
            let final = rest.dropFirst(intermediates).first
            return 1 + intermediates + (final.map { ("\u{30}"..."\u{7E}").contains($0) } == true ? 1 : 0)
        case "\u{30}"..."\u{7E}": return 2
        default: return 1
        }
    }

    /// Parameters, intermediates and the final character of a control sequence.
    private static func control(_ text: Substring.UnicodeScalarView) -> Int {
        let parameters = text.prefix { ("\u{20}"..."\u{3F}").contains($0) }.prefix(64).count
        let final = text.dropFirst(parameters).first
        return parameters + (final.map { ("\u{40}"..."\u{7E}").contains($0) } == true ? 1 : 0)
    }

    /// Up to BEL or ST. One that is never closed is taken for its introducer alone, so that no text is lost.
    private static func string(_ text: Substring.UnicodeScalarView) -> Int {
        var count = 0
        var previous: Unicode.Scalar?
        for scalar in text.prefix(stringLimit) {
            count += 1
            if scalar == "\u{07}" || scalar == "\u{9C}" || (previous == "\u{1B}" && scalar == "\\") { return count }
            previous = scalar
        }
        return 0
    }
}
