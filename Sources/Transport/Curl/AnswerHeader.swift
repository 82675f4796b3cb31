/// The header of an answer as it gathers, line by line.
struct AnswerHeader {
    enum Progress: Equatable {
        case going
        /// The blank line behind the header of the answer itself came: what follows is its body.
        case whole
        /// What it says cannot be, so nothing behind it can be trusted.
        case invalid(reason: String)
    }

    private(set) var status = 0
    /// The body's length as the answer gives it; `nil` where it gives none.
    private(set) var length: Int?
    private(set) var isWhole = false
    private var lines: [[UInt8]] = []

    mutating func append(_ line: [UInt8]) -> Progress {
        guard !isWhole else { return .whole }  // a trailer of a chunked body: it may say nothing of the body any more
        // A status line begins a new header: what came before belonged to an interim answer (100 Continue).
        if let status = Self.status(line) {
            self = AnswerHeader()
            self.status = status
            return .going
        }
        guard line.allSatisfy(Self.isLineEnd) else {
            lines.append(line)
            return .going
        }
        guard status >= 200 else { return .going }
        isWhole = true
        return check()
    }

    var headers: [HTTPHeader] { lines.compactMap(Self.header) }

    /// Whether `count` bytes are the body that the header announced.
    func announces(_ count: Int) -> Bool {
        guard let length, status != 204, status != 304 else { return true }
        return count == length
    }

    /// libcurl takes the last of several lengths, and reads up to the connection's end where one is negative or
    /// immense: half a body would then look whole.
    private mutating func check() -> Progress {
        var isChunked = false
        var lengths: [String] = []
        for header in headers {
            switch header.name.lowercased() {
            case "transfer-encoding": isChunked = true
            case "content-length":
                lengths += header.value.split(separator: ",", omittingEmptySubsequences: false)
                    .map { $0.filter { $0 != " " && $0 != "\t" } }
            default: continue
            }
        }
        guard let first = lengths.first, !isChunked else { return .whole }
        guard lengths.allSatisfy({ $0 == first }) else { return .invalid(reason: "it gives two lengths for its body") }
        guard !first.isEmpty, first.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(first) else {
            return .invalid(reason: "the length it gives for its body is no length")
        }
        self.length = length
        return .whole
    }

    /// - Returns: `nil` for a line that is no status line.
    private static func status(_ line: [UInt8]) -> Int? {
        guard line.starts(with: [0x48, 0x54, 0x54, 0x50, 0x2F]) else { return nil }  // "HTTP/"
        guard let blank = line.firstIndex(of: 0x20) else { return nil }
        return Int(String(decoding: line[(blank + 1)...].prefix(3), as: UTF8.self))
    }

    private static func header(_ line: [UInt8]) -> HTTPHeader? {
        guard let colon = line.firstIndex(of: 0x3A), colon > 0 else { return nil }
        let blank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || isLineEnd($0) }
        let value = line[(colon + 1)...].drop(while: blank)
        let end = value.lastIndex { !blank($0) }.map { $0 + 1 } ?? value.startIndex
        return HTTPHeader(
            String(decoding: line[..<colon], as: UTF8.self),
            String(decoding: value[value.startIndex..<end], as: UTF8.self)
        )
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0D || byte == 0x0A }
}
