import Testing

@testable import Configuration

/// A file without mistakes. Between them they have every key of `FileShape`, in every form that a person may write.
struct GoodFile: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String

    init(_ name: String, _ text: String) {
        testDescription = name
        self.text = text
    }

    static let all: [GoodFile] = [
        GoodFile("the example of the interface", GoodFileTests.example),
        GoodFile("one workspace", host("h.example")),
        GoodFile("a schema", top(#""$schema": "workspaces.schema.json""#)),
        GoodFile(
            "every default",
            """
            { "defaults": { "environment": "test", "auth": { "type": "pat", "token": "env:T" }, "jobs": ["a"],
              "lookback": "7d", "rate_limit": { "requests_per_second": 2.5, "burst": 5, "max_in_flight": 3 } },
              "workspaces": [ { "name": "a", "host": "h.example" } ] }
            """),
        GoodFile(
            "every limit",
            top(
                #""limits": { "connect": "1s", "stall": "60m", "request": "3600s", "give_up": "1d", "attempts": 20, "#
                    + #""max_in_flight": 4096 }"#)),
        GoodFile("empty sections", top(#""limits": {}, "report": {}, "history": {}, "defaults": {}"#)),
        GoodFile("few columns", top(#""report": { "directory": "../out", "columns": ["Run_Id", "Job_Name"] }"#)),
        GoodFile("no further columns", top(#""report": { "columns": [] }"#)),
        GoodFile("a history", top(#""history": { "database": "~/dbmon.sqlite", "retain": "36500d" }"#)),
        GoodFile(
            "a repository at GitHub Enterprise",
            top(
                #""github": { "repository": "Acme_corp/a.b-c", "token": "file:./t", "branch": "dbmon/status", "#
                    + #""directory": "./reports/databricks/", "api_url": "https://GitHub.acme.example/api/v3//" }"#)),
        GoodFile(
            "a client whose id is written",
            auth(
                #"{ "type": "oauth_m2m", "client_id": "12345678-1234-1234-1234-1"#
                    + #"234567890ab", "client_secret": "exec:./secret.sh --name x" }"#)),
        GoodFile(
            "a principal of Azure",
            auth(
                #"{ "type": "azure_sp", "tenant_id": "acme.onmicrosoft.com", "client_id": "env:ID", "#
                    + #""client_secret": "vault:prod/eu" }"#)),
        GoodFile("a profile", auth(#"{ "type": "profile", "profile": "prod eu" }"#)),
        GoodFile(
            "jobs of every kind", workspace(#""jobs": ["*", "a", "n-*", "x?", "[a-c]d", "[!a]", "[]]", "[[]x]"]"#)),
        GoodFile("the last id", workspace(#""jobs": [{ "id": 9223372036854775807 }, { "id": 1 }]"#)),
        GoodFile("tags", workspace(#""jobs": [{ "tags": { "team": "risk", "": "", "cost center": "7" } }]"#)),
        GoodFile(
            "service levels",
            workspace(
                #""jobs": [{ "name": "x", "tier": "batch", "sla": { "max_duration": "60d" } }, "#
                    + #"{ "name": "y", "sla": { "deadline": "23:59" } }, "#
                    + #"{ "name": "z", "sla": { "deadline": "00:00 America/Argentina/Buenos_Aires" } }]"#)),
        GoodFile("leading zeros in a duration", workspace(#""lookback": "007d""#)),
        GoodFile("the longest lookback in seconds", workspace(#""lookback": "5184000s""#)),
        GoodFile("the slowest rate", workspace(#""rate_limit": { "requests_per_second": 0.001 }"#)),
        GoodFile("the fastest rate", workspace(#""rate_limit": { "requests_per_second": 1E3, "burst": 10000 }"#)),
        GoodFile("a pasted address", host("  https://DBC-1.cloud.databricks.com:443/?o=12#job/4  ")),
        GoodFile("a host with a dot", host("h.example.")),
        GoodFile("an address of version 4", host("10.0.0.7:65535")),
        GoodFile("an address of version 6", host("https://[2001:DB8::7]:8443/")),
        GoodFile("loopback by name", host("http://ws1.LOCALHOST:8470/x")),
        GoodFile("loopback of version 4", host("http://127.255.255.254")),
        GoodFile("loopback of version 6", host("http://[::1]:9")),
        GoodFile("loopback of version 6 in full", host("http://[0:0:0:0:0:0:0:1]")),
        GoodFile("a host with an underscore", host("a_b.example")),
        GoodFile("a host that begins with a number", host("1password.example")),
        GoodFile("a byte-order mark", "\u{FEFF}" + host("h.example")),
        GoodFile(
            "a name of 64 letters",
            workspace("\"environment\": \"\"").replacing("\"a\"", with: "\"\(String(repeating: "n", count: 64))\"")),
        GoodFile(
            "an environment of 128 letters", workspace("\"environment\": \"\(String(repeating: "é", count: 128))\"")),
    ]
}

struct GoodFilesTests {
    @Test(arguments: GoodFile.all)
    func goodFileHasNoMistakes(_ file: GoodFile) {
        #expect(mistakes(file.text) == nil)
    }
}
