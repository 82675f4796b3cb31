import Foundation
import Testing

/// The real program, in processes of its own: killed, interrupted, and with a disk that takes nothing. The scripts judge;
/// with a greater count they are run by hand.
@Suite(.enabled(if: Client.python != nil, "run `make test`: it installs the Python clients"), .serialized)
struct ProgramTests {
    /// Beside the tests, where the build puts it.
    private static var program: String {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.appending(path: "dbmon").path) {
            folder = folder.deletingLastPathComponent()
        }
        return folder.appending(path: "dbmon").path
    }

    private func judge(_ script: String, _ arguments: [String] = []) async throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dbmon-test-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await Client.run(script, [Self.program, folder] + arguments)
    }

    @Test func killedSweepsLoseNothing() async throws {
        #expect(try await judge("kill_sweeps.py", ["3", "7"]).contains("\"killed\""))
    }

    @Test func interruptedSweepsEndInTimeAndTell() async throws {
        #expect(try await judge("interrupt_sweeps.py", ["4", "7", "20"]).contains("\"second signal\""))
    }

    @Test func troubleWithTheDiskIsToldAndLeavesTheOldFiles() async throws {
        let done = try await judge("disk_trouble.py")
        #expect(done.split(separator: "\n").count == 16)
    }
}
