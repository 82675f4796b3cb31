/// The words by which the redactor tells a name, a sentence and a value apart.
enum RedactorWords {
    enum Name {
        /// What follows is a credential, or a sentence about one (`token`).
        case credential
        /// What follows is a scheme and a credential (`Bearer …`).
        case authorization
        /// `PWD`: a database's word for password, and a shell's for the folder.
        case folderOrPassword
    }

    /// In small letters; `-` in a text counts as `_`.
    private static let names: [(text: [UInt8], name: Name)] =
        [
            "password", "passwd", "passphrase", "secret", "token", "api_key", "apikey", "access_key", "accesskey",
            "account_key", "accountkey", "secret_key", "secretkey",
        ].map { (Array($0.utf8), .credential) } + [
            (Array("authorization".utf8), .authorization), (Array("pwd".utf8), .folderOrPassword),
        ]

    /// What the name that ends in front of `end` says, `nil` where it is no name of a credential.
    static func name(endingAt end: Int, in bytes: [UInt8]) -> Name? {
        guard end >= 3, "dteyn".utf8.contains(bytes[end - 1].lowered) else { return nil }
        return names.first { ends($0.text, at: end, in: bytes) }?.name
    }

    private static func ends(_ name: [UInt8], at end: Int, in bytes: [UInt8]) -> Bool {
        guard end >= name.count else { return false }
        for offset in 1...name.count {
            let byte = bytes[end - offset].lowered
            guard (byte == UInt8(ascii: "-") ? UInt8(ascii: "_") : byte) == name[name.count - offset] else {
                return false
            }
        }
        return true
    }

    /// Words a sentence about a token goes on with: `Bearer token`, `invalid secret: the value …`.
    private static let prose: Set<String> = [
        "a", "access", "an", "and", "are", "as", "auth", "authentication", "authorization", "bearer", "but", "by",
        "can", "cannot", "challenge", "client", "command", "connection", "could", "credential", "credentials", "does",
        "error",
        "expected", "expired", "failed", "failure", "flow", "for", "format", "from", "grant", "has", "have", "header",
        "http", "if", "in", "invalid", "is", "it", "key", "method", "missing", "must", "no", "not", "of", "on", "only",
        "or", "password", "permission", "realm", "request", "required", "scheme", "scope", "secret", "security",
        "server", "should", "signature", "string", "that", "the", "this", "timeout", "to", "token", "tokens", "type",
        "unable", "unauthorized", "unexpected", "unknown", "user", "value", "was", "were", "when", "will", "with",
    ]

    static func isProse(_ word: ArraySlice<UInt8>) -> Bool {
        word.count <= 14 && word.allSatisfy(\.isLetter)
            && prose.contains(String(decoding: word.map(\.lowered), as: UTF8.self))
    }

    /// What ends a sentence about a token: `invalid token: expired`.
    static func isVerdict(_ word: ArraySlice<UInt8>) -> Bool {
        ["expired", "invalid", "missing", "required", "unauthorized"].contains {
            $0.utf8.elementsEqual(word.lazy.map(\.lowered))
        }
    }

    /// Literals that stand for no value: neither masked nor looked for elsewhere.
    static func isLiteral(_ word: ArraySlice<UInt8>) -> Bool {
        guard word.count <= Redactor.mask.utf8.count else { return false }
        switch String(decoding: word, as: UTF8.self).lowercased() {
        case "null", "none", "nil", "true", "false", "undefined", "str", "string", "bytes", "optional[str]",
            Redactor.mask:
            return true
        default:
            return false
        }
    }

    /// Masked where it was found, but not elsewhere: it is a word of every text.
    static func isCommon(_ word: ArraySlice<UInt8>) -> Bool {
        if isLiteral(word) || isProse(word) { return true }
        // `password = db_password` of a line of code names a variable, which other errors may be about.
        return word.allSatisfy { $0.isLetter || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }
            && name(endingAt: word.count, in: Array(word)) != nil
    }
}
