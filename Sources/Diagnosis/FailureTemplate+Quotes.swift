/// Quoted data, and names of people, jobs and machines.
extension FailureTemplate {
    /// What a quoted value of the data stands behind.
    private static let dataPhrases = [
        "the value ", "base #: ", "to float: ", "to int: ", "time data ", "uplicate entry ", "cannot parse ",
        "could not parse ", "invalid value ", "text ", "input string: ", "value: ", "unparseable date: ",
    ]
    /// A quoted name behind one of these does not count.
    private static let owners: Set<String> = [
        "user", "principal", "identity", "job", "task", "username", "host", "hostname", "server", "run",
    ]

    /// Behind the closing quote, which stands in the same line.
    func quotedEnd() -> Int? {
        let quote = input[at]
        if quote == UInt8(ascii: "'"), at > 0, input[at - 1].isWord { return nil }  // an apostrophe
        let end = end(from: at + 1) { $0 != quote && $0 != 0x0A }
        return byte(end) == quote && end > at + 1 ? end + 1 : nil
    }

    func hidesQuoted() -> Bool {
        if Self.owners.contains(word), gap.allSatisfy({ " :=".contains($0) }) { return true }
        let tail = output.suffix(24).map(\.lowered)
        return Self.dataPhrases.contains { tail.ends(with: $0) }
    }

    /// `Key (id)=(5)` and `Failing row contains (…)` of a database.
    func isRowStart() -> Bool {
        guard input[at] != UInt8(ascii: ")") else { return false }
        return output.ends(with: ")=(") || output.ends(with: "row contains (")
    }
}
