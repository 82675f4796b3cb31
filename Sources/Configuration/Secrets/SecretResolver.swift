package import Transport

/// Reads secrets where the configuration says they are.
package struct SecretResolver: Sendable {
    /// A token has 40 to 2,000 bytes.
    static let sizeLimit = 64 << 10

    private let environment: Environment

    package init(environment: Environment) { self.environment = environment }

    /// - Throws: `SecretError`, `CancellationError`.
    package func resolve(_ reference: SecretReference) async throws -> Secret {
        let text: String
        switch reference {
        case .environment(let name):
            guard let value = environment[name] else { throw SecretError.unset(reference) }
            text = value
        case .file(let path):
            do throws(FileTrouble) {
                text = try readText(path, limitBytes: Self.sizeLimit)
            } catch {
                throw SecretError.unreadable(reference, reason: error.reason)
            }
        case .command(let words):
            text = try await SecretCommand(words: words, environment: environment.forCommands).run(for: reference)
        case .profile(let name, let path):
            do throws(FileTrouble) {
                guard let token = Profiles.token(of: name, in: try readText(path, limitBytes: 1 << 20)) else {
                    throw FileTrouble(reason: "the profile has no token", isMissing: false)
                }
                text = token
            } catch {
                throw SecretError.unreadable(reference, reason: error.reason)
            }
        case .vault: throw SecretError.unsupported(reference)
        }
        let trimmed = String(text.unicodeScalars.reversed().drop { $0 == "\n" || $0 == "\r" }.reversed().map(Character.init))
        guard !trimmed.isEmpty else { throw SecretError.empty(reference) }
        guard trimmed.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw SecretError.unreadable(reference, reason: "it holds control characters or several lines")
        }
        return Secret(trimmed)
    }
}
