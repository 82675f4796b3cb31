/// A `.env` file: `KEY=value with spaces`, quotes, `export`, CRLF, and comments after a space.
package enum DotEnv {
    package static func parse(_ text: String) -> [String: String] {
        var variables: [String: String] = [:]
        for line in text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline) {
            guard let (name, value) = assignment(line) else { continue }
            variables[name] = value
        }
        return variables
    }

    private static func assignment(_ line: Substring) -> (name: String, value: String)? {
        var rest = line.drop(while: isBlank)
        if rest.first == "\u{FEFF}" { rest = rest.dropFirst() }
        guard let first = rest.first, first != "#" else { return nil }
        if rest.hasPrefix("export "), !rest.dropFirst(7).drop(while: isBlank).hasPrefix("=") {
            rest = rest.dropFirst(7).drop(while: isBlank)
        }
        guard let equals = rest.firstIndex(of: "=") else { return nil }
        let name = trimmed(rest[..<equals])
        guard !name.isEmpty, name.utf8.allSatisfy(isNameByte) else { return nil }
        return (String(name), value(rest[rest.index(after: equals)...]))
    }

    private static func value(_ text: Substring) -> String {
        let start = text.drop(while: isBlank)
        if let quote = start.first, quote == "\"" || quote == "'", let quoted = quoted(start.dropFirst(), by: quote) {
            return quoted
        }
        var end = text.startIndex
        var previousIsBlank = true
        var index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            if character == "#", previousIsBlank { break }
            previousIsBlank = isBlank(character)
            index = text.index(after: index)
            end = index
        }
        return String(trimmed(text[..<end]))
    }

    /// - Returns: `nil` where the quote is never closed: the text is then taken as it stands.
    private static func quoted(_ text: Substring, by quote: Character) -> String? {
        var value = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                switch character {
                case "n": value.append("\n")
                case "r": value.append("\r")
                case "t": value.append("\t")
                case "\"", "\\", "$": value.append(character)
                default: value += "\\\(character)"
                }
                isEscaped = false
            } else if character == "\\", quote == "\"" {
                isEscaped = true
            } else if character == quote {
                return value
            } else {
                value.append(character)
            }
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text = text.dropLast() }
        return text
    }

    private static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
    }
}

extension Environment {
    /// - Returns: `nil` where there is no such file and nobody named it.
    package static func variables(inFile path: String, isNamed: Bool) throws(ConfigurationError) -> [String: String]? {
        do throws(FileTrouble) {
            return DotEnv.parse(try readText(path, limitBytes: 1 << 20))
        } catch {
            if error.isMissing, !isNamed { return nil }
            throw ConfigurationError(
                file: path, problems: [.init(message: "cannot be read: \(error.reason)", fix: "name another by --env-file FILE")])
        }
    }
}
