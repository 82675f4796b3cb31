import Foundation
import Testing

@testable import Configuration

/// The first file of a newcomer: made from what the machine knows, fit for use at once, without a secret.
struct StarterFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func starter(_ variables: [String: String] = [:], profiles: String? = nil) throws -> StarterFile {
        var variables = variables
        variables["HOME"] = folder.path
        if let profiles { try folder.write(profiles, to: ".databrickscfg") }
        let environment = Environment(variables: variables)
        let starter = try StarterFile(file: "workspaces.json", environment: environment)
        // Whatever it is made of, a sweep can read it.
        let configuration = try starter.checked(file: "workspaces.json", environment: environment)
        #expect(configuration.workspaces.count == starter.workspaces)
        return starter
    }

    @Test func profilesBecomeWorkspaces() throws {
        let starter = try starter(
            profiles: """
                [DEFAULT]
                host = https://default.example/
                token = hunter2
                [prod eu]
                host: https://Prod.example/?o=1
                token = hunter2
                [Prod-EU]
                host = prod2.example
                client_id = id
                client_secret = hunter2
                [__settings__]
                default_profile = DEFAULT
                """)
        #expect(starter.source == .profiles(file: "~/.databrickscfg"))
        #expect(starter.skipped == [])
        #expect(
            starter.text == """
                {
                  "defaults": {
                    "jobs": [
                      "*"
                    ],
                    "lookback": "24h"
                  },
                  "workspaces": [
                    {
                      "name": "default",
                      "host": "https://default.example",
                      "auth": {
                        "type": "profile",
                        "profile": "DEFAULT"
                      }
                    },
                    {
                      "name": "prod-eu",
                      "host": "https://prod.example",
                      "auth": {
                        "type": "profile",
                        "profile": "prod eu"
                      }
                    },
                    {
                      "name": "Prod-EU-2",
                      "host": "https://prod2.example",
                      "auth": {
                        "type": "profile",
                        "profile": "Prod-EU"
                      }
                    }
                  ]
                }

                """)
    }

    @Test func profilesThatNoSweepCanUseAreNamedWithTheirReason() throws {
        let starter = try starter(
            profiles: """
                [DEFAULT]
                [login]
                host = login.example
                auth_type = databricks-cli
                [basic]
                host = basic.example
                username = u
                password = hunter2
                [plain]
                host = http://plain.example
                token = hunter2
                [account]
                host = accounts.cloud.databricks.com
                account_id = 1
                token = hunter2
                [hostless]
                token = hunter2
                [half]
                host = half.example
                client_id = x
                [first]
                host = one.example
                token = hunter2
                [second]
                host = https://One.example:443
                token = hunter2
                [dapi0123456789abcdef]
                host = two.example
                token = hunter2
                """)
        #expect(starter.workspaces == 1)
        #expect(
            starter.skipped == [
                "the profile \"login\": its kind, \"databricks-cli\", cannot be used without a person",
                "the profile \"basic\": its kind, \"basic\", cannot be used without a person",
                "the profile \"plain\": plain http:// would send the token in the clear; it is for loopback alone",
                "the profile \"account\": it is for an account, which has no jobs",
                "the profile \"hostless\": it names no host",
                "the profile \"half\": client_secret is missing in it",
                "the profile \"second\": it has the host of \"first\"",
                "the profile ‹redacted›: its name cannot stand in the file",
            ])
    }

    @Test func defaultGivesWayToANamedProfileOfItsHost() throws {
        let starter = try starter(
            profiles: "[DEFAULT]\nhost = h.example\ntoken = x\n[prod]\nhost = h.example\ntoken = x\n")
        #expect(starter.text.contains("\"name\": \"prod\""))
        #expect(starter.skipped == ["the profile \"DEFAULT\": it has the host of \"prod\""])
    }

    @Test(arguments: [
        ("_x", "x"), ("..", "workspace"), ("é", "workspace"), ("a/b", "a-b"), ("a b\u{E9}", "a-b--"),
        (String(repeating: "n", count: 80), String(repeating: "n", count: 60)),
    ])
    func nameOfAProfileIsMadeValid(_ profile: String, _ name: String) throws {
        let starter = try starter(profiles: "[\(profile)]\nhost = h.example\ntoken = x\n")
        #expect(starter.text.contains("\"name\": \"\(name)\""))
    }

    @Test func repositoryOfTheVariablesIsTaken() throws {
        let starter = try starter(
            ["GITHUB_REPO": "acme/health", "GITHUB_TOKEN": "hunter2", "GITHUB_BRANCH": "status"],
            profiles: "[p]\nhost = h.example\ntoken = x\n")
        #expect(starter.text.contains("\"repository\": \"acme/health\""))
        #expect(starter.text.contains("\"branch\": \"status\""))
        #expect(starter.text.contains("\"token\": \"env:GITHUB_TOKEN\""))
        #expect(!starter.text.contains("api_url"))
    }

    @Test func variablesBecomeAWorkspace() throws {
        let starter = try starter([
            "DATABRICKS_HOST": "https://DBC-A1.cloud.databricks.com/?o=1", "DATABRICKS_TOKEN": "hunter2",
            "MONITORED_JOBS": "New Job, nightly-*", "GITHUB_REPO": "acme/health",
            "GITHUB_API_URL": "https://github.acme.example/api/v3/",
        ])
        #expect(starter.source == .variables)
        #expect(
            starter.text == """
                {
                  "defaults": {
                    "jobs": [
                      "*"
                    ],
                    "lookback": "24h"
                  },
                  "workspaces": [
                    {
                      "name": "dbc-a1",
                      "host": "https://dbc-a1.cloud.databricks.com",
                      "auth": {
                        "type": "pat",
                        "token": "env:DATABRICKS_TOKEN"
                      },
                      "jobs": [
                        "New Job",
                        "nightly-*"
                      ]
                    }
                  ],
                  "github": {
                    "repository": "acme/health",
                    "branch": "main",
                    "directory": "Error",
                    "token": "env:GITHUB_TOKEN",
                    "api_url": "https://github.acme.example/api/v3"
                  }
                }

                """)
    }

    @Test func wrongVariablesAreNamed() throws {
        let error = #expect(throws: ConfigurationError.self) {
            try starter(["DATABRICKS_HOST": "http://localhost.evil.com"])
        }
        #expect(error?.text.hasPrefix("variable DATABRICKS_HOST: plain http:// would send") == true)
    }

    @Test func withoutAnythingItIsAnExample() throws {
        let starter = try starter(profiles: "[login]\nhost = h.example\nauth_type = databricks-cli\n")
        #expect(starter.source == .example)
        #expect(starter.skipped.count == 1)
        #expect(starter.text.contains("\"token\": \"env:DBMON_PROD_EU_TOKEN\""))
    }

    @Test func profilesThatWereNamedMustBeThere() throws {
        let error = #expect(throws: ConfigurationError.self) {
            try starter(["DATABRICKS_CONFIG_FILE": "/nowhere/profiles"])
        }
        #expect(error?.text.contains("/nowhere/profiles: there is no such file") == true)
    }
}
