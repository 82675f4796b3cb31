import Foundation
import Testing

/// The program as a person runs it: a process of its own in a folder of its own, with these variables and no others.
struct Program {
    struct Result {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Beside the tests, which are built with it.
    private static let executable = [CommandLine.arguments.first.map { URL(filePath: $0) }, Bundle.main.executableURL]
        .compactMap { $0?.deletingLastPathComponent().appending(path: "dbmon") }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }

    let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/dbmon-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    func write(_ text: String, to file: String, mode: Int = 0o600) throws {
        let path = "\(folder)/\(file)"
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    func text(of file: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/\(file)")), as: UTF8.self)
    }

    var files: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } }

    /// What it printed goes to files first: no pipe can fill up.
    func run(_ arguments: [String], _ variables: [String: String] = [:]) throws -> Result {
        let executable = try #require(Self.executable, "dbmon is not built")
        let logs = FileManager.default.temporaryDirectory.path + "/dbmon-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: logs, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: logs) }
        for name in ["output", "errors"] { try Data().write(to: URL(filePath: "\(logs)/\(name)")) }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        // Where core dumps are on, as far as this machine lets them.
        let start = "ulimit -S -c $(ulimit -H -c); exec \"$0\" \"$@\""
        process.arguments = ["-c", start, executable.path] + arguments
        process.environment = ["HOME": folder, "PATH": "/usr/bin:/bin"].merging(variables) { _, new in new }
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: "\(logs)/output"))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: "\(logs)/errors"))
        try process.run()
        process.waitUntilExit()
        func text(_ name: String) throws -> String {
            String(decoding: try Data(contentsOf: URL(filePath: "\(logs)/\(name)")), as: UTF8.self)
                .replacing(folder, with: "FOLDER")
        }
        return Result(status: process.terminationStatus, output: try text("output"), errors: try text("errors"))
    }
}
