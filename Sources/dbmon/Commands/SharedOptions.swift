import ArgumentParser
import Configuration
import Logging
import Model

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Options of every command that reads a configuration.
struct SharedOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The file that says which workspaces there are.", valueName: "file"))
    var workspaces: String?

    @Option(help: ArgumentHelp("Variables in the form KEY=value; default .env, where there is one.", valueName: "file"))
    var envFile: String?

    @Option(
        help: ArgumentHelp("Only these workspaces, by name or glob; may be repeated.", valueName: "name"))
    var workspace: [String] = []

    @Option(help: "How the result is printed: text or json.")
    var format = Format.text

    @Flag(help: "Print no progress and no result; errors still.")
    var quiet = false

    @Option(help: "What is logged to stderr: trace, debug, info, warning or error.")
    var logLevel = LogLevel.warning

    @Option(help: "How it is logged: text or json, an object a line.")
    var logFormat = Format.text

    enum LogLevel: String, ExpressibleByArgument {
        case trace
        case debug
        case info
        case warning
        case error
    }

    enum Format: String, ExpressibleByArgument {
        case text
        case json
    }

    func environment() throws(ConfigurationError) -> Environment { try Self.environment(file: envFile) }

    /// - Parameter file: `nil` for `.env`, where there is one.
    static func environment(file: String?) throws(ConfigurationError) -> Environment {
        try Environment.load(path: file, explicitly: file != nil, variables: ProcessInfo.processInfo.environment)
    }

    var logger: Logger {
        let format = logFormat
        var logger = Logger(label: "dbmon") { _ in LineLogHandler(isJSON: format == .json) }
        logger.logLevel = Logger.Level(rawValue: logLevel.rawValue) ?? .warning
        return logger
    }

    /// The workspaces that `--workspace` chooses; `nil` for all.
    ///
    /// - Throws: `ValidationError` for a name or glob that fits none.
    func chosen(from names: [WorkspaceName]) throws -> Set<WorkspaceName>? {
        guard !workspace.isEmpty else { return nil }
        var chosen: Set<WorkspaceName> = []
        for text in workspace {
            let matches = names.filter { name in
                name.text == text || (Glob.of(text)?.matches(name.text) ?? false)
            }
            guard !matches.isEmpty else {
                throw ValidationError("--workspace \(text) fits none of: \(names.map(\.text).joined(separator: ", "))")
            }
            chosen.formUnion(matches)
        }
        return chosen
    }
}
