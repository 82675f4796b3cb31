import Foundation

/// A folder of one test's own, gone when the test ends.
struct TemporaryFolder: ~Copyable {
    let root: String

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "dbmon-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func path(_ name: String) -> String { "\(root)/\(name)" }
}

/// The git program, with no configuration but what a test gives it.
struct GitProgram {
    let folder: String

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// - Returns: what it wrote, both streams, without white space around.
    /// - Throws: `Failure` for another exit code than 0.
    @discardableResult
    func callAsFunction(_ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git"] + arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "HOME": folder, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "TZ": "UTC",
            "GIT_AUTHOR_NAME": "Rival", "GIT_AUTHOR_EMAIL": "rival@example.com",
            "GIT_COMMITTER_NAME": "Rival", "GIT_COMMITTER_EMAIL": "rival@example.com",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard process.terminationStatus == 0 else {
            throw Failure(description: "git \(arguments.joined(separator: " ")): \(text)")
        }
        return text
    }
}
