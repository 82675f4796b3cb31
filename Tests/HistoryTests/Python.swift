import Foundation

#if canImport(Glibc)
    import Glibc
#endif
import Testing

/// An independent reader and a second process: a script of python's standard library, and what it prints.
final class Python {
    private let process = Process()
    private let output = Pipe()
    private let input = Pipe()

    init(_ script: String, _ arguments: String...) throws {
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script] + arguments
        process.standardOutput = output
        process.standardInput = input
        try process.run()
    }

    var processID: Int32 { process.processIdentifier }

    /// Waits until it has printed a line, its end at the latest.
    func waitForLine() -> String {
        var line = Data()
        while line.last != 0x0A {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            line += more
        }
        return String(decoding: line, as: UTF8.self)
    }

    /// Closes its input and waits for its end.
    func finish() throws -> Data {
        try input.fileHandleForWriting.close()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return answer
    }

    /// As `kill -9`: nothing in it has a say.
    func kill() {
        process.terminateAtOnce()
        process.waitUntilExit()
    }
}

extension Process {
    fileprivate func terminateAtOnce() { _ = kill(processIdentifier, SIGKILL) }
}
