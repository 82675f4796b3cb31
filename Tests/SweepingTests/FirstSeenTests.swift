import Foundation
import History
import Model
import Reports
import Simulator
import Testing

@testable import Sweeping

/// Since when a row is what it is, where several hosts publish to one place.
@Suite struct FirstSeenTests {
    /// A status and the second since when, as a source has it.
    typealias Seen = (status: JobStatus, second: Int64)

    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var history: Seen?
        var disk: Seen?
        var published: Seen?
        var isPublishedLater = false
        var outage: Int64?
        var status = JobStatus.noRuns
        let expected: Int64

        init(
            _ name: String, history: Seen? = nil, disk: Seen? = nil, published: Seen? = nil,
            isPublishedLater: Bool = false, outage: Int64? = nil, status: JobStatus = .noRuns, _ expected: Int64
        ) {
            testDescription = name
            (self.history, self.disk, self.published) = (history, disk, published)
            (self.isPublishedLater, self.outage) = (isPublishedLater, outage)
            (self.status, self.expected) = (status, expected)
        }
    }

    private static let cases = [
        Case("nothing known", 100),
        Case("the earliest", history: (.noRuns, 40), disk: (.noRuns, 40), published: (.noRuns, 20), 20),
        Case("another status says nothing", history: (.success, 40), published: (.noRuns, 20), 20),
        Case("none in this status", history: (.success, 40), 100),
        Case("a time to come", history: (.noRuns, 200), 100),
        Case("before an outage", disk: (.noRuns, 20), published: (.unreachable, 30), 100),
        Case("after an outage", history: (.unreachable, 30), published: (.noRuns, 35), 35),
        Case("an outage's own", history: (.unreachable, 30), published: (.unreachable, 25), status: .unreachable, 25),
        // The host remembers an outage that it could not publish.
        Case("published before the own outage", history: (.noRuns, 35), published: (.noRuns, 20), outage: 30, 35),
        Case("on disk before the own outage", disk: (.noRuns, 20), published: (.noRuns, 20), outage: 30, 100),
        Case("published after the own outage", history: (.noRuns, 35), published: (.noRuns, 33), outage: 30, 33),
        // Another host replaced what this one had published: it saw an outage that this one missed.
        Case(
            "replaced by a later time", history: (.noRuns, 20), disk: (.noRuns, 20), published: (.noRuns, 35),
            isPublishedLater: true, 35),
        Case(
            "replaced, and seen earlier here since", history: (.noRuns, 15), disk: (.noRuns, 20),
            published: (.noRuns, 35), isPublishedLater: true, 15),
        Case(
            "not published by this host", history: (.noRuns, 20), disk: (.noRuns, 20), published: (.noRuns, 35), 20),
        Case(
            "replaced by a time before the own outage", history: (.noRuns, 35), disk: (.noRuns, 35),
            published: (.noRuns, 20), isPublishedLater: true, outage: 30, 35),
    ]

    @Test(arguments: cases)
    func theEarliestSinceTheLastOutageCounts(_ test: Case) throws {
        let name = try #require(WorkspaceName("w"))
        func reports(_ seen: Seen?) -> PriorReports {
            guard let seen else { return PriorReports() }
            let row = JobRow(
                workspace: name, environment: "", jobID: JobID(1), jobName: "a", status: seen.status,
                enteredAt: Timestamp(milliseconds: seen.second * 1_000))
            return PriorReports(rows: [name: [row]], failures: [:])
        }
        let outages = test.outage.map {
            [SeenOutage(workspace: name, jobID: JobID(1), entry: "", beganAt: Timestamp(milliseconds: $0 * 1_000))]
        }
        let prior = PriorKnowledge(
            history: reports(test.history), disk: reports(test.disk), outages: outages ?? []
        ).adding(published: reports(test.published), diskIsOlder: test.isPublishedLater)
        let found = prior.firstSeen(
            name, JobID(1), "a", as: test.status, now: Timestamp(milliseconds: 100_000))
        #expect(found.milliseconds / 1_000 == test.expected)
    }
}
