import Foundation
import Model
import Pacing
import Simulator
import Testing

@testable import Sweeping

/// A sweep that is interrupted anywhere (INTERFACE, "Partial sweeps"), by whoever acts as the program does.
@Suite struct InterruptionTests {
    private struct Outcome: Sendable {
        /// `nil` where the sweep was cut.
        let publication: PublicationResult?
        let took: Duration
        let end: Duration
    }

    private struct World {
        let fleet: Fleet
        let service: SharedService

        /// - Parameter faults: of GitHub.
        init(_ faults: [GitHubFault] = []) throws {
            fleet = try Fleet(
                SimulatedFleet(
                    seed: 12, anchor: Fleet.anchor,
                    workspaces: [.init(name: "alpha", jobs: 60, failingPermille: 300), .init(name: "beta", jobs: 6)]))
            var github = GitHubService(
                storage: MemoryGitStorage(),
                repository: GitHubRepository(
                    owner: DemoConfiguration.owner, name: DemoConfiguration.repository),
                latency: .milliseconds(200))
            github.happen(.push(files: ["README.md": "# Pipeline health\n"], branch: "main"))
            for fault in faults { github.plan(fault) }
            service = SharedService(
                SimulatedWorld(github: github, databricks: DatabricksService(fleet: fleet.simulated)))
        }

        /// Changes of the branch that calls made.
        var moves: Int { github { $0.moves.count(where: \.isOurs) } ?? 0 }

        var calls: [String] { github { $0.titles } ?? [] }

        private func github<Value: Sendable>(_ look: (GitHubLedger) -> Value) -> Value? {
            service.access { world in ((world as? SimulatedWorld)?.github as? GitHubService).map { look($0.ledger) } }
        }

        var outputsFetched: Int {
            service.access { world in
                ((world as? SimulatedWorld)?.databricks as? DatabricksService)?.tally.calls["runs/get-output"] ?? 0
            }
        }

        var report: String? { try? String(contentsOfFile: fleet.report, encoding: .utf8) }

        /// - Parameter instant: of the signal; `nil` for none.
        func sweep(signal instant: Duration?) async throws -> Outcome {
            let configuration = try fleet.configuration()
            let (fleet, service) = (fleet, service)
            return try await VirtualRun.run { run in
                let clock = VirtualClock(run, start: Fleet.anchor)
                let interruption = Interruption()
                let publication = try await withThrowingTaskGroup(of: PublicationResult?.self) { group in
                    group.addTask {
                        do {
                            return try await fleet.sweep(
                                configuration, service: service, clock: clock, publishes: true,
                                interruption: interruption
                            ).publication
                        } catch is CancellationError {
                            return nil
                        }
                    }
                    if let instant {
                        try await clock.sleep(until: instant)
                        if interruption.request() { group.cancelAll() }
                    }
                    return try await group.next() ?? nil
                }
                return Outcome(publication: publication, took: run.now - (instant ?? .zero), end: run.now)
            }
        }
    }

    /// Verification takes some looks: reads are late.
    private static let lateReads = [
        GitHubFault("PATCH git/refs", .followed(by: .push(files: ["theirs.txt": "x"], branch: "main")))
    ]

    @Test(arguments: 0..<24, [false, true])
    func whereverItIsInterruptedTheReportsAreWholeAndTheCommitIsSeen(part: Int, hasRival: Bool) async throws {
        let faults = hasRival ? Self.lateReads : []
        let whole = try World(faults)
        let end = try await whole.sweep(signal: nil).end
        let truth = try #require(whole.report)
        let world = try World(faults)
        // Closer together where it publishes, which is the last second.
        let instant = part < 12 ? end * part / 12 : max(.zero, end - .milliseconds(90 * (24 - part)))
        let outcome = try await world.sweep(signal: instant)
        let moves = world.moves
        if let publication = outcome.publication {
            #expect(publication.status == .committed)
            #expect(publication.warnings.isEmpty)
            let calls = world.calls
            let move = try #require(calls.firstIndex(of: "PATCH git/refs"))
            #expect(calls[move...].contains("GET git/ref"), "the commit was not looked at")
            #expect(moves == 1)
            #expect(outcome.took < .seconds(5))
        } else {
            #expect(moves == 0, "the branch moved, and the sweep does not say so")
            #expect(outcome.took < .seconds(1))
        }
        #expect(world.report == nil || world.report == truth)
        let fetched = world.outputsFetched
        _ = try await world.sweep(signal: nil)
        #expect(world.report == truth)
        #expect(world.moves == 1)
        // What was fetched before the signal is not fetched again, but for what is not kept at all.
        let again = world.outputsFetched - fetched
        let kept = try World(faults)
        _ = try await kept.sweep(signal: nil)
        let first = kept.outputsFetched
        _ = try await kept.sweep(signal: nil)
        let notKept = kept.outputsFetched - first
        #expect(again <= max(notKept, first - fetched) + notKept + 8, "\(fetched) fetched, \(again) again, of \(first)")
    }

    /// Where nothing comes of waiting, it is told that nobody knows.
    @Test func moveWithoutAnAnswerIsNotCalledNothing() async throws {
        let world = try World([GitHubFault("PATCH git/refs", .delayed(.seconds(50)))])
        let configuration = try world.fleet.configuration()
        let (fleet, service) = (world.fleet, world.service)
        let publication = try await VirtualRun.run { run in
            let clock = VirtualClock(run, start: Fleet.anchor)
            let interruption = Interruption()
            return try await withThrowingTaskGroup(of: PublicationResult.self) { group in
                group.addTask {
                    try await fleet.sweep(
                        configuration, service: service, clock: clock, publishes: true, interruption: interruption
                    ).publication
                }
                try await clock.sleep(until: .seconds(20))
                #expect(!interruption.request())
                group.cancelAll()
                return try #require(try await group.next())
            }
        }
        #expect(publication.status == .failed)
        #expect(publication.error?.hasPrefix("interrupted before GitHub said whether it took commit ") == true)
        #expect(publication.fix == "Nothing: the next sweep looks again, and commits nothing twice")
        _ = try await world.sweep(signal: nil)
        #expect(world.moves == 1)
    }
}
