/// A failure's text without what differs between two runs of the same failure.
///
/// At every place the masks are tried in a fixed order: quoted data and names, temporary paths, URLs, e-mail addresses,
/// UUIDs, hosts, then numbers of every kind (ids, dates, times, durations, sizes, versions, IP addresses, cluster ids)
/// and random words. Statuses, exit codes and signals keep their number. Two KiB are read.
struct FailureTemplate {
    private static let limitBytes = 2048

    let input: [UInt8]
    var at = 0
    var output: [UInt8] = []
    /// The word in front, in small letters, and what stands between it and this place.
    var word = ""
    var gap = ""

    static func of(_ text: [UInt8]) -> [UInt8] {
        var template = FailureTemplate(input: Array(unwrapped(text).prefix(limitBytes)))
        while template.at < template.input.count { template.step() }
        return Array(template.output.trimmed)
    }

    private init(input: [UInt8]) { self.input = input }

    /// Without what the service or Spark puts in front: the task's key, the task of a stage that was lost.
    private static func unwrapped(_ text: [UInt8]) -> ArraySlice<UInt8> {
        var rest = text[...]
        if rest.begins(with: "Task "), let place = rest.place(of: " failed with message: ", from: rest.startIndex) {
            rest = rest[(place + 22)...]
            if rest.last == UInt8(ascii: ".") { rest.removeLast() }
        }
        if let lost = rest.place(of: "most recent failure: Lost task ", from: rest.startIndex),
            let cause = rest.place(of: "): ", from: lost), cause + 3 < rest.endIndex
        {
            rest = rest[(cause + 3)...]
        }
        return rest
    }

    private mutating func step() {
        let byte = input[at]
        if byte.isSpace {
            at += 1
            if output.last != 0x20 { output.append(0x20) }
            gap += " "
        } else if byte.isQuote, let end = quotedEnd(), hidesQuoted() {
            mask(upTo: end)
        } else if isRowStart() {
            mask(upTo: input.count)
        } else if temporaryPath() || address() {
            return
        } else if byte.isWord {
            takeWord()
        } else {
            at += 1
            output.append(byte)
            gap.unicodeScalars.append(Unicode.Scalar(byte))
        }
    }

    func byte(_ index: Int) -> UInt8 { input.indices.contains(index) ? input[index] : 0 }

    func end(from start: Int, while belongs: (UInt8) -> Bool) -> Int {
        var end = start
        while end < input.count, belongs(input[end]) { end += 1 }
        return end
    }

    /// Writes `#`, once for a row of numbers: `2024-05-01 12:30` is one.
    mutating func mask(upTo end: Int) {
        at = end
        var kept = output.endIndex
        while kept > 0, output.endIndex - kept < 3, " .,:-/T+_".utf8.contains(output[kept - 1]) { kept -= 1 }
        if kept > 0, output[kept - 1] == UInt8(ascii: "#") { output.removeLast(output.endIndex - kept + 1) }
        output.append(UInt8(ascii: "#"))
        (word, gap) = ("#", "")
    }

    mutating func write(_ text: String, upTo end: Int) {
        at = end
        output += text.utf8
        (word, gap) = (text.lowercased(), "")
    }
}
