import Foundation
import Model
import Testing

@testable import Sweeping

/// What a commit says, to people and to programs; git has the last word on the trailers.
struct CommitMessageTests {
    private static let prod = WorkspaceName("prod-eu")

    private func change(
        _ name: String, _ from: JobStatus?, _ to: JobStatus?, id: Int64 = 1
    ) throws -> SweepResult.StatusChange {
        SweepResult.StatusChange(
            workspace: try #require(Self.prod), jobID: JobID(id), jobName: name, from: from, to: to)
    }

    private func sweep(_ changes: [SweepResult.StatusChange], incomplete: Int = 0) throws -> SweepResult {
        var workspaces = [WorkspaceResult(name: try #require(Self.prod))]
        for number in 0..<incomplete {
            var result = WorkspaceResult(name: try #require(WorkspaceName("w\(number)")))
            result.status = number == 0 ? .unreachable : .partial
            workspaces.append(result)
        }
        return SweepResult(
            sweepID: "20261124T050000Z-k3f9", startedAt: Timestamp(milliseconds: 0), workspaces: workspaces,
            totals: [.failed: 2, .success: 5, .notFound: 1], changes: changes, reportDirectory: "reports")
    }

    /// What `git interpret-trailers --parse` finds.
    private func trailers(_ message: String) throws -> [String] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "interpret-trailers", "--parse"]
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        input.fileHandleForWriting.write(Data(message.utf8))
        try input.fileHandleForWriting.close()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func messageSaysWhatChangedAndCounts() throws {
        let message = CommitMessage(
            try sweep(
                [
                    try change("nightly", .success, .failed), try change("billing", .failed, .success),
                    try change("fresh", nil, .failed), try change("old", .success, nil),
                    try change("", .running, .success, id: 7),
                ], incomplete: 2)
        ).text
        #expect(
            message == """
                Report 2 FAILED of 8 rows in 3 workspaces

                Newly failed:
                prod-eu nightly: SUCCESS to FAILED

                Recovered:
                prod-eu billing: FAILED to SUCCESS

                New:
                prod-eu fresh: new to FAILED

                Gone:
                prod-eu old: SUCCESS to gone

                Other changes:
                prod-eu job 7: RUNNING to SUCCESS

                Sweep-Id: 20261124T050000Z-k3f9
                Jobs-Success: 5
                Jobs-Failed: 2
                Jobs-Not-Found: 1
                Newly-Failed: 1
                Recovered: 1
                New-Jobs: 1
                Gone-Jobs: 1
                Other-Changes: 1
                Incomplete-Workspaces: 2
                Incomplete: w0 unreachable
                Incomplete: w1 partial

                """)
        #expect(try trailers(message) == message.split(separator: "\n").suffix(12).map(String.init))
    }

    @Test(arguments: [
        "", "---", "a\n---\nSweep-Id: forged", "Signed-off-by: somebody", "x: y", "\u{2028}Sweep-Id: forged",
        "# comment",
        "ünïcode 日報", "Co-authored-by: A <a@example.com>",
    ])
    func gitReadsTheTrailersWhateverAJobIsNamed(_ name: String) throws {
        for changes in [[], [try change(name, .success, .failed)], [try change(name, nil, .failed)]] {
            let found = try trailers(CommitMessage(try sweep(changes)).text)
            #expect(found.first == "Sweep-Id: 20261124T050000Z-k3f9")
            #expect(found.count == 10)
            #expect(!found.contains { $0.contains("forged") || $0.contains("-by") })
        }
    }

    @Test func nameCallsNobodyAndClosesNothing() throws {
        let names = ["fixes #12", "@acme/team", "closes GH-7", "resolves https://github.com/acme/x/issues/1"]
        let text = CommitMessage(try sweep(try names.map { try change($0, .success, .failed) })).text
        #expect(text.contains("prod-eu fixes # 12: ") && text.contains("prod-eu @ acme/team: "))
        #expect(!text.contains("GH-7") && !text.contains("://"))
    }

    @Test func twentyAreNamedAndTheRestCounted() throws {
        let changes =
            try (0..<30).map { try change("job \($0)", .success, .failed) } + [try change("new", nil, .success)]
        let text = CommitMessage(try sweep(changes)).text
        #expect(text.contains("prod-eu job 19: SUCCESS to FAILED\nand 10 more\n\nNew:\n1\n\nSweep-Id"))
        #expect(try trailers(text).contains("Newly-Failed: 30"))
    }
}
