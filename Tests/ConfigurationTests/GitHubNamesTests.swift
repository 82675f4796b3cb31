import Testing

@testable import Configuration

struct GitHubNamesTests {
    /// What `git check-ref-format --branch` of git 2.39 accepts.
    @Test(arguments: [
        "main", "dbmon/status", "a.b", "a@b", "@a", "a{b", "release-1.0", "\u{FC}ber", "a/b/c", "x.lockx", "a'b\"c",
        "a#b",
        "a$b", "a;b", "a&b", "a%b", "a+b", "a,b", "a=b", "a!b", "a(b)", "a|b", "a<b>", "a`b", "}", "a-", "_",
    ])
    func branchThatGitTakesIsTaken(_ branch: String) throws {
        #expect(try GitHubNames.branch(branch) == branch)
    }

    /// What it refuses.
    @Test(arguments: [
        "", "-a", "a b", "a..b", "a~b", "a^b", "a:b", "a?b", "a*b", "a[b", "a\\b", ".a", "a/.b", "a.lock", "a.lock/b",
        "a/", "/a", "a//b", "a.", "a@{b", "HEAD", "a\tb", "a\nb", "a\u{7F}b", "@{-1}",
    ])
    func branchThatGitRefusesIsRefused(_ branch: String) {
        #expect(throws: Refusal.self) { try GitHubNames.branch(branch) }
    }

    @Test func branchThatIsMeantOtherwiseIsRefused() {
        #expect(throws: Refusal.self) { try GitHubNames.branch(String(repeating: "0a", count: 20)) }
        #expect(throws: Refusal.self) { try GitHubNames.branch("refs/heads/main") }
        #expect(throws: Refusal.self) { try GitHubNames.branch("@") }  // git means HEAD by it
        #expect(throws: Refusal.self) { try GitHubNames.branch(String(repeating: "a", count: 245)) }
    }

    @Test(arguments: [
        "acme", "acme/", "/x", "acme/x/y", "acme/..", "acme/.", "acme/x y", "-acme/x", "acme/\u{FC}", "ac.me/x", "",
        "git@github.com:acme/x", "https://github.com/acme/x", "acme/x.git", "acme/x?y", "acme/x%2e",
    ])
    func whatIsNoRepositoryIsRefused(_ text: String) {
        #expect(throws: Refusal.self) { try GitHubNames.repository(text) }
    }

    @Test(arguments: ["acme/x", "a/b", "Acme-Corp/pipeline_health.v2", "someone_corp/.github"])
    func repositoryIsSplit(_ text: String) throws {
        let (owner, name) = try GitHubNames.repository(text)
        #expect("\(owner)/\(name)" == text)
    }

    @Test(arguments: [
        "", ".", "/", "/Error", "..", "../Error", "a/../b", "a//b", "a/./b", ".git", "a/.GIT/b", "a\\b", "a\nb", "./",
        "./..", "a/..",
    ])
    func folderThatLeavesTheRepositoryIsRefused(_ text: String) {
        #expect(throws: Refusal.self) { try GitHubNames.directory(text) }
    }

    @Test(arguments: [
        ("Error", "Error"), ("Error/", "Error"), ("./a/b//", "a/b"), ("a b/\u{FC}", "a b/\u{FC}"), ("...", "..."),
    ])
    func folderIsBroughtIntoOneForm(_ written: String, _ read: String) throws {
        #expect(try GitHubNames.directory(written) == read)
    }
}
