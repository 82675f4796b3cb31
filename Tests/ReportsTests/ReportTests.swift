import Foundation
import Model
import Testing

@testable import Reports

@Suite struct ReportTests {
    private func names(_ report: Report) -> [String] { report.sections.flatMap { $0.rows.map(\.jobName) } }

    @Test func rowsStandByWorkspaceThenNameThenID() throws {
        let rows = [
            try Sample.row("b", id: 2, name: "a"), try Sample.row("b", id: nil, name: "a"),
            try Sample.row("b", id: 1, name: "a"), try Sample.row("a", id: 9, name: "z"),
            try Sample.row("gone", id: 1, name: "a"),
        ]
        let report = try Sample.report(["b", "a"], rows: rows)
        #expect(report.sections.map { $0.rows.map { $0.jobID?.value } } == [[1, 2, nil], [9]])
    }

    /// U+FF5E comes before U+10000, though its UTF-16 does not; Z before a; a precomposed é behind every e; a mark
    /// behind z.
    @Test func namesStandByUnicodeScalars() throws {
        let expected = [
            "", "'=", "-", "=", "Z", "a", "aa", "abcdefgh", "abcdefgh1", "ez", "e\u{301}", "\u{E9}", "\u{FF5E}",
            "\u{10000}",
        ]
        let rows = try expected.shuffled().enumerated().map { try Sample.row(id: Int64($0), name: $1) }
        let sorted = names(try Sample.report(rows: rows))
        #expect(sorted.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    }

    @Test func theSameRowsGiveTheSameBytesInAnyOrder() throws {
        let report = try Morning.report()
        let rows = report.sections.flatMap { Array($0.rows) }
        var chance = SeededGenerator(seed: 7)
        for _ in 0..<5 {
            let again = Report(
                workspaces: report.sections.map(\.workspace), rows: rows.shuffled(using: &chance),
                failures: report.failures.shuffled(using: &chance))
            #expect(differing(again.files(), report.files()).isEmpty)
        }
    }

    @Test func failuresStandNewestFirst() throws {
        let failures = [
            try Sample.failure("a", run: 5, started: "2026-03-01 01:00:00", task: "y"),
            try Sample.failure("a", run: 5, started: "2026-03-01 01:00:00", task: "x"),
            try Sample.failure("a", run: 4, started: "2026-03-01 01:00:00"),
            try Sample.failure("a", run: 3, started: "2026-03-01 02:00:00"),
            try Sample.failure("b", run: 9, started: "2026-03-02 00:00:00"),
        ]
        let report = try Sample.report(["a", "b"], failures: failures.shuffled())
        #expect(report.failures.map { "\($0.run.id)\($0.task?.key ?? "")" } == ["3load", "4load", "5x", "5y", "9load"])
    }

    @Test func theConfigurationGivesTheEnvironment() throws {
        let workspace = try Sample.workspace("prod", environment: "=eu")
        let report = Report(workspaces: [workspace], rows: [try Sample.row()], failures: [try Sample.failure()])
        #expect(try report.text("databricks_job_monitoring_report.csv").contains(",prod,'=eu,"))
        #expect(try report.text("databricks_job_failures.csv").contains("prod,'=eu,1,job,"))
    }

    @Test func noJobHasNoID() throws {
        let row = try Sample.row(id: nil, name: "id 42", status: .notFound, details: "not there")
        let text = try Sample.report(rows: [row]).text("workspaces/prod.csv")
        #expect(text.split(separator: "\n").last == "N/A,id 42,2026-03-01 06:00:00,NOT_FOUND,not there")
    }

    @Test func everyConfiguredWorkspaceHasAFile() throws {
        let paths = try Sample.report(["b", "a"]).files().map(\.path)
        #expect(
            paths == [
                "databricks_job_monitoring_report.csv", "databricks_job_failures.csv", "SUMMARY.md", "overview.svg",
                "COMPREHENSIVE_MONITORING_DOCUMENTATION.md", "workspaces/b.csv", "workspaces/a.csv",
            ])
    }
}
