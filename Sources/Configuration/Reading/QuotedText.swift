internal import Transport

extension String {
    /// The text in double quotes as a message may show it: one line, short, and redacted where it looks like a secret.
    var quoted: String {
        guard !looksLikeSecret, !holdsUserInformation, !holdsWhatReportsMask else { return "‹redacted›" }
        var shown = ""
        for (index, scalar) in unicodeScalars.enumerated() {
            guard index < 60 else { return "\"\(shown)…\"" }
            if scalar.isInvisible {
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return "\"\(shown)\""
    }

    /// Assignments and the like (`password=…`), as the redactor of the reports knows them.
    private var holdsWhatReportsMask: Bool { Redactor().redact(self).contains("‹redacted›") }

    /// Whether somebody's name, perhaps with a password, stands in an address.
    private var holdsUserInformation: Bool { contains("://") && utf8.contains(UInt8(ascii: "@")) }

    /// Control characters, C1 and line separators included, or a mark that changes the direction of a line.
    var hasControlCharacter: Bool { unicodeScalars.contains(where: \.isInvisible) }

    /// Whether some word has the form of a known kind of token, or is long and random. A guess, on the safe side.
    var looksLikeSecret: Bool { holdsKnownToken || utf8.split { !$0.isWordByte }.contains { Self.isRandom(Array($0)) } }

    /// Whether some word has the form of a token of Databricks, GitHub or AWS, or of a JSON web token or a private key.
    ///
    /// One pass over the bytes: every name of a job is looked at.
    var holdsKnownToken: Bool {
        let bytes = Array(utf8)
        var isWordStart = true
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "-") where bytes[index...].starts(with: "-----BEGIN".utf8): return true
            case UInt8(ascii: "g") where bytes[index...].starts(with: "github_pat_".utf8): return true
            case UInt8(ascii: "d"), UInt8(ascii: "A"), UInt8(ascii: "e"), UInt8(ascii: "g"):
                if isWordStart, Self.beginsKnownToken(bytes[index...]) { return true }
            default: break
            }
            isWordStart = !byte.isWordByte
        }
        return false
    }

    private static func beginsKnownToken(_ bytes: ArraySlice<UInt8>) -> Bool {
        func has(_ prefix: String, then count: Int, _ fits: (UInt8) -> Bool) -> Bool {
            let rest = bytes.dropFirst(prefix.utf8.count).prefix(count)
            return bytes.starts(with: prefix.utf8) && rest.count == count && rest.allSatisfy(fits)
        }
        if has("dapi", then: 8, \.isHexDigit) || has("dose", then: 8, \.isHexDigit) { return true }
        if has("AKIA", then: 16, \.isAlphanumeric) || has("eyJ", then: 12, \.isWordByte) { return true }
        return ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"].contains { has($0, then: 16, \.isAlphanumeric) }
    }

    private static func isRandom(_ word: [UInt8]) -> Bool {
        word.split(separator: UInt8(ascii: "_")).contains { run in
            run.count >= 32 && run.contains(where: \.isDigit) && !run.allSatisfy(\.isDigit)
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isInvisible: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    var isLetter: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
    }

    var isAlphanumeric: Bool { isDigit || isLetter }

    var isWordByte: Bool { isAlphanumeric || self == UInt8(ascii: "_") }

    var isHexDigit: Bool {
        isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self)
            || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(self)
    }

    var isBlank: Bool { self == 0x20 || self == 0x09 }
}
