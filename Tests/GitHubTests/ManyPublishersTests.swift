import GitHub
import Model
import Simulator
import Testing

/// Several dbmon at once, on one branch.
struct ManyPublishersTests {
    /// What each of `count` publishers comes to, all of them starting at the same moment.
    private func race(
        _ stages: [Stage], files: @escaping @Sendable (Int) -> [PublishedFile], rounds: Int = 1
    ) async throws -> [Result<Publication, PublishFailure>] {
        try await VirtualRun.run { run in
            let clock = VirtualClock(run, start: Stage.start)
            return try await withThrowingTaskGroup(of: [Result<Publication, PublishFailure>].self) { group in
                for (number, stage) in stages.enumerated() {
                    group.addTask {
                        let publisher = stage.publisher(clock, seed: UInt64(number))
                        var results: [Result<Publication, PublishFailure>] = []
                        for _ in 0..<rounds {
                            results.append(try await stage.attempt(publisher, files(number), "Host \(number)"))
                        }
                        return results
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
        }
    }

    @Test(arguments: [2, 3, 5, 8], [false, true])
    func publishersOfDifferentFoldersAllGetThrough(_ count: Int, isEmpty: Bool) async throws {
        let stage = Stage(isEmpty: isEmpty, latency: .milliseconds(120))
        let stages = (0..<count).map { number in
            var own = stage
            own.directory = "team \(number)"
            return own
        }
        let results = try await race(stages) { _ in World.files }
        #expect(results.count { $0.commit != nil } == count, "\(results.compactMap(\.failure?.message))")
        for own in stages { #expect(own.holds()) }
        for number in 0..<count {
            let commits = stage.commits("Host \(number)")
            #expect(commits == 1 || (isEmpty && commits == 2))
        }
        #expect(stage.ledger.moves.allSatisfy { !$0.isOurs || $0.isForward })
    }

    @Test(arguments: [2, 3, 5, 8], [false, true])
    func publishersOfTheSameStateIntoOneFolderMakeOneCommit(_ count: Int, isEmpty: Bool) async throws {
        let stage = Stage(isEmpty: isEmpty, latency: .milliseconds(120))
        let results = try await race(Array(repeating: stage, count: count), files: { _ in World.files }, rounds: 2)
        #expect(results.allSatisfy { $0.failure == nil })
        #expect(stage.holds())
        let ours = stage.ledger.moves.filter(\.isOurs)
        // The first file of an empty repository is a commit of its own.
        #expect(ours.count <= (isEmpty ? 2 : 1))
        #expect(results.count { $0.isUnchanged } >= 2 * count - (isEmpty ? 2 : 1))
    }

    @Test(arguments: [2, 4])
    func publishersOfDifferentStatesIntoOneFolderMakeOneCommitEach(_ count: Int) async throws {
        let stage = Stage(latency: .milliseconds(120))
        let results = try await race(Array(repeating: stage, count: count)) { number in
            World.files.dropLast() + [
                PublishedFile(path: "workspaces/prod-us.csv", bytes: Array((World.prodUS + "\(number)\n").utf8))
            ]
        }
        #expect(results.allSatisfy { $0.commit != nil })
        for number in 0..<count { #expect(stage.commits("Host \(number)") == 1) }
        let last = try #require(stage.history().first?.message)
        #expect(stage.text("Error/workspaces/prod-us.csv")?.hasSuffix("\(last.suffix(1))\n") == true)
    }
}
