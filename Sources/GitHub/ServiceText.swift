/// Words of the service as they may stand in a message of ours.
enum ServiceText {
    private static let lengthLimit = 300  // of a sentence; a web page in place of an answer is cut

    /// One line: control characters and runs of white space are a space; at most 300 scalars.
    static func line(_ text: String) -> String {
        var line = ""
        var count = 0
        var gap = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
                || scalar.properties.generalCategory == .format
            {
                gap = count > 0
                continue
            }
            if count >= lengthLimit { return line + "…" }
            if gap {
                line.unicodeScalars.append(" ")
                gap = false
            }
            line.unicodeScalars.append(scalar)
            count += 1
        }
        return line
    }
}
