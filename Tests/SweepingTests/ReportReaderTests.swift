import Configuration
import Foundation
import Model
import Simulator
import Sweeping
import Testing

/// Reports full of what breaks a file, under the eyes of other people's readers (`Tests/Clients/report_readers.py`).
@Suite(.enabled(if: ReportReader.python != nil, "run `make test`: it installs the readers"))
struct ReportReaderTests {
    private struct Reading: Decodable {
        let rows: Int
        let readers: [String]
        let elements: [String]
        let links: [String]
    }

    @Test func allReadersSeeTheSame() async throws {
        let fleet = try Fleet(
            SimulatedFleet(seed: 77, anchor: Fleet.anchor, workspaces: RandomHistoryTests.plans(batch: 77, count: 30)))
        _ = try await fleet.sweepInProcess(fleet.configuration(), service: SharedService(fleet.world()))
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Clients/report_readers.py").path
        let output = try Command.run(try #require(ReportReader.python), [script, "\(fleet.folder.path)/reports"])
        let reading = try JSONDecoder().decode(Reading.self, from: Data(output.utf8))
        #expect(reading.rows > 200)
        #expect(Set(reading.readers).isSuperset(of: ["csv", "pandas"]))
        // Names such as `<b>bold</b>` and `[link](https://example.com)` stay texts.
        #expect(!reading.elements.contains("b") && !reading.elements.contains("script"))
        let foreign = reading.links.filter { link in
            link.hasPrefix("http") && !link.contains(".cloud.databricks.com/") && !link.hasPrefix("https://github.com/")
        }
        #expect(foreign.isEmpty, "\(foreign)")
    }
}

enum ReportReader {
    static let python = ProcessInfo.processInfo.environment["DBMON_TEST_PYTHON"]
}
