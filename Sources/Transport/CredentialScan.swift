/// Finds what looks like a credential in a text, whoever's it is.
///
/// One pass: at each byte that can begin a credential its form is tried; a form that does not fit costs a bounded look.
struct CredentialScan {
    let bytes: [UInt8]

    /// What a private-key block may hold; a longer one is not a key.
    private static let keyLimit = 16 << 10

    /// In order; they may overlap.
    func ranges() -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var index = 0
        while index < bytes.count {
            if let range = range(at: index) {
                ranges.append(range)
                index = max(range.upperBound, index + 1)
            } else {
                index += 1
            }
        }
        return ranges
    }

    private func range(at index: Int) -> Range<Int>? {
        switch bytes[index] {
        case 0x64: token("dapi", at: index, least: 8)  // d
        case 0x67: gitHubToken(at: index)  // g
        case 0x41: awsKey(at: index)  // A
        case 0x65: jsonWebToken(at: index)  // e
        case 0x42, 0x62: bearer(at: index)  // B b
        case 0x2D: privateKey(at: index)  // -
        case 0x3A: passwordInURL(at: index) ?? assigned(at: index)  // :
        case 0x3D: assigned(at: index)  // =
        default: nil
        }
    }

    // MARK: - Tokens with a form of their own

    private func token(_ prefix: String, at index: Int, least: Int) -> Range<Int>? {
        guard starts(with: prefix, at: index), isWordStart(index) else { return nil }
        let start = index + prefix.utf8.count
        let end = end(of: start, while: Self.isTokenByte)
        return end - start >= least ? index..<end : nil
    }

    /// `ghp_` and its kin, `github_pat_`.
    private func gitHubToken(at index: Int) -> Range<Int>? {
        if let range = token("github_pat_", at: index, least: 4) { return range }
        guard index + 4 < bytes.count, bytes[index + 1] == 0x68, bytes[index + 3] == 0x5F, isWordStart(index) else {
            return nil
        }
        guard "pousr".utf8.contains(bytes[index + 2]) else { return nil }
        let end = end(of: index + 4, while: Self.isTokenByte)
        return end - index >= 8 ? index..<end : nil
    }

    private func awsKey(at index: Int) -> Range<Int>? {
        guard starts(with: "AKIA", at: index), isWordStart(index) else { return nil }
        let end = end(of: index) { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        return end - index >= 16 ? index..<end : nil
    }

    private func jsonWebToken(at index: Int) -> Range<Int>? {
        guard starts(with: "eyJ", at: index), isWordStart(index) else { return nil }
        let header = end(of: index, while: Self.isBase64URL)
        guard header < bytes.count, bytes[header] == 0x2E else { return nil }
        let payload = end(of: header + 1, while: Self.isBase64URL)
        guard payload > header + 1, payload < bytes.count, bytes[payload] == 0x2E else { return nil }
        return index..<end(of: payload + 1, while: Self.isBase64URL)
    }

    /// The value behind `Bearer `; prose such as "bearer token" is left alone.
    private func bearer(at index: Int) -> Range<Int>? {
        guard startsIgnoringCase(with: "bearer", at: index), isWordStart(index) else { return nil }
        let blank = index + 6
        guard blank < bytes.count, bytes[blank] == 0x20 else { return nil }
        let start = blank + 1
        let end = end(of: start) { Self.isTokenByte($0) || "+/=~.".utf8.contains($0) }
        return end - start >= 12 ? start..<end : nil
    }

    private func privateKey(at index: Int) -> Range<Int>? {
        guard starts(with: "-----BEGIN ", at: index) else { return nil }
        let label = end(of: index + 11) { $0 == 0x20 || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        guard bytes[..<label].suffix(11).elementsEqual("PRIVATE KEY".utf8) else { return nil }
        let limit = min(bytes.count, label + Self.keyLimit)
        var end = label
        while end < limit {
            if starts(with: "-----END ", at: end) {
                let tail = self.end(of: end + 9) { $0 != 0x2D && $0 != 0x0A }
                return index..<self.end(of: tail) { $0 == 0x2D }
            }
            end += 1
        }
        // Cut off before its end: what follows is the key.
        return index..<limit
    }

    // MARK: - Values behind a name

    /// `scheme://user:PASSWORD@host`, at the colon before the password.
    private func passwordInURL(at colon: Int) -> Range<Int>? {
        var start = colon
        while start > 0, colon - start < 256, Self.isUserByte(bytes[start - 1]) { start -= 1 }
        guard start >= 3, bytes[start - 1] == 0x2F, bytes[start - 2] == 0x2F, bytes[start - 3] == 0x3A else { return nil }
        var end = colon + 1
        while end < bytes.count, end - colon < 512, bytes[end] > 0x20, bytes[end] != 0x2F, bytes[end] != 0x40 { end += 1 }
        guard end > colon + 1, end < bytes.count, bytes[end] == 0x40 else { return nil }
        return (colon + 1)..<end
    }

    private static let names = ["password", "secret", "token", "api_key", "apikey", "access_key", "accountkey"]

    /// `name=value` and `"name": "value"`, at the sign between them.
    private func assigned(at sign: Int) -> Range<Int>? {
        var nameEnd = sign
        while nameEnd > 0, sign - nameEnd < 4, bytes[nameEnd - 1] == 0x20 { nameEnd -= 1 }
        let isQuotedName = nameEnd > 0 && (bytes[nameEnd - 1] == 0x22 || bytes[nameEnd - 1] == 0x27)
        if isQuotedName { nameEnd -= 1 }
        if nameEnd > 0, bytes[nameEnd - 1] == 0x5C { nameEnd -= 1 }  // \" of JSON inside JSON
        guard endsWithSecretName(nameEnd) else { return nil }
        var start = sign + 1
        while start < bytes.count, start - sign < 5, bytes[start] == 0x20 { start += 1 }
        guard start < bytes.count else { return nil }
        if bytes[start] == 0x5C, start + 1 < bytes.count { start += 1 }
        let quote = bytes[start]
        if quote == 0x22 || quote == 0x27 {
            let end = end(of: start + 1) { $0 != quote && $0 != 0x0A && $0 != 0x5C }
            return end > start + 1 ? (start + 1)..<end : nil
        }
        // After a colon prose may follow: "unexpected token: )". Without quotes a value has some length and no space.
        let isProse = bytes[sign] == 0x3A && !isQuotedName
        let end = end(of: start) { $0 > 0x20 && !",;&\"')}]".utf8.contains($0) }
        guard end - start >= (isProse ? 6 : 1) else { return nil }
        if isProse, !bytes[start..<end].contains(where: { (0x30...0x39).contains($0) }) { return nil }
        return start..<end
    }

    private func endsWithSecretName(_ end: Int) -> Bool {
        Self.names.contains { name in
            let start = end - name.utf8.count
            return start >= 0 && startsIgnoringCase(with: name, at: start)
        }
    }

    // MARK: - Bytes

    private func starts(with text: String, at index: Int) -> Bool { bytes[index...].starts(with: text.utf8) }

    private func startsIgnoringCase(with lowercase: String, at index: Int) -> Bool {
        bytes[index...].starts(with: lowercase.utf8) { byte, wanted in byte == wanted || byte | 0x20 == wanted && byte >= 0x41 && byte <= 0x5A }
    }

    private func isWordStart(_ index: Int) -> Bool { index == 0 || !Self.isTokenByte(bytes[index - 1]) || bytes[index - 1] == 0x2D }

    private func end(of start: Int, while condition: (UInt8) -> Bool) -> Int {
        var end = min(start, bytes.count)
        while end < bytes.count, condition(bytes[end]) { end += 1 }
        return end
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
        default: false
        }
    }

    private static func isBase64URL(_ byte: UInt8) -> Bool { isTokenByte(byte) || byte == 0x3D }

    private static func isUserByte(_ byte: UInt8) -> Bool {
        isTokenByte(byte) || byte == 0x2E || byte == 0x25 || byte == 0x2B
    }
}
