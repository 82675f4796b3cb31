package import Transport

/// Fetches secrets from where the configuration says they are kept. Nothing is remembered: a rotated secret counts
/// at once.
package struct SecretResolver: Sendable {
    /// No credential is near it.
    package static let limitBytes = 64 << 10
    /// Long enough for a helper that asks a service, short enough for a sweep to wait.
    package static let commandTimeLimit = Duration.seconds(10)

    private let environment: Environment
    private let commands: CommandQueue

    package init(environment: Environment) {
        self.init(environment: environment, commandTimeLimit: Self.commandTimeLimit)
    }

    init(environment: Environment, commandTimeLimit: Duration) {
        self.environment = environment
        commands = CommandQueue(width: 8, timeLimit: commandTimeLimit, outputLimitBytes: Self.limitBytes)
    }

    /// A command may take 10 s, and waits for its turn where 8 run already; cancelling the task ends it.
    package func resolve(_ reference: SecretReference) async throws(SecretError) -> Secret {
        Secret(try await value(of: reference))
    }

    /// Everything that an `auth` section names, at once.
    package func resolve(_ authentication: Authentication) async throws(SecretError) -> Credential {
        switch authentication {
        case .pat(let token): .pat(token: try await resolve(token))
        case .oauthM2M(let id, let secret):
            .oauthM2M(clientID: try await text(id), clientSecret: try await resolve(secret))
        case .azureSP(let tenant, let id, let secret):
            .azureSP(
                tenantID: try await text(tenant), clientID: try await text(id), clientSecret: try await resolve(secret))
        case .profile(let name):
            try credential(ofProfile: name)
        }
    }

    private func text(_ text: ConfiguredText) async throws(SecretError) -> String {
        switch text {
        case .text(let text): text
        case .reference(let reference): try await value(of: reference)
        }
    }

    private func credential(ofProfile name: String) throws(SecretError) -> Credential {
        do {
            return try DatabricksProfiles(environment: environment).profile(name).credential()
        } catch {
            throw SecretError.profile(name: name, reason: error.message, fix: error.fix)
        }
    }

    private func value(of reference: SecretReference) async throws(SecretError) -> String {
        switch reference {
        case .environment(let name):
            guard let value = environment[name] else { throw .unset(reference: reference.text) }
            return try usable(Array(value.utf8), from: reference)
        case .file(_, let path):
            let content: [UInt8]
            do {
                content = try RegularFile.read(path, limitBytes: Self.limitBytes)
            } catch {
                throw SecretError.unreadable(reference: reference.text, reason: error.message)
            }
            return try usable(content, from: reference)
        case .command(let arguments, let executable):
            let command = ChildProcess.Command(
                executable: executable, arguments: arguments, variables: environment.childVariables)
            switch await commands.run(command) {
            case .success(let output): return try usable(output, from: reference)
            case .failure(.cancelled): throw .interrupted(reference: reference.text)
            case .failure(let failure): throw .commandFailed(reference: reference.text, reason: failure.message)
            }
        case .vault: throw .noVault(reference: reference.text)
        }
    }

    /// Cuts one line break at the end. What is left goes into a header, so it must be one word of visible ASCII.
    private func usable(_ bytes: [UInt8], from reference: SecretReference) throws(SecretError) -> String {
        var bytes = bytes[...]
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
        guard !bytes.isEmpty else { throw .unusable(reference: reference.text, reason: "it is empty") }
        guard !bytes.contains(0x0A) else {
            throw .unusable(reference: reference.text, reason: "it has more than one line")
        }
        guard bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .unusable(
                reference: reference.text, reason: "it has a blank, a control character or a letter outside of ASCII")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
