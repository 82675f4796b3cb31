import Foundation
import Model
import Testing

@testable import Reports

@Suite struct PriorReportsTests {
    private let names = [
        "", "'", "''", "'=a", "'=b", "'-a", "-x", "+1", "=a", "=b", "@a", "plain", "' x", "a,\"b\"", " lead",
        "e\u{301}", "\u{E9}",
        "=" + String(repeating: "y", count: 1_200),
    ]

    private func busyReport(columns: [ReportColumn] = ReportColumn.all) throws -> Report {
        var rows: [JobRow] = []
        for (place, name) in names.enumerated() {
            for workspace in ["one", "two"] {
                rows.append(
                    try Sample.row(
                        workspace, id: Int64(place + 1), name: name, status: JobStatus.allCases[place % 8],
                        details: name + name,
                        run: place % 3 == 0
                            ? nil : try Sample.cells(run: Int64(place), state: name, started: "2026-03-01 00:00:00"),
                        category: place % 2 == 0 ? .dataQuality : nil, tasks: place % 4 == 0 ? ["-b", "a"] : []))
            }
            rows.append(try Sample.row("two", id: nil, name: name, status: .notFound, details: "not found"))
        }
        let failures = try names.enumerated().map {
            try Sample.failure(
                "one", job: Int64($0 + 1), name: $1, task: $0 % 2 == 0 ? "=t" : nil, details: $1, trace: "=a\nb\\n\tc")
        }
        return try Sample.report(["one", "two", "three"], rows: rows, failures: failures, columns: columns)
    }

    private func rewritten(_ report: Report, from prior: PriorReports) -> [ReportFile] {
        let workspaces = report.sections.map(\.workspace)
        return Report(
            workspaces: workspaces,
            rows: workspaces.flatMap { prior.rows(of: $0.name) },
            failures: workspaces.flatMap { prior.failures(of: $0.name) },
            columns: report.columns
        ).files()
    }

    @Test func rowsReadBackGiveTheSameBytes() throws {
        let report = try busyReport()
        let prior = PriorReports(files: report.files())
        #expect(prior.warnings.isEmpty)
        #expect(differing(rewritten(report, from: prior), report.files()).isEmpty)
        #expect(
            prior.workspaceNames == Set([try Sample.name("one"), try Sample.name("two"), try Sample.name("three")]))
    }

    @Test func fewerColumnsReadBackGiveTheSameBytes() throws {
        let report = try busyReport(columns: [.resultState, .runID, .workspace])
        let again = rewritten(report, from: PriorReports(files: report.files()))
        #expect(differing(again, report.files()).filter { $0.hasSuffix(".csv") }.isEmpty)
    }

    /// The same names in every order of guarded and bare ones: the order of the file tells which is which.
    @Test(arguments: [
        ["'=b", "=a"], ["'=a", "'=b"], ["=a", "=b"], ["\tq", "' b"], ["'+z", "(", "+a"], ["\ra", "!"],
    ])
    func theOrderTellsAGuardFromAName(_ names: [String]) throws {
        let rows = try names.enumerated().map { try Sample.row(id: Int64($0 + 1), name: $1) }
        let report = try Sample.report(rows: rows)
        let prior = PriorReports(files: report.files())
        #expect(differing(rewritten(report, from: prior), report.files()).isEmpty)
    }

    @Test func aRowIsFoundByItsIDOrItsEntry() throws {
        let prior = PriorReports(files: try busyReport().files())
        let two = try Sample.name("two")
        for (place, name) in names.enumerated() {
            #expect(
                prior.row(workspace: two, jobID: JobID(Int64(place + 1)), jobName: "renamed")?.status
                    == JobStatus.allCases[place % 8])
            #expect(prior.row(workspace: two, jobID: nil, jobName: name)?.status == .notFound)
        }
        #expect(prior.row(workspace: two, jobID: JobID(999), jobName: "=a") == nil)
        #expect(prior.row(workspace: two, jobID: nil, jobName: "e\u{300}") == nil)
        #expect(prior.row(workspace: try Sample.name("one"), jobID: nil, jobName: "=a") == nil)
        #expect(prior.row(workspace: try Sample.name("four"), jobID: JobID(1), jobName: "") == nil)
    }

    @Test func everyFieldComesBack() throws {
        let row = try Sample.row(
            id: .max, name: "=n", status: .failed, details: "-d",
            run: try Sample.cells(run: 9, started: "2026-03-01 00:00:00", ended: "2026-03-01 01:00:00"),
            category: .dataQuality, tasks: ["a", "b"])
        let failure = try Sample.failure(name: "@n", task: "-t", details: "=d", trace: "+t")
        let prior = PriorReports(files: try Sample.report(rows: [row], failures: [failure]).files())
        #expect(prior.rows(of: row.workspace) == [row])
        #expect(prior.failures(of: row.workspace) == [failure])
    }

    @Test func theWorkspaceFileGivesWhatTheReportLacks() throws {
        let header = "Workspace,Run_Id,Job_Id,Result_State\n"
        let prior = PriorReports(files: [
            ReportFile(path: ReportFile.monitoringPath, bytes: Array((header + "prod,77,5,FAILED\n").utf8)),
            ReportFile(
                path: "workspaces/prod.csv",
                bytes: ReportColumn.baseHeader + Array("5,load,2026-03-01 06:00:00,FAILED,boom\n".utf8)),
        ])
        let row = try #require(prior.rows(of: try Sample.name("prod")).first)
        #expect(row.jobName == "load")
        #expect(row.run?.id == RunID(77))
        #expect(row.run?.resultState == "FAILED")
        #expect(prior.warnings.isEmpty)
    }

    @Test func damageLosesOnlyWhatCannotBeRead() throws {
        let rows = try (1...4).map { try Sample.row(id: Int64($0), name: "job \($0)", details: "x, y") }
        let report = try Sample.report(rows: rows)
        let damaged = report.files().filter { $0.path.hasSuffix(".csv") }.map { file in
            let text = String(decoding: file.bytes, as: UTF8.self)
                .replacing("3,job 3,2026-03-01", with: "3,job \"3,2026-13-01")
                .replacing("2,job 2,2026-03-01", with: "2,job 2,2026-02-30")
            return ReportFile(path: file.path, bytes: Array(text.utf8))
        }
        let prior = PriorReports(files: damaged)
        #expect(prior.rows(of: try Sample.name("prod")).map(\.jobName) == ["job 1", "job 4"])
        #expect(
            prior.warnings == [
                "databricks_job_monitoring_report.csv: 1 row cannot be read (line 4: a quote where none may stand)",
                "workspaces/prod.csv: 1 row cannot be read (line 4: a quote where none may stand)",
                "workspaces/prod.csv: 1 row cannot be read (Timestamp (UTC) is “2026-02-30 06:00:00”)",
            ])
    }

    @Test func aCutReportIsCompletedFromTheWorkspaceFile() throws {
        let rows = try (1...4).map { try Sample.row(id: Int64($0), name: "job \($0)", details: "x, y") }
        let files = try Sample.report(rows: rows).files().map { file in
            let isReport = file.path == ReportFile.monitoringPath
            return isReport ? ReportFile(path: file.path, bytes: file.bytes.dropLast(150).map(\.self)) : file
        }
        let prior = PriorReports(files: files)
        #expect(prior.rows(of: try Sample.name("prod")).map(\.jobName) == ["job 1", "job 2", "job 3", "job 4"])
        #expect(prior.warnings.count == 1)
    }

    @Test func foreignFilesGiveAWarningOrNothing() throws {
        let prior = PriorReports(files: [
            ReportFile(path: ReportFile.monitoringPath, bytes: Array("a,b\n1,2\n".utf8)),
            ReportFile(path: "workspaces/x.csv", bytes: []),
            ReportFile(path: "workspaces/.x.csv", bytes: [0xFF]),
            ReportFile(path: ReportFile.failuresPath, bytes: [0xFF, 0x00, 0x22]),
        ])
        #expect(prior.workspaceNames.isEmpty)
        #expect(prior.warnings.count == 2)
        #expect(prior.warnings.first == "databricks_job_monitoring_report.csv: not read, its header lacks Workspace")
    }
}
