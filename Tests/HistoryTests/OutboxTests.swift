import History
import Model
import Testing

@Suite struct OutboxTests {
    private let here = PublishDestination(repository: "acme/health", branch: "main", directory: "Error")
    private let there = PublishDestination(repository: "acme/health", branch: "main", directory: "Fehler/Ä \u{0}")

    private func reports(_ digest: String, to destination: PublishDestination, _ sweepID: String) -> PendingReports {
        PendingReports(destination: destination, digest: digest, sweepID: sweepID)
    }

    private func land(_ pending: [PendingReports], in history: SQLiteHistory) throws {
        try history.land(
            LandedSweep(
                sweepID: pending.first?.sweepID ?? "none", startedAt: Samples.noon, duration: .seconds(1),
                workspaces: [],
                pending: pending))
    }

    @Test func reportsStayInTheOutboxUntilTheyArePublished() throws {
        let folder = try TemporaryFolder()
        let (first, second) = (reports("d1", to: here, "one"), reports("d1", to: there, "one"))
        var history = try open(folder)
        #expect(try history.unpublished() == [])
        #expect(try history.lastCommit(at: here) == nil)
        try land([first, second], in: history)
        history.close()
        history = try open(folder)
        #expect(try history.unpublished() == [first, second])
        try history.markPublished(first, commit: "c1", at: Samples.noon)
        #expect(try history.unpublished() == [second])
        #expect(try history.lastCommit(at: here) == "c1")
        #expect(try history.lastCommit(at: there) == nil)
    }

    @Test func reportsThatWerePublishedOnceAreNotPending() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        try land([reports("d1", to: here, "one")], in: history)
        try history.markPublished(reports("d1", to: here, "one"), commit: "c1", at: Samples.noon)
        try land([reports("d1", to: here, "two")], in: history)
        #expect(try history.unpublished() == [])
        try land([reports("d2", to: here, "three")], in: history)
        #expect(try history.unpublished() == [reports("d2", to: here, "three")])
        #expect(try history.lastCommit(at: here) == "c1")
    }

    @Test func whatLandedMeanwhileStaysPending() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        try land([reports("d1", to: here, "one")], in: history)
        try land([reports("d2", to: here, "two")], in: history)
        try history.markPublished(reports("d1", to: here, "one"), commit: "c1", at: Samples.noon)
        #expect(try history.unpublished() == [reports("d2", to: here, "two")])
    }

    @Test func whatWasPublishedWithoutHavingLandedIsKnown() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        try history.markPublished(reports("d1", to: here, "one"), commit: "c1", at: Samples.noon)
        #expect(try history.unpublished() == [])
        #expect(try history.lastCommit(at: here) == "c1")
    }
}
