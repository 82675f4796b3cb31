import Foundation
@testable import History
import Model
import Testing

/// Databases as each released version wrote them: `Fixtures/<version>.sql` makes one, and every later version opens it
/// and finds in it what `Fixtures/<version>.txt` says. A new version adds its own two files; none is ever edited.
@Suite struct MigrationTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    private static let versions = Schema.versions.map(\.name)

    @Test(arguments: versions) func aDatabaseOfEveryVersionIsOpened(version: String) throws {
        let folder = try TemporaryFolder()
        let script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(open(sys.argv[2]).read())"
        _ = try Python(
            script, folder.database, Self.folder.appending(path: "\(version).sql").path(percentEncoded: false)
        ).finish()
        let history = try open(folder)
        #expect(history.warnings == [])
        let text = try contents(history)
        let file = Self.folder.appending(path: "\(version).txt")
        #expect(text == (try? String(contentsOf: file, encoding: .utf8)))
        // It is one of ours from now on.
        try history.land(sweep("now", [LandedWorkspace(name: name("prod-eu"), status: .ok)]))
        #expect(try history.known(of: name("prod-eu"), failuresSince: always)?.rows == [])
        #expect(try history.known(of: name("prod-us"), failuresSince: always)?.rows.count == 1)
        #expect(history.warnings == [])
    }

    /// Migrations that have run are never edited: what they make is what the fixture's own statements make.
    @Test func aNewDatabaseHasTheSchemaOfTheLastFixture() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        let made = try history.perform { try Schema.objects(in: $0) }.map(\.sql)
        let version = try #require(Self.versions.last)
        let fixture = try String(contentsOf: Self.folder.appending(path: "\(version).sql"), encoding: .utf8)
        for statement in made { #expect(fixture.contains(statement)) }
    }

    /// All that the history says, a value a line.
    private func contents(_ history: SQLiteHistory) throws -> String {
        var lines: [String] = []
        for text in ["prod-eu", "prod-us"] {
            let workspace = try name(text)
            let known = try #require(try history.known(of: workspace, failuresSince: always))
            lines.append("\(text) \(known.lastStatus) \(known.visibleJobs ?? -1) \(known.lastSweep.milliseconds)")
            for row in known.rows {
                let run = row.run.map(line) ?? "no run"
                lines.append(
                    "row \(row.jobID?.description ?? "entry") | \(row.environment) | \(row.jobName)"
                        + " | \(row.status.rawValue)"
                        + " | \(row.enteredAt.milliseconds) | \(row.errorDetails) | \(run)"
                        + " | \(row.errorCategory?.rawValue ?? "none") | \(row.errorFingerprint) | \(row.failedTasks)"
                        + " | \(row.suggestedAction)")
            }
            for row in known.failures {
                let task = row.task.map { "\($0.key) \($0.runID) \($0.attempt)" } ?? "no task"
                lines.append(
                    "failure \(row.jobID) | \(row.environment) | \(row.jobName) | \(line(row.run))"
                        + " | \(row.terminationCode)"
                        + " | \(row.errorCategory.rawValue) | \(row.errorFingerprint) | \(task) | \(row.errorDetails)"
                        + " | \(row.errorTrace) | \(row.suggestedAction)")
            }
            for (id, output) in try history.outputs(of: (501...503).map(RunID.init), in: workspace).sorted(by: {
                $0.key < $1.key
            }) {
                switch output {
                case .output(let error, let trace, let run):
                    lines.append(
                        "output \(id) | \(error ?? "none") | \(trace ?? "none") | \(run?.description ?? "none")")
                case .gone: lines.append("output \(id) gone")
                }
            }
            for job in 11...13 {
                for run in try history.runs(of: JobID(Int64(job)), in: workspace, since: always, limit: 10) {
                    lines.append(
                        "run \(run.job) \(run.id) \(run.startTime.milliseconds) \(run.endTime?.milliseconds ?? -1)"
                            + " \(run.status.rawValue) \(run.resultState) \(run.durationSeconds ?? -1)")
                }
            }
        }
        for reports in try history.unpublished() {
            let place = reports.destination
            lines.append(
                "unpublished \(place.repository) \(place.branch) \(place.directory)"
                    + " \(reports.digest) \(reports.sweepID)"
            )
        }
        let destination = PublishDestination(repository: "acme/health", branch: "main", directory: "Error")
        lines.append("commit \(try history.lastCommit(at: destination) ?? "none")")
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ run: RunCells) -> String {
        "\(run.id) \(run.resultState) \(run.startTime?.milliseconds ?? -1) \(run.endTime?.milliseconds ?? -1)"
            + " \(run.durationSeconds ?? -1) \(run.pageURL)"
    }
}
