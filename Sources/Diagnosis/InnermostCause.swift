/// The last `Caused by:` of a text: what went wrong first, under all that was wrapped around it.
enum InnermostCause {
    static func of(_ text: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline)
        guard let last = lines.last(where: { $0.drop(while: \.isWhitespace).hasPrefix("Caused by:") }) else {
            return text.split(whereSeparator: \.isNewline).first.map(String.init) ?? text
        }
        return String(last.drop(while: \.isWhitespace).dropFirst("Caused by:".count).drop(while: \.isWhitespace))
    }
}
