import Foundation
import Testing

struct ConfigCommandTests {
    private static let good = """
        { "workspaces": [
          { "name": "prod-eu", "host": "https://dbc-a1.cloud.databricks.com", "environment": "production",
            "auth": { "type": "pat", "token": "env:EU_TOKEN" },
            "jobs": ["New Job", "nightly-*", { "id": 42 }, { "tags": { "team": "risk" } }] },
          { "name": "prod-us", "host": "adb-1.7.azuredatabricks.net",
            "auth": { "type": "oauth_m2m", "client_id": "env:US_ID", "client_secret": "file:us" } } ],
          "github": { "repository": "acme/pipeline-health", "token": "env:GITHUB_TOKEN" } }
        """

    @Test func goodConfigurationIsExplained() throws {
        let program = try Program()
        defer { program.remove() }
        try program.write(Self.good, to: "workspaces.json")
        try program.write("hunter2", to: "us", mode: 0o644)
        let result = try program.run(["config", "validate"], ["EU_TOKEN": "x", "US_ID": "x", "DATABRICKS_HOST": "h"])
        #expect(result.status == 0)
        #expect(result.errors == "")
        #expect(
            result.output == """
                workspaces.json: 2 workspaces, no mistakes.

                  Workspace  Host                                 Credential                    Jobs
                  prod-eu    https://dbc-a1.cloud.databricks.com  pat env:EU_TOKEN              New Job, nightly-*, \
                id 42 and 1 more
                  prod-us    https://adb-1.7.azuredatabricks.net  oauth_m2m env:US_ID, file:us  every job

                  Publish  acme/pipeline-health, branch main, folder Error, token env:GITHUB_TOKEN
                  Reports  FOLDER/reports
                  History  FOLDER/dbmon.sqlite, kept for 400d
                  note: DATABRICKS_HOST is set but not used: workspaces.json alone decides.

                2 warnings:
                workspaces.json:6:79: workspaces[1].auth.client_secret: everybody on this machine may read file:us
                    fix: chmod 600 FOLDER/us
                workspaces.json:7:62: github.token: env:GITHUB_TOKEN is not set, neither in the environment nor in .env
                    fix: set the variable, or write it into .env

                """)
    }

    @Test func goodConfigurationIsAnObjectForPrograms() throws {
        let program = try Program()
        defer { program.remove() }
        try program.write(Self.good, to: "workspaces.json")
        let result = try program.run(["config", "validate", "--format", "json", "--workspace", "*-us"])
        #expect(result.status == 0)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(
            json.keys.sorted() == [
                "file", "github", "mistakes", "notes", "source", "valid", "warnings", "workspaces",
            ])
        #expect(json["valid"] as? Bool == true)
        #expect(json["source"] as? String == "file")
        let workspaces = try #require(json["workspaces"] as? [[String: Any]])
        #expect(workspaces.map { $0["name"] as? String } == ["prod-us"])
        #expect(workspaces[0]["host"] as? String == "https://adb-1.7.azuredatabricks.net")
        #expect((json["warnings"] as? [[String: Any]])?.count == 4)
    }

    @Test func mistakesGoToStandardErrorWith78() throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("{ \"worspaces\": [], }", to: "fleet.json")
        let result = try program.run(["config", "validate", "--workspaces", "fleet.json"])
        #expect(result.status == 78)
        #expect(result.output == "")
        #expect(
            result.errors == """
                fleet.json:1:18: a comma stands before the closing bracket
                    fix: remove the comma
                fleet.json:1:3: worspaces: unknown key "worspaces"
                    fix: did you mean "workspaces"?

                """)
        let json = try program.run(["config", "validate", "--workspaces", "fleet.json", "--format", "json"])
        #expect(json.status == 78)
        #expect(json.errors == "")
        #expect(
            json.output == """
                {
                  "file": "fleet.json",
                  "valid": false,
                  "source": null,
                  "workspaces": null,
                  "github": null,
                  "mistakes": [
                    {
                      "kind": "syntax",
                      "file": "fleet.json",
                      "line": 1,
                      "column": 18,
                      "path": null,
                      "message": "a comma stands before the closing bracket",
                      "fix": "remove the comma"
                    },
                    {
                      "kind": "unknown_key",
                      "file": "fleet.json",
                      "line": 1,
                      "column": 3,
                      "path": "worspaces",
                      "message": "unknown key \\"worspaces\\"",
                      "fix": "did you mean \\"workspaces\\"?"
                    }
                  ],
                  "warnings": [],
                  "notes": []
                }

                """)
    }

    @Test func variablesAloneAreExplainedToo() throws {
        let program = try Program()
        defer { program.remove() }
        let result = try program.run(
            ["config", "validate"], ["DATABRICKS_INSTANCE": "h.example", "DATABRICKS_TOKEN": "x"])
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("workspaces.json is not there; the variables make 1 workspace, no mistakes.\n"))
        #expect(result.output.contains("  Publish  nothing: there is no \"github\" section\n"))
    }

    @Test func unknownWorkspaceIsUsage() throws {
        let program = try Program()
        defer { program.remove() }
        try program.write(Self.good, to: "workspaces.json")
        #expect(try program.run(["config", "validate", "--workspace", "prod-eux"]).status == 64)
    }

    /// A pipe, a device or a folder is refused at once and does not hold the program up.
    @Test func whatIsNoFileIsRefused() throws {
        let program = try Program()
        defer { program.remove() }
        #expect(unsafe mkfifo(program.folder + "/pipe", 0o600) == 0)
        func errors(_ file: String) throws -> String {
            let result = try program.run(["config", "validate", "--workspaces", file])
            #expect(result.status == 78)
            return result.errors
        }
        try #expect(
            errors("pipe") == """
                pipe: it is not a regular file
                    fix: name a file; a pipe or a device would hold dbmon up

                """)
        try #expect(errors("/dev/zero").hasPrefix("/dev/zero: it is not a regular file\n"))
        try #expect(errors(".") == ".: it is a folder, not a file\n    fix: name the file in it\n")
        try #expect(
            errors("none.json") == """
                none.json: there is no such file
                    fix: check the name, or write a first file by: dbmon init

                """)
        try #expect(errors("").hasPrefix(": it is a folder, not a file\n"))
    }
}
