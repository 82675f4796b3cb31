/// An error text read as a chain of causes: `Caused by:` of the JVM, where the last one is the innermost, and
/// `The above exception was …` of Python, where it is the first.
struct CauseChain {
    private static let linesOfCause = 4

    private let lines: [ArraySlice<UInt8>]
    /// The class and message of the innermost cause, four lines of it at most; the text's first lines where it names no
    /// other cause.
    let innermost: [UInt8]
    /// The text says which exception caused the one it begins or ends with.
    let isChained: Bool

    init(_ bytes: [UInt8]) {
        lines = bytes.split(omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0x0D }
        let found = Self.innermost(lines)
        innermost = Self.joined(found.lines)
        isChained = found.isChained
    }

    var isEmpty: Bool { innermost.isEmpty }

    /// The first lines that say something: in a traceback the exception, not its header.
    var head: [UInt8] {
        let last = lines.lastIndex { $0.contains(text: Self.tracebackHeader) }
        if let last, let block = Self.exception(in: lines[(last + 1)...]) { return Self.joined(block) }
        return Self.joined(lines[...])
    }

    /// The text without stack frames and lines of code.
    var withoutFrames: [UInt8] {
        Array(lines.filter { !Self.isFrame($0) && !Self.isIndented($0) }.joined(separator: [0x0A]))
    }

    private static let tracebackHeader = "Traceback (most recent call last)"
    private static let links = ["direct cause of the following exception", "During handling of the above exception"]

    private static func innermost(
        _ lines: [ArraySlice<UInt8>]
    ) -> (lines: ArraySlice<ArraySlice<UInt8>>, isChained: Bool) {
        for index in lines.indices.reversed() {
            guard let start = causeStart(in: lines[index]) else { continue }
            let block = replacingFirst(lines[index...], by: lines[index][start...])
            guard lines[index].trimmed.ends(with: tracebackHeader + ":") else { return (block, true) }
            return (exception(in: lines[(index + 1)...]) ?? block, true)
        }
        let link = lines.firstIndex { line in links.contains { line.contains(text: $0) } }
        if let index = link {
            let first = lines[..<index]
            let header = first.lastIndex { $0.contains(text: tracebackHeader) } ?? first.startIndex
            if let block = exception(in: first[header...]) { return (javaException(block) ?? block, true) }
        }
        if let header = lines.lastIndex(where: { $0.contains(text: tracebackHeader) }) {
            guard let block = exception(in: lines[(header + 1)...]) else { return (lines[header..<header], false) }
            if let java = javaException(block) { return (java, true) }
            return (block, false)
        }
        if let java = javaException(lines[...]) { return (java, true) }
        return (lines[...], false)
    }

    /// Where the class stands behind the last `Caused by` of a line: `Caused by: X`, or urllib3's `(Caused by X(…))`.
    private static func causeStart(in line: ArraySlice<UInt8>) -> Int? {
        var result: Int?
        var from = line.startIndex
        while let place = line.place(of: "Caused by", from: from) {
            from = place + 9
            guard from < line.endIndex else { break }
            if line[from] == UInt8(ascii: ":") {
                result = from + 1
            } else if place > line.startIndex, line[place - 1] == UInt8(ascii: "(") {
                result = from
            }
        }
        return result
    }

    /// The exception that a Python traceback ends with: the first line behind its frames that begins with the name of
    /// one, else with any name and a colon.
    private static func exception(in lines: ArraySlice<ArraySlice<UInt8>>) -> ArraySlice<ArraySlice<UInt8>>? {
        var fallback: Int?
        for index in lines.indices {
            let line = lines[index]
            guard let first = line.first, first.isLetter || first == UInt8(ascii: "_"), !isFrame(line) else { continue }
            let name = line.prefix { $0.isWord || $0 == UInt8(ascii: ".") }
            let isComplete = name.endIndex == line.endIndex || line[name.endIndex] == UInt8(ascii: ":")
            guard isComplete, !name.ends(with: ".") else { continue }
            if endings.contains(where: { name.ends(with: $0) }) { return lines[index...] }
            fallback = fallback ?? index
        }
        return fallback.map { lines[$0...] }
    }

    private static let endings = [
        "Error", "Exception", "Exit", "Interrupt", "Warning", "Failure", "Fault", "Timeout", "NotFound", "Denied",
        "Expired",
    ]

    /// Py4J puts the exception of the JVM into a second line that begins with a colon.
    private static func javaException(_ block: ArraySlice<ArraySlice<UInt8>>) -> ArraySlice<ArraySlice<UInt8>>? {
        guard let first = block.first(where: { !$0.trimmed.isEmpty }),
            first.contains(text: "An error occurred while calling")
        else { return nil }
        guard let index = block.prefix(4).firstIndex(where: { $0.begins(with: ": ") }) else { return nil }
        return replacingFirst(block[index...], by: block[index].dropFirst(2))
    }

    private static func replacingFirst(
        _ lines: ArraySlice<ArraySlice<UInt8>>,
        by first: ArraySlice<UInt8>
    ) -> ArraySlice<ArraySlice<UInt8>> {
        var lines = Array(lines)
        lines[0] = first
        return lines[...]
    }

    /// The lines up to the first frame, four at most, without blank ones.
    private static func joined(_ lines: ArraySlice<ArraySlice<UInt8>>) -> [UInt8] {
        var result: [ArraySlice<UInt8>] = []
        for line in lines {
            let trimmed = line.trimmed
            if trimmed.isEmpty { continue }
            if result.count == linesOfCause || (!result.isEmpty && isFrame(line)) { break }
            if isFrame(line) { continue }
            result.append(trimmed)
        }
        return Array(result.joined(separator: [0x0A]))
    }

    private static func isIndented(_ line: ArraySlice<UInt8>) -> Bool {
        line.first.map { $0 == 0x20 || $0 == 0x09 } ?? true
    }

    private static func isFrame(_ line: ArraySlice<UInt8>) -> Bool {
        let line = line.trimmed
        if line.begins(with: "at ") { return true }  // nearly every line of a JVM's trace
        return framePrefixes.contains { line.begins(with: $0) } || line.contains(text: tracebackHeader)
            || (line.begins(with: "... ") && line.ends(with: " more"))
    }

    private static let framePrefixes = [
        "File \"", "File <", "File /", "JVM stacktrace", "== SQL", "+-", ":-", "'Project", "'Aggregate",
        "Driver stack",
        "During handling of", "The above exception was", "Suppressed:", "---", "-->", "Traceback (", "Caused by:",
        "Cell In[",
    ]
}
