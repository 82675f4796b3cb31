import Testing

@testable import GitHub

struct TreeChangeTests {
    struct Case: CustomTestStringConvertible {
        let name: String
        let bytes: [Int]
        let chunks: [[Int]]

        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(name: "nothing", bytes: [], chunks: []),
        Case(name: "by entries", bytes: [1, 1, 1, 1], chunks: [[1, 1, 1], [1]]),
        Case(name: "by bytes", bytes: [6, 4, 1], chunks: [[6, 4], [1]]),
        Case(name: "too large goes alone", bytes: [1, 11, 1], chunks: [[1], [11], [1]]),
    ])
    func chunksKeepBothLimits(_ test: Case) throws {
        let path = try #require(RepositoryPath("a"))
        let changes = test.bytes.map { TreeChange(path: path, content: .text(String(repeating: "a", count: $0))) }
        let chunks = TreeChange.chunks(changes, entries: 3, inlineBytes: 10)
        #expect(chunks.map { $0.map(\.inlineBytes) } == test.chunks)
    }

    @Test func twoSpellingsThatSwiftCallsEqualAreTwoPaths() throws {
        let composed = try #require(RepositoryPath("caf\u{E9}"))
        let decomposed = try #require(RepositoryPath("cafe\u{301}"))
        #expect(composed != decomposed)
        #expect(composed.encoded == "caf%C3%A9")
        #expect(decomposed.encoded == "cafe%CC%81")
    }

    @Test(arguments: ["a/b/../c", "", "/", ".git/config", "x/.GIT/y", "a\0b"])
    func pathThatTheServiceRefusesIsAnErrorValue(_ path: String) {
        #expect(throws: PublishError.invalidPath(path: path)) {
            try DesiredTree([PublishedFile(path: path, bytes: [])], in: "Error", limit: 10)
        }
    }

    @Test func fileCannotBeAFolderToo() {
        let files = ["a", "a/b"].map { PublishedFile(path: $0, bytes: []) }
        #expect(throws: PublishError.invalidPath(path: "Error/a/b")) {
            try DesiredTree(files, in: "Error", limit: 10)
        }
        let twice = ["a", "./a"].map { PublishedFile(path: $0, bytes: []) }
        #expect(throws: PublishError.invalidPath(path: "./a")) { try DesiredTree(twice, in: "Error", limit: 10) }
    }
}
