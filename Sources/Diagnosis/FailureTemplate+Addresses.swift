/// Temporary paths, URLs, e-mail addresses and hosts.
extension FailureTemplate {
    private static let temporary = [
        "/tmp/", "/local_disk0/", "/var/tmp/", "/private/tmp/", "/private/var/", "/var/folders/", "file:/tmp/",
        "file:/local_disk0/", "dbfs:/tmp/", "/dbfs/tmp/",
    ]
    private static let domains: Set<String> = [
        "com", "net", "org", "io", "internal", "local", "cloud", "dev", "azure", "de", "uk", "eu", "gov", "edu", "lan",
        "corp", "localdomain", "example", "test", "us", "fr", "in", "ch", "nl", "jp", "au", "ca", "app", "ai",
    ]
    private static let extensions: Set<String> = [
        "py", "java", "scala", "sql", "r", "ipynb", "kt", "c", "cc", "cpp", "h", "js", "sh", "csv", "json", "yaml",
        "yml",
        "parquet", "md", "txt", "jar", "whl",
    ]
    private static let hostWords: Set<String> = [
        "host", "hostname", "server", "unknownhostexception", "addr", "address",
    ]

    mutating func temporaryPath() -> Bool {
        guard at == 0 || !input[at - 1].isWord, Self.temporary.contains(where: { input[at...].begins(with: $0) }) else {
            return false
        }
        write("<tmp>", upTo: end(from: at) { !$0.isSpace && !$0.isQuote && !",;)]}".utf8.contains($0) })
        return true
    }

    /// A URL, an e-mail address, or a host where one begins here.
    mutating func address() -> Bool {
        guard input[at].isWord, at == 0 || !input[at - 1].isWord else { return false }
        let end = end(from: at) { $0.isWord || "-.@+".utf8.contains($0) }
        if input[end...].begins(with: "://") { return url(schemeEnd: end) }
        let token = input[at..<trimmedEnd(end)]
        if let sign = token.lastIndex(of: UInt8(ascii: "@")), token[sign...].contains(UInt8(ascii: ".")) {
            write("<mail>", upTo: token.endIndex)
            return true
        }
        guard isHost(token) else { return false }
        let port = self.end(from: token.endIndex + 1) { $0.isDigit }
        let hasPort = byte(token.endIndex) == UInt8(ascii: ":") && port > token.endIndex + 1
        write("<host>", upTo: hasPort ? port : token.endIndex)
        return true
    }

    /// The host goes, and a query; buckets and containers stay, and the path is read like any text.
    private mutating func url(schemeEnd: Int) -> Bool {
        let scheme = input[at..<schemeEnd].text
        let authority = schemeEnd + 3
        let authorityEnd = end(from: authority) { !$0.isSpace && !$0.isQuote && !"/?#,;)]}>".utf8.contains($0) }
        switch scheme {
        case "s3", "s3a", "s3n", "gs", "dbfs", "models":
            write(scheme + "://" + input[authority..<authorityEnd].text, upTo: authorityEnd)
        default:
            let sign = input[authority..<authorityEnd].lastIndex(of: UInt8(ascii: "@"))
            let container = scheme.hasPrefix("abfs") || scheme.hasPrefix("wasb") ? sign : nil
            let name = container.map { input[authority...$0].text } ?? ""
            write(scheme + "://" + name + "<host>", upTo: authorityEnd)
        }
        let pathEnd = end(from: at) { !$0.isSpace && !$0.isQuote && !"?#,;)]}>:".utf8.contains($0) }
        if byte(pathEnd) == UInt8(ascii: "?") { dropQuery(pathEnd) }
        return true
    }

    private mutating func dropQuery(_ query: Int) {
        output += FailureTemplate.of(Array(input[at..<query]))  // a path holds no `://`: this goes one level deep
        at = end(from: query) { !$0.isSpace && !$0.isQuote && !",;)]}>".utf8.contains($0) }
    }

    private func trimmedEnd(_ end: Int) -> Int {
        var end = end
        while end > at + 1, "-.@+".utf8.contains(input[end - 1]) { end -= 1 }
        return end
    }

    private func isHost(_ token: ArraySlice<UInt8>) -> Bool {
        guard token.allSatisfy({ $0.isWord || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }) else {
            return false
        }
        let isCompound = token.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
        let labels = token.split(separator: UInt8(ascii: "."))
        guard let last = labels.last?.text.lowercased(), let first = token.first, first.isLetter || isCompound else {
            return false
        }
        if Self.extensions.contains(last) || last.allSatisfy(\.isNumber) { return false }
        if labels.count >= 2, Self.domains.contains(last) { return true }
        if Self.hostWords.contains(word), !gap.isEmpty, gap.allSatisfy({ " :='\"(".contains($0) }) {
            return isCompound || token.contains(where: \.isDigit) || gap.contains { ":='\"".contains($0) }
        }
        let port = end(from: token.endIndex + 1) { $0.isDigit }
        let hasPort = byte(token.endIndex) == UInt8(ascii: ":") && (3...6).contains(port - token.endIndex)
        guard token.first?.isLetter == true, byte(port) != UInt8(ascii: ":") else { return false }
        return hasPort && !byte(port).isWord && (isCompound || token.elementsEqual("localhost".utf8))
    }
}
