import Configuration
import Model
import Simulator
import Sweeping
import Testing

/// A job whose very name has the letters of a pattern.
@Suite struct MisreadNameTests {
    private static let file = """
        { "anchor": "2026-11-24T05:00:00Z", "workspaces": [ { "name": "a", "jobs": [
          { "name": "nightly-[x]", "runs": [ { "start": "-1h" } ] }, { "name": "other" } ] } ] }
        """

    private func sweep(_ entry: String) async throws -> (WorkspaceResult, rows: [[String: String]]) {
        let scenario = try ScenarioFile(Array(Self.file.utf8), now: Timestamp(milliseconds: 0), seed: 1)
        let fleet = try Fleet(scenario.fleet)
        let configuration = try fleet.configuration {
            $0.replacing("[\"*\"]", with: "[\"\(entry)\", \"none-[x]\", \"none\"]")
        }
        let result = try await fleet.sweepInProcess(configuration, service: SharedService(fleet.world()))
        return (result.workspaces[0], try TruthCheck.rows(fleet.report))
    }

    @Test func nameThatIsTakenForAPatternIsSaid() async throws {
        let (workspace, rows) = try await sweep("nightly-[x]")
        #expect(rows.filter { $0["Status"] == "NOT_FOUND" }.count == 3)
        #expect(
            workspace.warnings == [
                "there is a job nightly-[x], but the entry is a pattern that does not fit it: write nightly-[[]x]"
            ])
    }

    @Test func bracketsSelectIt() async throws {
        let (workspace, rows) = try await sweep("nightly-[[]x]")
        #expect(rows.contains { $0["Job_Name"] == "nightly-[x]" && $0["Job_Id"] != "N/A" })
        #expect(workspace.warnings == [])
    }
}
