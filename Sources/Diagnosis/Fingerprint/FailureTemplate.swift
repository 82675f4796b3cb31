/// A message with what varies from run to run masked: words of digits, ids, times, addresses, hosts, paths with dates.
///
/// A word is what stands between blanks and brackets; masks are tried in a fixed order. Names stay: exceptions, columns,
/// keys, tables, rules, privileges.
enum FailureTemplate {
    /// Longer messages differ beyond this by chance.
    private static let lengthLimit = 2_000

    static func of(_ message: String) -> String {
        var template = ""
        var word = ""
        func flush() {
            if !word.isEmpty { template += mask(word) }
            word = ""
        }
        var previousIsBlank = false
        for scalar in message.unicodeScalars.prefix(lengthLimit) {
            switch scalar {
            case " ", "\t", "\n", "\r":
                flush()
                if !previousIsBlank { template += " " }
                previousIsBlank = true
                continue
            case "(", ")", "[", "]", "{", "}", "<", ">", ",", ";", "\"", "'", "`", "=", "|":
                flush()
                template.unicodeScalars.append(scalar)
            default: word.unicodeScalars.append(scalar)
            }
            previousIsBlank = false
        }
        flush()
        return template
    }

    /// `Task load failed with message: TEXT` says TEXT of whatever task it is.
    static func withoutTaskQuote(_ message: String) -> String {
        guard message.hasPrefix("Task ") else { return message }
        let marker = " failed with message: "
        var index = message.startIndex
        while index < message.endIndex {
            if message[index...].hasPrefix(marker) {
                return String(message[message.index(index, offsetBy: marker.count)...])
            }
            index = message.index(after: index)
        }
        return message
    }

    private static func mask(_ word: String) -> String {
        // Punctuation at the ends belongs to the sentence.
        let trailing = word.reversed().prefix { ".:!?".contains($0) }.count
        let core = word.dropLast(trailing)
        guard core.utf8.contains(where: { (0x30...0x39).contains($0) }) || core.contains("@") || core.contains("://")
        else { return word }
        return masked(String(core)) + word.suffix(trailing)
    }

    private static func masked(_ word: String) -> String {
        if isStatus(word) { return word }
        if word.contains("://") { return "‹url›" }
        if word.contains("@") { return "‹address›" }
        let bytes = Array(word.utf8)
        let digits = bytes.count { (0x30...0x39).contains($0) }
        if word.contains("/") || word.contains("\\") { return maskDigits(word) }
        // An exception, error class, column or table keeps its digits: `Py4JJavaError`, `UTF8`, `dim_2`.
        let letters = bytes.count { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F }
        if letters > 0, digits <= 2, !isHexadecimal(bytes) { return word }
        if isIdentifier(bytes), digits * 2 < bytes.count, !isHexadecimal(bytes) { return maskDigits(word) }
        return "‹n›"
    }

    /// An HTTP status or a signal's exit code is a part of the cause.
    private static func isStatus(_ word: String) -> Bool {
        ["400", "401", "403", "404", "408", "409", "413", "422", "429", "500", "501", "502", "503", "504", "134", "137", "139", "143"]
            .contains(word)
    }

    private static func isIdentifier(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2E, 0x2D, 0x3A: true
            default: false
            }
        }
    }

    /// Hexadecimal ids, UUIDs and the like: at least 8 digits and nothing but them and dashes.
    private static func isHexadecimal(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 8
            && bytes.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x46, 0x61...0x66, 0x2D, 0x78: true
                default: false
                }
            }
    }

    private static func maskDigits(_ word: String) -> String {
        var masked = ""
        var isNumber = false
        for scalar in word.unicodeScalars {
            let isDigit = ("0"..."9").contains(scalar)
            if isDigit, !isNumber { masked += "#" }
            if !isDigit { masked.unicodeScalars.append(scalar) }
            isNumber = isDigit
        }
        return masked
    }
}
