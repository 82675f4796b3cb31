import Foundation
import GitHub
import Model
import Pacing
import Simulator
import Testing
import Transport

/// The publisher with libcurl, over sockets, into a bare repository on disk; git has the last word.
struct WireTests {
    private func serving(
        _ body: (SharedService, _ folder: String, _ publisher: (String, PublishMemory?) throws -> Publisher)
            async throws
            -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dbmon-wire-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let stage = Stage(try GitDirectory(path: folder), latency: .zero)
        let server = try await SimulatorServer.start(service: stage.shared, wallClock: { Stage.start })
        let client = try CurlClient()
        do {
            try await body(stage.shared, folder) { branch, memory in
                Publisher(
                    target: PublishTarget(
                        apiURL: "http://127.0.0.1:\(server.port)/api/v3", owner: "acme", repository: "pipeline-health",
                        branch: branch, directory: "Error"),
                    token: Secret("ghp_demo"), client: client, clock: TestClock(), seed: 3, memory: memory)
            }
        } catch {
            try await server.shutdown()
            throw error
        }
        try await server.shutdown()
    }

    private func plan(_ shared: SharedService, _ faults: [GitHubFault]) {
        shared.access { service in
            guard var github = service as? GitHubService else { return }
            for fault in faults { github.plan(fault) }
            service = github
        }
    }

    @Test func brokenConnectionsOfEveryCallMakeOneCommit() async throws {
        try await serving { shared, folder, publisher in
            for (number, answer) in [
                GitHubFault.Answer.none, .half, .page(status: 502), .unreadable(body: "{\"sha\""),
                .secondaryLimit(status: 403, retryAfter: 3),
            ].enumerated() {
                let calls = ["GET git/ref", "POST git/blobs", "POST git/trees", "POST git/commits", "PATCH git/refs"]
                plan(
                    shared,
                    calls.flatMap {
                        [GitHubFault($0, .instead(answer)), GitHubFault($0, calls: 1..<2, .afterwards(answer))]
                    })
                let files = World.files + [PublishedFile(path: "chart.png", bytes: [0xFF, UInt8(number)])]
                let message = "Sweep \(number)\n\nSweep-Id: \(number)\n"
                let publication = try await publisher("main", nil).publish(files, message: message)
                guard case .committed(let commit) = publication.outcome else {
                    Issue.record("nothing was committed")
                    return
                }
                #expect(try Git.output(folder, "rev-parse", "main") == commit.description)
                #expect(try Git.output(folder, "log", "--format=%s", "main").hasPrefix("Sweep \(number)\n"))
                #expect(try Git.output(folder, "rev-list", "--count", "main") == "\(number + 2)")
                #expect(
                    try Git.output(folder, "show", "main:Error/databricks_job_monitoring_report.csv") + "\n"
                        == World.report)
            }
            #expect(try Git.run(folder, "fsck", "--strict") == 0)
        }
    }

    @Test func unchangedIsOneConditionalReadAlsoAfterGitPacked() async throws {
        try await serving { _, folder, publisher in
            let first = try publisher("team/reports", nil)
            _ = try await first.publish(World.files, message: World.message)
            #expect(try Git.run(folder, "pack-refs", "--all") == 0)
            let next = try publisher("team/reports", PublishMemory(bytes: first.memory.bytes))
            let publication = try await next.publish(World.files, message: World.message)
            #expect(publication.outcome == .unchanged)
            #expect(publication.calls == 1)
        }
    }
}

extension Git {
    static func output(_ folder: String, _ arguments: String...) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "--git-dir", folder] + arguments
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
