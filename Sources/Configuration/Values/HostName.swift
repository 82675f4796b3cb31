/// The name or IP address of a host, checked letter by letter so that no lookalike passes for loopback.
struct HostName: Hashable, Sendable {
    /// Lower-cased, without a trailing dot; an IPv6 address in brackets.
    let text: String
    /// `127.0.0.0/8`, `[::1]`, `localhost` and the names below it.
    let isLoopback: Bool
    /// An IP address, and not a name.
    let isAddress: Bool

    init(_ bytes: [UInt8]) throws(Refusal) {
        var bytes = bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 0x20 : $0 }
        guard !bytes.isEmpty else {
            throw Refusal("the address names no host", fix: "write it as https://name.cloud.databricks.com")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if bytes.first == UInt8(ascii: "[") {
            guard bytes.last == UInt8(ascii: "]"), let groups = Self.groups(bytes.dropFirst().dropLast()) else {
                throw Refusal(
                    "\(text.quoted) is not an IPv6 address", fix: "write it without a zone, as [2001:db8::7]")
            }
            self.text = text
            isLoopback = groups == [0, 0, 0, 0, 0, 0, 0, 1]
            isAddress = true
            return
        }
        if bytes.count > 1, bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
        let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        try Self.check(labels, of: text)
        self.text = String(decoding: bytes, as: UTF8.self)
        if let last = labels.last, Self.isNumeric(last) {
            guard let octets = Self.octets(labels) else {
                throw Refusal(
                    "\(text.quoted) ends in a number, and is not an IPv4 address",
                    fix: "write four decimal numbers, as 10.0.0.7, or a name")
            }
            isLoopback = octets[0] == 127
            isAddress = true
        } else {
            isLoopback = labels.last?.elementsEqual("localhost".utf8) == true
            isAddress = false
        }
    }

    /// For a message that refuses the name because it is not loopback: says so where it looks like it.
    var lookalikeText: String {
        guard !isLoopback, text.contains("localhost") || text.hasPrefix("127") || text.hasPrefix("0.0.0.0") else {
            return ""
        }
        return ", which \(text.quoted) only looks like"
    }

    private static func check(_ labels: [ArraySlice<UInt8>], of text: String) throws(Refusal) {
        if let letter = text.unicodeScalars.first(where: { !$0.isASCII }) {
            let code = String(letter.value, radix: 16, uppercase: true)
            throw Refusal(
                "the host has a letter outside of ASCII, U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)"
                    + ": it may only look like the host you mean",
                fix: "type it again in ASCII, or write it in its xn-- form")
        }
        let fits = labels.allSatisfy { label in
            guard let first = label.first, let last = label.last, label.count <= 63 else { return false }
            guard first.isAlphanumeric, last.isAlphanumeric else { return false }
            return label.allSatisfy { $0.isWordByte || $0 == UInt8(ascii: "-") }
        }
        guard fits, text.utf8.count <= 253 else {
            throw Refusal(
                "\(text.quoted) is not the name of a host", fix: "write it as https://name.cloud.databricks.com")
        }
    }

    /// Resolvers read a name that ends in a number as an address, in forms (`0x7f.1`) that nobody sees through.
    private static func isNumeric(_ label: ArraySlice<UInt8>) -> Bool {
        label.allSatisfy(\.isDigit) || (label.starts(with: "0x".utf8) && label.dropFirst(2).allSatisfy(\.isHexDigit))
    }

    private static func octets(_ labels: [ArraySlice<UInt8>]) -> [UInt8]? {
        guard labels.count == 4 else { return nil }
        var octets: [UInt8] = []
        for label in labels {
            guard label.allSatisfy(\.isDigit), label.count == 1 || label.first != UInt8(ascii: "0"),
                let octet = UInt8(String(decoding: label, as: UTF8.self))
            else { return nil }
            octets.append(octet)
        }
        return octets
    }

    /// The eight groups of an IPv6 address in hexadecimal; a dotted tail or a zone is none.
    private static func groups(_ bytes: ArraySlice<UInt8>) -> [UInt16]? {
        func read(_ part: ArraySlice<UInt8>) -> [UInt16]? {
            if part.isEmpty { return [] }
            var groups: [UInt16] = []
            for group in part.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) {
                guard (1...4).contains(group.count), group.allSatisfy(\.isHexDigit),
                    let value = UInt16(String(decoding: group, as: UTF8.self), radix: 16)
                else { return nil }
                groups.append(value)
            }
            return groups
        }
        let colon = UInt8(ascii: ":")
        guard let gap = bytes.indices.dropLast().first(where: { bytes[$0] == colon && bytes[$0 + 1] == colon }) else {
            return read(bytes).flatMap { $0.count == 8 ? $0 : nil }
        }
        guard let head = read(bytes[..<gap]), let tail = read(bytes[(gap + 2)...]), head.count + tail.count < 8 else {
            return nil
        }
        return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
    }
}
