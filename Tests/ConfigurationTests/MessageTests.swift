import Testing

@testable import Configuration

/// What messages show of a text, and what they take it for.
struct MessageTests {
    @Test(arguments: [
        "dapi0123456789abcdef0123456789abcdef", "x-dapi0123456789abcdef-2", "ghp_0123456789abcdefghij0123456789abcdef",
        "ghs_0123456789abcdefghij", "github_pat_11AAAA", "AKIAIOSFODNN7EXAMPLE", "eyJhbGciOiJIUzI1NiJ9.e30.x",
        "dose0123456789abcdef", "-----BEGIN PRIVATE KEY-----", "https://x/?t=dapi0123456789abcdef",
        "0123456789abcdef0123456789abcdef", "https://someone@h.example/x", "Bearer hunter2hunter2", "password=hunter2",
    ])
    func secretIsNotShown(_ text: String) {
        #expect(text.quoted == "‹redacted›")
    }

    @Test(arguments: [
        "dbc-a1b2c3d4-e5f6.cloud.databricks.com", "adb-1234567890123456.7.azuredatabricks.net", "DBMON_PROD_EU_TOKEN_2",
        "requests_per_second", "dapi", "a long name of a job without digits anywhere",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOP", "12345678-1234-1234-1234-1234567890ab",
    ])
    func ordinaryTextIsShown(_ text: String) {
        #expect(text.quoted == "\"\(text)\"")
    }

    @Test func longAndInvisibleTextIsMadeHarmless() {
        #expect("a\u{1B}[31m\nb\u{202E}".quoted == "\"a\\u{1b}[31m\\u{a}b\\u{202e}\"")
        #expect(String(repeating: "-", count: 61).quoted == "\"" + String(repeating: "-", count: 60) + "…\"")
        #expect(String(repeating: "-", count: 60).quoted == "\"" + String(repeating: "-", count: 60) + "\"")
    }

    @Test(arguments: [
        ("burts", "burst"), ("Burst", "burst"), ("max-in-flight", "max_in_flight"), ("maxinflight", "max_in_flight"),
        ("requestsPerSecond", "requests_per_second"), ("brst", "burst"), ("bursts", "burst"), ("tier", nil), ("x", nil),
        ("", nil), (String(repeating: "b", count: 65), nil),
    ])
    func nearestKeyIsMeant(_ written: String, _ meant: String?) {
        #expect(NearestName.to(written, among: ["requests_per_second", "burst", "max_in_flight"]) == meant)
    }

    @Test(arguments: [
        ("90s", 90), ("15m", 900), ("24h", 86_400), ("7d", 604_800), ("007d", 604_800), ("1s", 1), ("3600s", 3_600),
    ])
    func durationIsRead(_ text: String, _ seconds: Int) throws {
        #expect(try Duration(configured: text, within: .seconds(1)...Duration.days(60)) == .seconds(seconds))
    }

    @Test(arguments: [
        "", "s", "24", "1w", "1.5h", "-1h", "+1h", "1 h", "h1", "1H", "1h30m", "\u{661}h", "0s", "61d", "1500h",
        "9999999999d", "1000000000000000000000000d",
    ])
    func whatIsNoDurationIsRefused(_ text: String) {
        #expect(throws: Refusal.self) { try Duration(configured: text, within: .seconds(1)...Duration.days(60)) }
    }

    @Test(arguments: ["90s", "15m", "25h", "7d", "400d"])
    func durationIsWrittenAsItWasRead(_ text: String) throws {
        #expect(try Duration(configured: text, within: .seconds(1)...Duration.days(400)).configuredText == text)
    }

    @Test func literalSecretIsNeverRepeated() {
        let secret = "correct-horse-battery"
        let texts = [
            auth(#"{ "type": "pat", "token": "\#(secret)" }"#),
            auth(#"{ "type": "pat", "token": "env:\#(secret)" }"#),
            auth(#"{ "type": "pat", "token": \#(secret) }"#),
            auth(#"{ "type": "pat", "token": "\#(secret) }"#),
            auth(#"{ "type": "pat", "token": '\#(secret)' }"#),
            auth(#"{ "type": "pat", "token": "x" "\#(secret)" }"#),
            auth(#"{ "type": "pat", "token": ["\#(secret)"] }"#),
            auth(#"{ "type": "pat", "token": "env:T", "secret": "\#(secret)" }"#),
            auth(#"{ "type": "oauth_m2m", "client_id": "x", "client_secret": "\#(secret)" }"#),
            auth(#"{ "type": "azure_sp", "tenant_id": "a b", "client_id": "x", "client_secret": "\#(secret)" }"#),
            auth(#"{ "type": "pat", "token": "vault \#(secret)" }"#),
            host("https://someone:\(secret)@h.example"),
            top(#""github": { "repository": "a/b", "token": "\#(secret)" }"#),
        ]
        for text in texts {
            let mistakes = mistakes(text)
            #expect(mistakes != nil)
            #expect(mistakes?.contains(secret) != true)
        }
    }

    /// A path may hold what looks random, a variable's name does not.
    @Test func randomWordIsALiteralBehindEnvAlone() throws {
        let random = "q8rT0123456789abcdefghijklmnopqrstuvw"
        let folder = Folder("/", home: nil)
        #expect(throws: Refusal.self) { try SecretReference(configured: "env:\(random)", in: folder) }
        #expect(try SecretReference(configured: "file:/\(random)/x", in: folder).text == "file:/\(random)/x")
        #expect(throws: Refusal.self) {
            try SecretReference(configured: "exec:show dapi0123456789abcdef", in: folder)
        }
    }

    @Test func referenceReadsAsItWasWritten() throws {
        for text in ["env:A_1", "file:./a b", "exec:pass show x", "vault:prod/eu"] {
            #expect(try SecretReference(configured: text, in: Folder("/etc", home: nil)).text == text)
        }
    }
}
