import Foundation
import Model
import Simulator
import Testing

@testable import Sweeping

/// Hosts that know nothing of each other but what is published (INTERFACE, "Same state, same bytes").
@Suite struct HostsTests {
    private static let out = Hosts.Trouble(isOut: true)
    private static let refused = Hosts.Trouble(isRefused: true)

    @Test func twoHostsThatSeeTheSameMakeOneCommit() async throws {
        let hosts = try Hosts(2)
        #expect(try await hosts.sweep(0, at: 0).status == .committed)
        let commits = hosts.commits()
        #expect(try await hosts.sweep(1, at: 600).status == .unchanged)
        #expect(try hosts.files(of: 0) == hosts.files(of: 1))
        #expect(try hosts.firstSeen(by: 1) == [0])
        #expect(hosts.commits() == commits)
    }

    /// The other host swept before the outage and after it, and knows a time from before.
    @Test func anOutageThatOneHostSawCountsForAll() async throws {
        let hosts = try Hosts(2)
        for host in [0, 1] { _ = try await hosts.sweep(host, at: 0) }
        _ = try await hosts.sweep(0, at: 600, Self.out)
        _ = try await hosts.sweep(0, at: 1_200)
        #expect(try hosts.firstSeen(by: 0) == [1_200])
        #expect(try await hosts.sweep(1, at: 1_800).status == .unchanged)
        #expect(try hosts.firstSeen(by: 1) == [1_200])
        #expect(try await hosts.sweep(0, at: 2_400).status == .unchanged)
        #expect(try hosts.files(of: 0) == hosts.files(of: 1))
    }

    /// The other host looks while the row is UNREACHABLE.
    @Test func anOutageThatIsPublishedCountsForAll() async throws {
        let hosts = try Hosts(2)
        for host in [0, 1] { _ = try await hosts.sweep(host, at: 0) }
        _ = try await hosts.sweep(0, at: 600, Self.out)
        _ = try await hosts.sweep(1, at: 1_200)
        #expect(try await hosts.sweep(0, at: 1_800).status == .unchanged)
        #expect(try hosts.firstSeen(by: 0) == [1_200])
        #expect(try hosts.files(of: 0) == hosts.files(of: 1))
    }

    /// What is published is from before an outage that could not be published: it does not come back.
    @Test func publishedTimesFromBeforeTheOwnOutageDoNotComeBack() async throws {
        let hosts = try Hosts(2)
        for host in [0, 1] { _ = try await hosts.sweep(host, at: 0) }
        _ = try await hosts.sweep(0, at: 600, Hosts.Trouble(isOut: true, isRefused: true))
        #expect(try await hosts.sweep(0, at: 1_200, Self.refused).status == .failed)
        #expect(try hosts.firstSeen(by: 0) == [1_200])
        #expect(try await hosts.sweep(0, at: 1_800).status == .committed)
        #expect(try hosts.firstSeen(by: 0) == [1_200])
        #expect(try await hosts.sweep(1, at: 2_400).status == .unchanged)
        #expect(try hosts.firstSeen(by: 1) == [1_200])
    }

    /// History and reports are gone before each sweep.
    @Test func aRunnerWithoutADiskGoesOnFromWhatIsPublished() async throws {
        let hosts = try Hosts(1)
        _ = try await hosts.sweep(0, at: 0)
        let first = try hosts.files(of: 0)
        for second in [600, 1_200] as [Int64] {
            try hosts.forgetDisk(of: 0)
            #expect(try await hosts.sweep(0, at: second).status == .unchanged)
            #expect(try hosts.files(of: 0) == first)
        }
        // The jobs of a workspace that it cannot read are known all the same.
        try hosts.forgetDisk(of: 0)
        #expect(try await hosts.sweep(0, at: 1_800, Self.out).status == .committed)
        let report = try String(contentsOfFile: hosts.fleets[0].report, encoding: .utf8)
        #expect(report.split(separator: "\n").count { $0.contains(",UNREACHABLE,") } == 40)
        try hosts.forgetDisk(of: 0)
        #expect(try await hosts.sweep(0, at: 2_400).status == .committed)
        #expect(try hosts.firstSeen(by: 0) == [2_400])
    }

    /// Whatever each host missed, failed to publish or forgot: once all is well, two rounds are enough, and no commit
    /// follows.
    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func hostsSettleOnTheSameBytes(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
        let count = Int.random(in: 2...3, using: &generator)
        let hosts = try Hosts(count)
        var second: Int64 = 0
        var story: [String] = []
        for _ in 0..<Int.random(in: 4...12, using: &generator) {
            second += Int64.random(in: 1...900, using: &generator)
            let host = Int.random(in: 0..<count, using: &generator)
            let trouble = Hosts.Trouble(isOut: chance(35), isRefused: chance(30))
            if chance(10) { try hosts.forgetDisk(of: host) }
            let result = try await hosts.sweep(host, at: second, trouble)
            story.append("\(second): \(host) \(trouble) \(result.status)")
        }
        let before = (0..<count).compactMap { try? hosts.firstSeen(by: $0) }.flatMap { $0 } + [second + 1]
        for _ in 0..<2 {
            for host in 0..<count {
                second += 60
                _ = try await hosts.sweep(host, at: second)
            }
        }
        let settled = hosts.commits()
        let files = try hosts.files(of: 0)
        for host in 0..<count {
            second += 60
            #expect(try await hosts.sweep(host, at: second).status == .unchanged, "\(story)")
            #expect(try hosts.files(of: host) == files, "host \(host): \(story)")
        }
        #expect(hosts.commits() == settled)
        let seen = try hosts.firstSeen(by: 0)
        #expect(seen.count == 1)
        #expect(seen.allSatisfy { $0 >= before.min() ?? 0 }, "a time from before an outage came back: \(story)")
    }
}
