internal import Model

/// One rule of the knowledge base: a text that holds all parts of any pattern is of this kind.
struct KnowledgeEntry: Sendable {
    let category: ErrorCategory
    /// Lower case; `…` stands between parts that must come one behind the other.
    let patterns: [[[UInt8]]]
    let rootCause: String
    let action: String

    init(_ category: ErrorCategory, _ patterns: [String], cause: String, action: String) {
        self.category = category
        self.patterns = patterns.map { $0.split(separator: "…").map { Array($0.utf8) } }
        rootCause = cause
        self.action = action
    }

    static let unknown = KnowledgeEntry(
        .unknown, [], cause: "The text says nothing",
        action: "Open the run's page and read the output of the failed task.")

    func matches(_ text: [UInt8]) -> Bool {
        patterns.contains { parts in
            var rest = text[...]
            for part in parts {
                guard let end = rest.endOfFirst(part) else { return false }
                rest = rest[end...]
            }
            return true
        }
    }
}

/// The rules in the order in which they are tried: the more telling first. They are code, so that the program needs no
/// file beside it.
enum KnowledgeBase {
    /// How much of a text is looked at.
    private static let textLimit = 64 << 10

    static func match(_ text: String) -> KnowledgeEntry? {
        let lowercase = text.utf8.prefix(textLimit).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return entries.first { $0.matches(lowercase) }
    }

    /// Data rules stand before code, because a constraint's message names exceptions as well; permissions before what is
    /// missing, because what may not be seen is called missing; resources before timeouts and network, because a lost
    /// node shows as a broken connection.
    static let entries: [KnowledgeEntry] =
        upstreamEntries + dataQualityEntries + permissionEntries + resourceEntries + configurationEntries
        + networkEntries + timeoutEntries + platformEntries + canceledEntries + runtimeEntries
}

extension ArraySlice<UInt8> {
    fileprivate func endOfFirst(_ part: [UInt8]) -> Int? {
        guard let first = part.first, count >= part.count else { return nil }
        var index = startIndex
        let last = endIndex - part.count
        while index <= last {
            if self[index] == first, self[index..<(index + part.count)].elementsEqual(part) { return index + part.count }
            index += 1
        }
        return nil
    }
}
