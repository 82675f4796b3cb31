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
    static func rows(_ path: String) throws -> [[String: String]] { try rows(of: [path])[0] }

    static func rows(of paths: [String]) throws -> [[[String: String]]] {
        let script = """
            import csv, json, sys
            def rows(path):
                with open(path, encoding="utf-8", newline="") as file:
                    return list(csv.DictReader(file, strict=True))
            json.dump([rows(path) for path in sys.argv[1:]], sys.stdout)
            """
        let output = try Command.run(ReportReader.python ?? "python3", ["-S", "-c", script] + paths)
        return try JSONDecoder().decode([[[String: String]]].self, from: Data(output.utf8))
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
        let place = "\(workspace) job \(job.id) (\(job.status))"
        #expect(row["Workspace"] == workspace, "\(place)")
        for (column, expected) in ExpectedCells.cells(of: job) {
            #expect(row[column] == expected, "\(place), \(column)")
        }
    }
}
