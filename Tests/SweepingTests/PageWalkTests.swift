import Databricks
import Testing

@testable import Sweeping

@Suite struct PageWalkTests {
    private static let refused = DatabricksError.invalidRequest(message: "The page token has expired.")

    @Test func aRefusedTokenLeadsBackToTheFirstPageTwice() throws {
        var walk = PageWalk(of: "runs/list", limit: 100)
        for _ in 0..<PageWalk.restartLimit {
            #expect(walk.next == .init(token: nil))
            try walk.took(nextPageToken: "a")
            #expect(walk.next == .init(token: "a"))
            try walk.took(nextPageToken: "b")
            try walk.failed(Self.refused)
        }
        try walk.took(nextPageToken: "a")
        #expect(
            throws: DatabricksError.endless(
                endpoint: "runs/list", reason: "its page tokens are refused: The page token has expired.")
        ) { try walk.failed(Self.refused) }
    }

    @Test func aRefusedFirstPageIsNoMatterOfTokens() {
        var walk = PageWalk(of: "runs/list", limit: 100)
        #expect(throws: Self.refused) { try walk.failed(Self.refused) }
    }

    @Test(arguments: [
        DatabricksError.permissionDenied(message: ""), .credentialRefused(message: ""), .givenUp(seconds: 120),
        .throttled(isTooLong: false, message: ""), .unavailable(status: 503, message: ""), .notAnAPI(status: 302),
        .malformed(endpoint: "", reason: ""),
    ])
    func nothingElseBeginsAnew(error: DatabricksError) throws {
        var walk = PageWalk(of: "runs/list", limit: 100)
        try walk.took(nextPageToken: "a")
        #expect(throws: error) { try walk.failed(error) }
    }

    @Test(arguments: [["a", "a"], ["a", "b", "a"], ["a", "b", "c", "b"]])
    func aCircleIsFoundAtItsFirstRepetition(tokens: [String]) throws {
        var walk = PageWalk(of: "jobs/list", limit: 100)
        for token in tokens.dropLast() { try walk.took(nextPageToken: token) }
        #expect(
            throws: DatabricksError.endless(
                endpoint: "jobs/list", reason: "a page token came twice: the listing goes in a circle")
        ) { try walk.took(nextPageToken: tokens[tokens.count - 1]) }
    }

    @Test func pagesBeforeARestartCountTowardsTheLimit() throws {
        var walk = PageWalk(of: "jobs/list", limit: 4)
        try walk.took(nextPageToken: "a")
        try walk.took(nextPageToken: "b")
        try walk.failed(Self.refused)
        try walk.took(nextPageToken: "a")
        #expect(throws: DatabricksError.endless(endpoint: "jobs/list", reason: "the listing has more than 4 pages")) {
            try walk.took(nextPageToken: "b")
        }
    }

    @Test func aListingEndsWithoutAToken() throws {
        var walk = PageWalk(of: "jobs/list", limit: 1)
        try walk.took(nextPageToken: nil)
        #expect(walk.next == nil)
    }
}
