import ArgumentParser
import Configuration
import Sweeping

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

    @Option(help: "How the result is printed: text or json.")
    var format = Format.text

    @Flag(help: "Print no progress and no result; errors still.")
    var quiet = false

    enum Format: String, ExpressibleByArgument {
        case text
        case json
    }

    func environment() throws(ConfigurationError) -> Environment {
        try Environment.load(
            path: envFile, explicitly: envFile != nil, variables: ProcessInfo.processInfo.environment)
    }
}
