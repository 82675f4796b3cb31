import Foundation
import Testing

/// A credential of every kind is planted wherever one can be, and looked for in every byte that comes out.
struct CanaryTests {
    private static let canaries = [
        "canary-environment-1", "canary-dotenv-2", "canary-file-3", "canary-command-4", "canary-profile-5",
        "canary-literal-6", "canary-url-7", "canary-github-8", "dapi00c0ffee00c0ffee", "canary-client-9",
        "ghp_0123456789abcdefghij", "canary-unused-10",
    ]

    private static let variables = [
        "DBMON_TOKEN": "canary-environment-1", "GITHUB_TOKEN": "canary-github-8",
        "DATABRICKS_TOKEN": "canary-unused-10",
        "CLIENT_SECRET": "canary-client-9",
    ]

    private func plant(in program: Program) throws {
        try program.write("DOTENV_TOKEN=canary-dotenv-2\n", to: ".env")
        try program.write("canary-file-3", to: "token", mode: 0o644)
        try program.write("#!/bin/sh\ntouch was-run\necho canary-command-4\n", to: "token.sh", mode: 0o755)
        try program.write(
            """
            [prod]
            host = prod.example
            token = canary-profile-5
            [bad]
            host = https://someone:canary-url-7@h.example
            token = dapi00c0ffee00c0ffee
            [dapi00c0ffee00c0ffee]
            host = x.example
            token = canary-profile-5
            """, to: ".databrickscfg", mode: 0o644)
        try program.write(
            """
            { "workspaces": [
              { "name": "a", "host": "a.example", "auth": { "type": "pat", "token": "env:DBMON_TOKEN" } },
              { "name": "b", "host": "b.example", "auth": { "type": "pat", "token": "env:DOTENV_TOKEN" } },
              { "name": "c", "host": "c.example", "auth": { "type": "pat", "token": "file:token" } },
              { "name": "d", "host": "d.example", "auth": { "type": "pat", "token": "exec:./token.sh" } },
              { "name": "e", "auth": { "type": "profile", "profile": "prod" } },
              { "name": "f", "host": "f.example", "auth":
                { "type": "oauth_m2m", "client_id": "id", "client_secret": "env:CLIENT_SECRET" } } ],
              "github": { "repository": "acme/health", "token": "env:GITHUB_TOKEN" } }
            """, to: "good.json")
        try program.write(
            """
            { // canary-literal-6
              "workspaces": [
              { "name": "dapi00c0ffee00c0ffee", "host": "https://u:canary-url-7@h.example", "auth":
                { "type": "pat", "token": "canary-literal-6" } },
              { "name": "b", "host": "dapi00c0ffee00c0ffee", "auth": { "type": "pat", "tokn": "canary-literal-6",
                'token': "env:canary-literal-6" } },
              { "name": "c", "host": "c.example", "dapi00c0ffee00c0ffee": 1, "environment": "ghp_0123456789abcdefghij",
                "auth": { "type": "oauth_m2m", "client_id": "dapi00c0ffee00c0ffee", "client_secret": "vault" } },
              { "name": "d", "auth": { "type": "profile", "profile": "bad" },
                "jobs": ["ghp_0123456789abcdefghij", { "tags": { "dapi00c0ffee00c0ffee": "x" } }] } ],
              "github": { "repository": "https://canary-url-7@github.com/a/b", "token": "ghp_0123456789abcdefghij" } }
            """, to: "bad.json")
        try program.write("{ \"workspaces\": canary-literal-6 }", to: "broken.json")
    }

    @Test func noCommandOfTheConfigurationShowsASecret() throws {
        let program = try Program()
        defer { program.remove() }
        try plant(in: program)
        let planted = Set(try program.files)
        var written: [(name: String, text: String)] = []
        let runs: [(arguments: [String], status: Int32)] = [
            (["config", "validate", "--workspaces", "good.json"], 0),
            (["config", "validate", "--workspaces", "good.json", "--format", "json"], 0),
            (["config", "validate", "--workspaces", "bad.json"], 78),
            (["config", "validate", "--workspaces", "bad.json", "--format", "json"], 78),
            (["config", "validate", "--workspaces", "broken.json"], 78),
            (["config", "validate", "--workspaces", "broken.json", "--log-level", "trace"], 78),
            (["config", "validate", "--workspaces", ".databrickscfg"], 78),
            (["config", "validate", "--workspaces", ".env"], 78),
            (["config", "validate", "--workspaces", "token"], 78),
            (["config", "validate", "--env-file", "token", "--workspaces", "good.json"], 78),
            (["config", "schema"], 0),
            (["init"], 0),
            (["init"], 74),
            (["config", "validate"], 0),
        ]
        for run in runs {
            let name = run.arguments.joined(separator: " ")
            let result = try program.run(run.arguments, Self.variables)
            #expect(result.status == run.status, "\(name): \(result.errors)")
            written += [(name, result.output), (name, result.errors)]
        }
        let added = Set(try program.files).subtracting(planted)
        #expect(added == ["workspaces.json"])  // and not was-run: no command is started
        for file in added { written.append((file, try program.text(of: file))) }
        for canary in Self.canaries {
            for (name, text) in written { #expect(!text.contains(canary), "\(canary) in \(name)") }
        }
    }

    /// Else the test above could not fail.
    @Test func canariesAreWhereTheyWerePlanted() throws {
        let program = try Program()
        defer { program.remove() }
        try plant(in: program)
        let planted = try program.files.map(program.text).joined() + Self.variables.values.joined()
        for canary in Self.canaries { #expect(planted.contains(canary)) }
    }
}
