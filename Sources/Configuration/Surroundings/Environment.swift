#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The variables of the process, and behind them those of a `.env` file.
package struct Environment: Sendable, CustomStringConvertible, CustomReflectable {
    package static let defaultFile = ".env"

    private let variables: [String: String]
    private let file: DotEnv
    private let withheld: Set<String>

    /// Variables that hold dbmon's own credentials: no helper is asked to use them.
    private static let ownSecrets: Set<String> = ["DATABRICKS_TOKEN", "GITHUB_TOKEN"]

    package init(variables: [String: String], file: DotEnv = .empty) {
        self.init(variables: variables, file: file, withheld: Self.ownSecrets)
    }

    private init(variables: [String: String], file: DotEnv, withheld: Set<String>) {
        self.variables = variables
        self.file = file
        self.withheld = withheld
    }

    /// The same, but child processes get none of the variables in which the configuration keeps a secret: a helper that
    /// fetches one credential must not see all the others. What a helper needs itself (`VAULT_TOKEN`,
    /// `AWS_SECRET_ACCESS_KEY`) it keeps.
    package func keepingFromChildren(_ configuration: Configuration) -> Environment {
        let names = configuration.references.compactMap { placed in
            if case .environment(let name) = placed.reference { name } else { nil }
        }
        return Environment(variables: variables, file: file, withheld: withheld.union(names))
    }

    /// What a child process gets: nothing of `.env`, and no credential of dbmon's.
    var childVariables: [String: String] { variables.filter { !withheld.contains($0.key) } }

    /// Reads the `.env` file; one that nobody named may be missing.
    ///
    /// - Parameter path: `nil` for `.env` in the current folder.
    package static func load(
        path: String? = nil,
        explicitly: Bool = false,
        variables: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ConfigurationError) -> Environment {
        let path = path ?? defaultFile
        do {
            let bytes = try RegularFile.read(path, limitBytes: DotEnv.limitBytes)
            return Environment(variables: variables, file: try DotEnv(bytes, file: path))
        } catch RegularFile.Failure.missing where !explicitly {
            return Environment(variables: variables)
        } catch let failure as RegularFile.Failure {
            throw ConfigurationError([.init(place: .file(path), message: failure.message)])
        } catch let error as ConfigurationError {
            throw error
        } catch {
            throw ConfigurationError([.init(place: .file(path), message: "the file cannot be read")])
        }
    }

    /// - Returns: `nil` also for a variable that is set to nothing, as an absent secret of a CI system is.
    package subscript(name: String) -> String? {
        if let value = variables[name], !value.isEmpty { return value }
        if let value = file.variables[name], !value.isEmpty { return value }
        return nil
    }

    package var description: String { "‹redacted›" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
