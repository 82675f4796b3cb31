import Configuration
import Foundation
import Model
import Simulator
import Sweeping
import Testing
import Transport

@Suite struct SweepTests {
    private func small(faults: [SimulatedFault] = []) throws -> Fleet {
        try Fleet(
            SimulatedFleet(
                seed: 2, anchor: Fleet.anchor,
                workspaces: [
                    .init(name: "good", jobs: 20, latencyMilliseconds: 10...10),
                    .init(name: "other", jobs: 20, latencyMilliseconds: 10...10, faults: faults),
                ]))
    }

    @Test func secondSweepChangesNothingAndCommitsNothing() async throws {
        let fleet = try small()
        let service = SharedService(fleet.world())
        let configuration = try fleet.configuration()
        let first = try await fleet.sweepInProcess(configuration, service: service, publishes: true)
        #expect(first.publication.status == .committed)
        let before = try contents(of: fleet.folder.path + "/reports")
        let second = try await fleet.sweepInProcess(
            configuration, service: service, start: Fleet.anchor + .seconds(3_600), publishes: true)
        #expect(second.publication.status == .unchanged)
        #expect(second.changes.isEmpty)
        #expect(try contents(of: fleet.folder.path + "/reports") == before)
        #expect(second.exitCode(failOnFailedJobs: false) == .success)
        #expect(second.exitCode(failOnFailedJobs: true) == .failOnMet)
    }

    @Test func entryThatMatchesNothingIsNotFound() async throws {
        let fleet = try small()
        let configuration = try fleet.configuration {
            $0.replacing(
                "\"jobs\": [\"*\"],\n    \"lookback\"",
                with:
                    "\"jobs\": [\"no such job\", \"zz-*\", {\"id\": 42}, {\"tags\": {\"team\": \"nobody\"}}],\n    \"lookback\""
            )
        }
        _ = try await fleet.sweepInProcess(configuration, service: SharedService(fleet.world()))
        let rows = try TruthCheck.rows(fleet.report).filter { $0["Workspace"] == "good" }
        #expect(rows.map { $0["Job_Name"] } == ["id 42", "no such job", "tags team=nobody", "zz-*"])
        for row in rows {
            #expect(row["Job_Id"] == "N/A")
            #expect(row["Status"] == "NOT_FOUND")
            #expect(
                row["Error_Details"] == "Job not found in Databricks workspace - verify job name and permissions")
            #expect(row["Timestamp (UTC)"] == "2026-11-24 05:00:00")
        }
    }

    @Test func firstSeenTimesAreCarriedOver() async throws {
        let fleet = try small()
        let configuration = try fleet.configuration { $0.replacing("[\"*\"]", with: "[\"*\", \"gone\"]") }
        let service = SharedService(fleet.world())
        _ = try await fleet.sweepInProcess(configuration, service: service)
        _ = try await fleet.sweepInProcess(configuration, service: service, start: Fleet.anchor + .seconds(7_200))
        let rows = try TruthCheck.rows(fleet.report).filter { ["NOT_FOUND", "NO_RUNS"].contains($0["Status"]) }
        #expect(rows.count > 2)
        #expect(rows.allSatisfy { $0["Timestamp (UTC)"] == "2026-11-24 05:00:00" })
    }

    @Test func refusedCredentialLeavesTheOthersAlone() async throws {
        let fleet = try small()
        let configuration = try fleet.configuration()
        try Data("dapi-wrong\n".utf8).write(to: URL(filePath: "\(fleet.folder.path)/tokens/other"))
        let result = try await fleet.sweepInProcess(configuration, service: SharedService(fleet.world()))
        #expect(result.workspaces.map(\.status) == [.ok, .unreachable])
        #expect(result.workspaces[1].calls <= 2)
        #expect(result.exitCode(failOnFailedJobs: false) == .incomplete)
        #expect(result.workspaces[1].error?.contains("Invalid access token") == true)
        #expect(result.json.text.contains("dapi-wrong") == false)
    }

    @Test func missingSecretNamesItsReference() async throws {
        let fleet = try small()
        let configuration = try fleet.configuration {
            $0.replacing("file:tokens/good", with: "env:NOT_THERE").replacing("file:tokens/other", with: "env:NEITHER")
        }
        let result = try await fleet.sweepInProcess(configuration, service: SharedService(fleet.world()))
        #expect(result.workspaces.map(\.status) == [.unreachable, .unreachable])
        #expect(result.workspaces[0].error?.contains("env:NOT_THERE") == true)
        #expect(result.exitCode(failOnFailedJobs: false) == .credential)
    }

    /// A workspace that was read before keeps its rows while it cannot be read, and is exact again afterwards.
    @Test func deadWorkspaceKeepsItsRows() async throws {
        let fleet = try small()
        let configuration = try fleet.configuration()
        _ = try await fleet.sweepInProcess(configuration, service: SharedService(fleet.world()))
        let before = try TruthCheck.rows(fleet.report)

        let dead = try Fleet(
            SimulatedFleet(
                seed: 2, anchor: Fleet.anchor,
                workspaces: [
                    .init(name: "good", jobs: 20), .init(name: "other", jobs: 20, token: "another"),
                ]))
        let later = Fleet.anchor + .seconds(600)
        let result = try await fleet.sweepInProcess(
            configuration, service: SharedService(dead.world()), start: later)
        #expect(result.workspaces[1].status == .unreachable)
        let during = try TruthCheck.rows(fleet.report)
        #expect(during.count == before.count)
        for (old, new) in zip(before, during) where old["Workspace"] == "other" {
            #expect(new["Status"] == "UNREACHABLE")
            #expect(new["Run_Id"] == old["Run_Id"])
            #expect(new["Timestamp (UTC)"] == "2026-11-24 05:10:00")
            #expect(
                new["Error_Details"]
                    == "Could not be read: credential refused; last known status: \(old["Status"] ?? "")")
        }

        _ = try await fleet.sweepInProcess(configuration, service: SharedService(fleet.world()), start: later)
        let after = try TruthCheck.rows(fleet.report)
        #expect(after.filter { $0["Status"] == "UNREACHABLE" }.isEmpty)
        for (old, new) in zip(before, after) where old["Run_Id"] != "" { #expect(new == old) }
    }

    @Test func passingTroubleIsRetriedAndTheReportIsExact() async throws {
        let fleet = try small(faults: [
            SimulatedFault(
                endpoint: "jobs/list", calls: 0..<2,
                answer: .text(status: 502, contentType: "text/html", body: "<html>Bad Gateway</html>")),
            SimulatedFault(endpoint: "runs/list", calls: 1..<3, answer: .throttled(retryAfter: "2")),
        ])
        let result = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(fleet.world()))
        #expect(result.workspaces.map(\.status) == [.ok, .ok])
        #expect(result.workspaces[1].retries >= 4)
        try TruthCheck(fleet: fleet.simulated, now: Fleet.anchor).check(report: fleet.report)
    }

    @Test func loginPageIsNeverTakenForData() async throws {
        let fleet = try small(faults: [SimulatedFault(endpoint: "jobs/list", calls: 0..<100, answer: .loginPage)])
        let result = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(fleet.world()))
        #expect(result.workspaces[1].status == .unreachable)
        #expect(result.exitCode(failOnFailedJobs: false) == .incomplete)
        try #require(try TruthCheck.rows(fleet.report).allSatisfy { $0["Workspace"] == "good" })
    }

    @Test func windowThatCannotBeReadMakesItsRowsUnreachable() async throws {
        let fleet = try small(faults: [
            SimulatedFault(
                endpoint: "runs/list", calls: 0..<100,
                answer: .error(status: 500, code: "INTERNAL_ERROR", message: "down"))
        ])
        let result = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(fleet.world()))
        #expect(result.workspaces[1].status == .partial)
        let rows = try TruthCheck.rows(fleet.report).filter { $0["Workspace"] == "other" }
        #expect(rows.count == 20)
        #expect(rows.allSatisfy { $0["Status"] == "UNREACHABLE" })
    }

    /// A runner without a lasting disk goes on where the last one ended: same state, same bytes, no commit.
    @Test func freshDiskGoesOnFromThePublishedReports() async throws {
        let fleet = try small()
        let service = SharedService(fleet.world())
        let configuration = try fleet.configuration { $0.replacing("[\"*\"]", with: "[\"*\", \"gone\"]") }
        _ = try await fleet.sweepInProcess(configuration, service: service, publishes: true)
        let before = try contents(of: fleet.folder.path + "/reports")

        var second = configuration
        second.report.directory = fleet.folder.path + "/second"
        let later = Fleet.anchor + .seconds(1_800)
        let result = try await fleet.sweepInProcess(second, service: service, start: later, publishes: true)
        #expect(result.publication.status == .unchanged)
        #expect(try contents(of: second.report.directory) == before)

        // A refused token on a third disk: the rows that are published stay, as UNREACHABLE.
        var third = configuration
        third.report.directory = fleet.folder.path + "/third"
        try Data("dapi-wrong\n".utf8).write(to: URL(filePath: "\(fleet.folder.path)/tokens/other"))
        _ = try await fleet.sweepInProcess(third, service: service, start: later, publishes: true)
        let rows = try TruthCheck.rows("\(third.report.directory)/databricks_job_monitoring_report.csv")
        #expect(rows.count == (try TruthCheck.rows(fleet.report).count))
        #expect(rows.filter { $0["Workspace"] == "other" }.allSatisfy { $0["Status"] == "UNREACHABLE" })
    }

    @Test func workspaceThatNobodyHasReadIsUnknownAndNotEmpty() async throws {
        let fleet = try small(faults: [SimulatedFault(endpoint: nil, calls: 0..<100, answer: .loginPage)])
        _ = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(fleet.world()))
        let summary = try String(contentsOfFile: "\(fleet.folder.path)/reports/SUMMARY.md", encoding: .utf8)
        let section = try #require(summary.components(separatedBy: "## Could not be read").dropFirst().first)
        #expect(section.contains("other"))
        #expect(section.contains("no earlier report knows its jobs"))
    }

    @Test func partialSweepRewritesItsRowsAlone() async throws {
        let fleet = try small()
        let configuration = try fleet.configuration()
        let other = try #require(WorkspaceName("other"))
        let service = SharedService(fleet.world())
        for _ in 0..<2 {
            // Nothing knows the rows of the workspace that is left out: no publication may lack them.
            let first = try await fleet.sweepInProcess(configuration, service: service, publishes: true, only: [other])
            #expect(first.publication.status == .skipped)
            #expect(first.publication.error?.contains("good") == true)
            #expect(first.exitCode(failOnFailedJobs: false) == .success)
        }
        _ = try await fleet.sweepInProcess(configuration, service: service, publishes: true)
        let before = try contents(of: fleet.folder.path + "/reports")
        let partial = try await fleet.sweepInProcess(configuration, service: service, publishes: true, only: [other])
        #expect(partial.workspaces.map(\.name) == [other])
        #expect(partial.publication.status == .unchanged)
        #expect(try contents(of: fleet.folder.path + "/reports") == before)
    }

    @Test func unwritableFolderIsAnErrorAndTheOldFilesStay() async throws {
        let fleet = try small()
        var configuration = try fleet.configuration()
        configuration.report.directory = "\(fleet.folder.path)/workspaces.json"
        await #expect(throws: (any Error).self) {
            try await fleet.sweepInProcess(configuration, service: SharedService(fleet.world()))
        }
    }

    private func contents(of folder: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where name.contains(".") {
            files[name] = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
        }
        return files
    }
}
