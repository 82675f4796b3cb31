#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Looks at where secrets are kept, as far as that shows without using one: no command runs, and of files only those
/// with profiles are read.
package struct SecretCheck: Sendable {
    private let environment: Environment

    package init(environment: Environment) { self.environment = environment }

    /// References that a sweep could not resolve here, and files that everybody may read, each once.
    package func warnings(of configuration: Configuration) -> [ConfigurationError.Problem] {
        var seen: Set<SecretReference> = []
        let references = configuration.references.filter { seen.insert($0.reference).inserted }
        return references.compactMap(missing) + unusableProfiles(of: configuration) + exposures(of: configuration)
    }

    /// A workspace with a host of its own waits for the sweep to find out.
    private func unusableProfiles(of configuration: Configuration) -> [ConfigurationError.Problem] {
        let environment = environment
        let profiles = Result { () throws(Refusal) in try DatabricksProfiles(environment: environment) }
        let file = DatabricksProfiles.location(environment: environment)?.file ?? "~/.databrickscfg"
        return configuration.workspaces.compactMap { workspace in
            guard case .profile(let name) = workspace.auth else { return nil }
            do throws(Refusal) {
                _ = try profiles.get().profile(name).credential()
                return nil
            } catch {
                let reason = SecretError.profile(name: name, reason: error.message, fix: error.fix)
                return .init(place: .file(file), message: "\(workspace.name): \(reason.message)", fix: reason.fix)
            }
        }
    }

    /// Files of secrets that everybody on this machine may read, each once.
    package func exposures(of configuration: Configuration) -> [ConfigurationError.Problem] {
        var seen: Set<String> = []
        var problems: [ConfigurationError.Problem] = []
        for placed in configuration.references {
            guard case .file(_, let path) = placed.reference, seen.insert(path).inserted else { continue }
            if let problem = exposure(of: path, named: placed.reference.text, at: placed.place) {
                problems.append(problem)
            }
        }
        let usesProfiles = configuration.workspaces.contains { if case .profile = $0.auth { true } else { false } }
        if usesProfiles, let (file, path) = DatabricksProfiles.location(environment: environment),
            let problem = exposure(of: path, named: file, at: .file(file))
        {
            problems.append(problem)
        }
        return problems
    }

    private func exposure(of path: String, named name: String, at place: ConfigurationError.Place)
        -> ConfigurationError.Problem?
    {
        guard let mode = Self.mode(of: path), mode & S_IFMT == S_IFREG, mode & S_IROTH != 0 else { return nil }
        return .init(
            .secret, place: place, message: "everybody on this machine may read \(name)", fix: "chmod 600 \(path)")
    }

    private func missing(_ placed: PlacedReference) -> ConfigurationError.Problem? {
        let error: SecretError?
        switch placed.reference {
        case .environment(let name): error = environment[name] == nil ? .unset(reference: "env:\(name)") : nil
        case .file(let path, let absolute):
            error = Self.reasonNotToRead(absolute).map { .unreadable(reference: "file:\(path)", reason: $0) }
        case .command(_, let executable):
            error =
                isThere(executable)
                ? nil : .commandFailed(reference: placed.reference.text, reason: "there is no such command")
        case .vault: error = .noVault(reference: placed.reference.text)
        }
        return error.map { .init(place: placed.place, message: $0.message, fix: $0.fix) }
    }

    private static func reasonNotToRead(_ path: String) -> String? {
        guard let mode = mode(of: path) else { return RegularFile.Failure.missing.message }
        switch mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: return RegularFile.Failure.directory.message
        default: return RegularFile.Failure.notRegular.message
        }
        return unsafe access(path, R_OK) == 0 ? nil : RegularFile.Failure.notPermitted.message
    }

    private func isThere(_ executable: String) -> Bool {
        if executable.utf8.contains(UInt8(ascii: "/")) { return unsafe access(executable, X_OK) == 0 }
        let folders = (environment["PATH"] ?? "/bin:/usr/bin").split(separator: ":", omittingEmptySubsequences: false)
        return folders.contains { unsafe access($0.isEmpty ? executable : "\($0)/\(executable)", X_OK) == 0 }
    }

    private static func mode(of path: String) -> mode_t? {
        var status = stat()
        guard !path.utf8.contains(0), unsafe stat(path, &status) == 0 else { return nil }
        return status.st_mode
    }
}
