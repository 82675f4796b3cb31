/// Where a secret is kept. Not the secret: this may be shown.
package enum SecretReference: Hashable, Sendable {
    /// A variable of the environment, else of `.env`.
    case environment(String)
    /// The path as written, and absolute.
    case file(path: String, absolute: String)
    /// Command and arguments as written, divided at blanks; no shell, no quotes. `executable` is absolute, or a name
    /// that is looked up in `PATH`.
    case command([String], executable: String)
    case vault(String)

    /// As the configuration writes it.
    package var text: String {
        switch self {
        case .environment(let name): "env:\(name)"
        case .file(let path, _): "file:\(path)"
        case .command(let arguments, _): "exec:" + arguments.joined(separator: " ")
        case .vault(let name): "vault:\(name)"
        }
    }

    static let forms = "env:NAME, file:PATH, exec:COMMAND or vault:NAME"

    /// - Throws: a refusal that repeats nothing of the text: it may be the secret itself.
    init(configured text: String, in folder: Folder) throws(Refusal) {
        let bytes = Array(text.utf8)
        let scheme = bytes.prefix { $0 != UInt8(ascii: ":") }
        let rest = String(decoding: bytes.dropFirst(scheme.count + 1), as: UTF8.self)
        let literal = Refusal(
            "a secret must not be written here, only where it is kept: the file is read, copied and committed by many",
            fix: "keep it in an environment variable or a file, and write one of \(Self.forms)", kind: .secret)
        guard !text.isEmpty else {
            throw Refusal("the text is empty: it names no secret", fix: "write one of \(Self.forms)")
        }
        guard scheme.count < bytes.count, !text.holdsKnownToken, !text.hasControlCharacter else { throw literal }
        switch String(decoding: scheme, as: UTF8.self) {
        case "env":
            guard !rest.looksLikeSecret else { throw literal }  // elsewhere a path or an item's id may look random
            guard Self.isVariableName(rest) else {
                throw Refusal(
                    "what follows env: is not the name of a variable",
                    fix: "write env: and a name of letters, digits and _, as env:DATABRICKS_TOKEN")
            }
            self = .environment(rest)
        case "file":
            guard !rest.isEmpty else { throw Refusal("file: names no file", fix: "write file: and a path") }
            self = .file(path: rest, absolute: try folder.absolute(rest))
        case "exec": self = try Self.command(rest, in: folder)
        case "vault":
            guard !rest.isEmpty else { throw Refusal("vault: names no entry", fix: "write vault: and a name") }
            self = .vault(rest)
        default: throw literal
        }
    }

    private static func command(_ text: String, in folder: Folder) throws(Refusal) -> SecretReference {
        let arguments = text.utf8.split { $0.isBlank }.map { String(decoding: Array($0), as: UTF8.self) }
        guard let name = arguments.first else {
            throw Refusal("exec: names no command", fix: "write exec: and a command with its arguments")
        }
        let executable = name.utf8.contains(UInt8(ascii: "/")) ? try folder.absolute(name) : name
        return .command(arguments, executable: executable)
    }

    private static func isVariableName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !first.isDigit else { return false }
        return text.utf8.allSatisfy(\.isWordByte)
    }
}
