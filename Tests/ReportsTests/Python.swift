import Foundation
import Testing

/// An independent reader: what python makes of our bytes. The script reads standard input. Tools/test.sh names the
/// python that has the packages of Tests/Clients/requirements.txt; without it, scripts that need them fail.
func python(_ script: String, input: [UInt8]) throws -> Data {
    let file = FileManager.default.temporaryDirectory.appending(path: "dbmon-\(UUID().uuidString)")
    try Data(input).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let named = ProcessInfo.processInfo.environment["DBMON_TEST_PYTHON"]
    process.arguments = [named ?? "python3", "-c", script]
    process.standardInput = try FileHandle(forReadingFrom: file)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return answer
}
