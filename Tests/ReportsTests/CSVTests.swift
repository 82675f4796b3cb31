import Foundation
import Model
import Testing

@testable import Reports

private let nasty = [
    "plain", "", " leading", "trailing ", "a,b", "say \"hi\"", "\"", "\"\"", ",", "'", "''", "'=x", "=x", "-",
    "größe 漢字 😀 e\u{301} \u{200D}", "N/A", "NULL", "a\nb", "a\r\nb", "tab\tbed", "\u{FEFF}bom", "\u{2028}", "\0",
    "a;b|c", "1e5", "007", "\u{10FFFF}", "كلمة", "\u{1B}[31mred\u{1B}[0m",
]

@Suite struct CSVTests {
    private func pythonCells(_ csv: [UInt8]) throws -> [[String]] {
        let script = """
            import csv, io, json, sys
            text = sys.stdin.buffer.read().decode("utf-8", errors="strict")
            json.dump(list(csv.reader(io.StringIO(text, newline=""), strict=True)), sys.stdout)
            """
        return try JSONDecoder().decode([[String]].self, from: python(script, input: csv))
    }

    @Test func pythonReadsEveryCellOfTheReports() throws {
        let rows = try nasty.enumerated().map { place, text in
            try Sample.row(
                id: Int64.max - Int64(place), name: text, status: .failed, details: text,
                run: try Sample.cells(run: Int64.max, state: text, started: "2026-03-01 00:00:00"),
                category: .runtime, tasks: ["b", "a"])
        }
        let report = try Sample.report(rows: rows)
        let cells = try pythonCells(Array(report.text("databricks_job_monitoring_report.csv").utf8))
        let byID = Dictionary(uniqueKeysWithValues: cells.dropFirst().map { ($0[0], $0) })
        #expect(cells.count == nasty.count + 1)
        #expect(cells.allSatisfy { $0.count == 17 })
        for (place, text) in nasty.enumerated() {
            let row = try #require(byID["\(Int64.max - Int64(place))"])
            let expected = String(decoding: Cell.text(text, .text), as: UTF8.self)
            #expect(Array(row[1].unicodeScalars) == Array(expected.unicodeScalars))
            #expect(Array(row[4].unicodeScalars) == Array(expected.unicodeScalars))
            #expect(Array(row[8].unicodeScalars) == Array(expected.unicodeScalars))
            #expect(row[2] == "2026-03-01 06:00:00")
            #expect(row[7] == "9223372036854775807")
            #expect(row[14] == "a;b")
        }
        let own = try pythonCells(Array(report.text("workspaces/prod.csv").utf8))
        #expect(own == cells.map { Array($0.prefix(5)) })
    }

    @Test func pythonReadsEveryCellOfTheFailures() throws {
        let failures = try nasty.enumerated().map { place, text in
            try Sample.failure(job: Int64(place + 1), name: text, task: text, details: text, trace: text)
        }
        let report = try Sample.report(failures: failures)
        let cells = try pythonCells(Array(report.text("databricks_job_failures.csv").utf8))
        #expect(cells.count == nasty.count + 1)
        for row in cells.dropFirst() {
            let text = nasty[try #require(Int(row[2])) - 1]
            #expect(row.count == 19)
            #expect(Array(row[12].utf8) == Cell.text(text, .text))
            #expect(Array(row[15].utf8) == Cell.text(text, .details))
            #expect(Array(row[16].utf8) == Cell.text(text, .trace))
        }
    }

    @Test func aCellIsQuotedOnlyWhereItMustBe() throws {
        let names = ["a,b", "say \"hi\"", " x", "x ", "plain; 'x' |"]
        let rows = try names.enumerated().map { try Sample.row(id: Int64($0), name: $1) }
        let lines = try Sample.report(rows: rows).text("workspaces/prod.csv").split(separator: "\n").dropFirst()
        let end = ",2026-03-01 06:00:00,SUCCESS,"
        #expect(
            Set(lines.map(String.init)) == [
                "0,\"a,b\"\(end)", "1,\"say \"\"hi\"\"\"\(end)", "2,\" x\"\(end)", "3,\"x \"\(end)",
                "4,plain; 'x' |\(end)",
            ])
    }

    @Test func nothingFoundIsAHeaderAlone() throws {
        let report = try Sample.report()
        #expect(
            try report.text("databricks_job_monitoring_report.csv") == """
                Job_Id,Job_Name,Timestamp (UTC),Status,Error_Details,Workspace,Environment,Run_Id,Result_State,\
                Start_Time (UTC),End_Time (UTC),Duration_Seconds,Error_Category,Error_Fingerprint,Failed_Tasks,\
                Suggested_Action,Run_Page_Url

                """)
        #expect(try report.text("workspaces/prod.csv") == "Job_Id,Job_Name,Timestamp (UTC),Status,Error_Details\n")
    }

    @Test func chosenColumnsStandBehindTheBaseColumns() throws {
        let report = try Sample.report(columns: [.runID, .status, .runID])
        #expect(
            try report.text("databricks_job_monitoring_report.csv")
                == "Job_Id,Job_Name,Timestamp (UTC),Status,Error_Details,Workspace,Run_Id\n")
    }

    @Test func numbersAreWrittenInFull() {
        var csv = CSVWriter(header: ["x"])
        for value in [0, 7, 10, 9_007_199_254_740_993, .max] as [Int64] { csv.number(value) }
        csv.number(nil)
        csv.number(-5)
        csv.endRow()
        #expect(String(decoding: csv.bytes, as: UTF8.self) == "x\n0,7,10,9007199254740993,9223372036854775807,,'-5\n")
    }

    struct Damaged: CustomTestStringConvertible {
        let what: String
        let csv: String
        let records: [CSVReader.Record]
        var testDescription: String { what }
    }

    @Test(arguments: [
        Damaged(
            what: "CRLF and a mark", csv: "\u{FEFF}a,b\r\n1,2\r\n", records: [.cells(["a", "b"]), .cells(["1", "2"])]),
        Damaged(what: "no line end", csv: "a,b\n1,", records: [.cells(["a", "b"]), .cells(["1", ""])]),
        Damaged(
            what: "line break in quotes", csv: "a,b\n\"1\n2\",3\n",
            records: [.cells(["a", "b"]), .cells(["1\n2", "3"])]),
        Damaged(
            what: "stray quote", csv: "a,b\n\"1,2\n3,4\n\"5\",6\n",
            records: [.cells(["a", "b"]), .damaged(line: 2, .strayQuote), .cells(["3", "4"]), .cells(["5", "6"])]),
        Damaged(
            what: "quote never closed", csv: "a,b\n1,\"2\n3,4\n",
            records: [.cells(["a", "b"]), .damaged(line: 2, .openQuote), .cells(["3", "4"])]),
        Damaged(
            what: "cells missing", csv: "a,b\n1\n\n3,4\n",
            records: [.cells(["a", "b"]), .damaged(line: 2, .cellCount(found: 1, expected: 2)), .cells(["3", "4"])]),
        Damaged(
            what: "quote in a bare cell", csv: "a\n1\"\n2",
            records: [.cells(["a"]), .damaged(line: 2, .strayQuote), .cells(["2"])]),
        Damaged(what: "nothing", csv: "\n\r\n", records: []),
    ])
    func damageCostsARow(_ test: Damaged) {
        var csv = CSVReader(Array(test.csv.utf8))
        var records: [CSVReader.Record] = []
        while let record = csv.next() { records.append(record) }
        #expect(records == test.records)
    }
}
