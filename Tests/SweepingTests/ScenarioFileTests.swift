import Configuration
import Foundation
import Model
import Simulator
import Sweeping
import Testing

@Suite struct ScenarioFileTests {
    private static let file = """
        { "seed": 7, "anchor": "2026-11-24T05:00:00Z",
          "workspaces": [
            { "name": "alpha", "jobs": 40, "scenario": "random", "run_order": "end_time", "short_pages": true },
            { "name": "beta", "state_shape": "status", "latency_milliseconds": [1, 3],
              "jobs": [
                { "name": "billing", "tags": { "team": "risk" }, "tasks": 3, "runs": [
                  { "outcome": "notebook", "start": "-3h", "duration": "10m" },
                  { "outcome": "repaired_and_failed", "start": "-2h", "duration": "5m", "repair_after": "10m",
                    "repair_duration": "5m" } ] },
                { "name": "hidden", "hidden": true, "runs": [ { "start": "-1h" } ] },
                { "name": null, "runs": [
                  { "outcome": "without_tasks", "start": "-50m", "duration": "1m" },
                  { "outcome": "success_without_tasks", "start": "-40m", "duration": "90s", "retry_of": 0 } ] },
                { "name": "idle" } ] } ] }
        """

    private func scenario(_ text: String) throws -> ScenarioFile {
        try ScenarioFile(Array(text.utf8), now: Timestamp(milliseconds: 0), seed: 1)
    }

    @Test func whatTheFileSaysIsWhatASweepReports() async throws {
        let fleet = try Fleet(scenario(Self.file).fleet)
        _ = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(fleet.world()))
        let rows = try TruthCheck.rows(fleet.report).filter { $0["Workspace"] == "beta" }
        #expect(rows.map { $0["Job_Name"] } == ["", "billing", "idle"])
        #expect(rows.map { $0["Status"] } == ["SUCCESS", "FAILED", "NO_RUNS"])
        #expect(rows[0]["Start_Time (UTC)"] == "2026-11-24 04:20:00")
        #expect(rows[0]["Duration_Seconds"] == "90")
        #expect(rows[1]["Start_Time (UTC)"] == "2026-11-24 03:00:00")
        #expect(rows[1]["End_Time (UTC)"] == "2026-11-24 03:20:00")
        #expect(rows[1]["Duration_Seconds"] == "600")
    }

    @Test(arguments: [
        ("[", "", "JSON"),
        (#"{"workspaces": [{"name": "a", "jobs": 1, "job": 2}]}"#, "workspaces[0].job", "no such key"),
        (#"{"workspaces": [{"name": "a.b", "jobs": 1}]}"#, "workspaces[0].name", "first label"),
        (#"{"workspaces": [{"name": "a", "jobs": 1}, {"name": "a", "jobs": 1}]}"#, "workspaces", "unique"),
        (#"{"workspaces": [{"name": "a"}]}"#, "workspaces[0]", "\"jobs\" is missing"),
        (
            #"{"workspaces": [{"name": "a", "jobs": [{"runs": [{"start": "soon"}]}]}]}"#,
            "workspaces[0].jobs[0].runs[0].start", "no span of time"
        ),
        (
            #"{"workspaces": [{"name": "a", "jobs": [{"runs": [{"start": "-1h", "outcome": "boom"}]}]}]}"#,
            "workspaces[0].jobs[0].runs[0].outcome", "none of"
        ),
        (#"{"anchor": "today", "workspaces": []}"#, "anchor", "no instant"),
    ])
    func mistakesNameTheirPlace(text: String, place: String, message: String) {
        do {
            _ = try scenario(text)
            Issue.record("taken")
        } catch let mistake as ScenarioFile.Mistake {
            #expect(mistake.place == place)
            #expect(mistake.message.contains(message), "\(mistake.message)")
        } catch {
            Issue.record("\(error)")
        }
    }
}
