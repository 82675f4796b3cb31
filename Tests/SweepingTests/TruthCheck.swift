import Configuration
import Foundation
import Model
import Pacing
import Reports
import Simulator
import Sweeping
import Testing
import Transport

/// Sweeps a simulated fleet and holds every row of the report against the fleet's ground truth, which knows nothing of
/// the code that made the report.
struct TruthCheck {
    let fleet: SimulatedFleet
    let now: Timestamp

    /// The rows of a CSV as dictionaries, by python's csv module: not by our own reader.
    static func rows(_ path: String) throws -> [[String: String]] {
        let script = """
            import csv, json, sys
            with open(sys.argv[1], encoding="utf-8", newline="") as file:
                json.dump(list(csv.DictReader(file, strict=True)), sys.stdout)
            """
        let output = try Command.run("python3", ["-c", script, path])
        return try JSONDecoder().decode([[String: String]].self, from: Data(output.utf8))
    }

    func check(report path: String) throws {
        let rows = try Self.rows(path)
        var index = 0
        for plan in fleet.plans {
            let workspace = try #require(fleet.workspace(named: plan.name))
            for job in GroundTruth.jobs(of: workspace, at: now) {
                try #require(index < rows.count, "the report ends before \(plan.name) \(job.id)")
                compare(rows[index], job, in: plan.name)
                index += 1
            }
        }
        #expect(index == rows.count, "rows that no job accounts for")
    }

    private func compare(_ row: [String: String], _ job: ExpectedJob, in workspace: String) {
        func expect(_ column: String, _ expected: String) {
            let found = row[column] ?? "no such column"
            #expect(found == expected, "\(workspace) job \(job.id) (\(job.status)), \(column)")
        }
        expect("Workspace", workspace)
        expect("Job_Id", String(job.id))
        expect("Job_Name", cell(job.name))
        expect("Status", job.status)
        expect("Result_State", job.resultState)
        if let timestamp = job.timestamp { expect("Timestamp (UTC)", timestamp) }
        expect("Run_Id", job.runID.map(String.init) ?? "")
        expect("Start_Time (UTC)", job.startTime ?? "")
        expect("End_Time (UTC)", job.endTime ?? "")
        expect("Duration_Seconds", job.durationSeconds.map(String.init) ?? "")
        expect("Failed_Tasks", job.failedTasks.map(\.key).joined(separator: ";"))
        expect("Run_Page_Url", job.pageURL ?? "")
        // Of a text with secrets the beginning is compared: masking is tested with the redactor.
        if !Redaction.touches(job.errorDetails) { expect("Error_Details", cell(job.errorDetails, limit: 1_000)) }
    }

    /// INTERFACE "Cells", written a second time and plainly.
    private func cell(_ text: String, limit: Int = .max) -> String {
        var scalars: [Unicode.Scalar] = []
        var endsInFold = false
        for scalar in TerminalText.plain(text).unicodeScalars {
            let isFold =
                switch scalar.value {
                case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
                default: false
                }
            if !isFold || !endsInFold { scalars.append(isFold ? " " : scalar) }
            endsInFold = isFold
        }
        if let first = scalars.first, "=+-@".unicodeScalars.contains(first) { scalars.insert("'", at: 0) }
        return String(String.UnicodeScalarView(scalars.prefix(limit)))
    }
}

enum Redaction {
    static func touches(_ text: String) -> Bool {
        ["dapi", "password", "secret", "token", "Bearer", "AKIA", "eyJ", "ghp_", "://"].contains {
            text.lowercased().contains($0.lowercased())
        }
    }
}

enum TerminalText {
    /// Colour sequences are the only ones that the scenarios hold.
    static func plain(_ text: String) -> String {
        text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
    }
}
