import Foundation
import Model
import Pacing
import Testing

@testable import Configuration

struct GoodFileTests {
    /// The example of INTERFACE.md as it stands there, line for line.
    static let example = #"""
        {
          "defaults": {
            "jobs": ["*"],
            "lookback": "24h",
            "rate_limit": { "requests_per_second": 10, "burst": 20, "max_in_flight": 8 }
          },
          "workspaces": [
            {
              "name": "prod-eu",
              "host": "https://dbc-a1b2c3d4-e5f6.cloud.databricks.com",
              "environment": "production",
              "auth": { "type": "pat", "token": "env:DBMON_PROD_EU_TOKEN" },
              "jobs": [
                "New Job",
                "nightly-*",
                { "name": "billing", "tier": "critical", \#
        "sla": { "max_duration": "45m", "deadline": "06:00 Europe/Berlin" } },
                { "id": 247667064659313 },
                { "tags": { "team": "risk" } }
              ]
            },
            {
              "name": "prod-us",
              "host": "https://adb-1234567890123456.7.azuredatabricks.net",
              "auth": { "type": "oauth_m2m", "client_id": "env:DBMON_US_CLIENT_ID", \#
        "client_secret": "file:/run/secrets/us" }
            }
          ],
          "report": { "directory": "reports" },
          "github": {
            "repository": "acme/pipeline-health",
            "branch": "main",
            "directory": "Error",
            "token": "env:GITHUB_TOKEN",
            "api_url": "https://api.github.com"
          },
          "history": { "database": "dbmon.sqlite", "retain": "400d" }
        }
        """#

    @Test func exampleOfTheInterfaceIsReadWhole() throws {
        let configuration = try parse(Self.example)
        #expect(configuration.notes == [])
        #expect(configuration.limits == .standard)
        #expect(configuration.report == ReportConfiguration(directory: "/etc/dbmon/reports"))
        #expect(configuration.history.database == "/etc/dbmon/dbmon.sqlite")
        #expect(configuration.history.retain == .seconds(400 * 86_400))
        let github = try #require(configuration.github)
        #expect(github.owner == "acme")
        #expect(github.repository == "pipeline-health")
        #expect(github.branch == "main")
        #expect(github.directory == "Error")
        #expect(github.token == .environment("GITHUB_TOKEN"))
        #expect(github.apiURL == "https://api.github.com")

        try #require(configuration.workspaces.count == 2)
        let first = configuration.workspaces[0]
        #expect(first.name.text == "prod-eu")
        #expect(first.host == "https://dbc-a1b2c3d4-e5f6.cloud.databricks.com")
        #expect(first.environment == "production")
        #expect(first.auth == .pat(token: .environment("DBMON_PROD_EU_TOKEN")))
        #expect(first.lookback == .seconds(86_400))
        #expect(
            first.selections.map(\.selection.entryText) == [
                "New Job", "nightly-*", "billing", "id 247667064659313", "tags team=risk",
            ])
        #expect(first.selections[2].tier == .critical)
        #expect(first.selections[2].sla?.maxDuration == .seconds(45 * 60))
        #expect(first.selections[2].sla?.deadline == .init(minuteOfDay: 360, timeZone: "Europe/Berlin"))

        let second = configuration.workspaces[1]
        #expect(second.environment == "")
        #expect(second.selections == [JobEntry(.everything)])
        #expect(second.rateLimit == RateLimit(requestsPerSecond: 10, burst: 20, maxInFlight: 8))
        #expect(
            second.auth
                == .oauthM2M(
                    clientID: .reference(.environment("DBMON_US_CLIENT_ID")),
                    clientSecret: .file(path: "/run/secrets/us", absolute: "/run/secrets/us")))
    }

    @Test func shortestFileHasTheDefaultsOfTheInterface() throws {
        let configuration = try parse(workspace("\"jobs\": [\"*\"]"))
        #expect(configuration.github == nil)
        #expect(configuration.report == ReportConfiguration(directory: "/etc/dbmon/reports", columns: nil))
        #expect(configuration.history.database == "/etc/dbmon/dbmon.sqlite")
        #expect(configuration.history.retain == .seconds(34_560_000))
        #expect(configuration.limits.connect == .seconds(10))
        #expect(configuration.limits.stall == .seconds(20))
        #expect(configuration.limits.request == .seconds(60))
        #expect(configuration.limits.giveUp == .seconds(120))
        #expect(configuration.limits.attempts == 4)
        #expect(configuration.limits.maxInFlight == 256)
        #expect(configuration.limits.compressedBodyBytes == 16_777_216)
        #expect(configuration.limits.bodyBytes == 67_108_864)
        #expect(configuration.workspaces[0].lookback == .seconds(86_400))
        #expect(configuration.workspaces[0].rateLimit == RateLimit(requestsPerSecond: 10, burst: 20, maxInFlight: 8))
    }

    @Test func ownKeyOfAWorkspaceWinsWhole() throws {
        let configuration = try parse(
            """
            {
              "$schema": "https://example.com/dbmon.json",
              "defaults": {
                "auth": { "type": "pat", "token": "env:SHARED" }, "environment": "test", "lookback": "7d",
                "rate_limit": { "requests_per_second": 2.5, "burst": 5, "max_in_flight": 3 }, "jobs": ["a", "b"]
              },
              "workspaces": [
                { "name": "x", "host": "x.example" },
                { "name": "y", "host": "y.example", "rate_limit": { "burst": 7 }, "jobs": ["c"], "environment": "" }
              ]
            }
            """)
        let (first, second) = (configuration.workspaces[0], configuration.workspaces[1])
        #expect(first.auth == .pat(token: .environment("SHARED")))
        #expect(first.environment == "test")
        #expect(first.lookback == .seconds(7 * 86_400))
        #expect(first.rateLimit == RateLimit(requestsPerSecond: 2.5, burst: 5, maxInFlight: 3))
        #expect(first.selections.map(\.selection.entryText) == ["a", "b"])
        #expect(second.rateLimit == RateLimit(requestsPerSecond: 10, burst: 7, maxInFlight: 8))
        #expect(second.selections.map(\.selection.entryText) == ["c"])
        #expect(second.environment == "")
    }

    @Test func relativePathsAreRelativeToTheFile() throws {
        let configuration = try parse(
            """
            {
              "workspaces": [
                { "name": "x", "host": "x.example", "auth": { "type": "pat", "token": "file:secrets/x" } },
                { "name": "y", "host": "y.example", "auth": { "type": "pat", "token": "exec:./token.sh  --name y" } },
                { "name": "z", "host": "z.example", "auth": { "type": "pat", "token": "exec:pass show z" } }
              ],
              "report": { "directory": "../out" },
              "history": { "database": "~/dbmon.sqlite" }
            }
            """)
        #expect(configuration.report.directory == "/etc/dbmon/../out")
        #expect(configuration.history.database == "/home/someone/dbmon.sqlite")
        let tokens = configuration.workspaces.map(\.auth)
        #expect(tokens[0] == .pat(token: .file(path: "secrets/x", absolute: "/etc/dbmon/secrets/x")))
        #expect(
            tokens[1]
                == .pat(token: .command(["./token.sh", "--name", "y"], executable: "/etc/dbmon/token.sh")))
        #expect(tokens[2] == .pat(token: .command(["pass", "show", "z"], executable: "pass")))
    }

    @Test func limitsAreRead() throws {
        let limits = try parse(
            top(
                """
                "limits": { "connect": "1s", "stall": "2s", "request": "3m", "give_up": "1h", "attempts": 7,
                            "max_in_flight": 12 }
                """)
        ).limits
        #expect(
            limits
                == Limits(
                    connect: .seconds(1), stall: .seconds(2), request: .seconds(180), giveUp: .seconds(3_600),
                    attempts: 7, maxInFlight: 12))
    }

    @Test func workspaceColumnStays() throws {
        func columns(_ list: String) throws -> [String]? {
            try parse(top("\"report\": { \"columns\": \(list) }")).report.columns
        }
        #expect(try columns("[]") == ["Workspace"])
        #expect(try columns("[\"Run_Id\"]") == ["Workspace", "Run_Id"])
        #expect(try columns("[\"Run_Id\", \"Workspace\"]") == ["Run_Id", "Workspace"])
        #expect(try columns("[\"Job_Id\", \"Run_Id\"]") == ["Workspace", "Run_Id"])
    }

    @Test func enterpriseAddressKeepsItsPath() throws {
        let github = try parse(
            top(
                """
                "github": { "repository": "Acme_corp/a.b-c", "token": "file:/t", "branch": "dbmon/status",
                            "directory": "./reports/databricks/", "api_url": "https://GitHub.acme.example/api/v3//" }
                """)
        ).github
        #expect(github?.apiURL == "https://github.acme.example/api/v3")
        #expect(github?.branch == "dbmon/status")
        #expect(github?.directory == "reports/databricks")
    }

    @Test func byteOrderMarkAndLineEndsOfWindowsAreTolerated() throws {
        let text = "\u{FEFF}" + Self.example.replacing("\n", with: "\r\n")
        #expect(try parse(text).workspaces.count == 2)
    }

    @Test func repeatedEntryCountsOnceAndIsNoted() throws {
        let configuration = try parse(workspace("\"jobs\": [\"a\", \"b\", \"a\"]"))
        #expect(configuration.workspaces[0].selections.map(\.selection.entryText) == ["a", "b"])
        #expect(configuration.notes == ["workspaces[0].jobs[2] repeats workspaces[0].jobs[0]; it counts once."])
    }

    @Test func variablesThatAreNotUsedAreNoted() throws {
        let configuration = try parse(
            Self.example, variables: ["GITHUB_REPO": "x/y", "DATABRICKS_INSTANCE": "z.example", "GITHUB_BRANCH": "b"])
        #expect(configuration.workspaces.count == 2)
        #expect(configuration.github?.owner == "acme")
        #expect(
            configuration.notes == [
                "DATABRICKS_INSTANCE is set but not used: workspaces.json alone decides.",
                "GITHUB_REPO is set but not used: workspaces.json alone decides.",
            ])
    }

    @Test func differingLimitsOfOneHostAreNoted() throws {
        let configuration = try parse(
            """
            { "defaults": { "auth": { "type": "pat", "token": "env:T" } }, "workspaces": [
              { "name": "a", "host": "h.example" },
              { "name": "b", "host": "https://H.example:443/x", "rate_limit": { "burst": 1 } } ] }
            """)
        #expect(
            configuration.notes == [
                "a and b share https://h.example, and have two rate_limits for it."
            ])
    }
}
