/// Words and numbers.
extension FailureTemplate {
    /// A number behind one of these is the failure's own, and counts.
    private static let codeWords = ["code", "status", "errno", "signal", "sqlstate", "http", "exit"]
    /// Behind these only where nothing but a space stands between: `Error 1205`, but not `error: 1205 rows`.
    private static let looseCodeWords: Set<String> = ["error", "returned", "response", "fatal"]
    private static let statusWords = [
        " Client Error", " Server Error", " Forbidden", " Unauthorized", " Not Found", " Too Many", " Bad ",
        " Service ",
        " Gateway", " Internal", " Conflict", " Method", " error responses",
        " GET", " HEAD", " PUT", " POST", " DELETE", ", GET", ", HEAD", ", PUT", ", POST", ", DELETE", ", PATCH",
    ]
    private static let counted: Set<String> = [
        "run", "job", "task", "id", "req", "inc", "tid", "pid", "ip", "part", "step",
    ]
    private static let units: Set<String> = [
        "ms", "s", "sec", "secs", "second", "seconds", "min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour",
        "hours",
        "day", "days", "week", "weeks", "d", "b", "kb", "mb", "gb", "tb", "pb", "kib", "mib", "gib", "tib", "byte",
        "bytes",
        "k", "m", "g", "us", "ns", "millis", "milliseconds", "millisecond", "microseconds", "nanoseconds", "utc", "gmt",
        "cet", "cest", "est", "edt", "pst", "pdt", "z", "am", "pm",
    ]
    private static let calendar: Set<String> = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "january", "february",
        "march",
        "april", "june", "july", "august", "september", "october", "november", "december", "mon", "tue", "wed", "thu",
        "fri",
        "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    mutating func takeWord() {
        if let end = uuidEnd() ?? addressEnd() { return mask(upTo: end) }
        if let end = exceptionEnd() { return writeLastName(upTo: end) }
        let wordEnd = end(from: at) { $0.isWord }
        if isRequestID(wordEnd) { return mask(upTo: end(from: at) { !$0.isSpace && !",;)]}".utf8.contains($0) }) }
        if input[at].isDigit { return takeNumber() }
        let bytes = input[at..<wordEnd]
        if isRandom(bytes) { return mask(upTo: wordEnd) }
        let text = bytes.text
        if word == "#", gap.allSatisfy({ $0 == " " }), Self.units.contains(text.lowercased()) {
            while output.last == 0x20 { output.removeLast() }
            at = wordEnd
            return
        }
        if Self.calendar.contains(text.lowercased()), isInDate(wordEnd) { return mask(upTo: wordEnd) }
        let isPlural = word == "#" && gap == " " && text.utf8.count > 3 && text.hasSuffix("s") && !text.hasSuffix("ss")
        write(isPlural ? String(text.dropLast()) : Self.withoutLongNumbers(bytes), upTo: wordEnd)
    }

    /// A number and what hangs on it: `12:30:05.123`, `1.5GB`, `13.3.x-scala2.12`, `0923-164208-abc`.
    private mutating func takeNumber() {
        let digits = end(from: at) { $0.isDigit }
        if counts(digits) { return write(input[at..<digits].text, upTo: digits) }
        var end = end(from: at) { $0.isWord }
        var isCompound = false
        while end < input.count, ".,:/+-".utf8.contains(input[end]) {
            let next = byte(end + 1)
            let goesOn = next.isDigit || (isCompound && next.isLetter && "-.".utf8.contains(input[end]))
            guard goesOn else { break }
            isCompound = true
            end = self.end(from: end + 1) { $0.isWord }
        }
        mask(upTo: end)
    }

    /// A status, an exit code, a signal, an error's number, or a short key that is missing.
    private func counts(_ digits: Int) -> Bool {
        guard digits - at <= 5, !byte(digits).isWord else { return false }
        if byte(digits) == UInt8(ascii: "."), byte(digits + 1).isDigit { return false }
        if gap == "-", isErrorPrefix() { return true }
        if word == "keyerror", gap == ": " || gap == ": '" { return digits - at <= 4 }
        if isStatus(digits) { return true }
        let isJoined = !gap.isEmpty && gap.allSatisfy { " :=[('\"-".contains($0) }
        if isJoined, Self.codeWords.contains(where: { word.hasSuffix($0) }) { return true }
        return gap == " " && Self.looseCodeWords.contains(word)
    }

    /// `403 Forbidden`, `, 403, HEAD`, `403 GET`, `(403)`, `HTTP/1.1 403`.
    private func isStatus(_ digits: Int) -> Bool {
        guard digits - at == 3, "45".utf8.contains(input[at]) || output.ends(with: "HTTP/# ") else { return false }
        if byte(digits) == UInt8(ascii: ")"), at > 0, input[at - 1] == UInt8(ascii: "(") { return true }
        return output.ends(with: "HTTP/# ") || Self.statusWords.contains { input[digits...].begins(with: $0) }
    }

    /// `ORA-` in front of a number: capital letters that name a product, and not a thing that is counted.
    private func isErrorPrefix() -> Bool {
        guard (2...6).contains(word.utf8.count), !Self.counted.contains(word) else { return false }
        return input[(at - 1 - word.utf8.count)..<(at - 1)].allSatisfy(\.isUpper)
    }

    private func uuidEnd() -> Int? {
        var index = at
        for (number, length) in [8, 4, 4, 4, 12].enumerated() {
            if number > 0 {
                guard byte(index) == UInt8(ascii: "-") else { return nil }
                index += 1
            }
            let group = end(from: index) { $0.isHexadecimal }
            guard group - index == length else { return nil }
            index = group
        }
        return byte(index).isWord ? nil : index
    }

    /// An IPv6 address.
    private func addressEnd() -> Int? {
        let end = end(from: at) { $0.isHexadecimal || $0 == UInt8(ascii: ":") }
        let bytes = input[at..<end]
        guard bytes.count >= 6, bytes.count(where: { $0 == UInt8(ascii: ":") }) >= 3, bytes.contains(where: \.isDigit)
        else {
            return nil
        }
        return byte(end).isWord || bytes.last == UInt8(ascii: ":") ? nil : end
    }

    /// `org.apache.spark.SparkException`: packages differ between what Python and the JVM print.
    private func exceptionEnd() -> Int? {
        let end = end(from: at) { $0.isWord || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "$") }
        let name = input[at..<end]
        guard name.contains(UInt8(ascii: ".")) else { return nil }
        return name.ends(with: "Exception") || name.ends(with: "Error") ? end : nil
    }

    private mutating func writeLastName(upTo end: Int) {
        let start = input[at..<end].lastIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "$") } ?? at - 1
        write(input[(start + 1)..<end].text, upTo: end)
    }

    /// What stands behind `Request ID: ` and the like.
    private func isRequestID(_ wordEnd: Int) -> Bool {
        guard word.hasSuffix("id"), gap.contains(":") || gap.contains("="), gap.allSatisfy({ " :=".contains($0) })
        else {
            return false
        }
        return wordEnd - at >= 16 || input[at..<wordEnd].contains(where: \.isDigit)
    }

    private func isRandom(_ bytes: ArraySlice<UInt8>) -> Bool {
        let digits = bytes.count(where: \.isDigit)
        if bytes.count >= 8, digits > 0, bytes.allSatisfy(\.isHexadecimal) { return true }
        if bytes.begins(with: "tmp"), bytes.count >= 8, digits > 0 || bytes.count == 11 { return true }
        return bytes.count >= 16 && digits >= 4 && !bytes.contains(UInt8(ascii: "_"))
    }

    private func isInDate(_ wordEnd: Int) -> Bool {
        if word == "#", gap.allSatisfy({ " -/,".contains($0) }) { return true }
        let next = end(from: wordEnd) { " -/,".utf8.contains($0) }
        if byte(next).isDigit { return next > wordEnd }
        let follower = input[next..<end(from: next) { $0.isLetter }].text.lowercased()
        return next > wordEnd && Self.calendar.contains(follower)
    }

    /// Digits of a name count (`amount_2`, `ORA00942`), dates and ids in it do not (`sales_20240501`, `run_8841203`).
    private static func withoutLongNumbers(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(where: \.isDigit) else { return bytes.text }
        let prefix = bytes.prefix { !$0.isDigit }
        let isCode = prefix.count >= 2 && prefix.allSatisfy(\.isUpper) && bytes.count - prefix.count <= 7
        if isCode, bytes.dropFirst(prefix.count).allSatisfy(\.isDigit) { return bytes.text }
        var output: [UInt8] = []
        for (number, part) in bytes.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false).enumerated() {
            if number > 0 { output.append(UInt8(ascii: "_")) }
            let digits = part.count(where: \.isDigit)
            let isYear = part.count == 4 && digits == 4 && (part.begins(with: "20") || part.begins(with: "19"))
            let isDayOfYear = part.count <= 2 && digits == part.count && digits > 0 && output.ends(with: "#_")
            if digits >= 6 || isYear || isDayOfYear {
                if output.ends(with: "#_") { output.removeLast(2) }
                output += part.prefix { !$0.isDigit } + [UInt8(ascii: "#")]
            } else {
                output += part
            }
        }
        return output.text
    }
}
