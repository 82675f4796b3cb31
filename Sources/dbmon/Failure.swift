import ArgumentParser
import Configuration
import Reports
import Simulator
import Sweeping

/// Ends a command: says on stderr what went wrong and how to mend it, and gives the exit code.
enum Failure {
    static func configuration(_ error: ConfigurationError) -> ExitCode {
        Terminal.errors.line(error.text)
        return .configuration
    }

    static func scenario(_ mistake: ScenarioFile.Mistake, in file: String) -> ExitCode {
        Terminal.errors.line("dbmon: \(file): \(mistake.text)")
        return .configuration
    }

    static func cannotWrite(_ message: String, fix: String) -> ExitCode {
        Terminal.errors.line("dbmon: \(message)\n  fix: \(fix)")
        return .cannotWrite
    }

    static func unexpected(_ error: any Error) -> ExitCode {
        Terminal.errors.line("dbmon: internal error: \(error)")
        return .internalError
    }

    static func exit(_ code: ExitCode) throws {
        if code != .success { throw ArgumentParser.ExitCode(code.rawValue) }
    }
}

typealias ExitCode = Sweeping.ExitCode
