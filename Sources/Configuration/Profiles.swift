/// Profiles of `.databrickscfg` (api/databricks, 1).
enum Profiles {
    enum Mistake: Error, Equatable {
        case unreadable(path: String, reason: String)
        case missing(profile: String, path: String)
        case withoutToken(profile: String)
        case reserved
        case badHost(profile: String, reason: String)

        var message: String {
            switch self {
            case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
            case .missing(let profile, let path): "there is no profile \"\(profile)\" in \(path)"
            case .withoutToken(let profile): "the profile \"\(profile)\" holds no token"
            case .reserved: "\"__settings__\" is no profile"
            case .badHost(let profile, let reason): "the host of the profile \"\(profile)\" \(reason)"
            }
        }

        var fix: String {
            switch self {
            case .unreadable: "Set DATABRICKS_CONFIG_FILE, or create the file"
            case .missing, .reserved: "Name one of the profiles of that file"
            case .withoutToken: "Use a profile with a personal access token: a user's login cannot be used unattended"
            case .badHost: "Mend the host in the profile"
            }
        }
    }

    struct Found {
        /// `nil` where the profile names none.
        let host: String?
        let token: SecretReference
    }

    static func read(_ profile: String, environment: Environment) throws(Mistake) -> Found {
        guard profile != "__settings__" else { throw .reserved }
        let path =
            environment["DATABRICKS_CONFIG_FILE"]
            ?? absolutePath(".databrickscfg", relativeTo: environment["HOME"] ?? "")
        let text: String
        do throws(FileTrouble) {
            text = try readText(path, limitBytes: 1 << 20)
        } catch {
            throw .unreadable(path: path, reason: error.reason)
        }
        let sections = parse(text)
        guard let keys = sections[profile], !keys.isEmpty || profile == "DEFAULT" else {
            throw .missing(profile: profile, path: path)
        }
        guard keys["token"]?.isEmpty == false else { throw .withoutToken(profile: profile) }
        var host: String?
        if let text = keys["host"] {
            do throws(HostAddress.Mistake) {
                host = try HostAddress.normalized(text)
            } catch {
                throw .badHost(profile: profile, reason: error.message)
            }
        }
        return Found(host: host, token: .profile(profile, path: path))
    }

    static func token(of profile: String, in text: String) -> String? { parse(text)[profile]?["token"] }

    /// An INI file. `#` begins a comment inside a line only after a space: passwords contain it.
    private static func parse(_ text: String) -> [String: [String: String]] {
        var sections: [String: [String: String]] = [:]
        var current: String?
        for line in text.split(whereSeparator: \.isNewline) {
            let trimmed = trim(line)
            if trimmed.isEmpty || trimmed.hasPrefix("#") || trimmed.hasPrefix(";") { continue }
            if trimmed.hasPrefix("["), trimmed.hasSuffix("]") {
                let name = String(trimmed.dropFirst().dropLast())
                current = name
                sections[name] = sections[name] ?? [:]
            } else if let current, let equals = trimmed.firstIndex(of: "=") {
                let value = cutComment(trimmed[trimmed.index(after: equals)...])
                sections[current]?[trim(trimmed[..<equals]).lowercased()] = String(trim(value))
            }
        }
        return sections
    }

    private static func cutComment(_ text: Substring) -> Substring {
        var previous: Character = "="
        for index in text.indices {
            if text[index] == "#", previous == " " || previous == "\t" { return text[..<index] }
            previous = text[index]
        }
        return text
    }

    private static func trim(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
        return text
    }
}
