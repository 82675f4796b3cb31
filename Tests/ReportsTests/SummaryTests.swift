import Model
import Testing

@testable import Reports

@Suite struct SummaryTests {
    private func summary(
        _ workspaces: [ReportedWorkspace], rows: [JobRow] = [], failures: [FailureRow] = []
    ) throws -> String {
        try Report(workspaces: workspaces, rows: rows, failures: failures).text("SUMMARY.md")
    }

    private func unread(_ workspace: String, _ id: Int64, _ cause: String, last: String, entered: String) throws
        -> JobRow
    {
        try Sample.row(
            workspace, id: id, name: "job \(id)", status: .unreachable, entered: entered,
            details: "Could not be read: \(cause); last known status: \(last)")
    }

    @Test func whatCouldNotBeReadIsNamedByWorkspaceAndCause() throws {
        let rows = [
            try unread("whole", 1, "no answer", last: "SUCCESS", entered: "2026-03-01 05:00:00"),
            try unread("whole", 2, "no answer", last: "FAILED", entered: "2026-03-01 04:00:00"),
            try Sample.row("part", id: 1),
            try unread("part", 2, "rate limit", last: "FAILED", entered: "2026-03-01 03:00:00"),
            try unread("part", 3, "permission denied", last: "FAILED", entered: "2026-03-01 02:00:00"),
        ]
        let workspaces = [
            try Sample.workspace("whole"), try Sample.workspace("part"), try Sample.workspace("fine"),
            try Sample.workspace("new", isUnread: true),
        ]
        let page = try summary(workspaces, rows: rows)
        #expect(page.contains("| whole | all 2 | 2026-03-01 04:00:00 | no answer |"))
        #expect(page.contains("| part | 1 of 3: job 2 | 2026-03-01 03:00:00 | rate limit |"))
        #expect(page.contains("| part | 1 of 3: job 3 | 2026-03-01 02:00:00 | permission denied |"))
        #expect(page.contains("| new | unknown |  | never read"))
        #expect(!page.contains("| fine | all") && page.contains("**1 workspace never read.**"))
    }

    /// A state that lasts gives the same page: what was read how often, and when, has no part in it.
    @Test func rowsAloneDecideWhatCouldNotBeRead() throws {
        let page = try summary([try Sample.workspace("prod", isUnread: true)], rows: [try Sample.row()])
        #expect(try page == summary([try Sample.workspace("prod")], rows: [try Sample.row()]))
    }

    @Test func anErrorOfSeveralJobsIsOneLine() throws {
        let names = (1...5).map { "w\($0)" }
        let rows = try names.map {
            try Sample.row($0, id: 1, status: .failed, details: "column is missing", category: .runtime)
        }
        let page = try summary(names.map { try Sample.workspace($0) }, rows: rows + [try Sample.row("w1", id: 2)])
        #expect(
            page.contains(
                "| 5 | w1, w2, w3 and 2 more | **runtime** column is missing | Look at the task's output |"))
        #expect(try !summary([try Sample.workspace("w1")], rows: rows).contains("The same error"))
    }

    @Test func theMostFailedRunsComeFirst() throws {
        let failures = [
            try Sample.failure(job: 1, name: "once, two tasks", run: 9, task: "a"),
            try Sample.failure(job: 1, name: "once, two tasks", run: 9, task: "b"),
            try Sample.failure(job: 2, name: "twice", run: 1, started: "2026-03-01 01:00:00", details: "old"),
            try Sample.failure(job: 2, name: "twice", run: 2, started: "2026-03-01 02:00:00", details: "new"),
        ]
        let lines = try summary([try Sample.workspace("prod")], failures: failures).split(separator: "\n")
        let first = try #require(lines.firstIndex { $0.hasPrefix("| 2 | [twice](") })
        #expect(lines[first].hasSuffix("| prod | 2026-03-01 02:00:00 | **runtime** new |"))
        #expect(lines[first + 1].hasPrefix("| 1 | [once, two tasks]("))
    }

    @Test(arguments: ["", " ", "\u{200B}", "\u{2060}\u{FE0F}", "\u{3000}"])
    func aNameThatCannotBeSeenIsAnID(_ name: String) throws {
        #expect(SummaryCells.job(name, JobID(42), nil) == "(no name) 42")
    }

    @Test func nothingWrongIsSaid() throws {
        let page = try summary([try Sample.workspace("prod")], rows: [try Sample.row()])
        #expect(page.contains("1 job in 1 workspace: 1 SUCCESS.\n**Nothing to look at.**\n"))
        #expect(page.contains("## Newest failures\n\nNo job is FAILED.\n"))
        #expect(!page.contains("Could not be read"))
        let unread = try summary([try Sample.workspace("prod", isUnread: true)])
        #expect(!unread.contains("Nothing to look at"))
    }

    @Test func twelveJobsFitAScreen() throws {
        let rows = try (1...12).map { try Sample.row(id: Int64($0), status: $0 == 1 ? .failed : .success) }
        let page = try summary([try Sample.workspace("prod")], rows: rows)
        #expect(page.split(separator: "\n").count < 45)
    }

    @Test func aWorkspaceThatWasNeverReadIsNotHiddenAmongHealthyOnes() throws {
        let workspaces =
            try (1...100).map { try Sample.workspace("w\($0)") } + [try Sample.workspace("dark", isUnread: true)]
        let report = Report(workspaces: workspaces, rows: try (1...100).map { try Sample.row("w\($0)") }, failures: [])
        #expect(try report.text("overview.svg").contains("<title>dark: never read</title>"))
        #expect(try report.text("SUMMARY.md").contains("| [dark](workspaces/dark.csv) | production | unknown |"))
    }
}
