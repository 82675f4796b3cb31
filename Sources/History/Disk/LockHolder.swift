package import Model

/// Who has a history, as far as its lock file tells.
package struct LockHolder: Hashable, Sendable, CustomStringConvertible {
    package let processID: Int32
    /// The name of its machine.
    package let host: String
    package let since: Timestamp

    package init(processID: Int32, host: String, since: Timestamp) {
        self.processID = processID
        self.host = host
        self.since = since
    }

    /// Follows “held by”.
    package var description: String { "process \(processID) on \(host) since \(since.reportText) UTC" }

    /// What stands in the lock file, for people too.
    var fileText: String { "pid \(processID)\nhost \(host)\nsince \(since.rfc3339Text)\n" }

    /// - Returns: `nil` for anything that `fileText` did not write whole.
    init?(fileText: String) {
        let lines = fileText.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 4, lines[3].isEmpty else { return nil }
        let values = zip(["pid ", "host ", "since "], lines).map { key, line in
            line.hasPrefix(key) ? String(line.dropFirst(key.count)) : ""
        }
        guard let processID = Int32(values[0]), processID > 0, let since = Timestamp(text: values[2]) else {
            return nil
        }
        self.init(processID: processID, host: values[1], since: since)
    }
}
