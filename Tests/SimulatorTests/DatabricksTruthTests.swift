import Foundation
import Model
import Simulator
import Testing

/// Reads the answers as INTERFACE.md tells a reader to, in the plainest way, and compares with the ground truth.
struct DatabricksTruthTests {
    static let fleet = SimulatedFleet.demo(seed: 1, anchor: DatabricksBench.anchor)

    @Test(arguments: fleet.plans.map { $0.name })
    func whatAnswersSayIsWhatTheTruthSays(_ name: String) throws {
        var bench = DatabricksBench(fleet: Self.fleet)
        let workspace = try #require(Self.fleet.workspace(named: name))
        var reader = PlainReader(bench: bench, workspace: name, version: name == "staging-us" ? "2.1" : "2.2")
        let jobs = reader.bench.list("\(reader.version)/jobs/list?limit=100", "jobs", in: name).rows
        let runs = reader.bench.list("\(reader.version)/jobs/runs/list?limit=25", "runs", in: name).rows
        let byJob = Dictionary(grouping: runs.filter { $0.text("run_type") == "JOB_RUN" }) { $0.integer("job_id") }
        let truth = GroundTruth.jobs(of: workspace, at: DatabricksBench.anchor)
        #expect(jobs.count == truth.count)
        for expected in truth {
            let latest = byJob[expected.id]?.max {
                ($0.integer("start_time"), $0.integer("run_id")) < ($1.integer("start_time"), $1.integer("run_id"))
            }
            guard let latest else {
                #expect(expected.status == "NO_RUNS")
                #expect(expected.timestamp == nil && expected.runID == nil && expected.errorDetails.isEmpty)
                continue
            }
            #expect(reader.summary(of: latest) == Summary(expected), "job \(expected.id)")
        }
        bench = reader.bench
        let tally = bench.service.tally(of: name)
        #expect(tally.throttled == 0 || name == "iot")
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func theDemoIsAsPromised(_ seed: UInt64) throws {
        let fleet = SimulatedFleet.demo(seed: seed, anchor: DatabricksBench.anchor)
        #expect(fleet.plans.count == 12)
        #expect(fleet.plans.map { $0.jobs }.reduce(0, +) == 1_500)
        var counts: [String: Int] = [:]
        var kinds: Set<SimulatedRunKind> = []
        var latest: Set<SimulatedRunKind> = []
        for plan in fleet.plans {
            let workspace = try #require(fleet.workspace(named: plan.name))
            counts.merge(GroundTruth.statusCounts(of: workspace, at: DatabricksBench.anchor), uniquingKeysWith: +)
            kinds.formUnion(workspace.runs.map { $0.kind })
            let ids = Set(GroundTruth.jobs(of: workspace, at: DatabricksBench.anchor).compactMap { $0.runID })
            latest.formUnion(workspace.runs.filter { ids.contains($0.id) }.map { $0.kind })
        }
        #expect(counts.values.reduce(0, +) == 1_500)
        #expect((1_230...1_350).contains(counts["SUCCESS", default: 0]))
        #expect((98...118).contains(counts["FAILED", default: 0]))
        #expect((30...60).contains(counts["NO_RUNS", default: 0]))
        #expect((25...50).contains(counts["RUNNING", default: 0]))
        #expect((5...20).contains(counts["CANCELED", default: 0]))
        #expect((20...60).contains(counts["SKIPPED", default: 0]))
        #expect(kinds == Set(SimulatedRunKind.allCases))
        #expect(latest == Set(SimulatedRunKind.allCases))
    }

    @Test func theDemoHasTheAwkwardThings() throws {
        var texts = ""
        var ids: [Int64] = []
        var tagless = 0
        for plan in Self.fleet.plans {
            let workspace = try #require(Self.fleet.workspace(named: plan.name))
            let now = DatabricksBench.anchor
            let failures = GroundTruth.failures(of: workspace, from: now - .seconds(86_400), to: now)
            texts += failures.map { $0.errorDetails + $0.errorTrace }.joined()
            texts += workspace.jobs.compactMap { $0.name }.joined(separator: "\n")
            ids += workspace.jobs.map { $0.id } + workspace.runs.map { $0.id }
            tagless += workspace.jobs.filter { $0.tags == nil }.count
        }
        for part in [
            "dapi", "password=", "\u{1B}[0;31m", "\u{0}", "\u{2028}", "\u{85}", "=SUM", "cafe\u{301}", "🚚", "KeyError",
        ] {
            #expect(texts.unicodeScalars.contains(part), "\(part.debugDescription)")
        }
        #expect(ids.contains { $0 > 1 << 53 } && ids.allSatisfy { $0 > 0 })
        #expect(tagless > 0)
    }

    @Test(arguments: fleet.plans.map { $0.name })
    func nothingChangesForSixHours(_ name: String) throws {
        let workspace = try #require(Self.fleet.workspace(named: name))
        let now = DatabricksBench.anchor
        let hour: Int64 = 3_600_000
        for run in workspace.runs {
            let age = now.milliseconds - run.start
            #expect(age > 0 && !(20 * hour + 1..<30 * hour).contains(age))
        }
        let truth = GroundTruth.jobs(of: workspace, at: now)
        let failures = GroundTruth.failures(of: workspace, from: now - .seconds(86_400), to: now)
        for later in [2, 6] as [Int64] {
            let then = now + .seconds(later * 3_600)
            #expect(GroundTruth.jobs(of: workspace, at: then) == truth)
            let from = now - .seconds(86_400) + .seconds(min(later, 4) * 3_600)
            #expect(GroundTruth.failures(of: workspace, from: from, to: then) == failures)
        }
        let end = GroundTruth.statusCounts(of: workspace, at: now + .seconds(24 * 3_600))
        #expect(end["RUNNING"] == nil)
    }

    @Test func aFailureIsARowForEachFailedTaskOfTheNewestAttempt() throws {
        let bench = DatabricksBench(
            .init(name: "w", jobs: 200, failingPermille: 300, failureKinds: [.severalTasks, .withoutTasks, .upstream]))
        let workspace = try #require(bench.fleet.workspace(named: "w"))
        let now = DatabricksBench.anchor
        let failures = GroundTruth.failures(of: workspace, from: now - .seconds(86_400), to: now)
        let byRun = Dictionary(grouping: failures) { $0.runID }
        for run in workspace.runs where run.start > now.milliseconds - 86_400_000 {
            switch run.kind {
            case .severalTasks: #expect(byRun[run.id]?.compactMap { $0.task?.key }.count == 2)
            case .upstream: #expect(byRun[run.id]?.count == 1)
            case .withoutTasks:
                let retries = workspace.runs.filter { $0.originalOrdinal == run.ordinal && $0.attempt > 0 }
                #expect(byRun[run.id]?.count == (retries.isEmpty ? 1 : nil))
                #expect(byRun[run.id]?.first?.task == nil)
            default: break
            }
        }
    }
}

extension String.UnicodeScalarView {
    fileprivate func contains(_ part: String) -> Bool {
        let whole = Array(self)
        let wanted = Array(part.unicodeScalars)
        return whole.indices.dropLast(wanted.count - 1).contains {
            whole[$0] == wanted[0] && whole[$0..<$0 + wanted.count].elementsEqual(wanted)
        }
    }
}
