import Testing

@testable import Configuration

struct GlobTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let pattern: String
        let fits: [String]
        let doesNot: [String]
        var testDescription: String { pattern }
    }

    @Test(arguments: [
        Case(pattern: "*", fits: ["", "a", "\u{1F600}"], doesNot: []),
        Case(
            pattern: "nightly-*", fits: ["nightly-", "nightly-eu"], doesNot: ["Nightly-eu", "a nightly-eu", "nightly"]),
        Case(pattern: "*-eu", fits: ["-eu", "a-eu", "-eu-eu"], doesNot: ["a-eu ", "-EU"]),
        Case(pattern: "a*b*c", fits: ["abc", "axxbxxc", "abcabc"], doesNot: ["acb", "abcd", "ab"]),
        Case(pattern: "**a**", fits: ["a", "bab"], doesNot: ["", "b"]),
        Case(pattern: "?", fits: ["a", "\u{E9}", "\u{1F600}", "]"], doesNot: ["", "ab", "e\u{301}"]),
        Case(pattern: "a?c", fits: ["abc", "a?c"], doesNot: ["ac", "abbc"]),
        Case(pattern: "job-[0-9]", fits: ["job-0", "job-9"], doesNot: ["job-", "job-10", "job-a", "job-\u{663}"]),
        Case(pattern: "[a-cx]", fits: ["a", "b", "c", "x"], doesNot: ["d", "-", ""]),
        Case(pattern: "[!a]", fits: ["b", "!", "\u{E9}"], doesNot: ["a", "", "bb"]),
        Case(pattern: "[!a-c]*", fits: ["d", "dabc"], doesNot: ["a", "cd", ""]),
        Case(pattern: "[]a]", fits: ["]", "a"], doesNot: ["b", ""]),
        Case(pattern: "[!]a]", fits: ["b"], doesNot: ["]", "a"]),
        Case(pattern: "[a-]", fits: ["a", "-"], doesNot: ["b"]),
        Case(pattern: "[-a]", fits: ["a", "-"], doesNot: ["b"]),
        Case(pattern: "[[]prod] *", fits: ["[prod] x"], doesNot: ["p x", "prod] x"]),
        Case(pattern: "[*]", fits: ["*"], doesNot: ["a", "**"]),
        Case(pattern: "[?]x", fits: ["?x"], doesNot: ["ax"]),
        Case(pattern: "[\u{3B1}-\u{3C9}]", fits: ["\u{3B2}"], doesNot: ["b"]),
        Case(pattern: "a\\*", fits: ["a\\", "a\\b"], doesNot: ["a*"]),
        Case(pattern: "caf\u{E9}*", fits: ["caf\u{E9}", "caf\u{E9}s"], doesNot: ["cafe\u{301}"]),
        Case(pattern: "*a", fits: ["ba", "aa"], doesNot: ["ab", ""]),
        Case(pattern: "*ab*ab", fits: ["abab", "ababab", "xabyab"], doesNot: ["ab", "aba"]),
        Case(pattern: "x*?", fits: ["xa", "xab"], doesNot: ["x"]),
    ])
    func patternFitsWholeNames(_ test: Case) throws {
        let glob = try Glob(test.pattern)
        for name in test.fits { #expect(glob.matches(name), "\(name)") }
        for name in test.doesNot { #expect(!glob.matches(name), "\(name)") }
    }

    @Test(arguments: ["[", "a[", "[]", "[!]", "[!", "[a-", "[a-z", "[]]["])
    func openBracketIsRefused(_ pattern: String) {
        #expect(throws: Refusal.self) { try Glob(pattern) }
    }

    /// A matcher that tries every star again never ends here: it has 4^60 ways.
    @Test func manyStarsOnALongNameEnd() throws {
        let name = String(repeating: "a", count: 4_096)
        let pattern = String(repeating: "*a", count: 500)
        #expect(try !Glob(pattern + "b").matches(name))
        #expect(try Glob(pattern).matches(name))
        #expect(try !Glob(String(repeating: "a*", count: 500) + "b").matches(name))
    }

    @Test func longPatternIsRefused() {
        #expect(throws: Refusal.self) { try Glob(String(repeating: "?", count: 1_025)) }
        #expect(throws: Never.self) { try Glob(String(repeating: "?", count: 1_024)) }
    }

    @Test(arguments: [
        ("nightly-[x]", "nightly-[[]x]"), ("what?", "what[?]"), ("a*b", "a[*]b"), ("[[*?]]", "[[][[][*][?]]]"),
        ("plain-]!", "plain-]!"), ("", ""),
    ])
    func patternOfOneNameFitsItAndNoOther(_ name: String, _ pattern: String) throws {
        #expect(Glob.exactly(name) == pattern)
        let glob = try Glob(pattern)
        #expect(glob.matches(name))
        for other in ["nightly-x", "whatx", "axb", name + "x"] { #expect(!glob.matches(other)) }
    }
}
