#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The variables of the process, and behind them those of a `.env` file.
package struct Environment: Sendable, CustomStringConvertible, CustomReflectable {
    package static let defaultFile = ".env"

    /// What a child process gets.
    let variables: [String: String]
    private let file: DotEnv

    package init(variables: [String: String], file: DotEnv = .empty) {
        self.variables = variables
        self.file = file
    }

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
