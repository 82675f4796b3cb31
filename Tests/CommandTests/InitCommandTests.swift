import Foundation
import Testing

/// The way of a newcomer: `init`, then `config validate`.
struct InitCommandTests {
    @Test func profilesBecomeAFileThatIsValidAtOnce() throws {
        let program = try Program()
        defer { program.remove() }
        try program.write(
            """
            [prod-eu]
            host = https://dbc-a1.cloud.databricks.com/
            token = hunter2
            [login]
            host = https://dbc-b2.cloud.databricks.com/
            auth_type = databricks-cli
            """, to: ".databrickscfg")
        let result = try program.run(["init"])
        #expect(result.status == 0)
        #expect(result.errors == "")
        #expect(
            result.output == """
                Wrote workspaces.json: 1 workspace, from the profiles of ~/.databrickscfg.
                  left out: the profile "login": its kind, "databricks-cli", cannot be used without a person

                Next:
                  dbmon config validate                         after every change to the file
                  dbmon sweep --no-publish                      read every job, write the reports here
                  dbmon sweep                                   the same, and commit them to GitHub
                  dbmon config schema > workspaces.schema.json  for your editor: "$schema": "workspaces.schema.json"

                """)
        let check = try program.run(["config", "validate"])
        #expect(check.status == 0)
        #expect(check.output.contains("prod-eu    https://dbc-a1.cloud.databricks.com  profile prod-eu"))
        #expect(!check.output.contains("warning"))
    }

    @Test func fileThatIsThereIsNeverTouched() throws {
        let program = try Program()
        defer { program.remove() }
        for name in ["mine.json", "link.json"] {
            if name == "mine.json" {
                try program.write("mine", to: name)
            } else {
                try FileManager.default.createSymbolicLink(
                    atPath: "\(program.folder)/link.json", withDestinationPath: "nowhere.json")
            }
            let result = try program.run(["init", "--workspaces", name])
            #expect(result.status == 74)
            #expect(result.output == "")
            #expect(
                result.errors == """
                    dbmon: \(name) is there already and was not touched
                      fix: Name another file by --workspaces FILE, or check this one: dbmon config validate

                    """)
        }
        #expect(try program.text(of: "mine.json") == "mine")
        #expect(try program.files == ["link.json", "mine.json"])
    }

    @Test func folderThatIsNotThereIsNotMade() throws {
        let program = try Program()
        defer { program.remove() }
        let result = try program.run(["init", "--workspaces", "sub/fleet.json"])
        #expect(result.status == 74)
        #expect(result.errors.hasPrefix("dbmon: sub/fleet.json cannot be written: there is no such folder\n"))
        #expect(try program.files == [])
    }

    @Test func wrongVariablesWriteNothing() throws {
        let program = try Program()
        defer { program.remove() }
        let result = try program.run(["init"], ["DATABRICKS_HOST": "http://h.example"])
        #expect(result.status == 78)
        #expect(try program.files == [])
    }

    @Test func exampleIsExplainedAndNamesItsFileInTheNextSteps() throws {
        let program = try Program()
        defer { program.remove() }
        let result = try program.run(["init", "--workspaces", "my fleet.json"])
        #expect(result.status == 0)
        #expect(result.output.contains("\n  auth      where the token is kept: env:NAME, file:PATH or exec:COMMAND;"))
        #expect(result.output.contains("\n  dbmon sweep --workspaces 'my fleet.json' --no-publish "))
        #expect(try program.run(["config", "validate", "--workspaces", "my fleet.json"]).status == 0)
        #expect(try program.run(["init", "--workspaces", "quiet.json", "--quiet"]).output == "")
        #expect(try program.files == ["my fleet.json", "quiet.json"])
    }

    @Test func programAndItsChildrenLeaveNoCoreDumps() throws {
        let program = try Program()
        defer { program.remove() }
        // The limit shows in what an exec: reference starts; a sweep is the only one to start it.
        try program.write("#!/bin/sh\nulimit -c > core-limit\necho x\n", to: "token.sh", mode: 0o755)
        try program.write(
            """
            { "workspaces": [ { "name": "a", "host": "http://127.0.0.1:1",
              "auth": { "type": "pat", "token": "exec:./token.sh" } } ],
              "limits": { "give_up": "1s", "attempts": 1 } }
            """, to: "workspaces.json")
        _ = try program.run(["sweep", "--quiet"])
        #expect(try program.text(of: "core-limit") == "0\n")
    }

    /// A helper that fetches one credential sees none of the others, and keeps what it needs itself.
    @Test func helperGetsNoCredentialOfDbmon() throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("#!/bin/sh\nenv > seen\necho x\n", to: "token.sh", mode: 0o755)
        try program.write("DOTENV=canary-dotenv\n", to: ".env")
        try program.write(
            """
            { "workspaces": [
              { "name": "a", "host": "http://127.0.0.1:1", "auth": { "type": "pat", "token": "exec:./token.sh" } },
              { "name": "b", "host": "http://127.0.0.1:1", "auth": { "type": "pat", "token": "env:OTHER" } } ],
              "limits": { "give_up": "1s", "attempts": 1 } }
            """, to: "workspaces.json")
        _ = try program.run(
            ["sweep", "--quiet"],
            [
                "OTHER": "canary-other", "DATABRICKS_TOKEN": "canary-databricks", "GITHUB_TOKEN": "canary-github",
                "VAULT_TOKEN": "kept",
            ])
        let seen = try program.text(of: "seen")
        #expect(!seen.contains("canary"))
        #expect(seen.contains("VAULT_TOKEN=kept\n"))
        #expect(seen.contains("PATH="))
    }
}
