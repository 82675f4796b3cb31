/// Where a secret is to be found; the file never holds one itself.
package enum SecretReference: Sendable, Hashable {
    case environment(String)
    /// An absolute path.
    case file(String)
    /// A program and its arguments, run without a shell.
    case command([String])
    case vault(String)
    /// The token of a profile in a `.databrickscfg`; made by `auth.type` `profile`, never written.
    case profile(String, path: String)

    /// As somebody would write it, for messages.
    package var text: String {
        switch self {
        case .environment(let name): "env:\(name)"
        case .file(let path): "file:\(path)"
        case .command(let words): "exec:\(words.joined(separator: " "))"
        case .vault(let name): "vault:\(name)"
        case .profile(let name, let path): "profile \(name) of \(path)"
        }
    }

    enum Mistake: Error, Equatable {
        case literal
        case incomplete

        var message: String {
            switch self {
            case .literal: "a secret is never written into the file (its value is not repeated here)"
            case .incomplete: "the reference names nothing"
            }
        }

        var fix: String { "write a reference: env:NAME, file:PATH or exec:COMMAND" }
    }

    /// - Parameter folder: what a relative path is relative to.
    init(_ text: String, relativeTo folder: String) throws(Mistake) {
        guard let colon = text.firstIndex(of: ":") else { throw .literal }
        let rest = String(text[text.index(after: colon)...])
        switch text[..<colon] {
        case "env":
            guard !rest.isEmpty else { throw .incomplete }
            guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x3D && $0 < 0x7F }) else { throw .literal }
            self = .environment(rest)
        case "file":
            guard !rest.isEmpty else { throw .incomplete }
            self = .file(absolutePath(rest, relativeTo: folder))
        case "exec":
            let words = rest.split(separator: " ").map(String.init)
            guard !words.isEmpty else { throw .incomplete }
            self = .command(words)
        case "vault":
            guard !rest.isEmpty else { throw .incomplete }
            self = .vault(rest)
        default: throw .literal
        }
    }
}

/// `path` itself where it is absolute, else below `folder`; `~` is a name like any other.
package func absolutePath(_ path: String, relativeTo folder: String) -> String {
    if path.hasPrefix("/") || folder.isEmpty { return path }
    return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
}
