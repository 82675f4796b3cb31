import Testing

@testable import Configuration

/// Further wrong jobs, durations, numbers and sections.
struct BadValueTests {
    @Test(arguments: cases)
    func wrongValueIsNamedWithWhatWasExpected(_ test: BadFile) {
        #expect(mistakes(test.text) == test.mistakes)
    }

    static let cases: [BadFile] = [
        BadFile(
            "a bracket alone",
            workspace(#""jobs": ["["]"#),
            #"""
            workspaces.json:2:10: workspaces[0].jobs[0]: the pattern "[" has a [ that is not closed
                fix: close it with ], or write [[] for a [
            """#),
        BadFile(
            "an empty set",
            workspace(#""jobs": ["x[]"]"#),
            #"""
            workspaces.json:2:10: workspaces[0].jobs[0]: the pattern "x[]" has a [ that is not closed
                fix: close it with ], or write [[] for a [
            """#),
        BadFile(
            "an empty set of others",
            workspace(#""jobs": ["x[!]"]"#),
            #"""
            workspaces.json:2:10: workspaces[0].jobs[0]: the pattern "x[!]" has a [ that is not closed
                fix: close it with ], or write [[] for a [
            """#),
        BadFile(
            "a pattern of 1,025 letters",
            workspace(
                #""jobs": [""# + String(repeating: "p", count: 64)
                    + #"pppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp*"]"#
            ),
            #"""
            workspaces.json:2:10: workspaces[0].jobs[0]: the pattern is longer than 1024 characters
            """#),
        BadFile(
            "a name of 4,097 bytes",
            workspace(
                #""jobs": [""# + String(repeating: "p", count: 64)
                    + #"ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp"]"#
            ),
            #"""
            workspaces.json:2:10: workspaces[0].jobs[0]: the name is longer than 4096 bytes, as no job's is
            """#),
        BadFile(
            "a job that is null",
            workspace(#""jobs": [null]"#),
            #"""
            workspaces.json:2:10: workspaces[0].jobs[0]: a name or an object is expected here, not null
            """#),
        BadFile(
            "a list in the list",
            workspace(#""jobs": [["x"]]"#),
            #"""
            workspaces.json:2:10: workspaces[0].jobs[0]: a name or an object is expected here, not a list
            """#),
        BadFile(
            "jobs that are null",
            workspace(#""jobs": null"#),
            #"""
            workspaces.json:2:9: workspaces[0].jobs: a list is expected here, not null
            """#),
        BadFile(
            "a selector misspelled",
            workspace(#""jobs": [{ "nmae": "x" }]"#),
            #"""
            workspaces.json:2:12: workspaces[0].jobs[0].nmae: unknown key "nmae"
                fix: did you mean "name"?
            """#),
        BadFile(
            "an unknown key of a job",
            workspace(#""jobs": [{ "name": "x", "owner": "y" }]"#),
            #"""
            workspaces.json:2:25: workspaces[0].jobs[0].owner: unknown key "owner"
                fix: the keys here are "name", "id", "tags", "tier" and "sla"
            """#),
        BadFile(
            "id 0",
            workspace(#""jobs": [{ "id": 0 }]"#),
            #"""
            workspaces.json:2:18: workspaces[0].jobs[0].id: a whole number from 1 to 9223372036854775807 is expected \#
            here, not 0
            """#),
        BadFile(
            "a negative id",
            workspace(#""jobs": [{ "id": -1 }]"#),
            #"""
            workspaces.json:2:18: workspaces[0].jobs[0].id: a whole number from 1 to 9223372036854775807 is expected \#
            here, not -1
            """#),
        BadFile(
            "an id with an exponent",
            workspace(#""jobs": [{ "id": 1e3 }]"#),
            #"""
            workspaces.json:2:18: workspaces[0].jobs[0].id: a whole number from 1 to 9223372036854775807 is expected \#
            here, not 1e3
            """#),
        BadFile(
            "a list of tags",
            workspace(#""jobs": [{ "tags": ["team"] }]"#),
            #"""
            workspaces.json:2:20: workspaces[0].jobs[0].tags: an object is expected here, not a list
            """#),
        BadFile(
            "a tier in capitals",
            workspace(#""jobs": [{ "name": "x", "tier": "Critical" }]"#),
            #"""
            workspaces.json:2:33: workspaces[0].jobs[0].tier: unknown tier "Critical"
                fix: did you mean "critical"?
            """#),
        BadFile(
            "an hour that is none",
            workspace(#""jobs": [{ "name": "x", "sla": { "deadline": "24:00 UTC" } }]"#),
            #"""
            workspaces.json:2:46: workspaces[0].jobs[0].sla.deadline: "24:00 UTC" is not a time of day
                fix: write it as 06:00 Europe/Berlin
            """#),
        BadFile(
            "a zone with a blank",
            workspace(#""jobs": [{ "name": "x", "sla": { "deadline": "06:00 Europe Berlin" } }]"#),
            #"""
            workspaces.json:2:46: workspaces[0].jobs[0].sla.deadline: "06:00 Europe Berlin" is not a time of day
                fix: write it as 06:00 Europe/Berlin
            """#),
        BadFile(
            "a zone as an offset",
            workspace(#""jobs": [{ "name": "x", "sla": { "deadline": "06:00 +01:00" } }]"#),
            #"""
            workspaces.json:2:46: workspaces[0].jobs[0].sla.deadline: "06:00 +01:00" names no time zone
                fix: write it as 06:00 Europe/Berlin
            """#),
        BadFile(
            "a duration of an sla without a unit",
            workspace(#""jobs": [{ "name": "x", "sla": { "max_duration": "45" } }]"#),
            #"""
            workspaces.json:2:50: workspaces[0].jobs[0].sla.max_duration: "45" is not a duration
                fix: write a whole number and a unit, as 90s, 15m, 24h or 7d
            """#),
        BadFile(
            "a key of an sla misspelled",
            workspace(#""jobs": [{ "name": "x", "sla": { "max_durations": "45m" } }]"#),
            #"""
            workspaces.json:2:34: workspaces[0].jobs[0].sla.max_durations: unknown key "max_durations"
                fix: did you mean "max_duration"?
            """#),
        BadFile(
            "an empty lookback",
            workspace(#""lookback": """#),
            #"""
            workspaces.json:2:13: workspaces[0].lookback: "" is not a duration
                fix: write a whole number and a unit, as 90s, 15m, 24h or 7d
            """#),
        BadFile(
            "a lookback with a blank",
            workspace(#""lookback": "24 h""#),
            #"""
            workspaces.json:2:13: workspaces[0].lookback: "24 h" is not a duration
                fix: write a whole number and a unit, as 90s, 15m, 24h or 7d
            """#),
        BadFile(
            "a lookback with a fraction",
            workspace(#""lookback": "1.5h""#),
            #"""
            workspaces.json:2:13: workspaces[0].lookback: "1.5h" is not a duration
                fix: write a whole number and a unit, as 90s, 15m, 24h or 7d
            """#),
        BadFile(
            "a negative lookback",
            workspace(#""lookback": "-1h""#),
            #"""
            workspaces.json:2:13: workspaces[0].lookback: "-1h" is not a duration
                fix: write a whole number and a unit, as 90s, 15m, 24h or 7d
            """#),
        BadFile(
            "a lookback of two units",
            workspace(#""lookback": "1h30m""#),
            #"""
            workspaces.json:2:13: workspaces[0].lookback: "1h30m" is not a duration
                fix: write a whole number and a unit, as 90s, 15m, 24h or 7d
            """#),
        BadFile(
            "a lookback with a capital",
            workspace(#""lookback": "24H""#),
            #"""
            workspaces.json:2:13: workspaces[0].lookback: "24H" is not a duration
                fix: write a whole number and a unit, as 90s, 15m, 24h or 7d
            """#),
        BadFile(
            "a lookback in weeks",
            workspace(#""lookback": "1w""#),
            #"""
            workspaces.json:2:13: workspaces[0].lookback: "1w" is not a duration
                fix: write a whole number and a unit, as 90s, 15m, 24h or 7d
            """#),
        BadFile(
            "a lookback that is true",
            workspace(#""lookback": true"#),
            #"""
            workspaces.json:2:13: workspaces[0].lookback: a duration is expected here, not true or false
                fix: write it in quotes with its unit, as "90s", "15m", "24h" or "7d"
            """#),
        BadFile(
            "a negative burst",
            workspace(#""rate_limit": { "burst": -5 }"#),
            #"""
            workspaces.json:2:26: workspaces[0].rate_limit.burst: a whole number from 1 to 10000 is expected here, \#
            not -5
            """#),
        BadFile(
            "a burst that is true",
            workspace(#""rate_limit": { "burst": true }"#),
            #"""
            workspaces.json:2:26: workspaces[0].rate_limit.burst: a number is expected here, not true or false
            """#),
        BadFile(
            "a rate in quotes",
            workspace(#""rate_limit": { "requests_per_second": "10" }"#),
            #"""
            workspaces.json:2:40: workspaces[0].rate_limit.requests_per_second: a number is expected here, not a text
                fix: write it without quotes
            """#),
        BadFile(
            "a rate that is a number",
            workspace(#""rate_limit": 10"#),
            #"""
            workspaces.json:2:15: workspaces[0].rate_limit: an object is expected here, not a number
            """#),
        BadFile(
            "a number of 40 digits",
            workspace(#""rate_limit": { "burst": 1111111111111111111111111111111111111111 }"#),
            #"""
            workspaces.json:2:26: workspaces[0].rate_limit.burst: a whole number from 1 to 10000 is expected here, \#
            not one of 40 digits
            """#),
        BadFile(
            "a repository without an owner",
            top(#""github": { "repository": "health", "token": "env:T" }"#),
            #"""
            workspaces.json:2:27: github.repository: "health" is not a repository
                fix: write owner and name alone, as acme/pipeline-health
            """#),
        BadFile(
            "a repository with a bad owner",
            top(#""github": { "repository": "-acme/health", "token": "env:T" }"#),
            #"""
            workspaces.json:2:27: github.repository: "-acme/health" has no valid owner
                fix: write it as acme/pipeline-health
            """#),
        BadFile(
            "a repository with a bad name",
            top(#""github": { "repository": "acme/a b", "token": "env:T" }"#),
            #"""
            workspaces.json:2:27: github.repository: "acme/a b" has no valid name
                fix: write it as acme/pipeline-health
            """#),
        BadFile(
            "a repository's name misspelled",
            top(#""github": { "repo": "acme/health", "token": "env:T" }"#),
            #"""
            workspaces.json:2:13: github.repo: unknown key "repo"
                fix: did you mean "repository"?
            """#),
        BadFile(
            "a branch that is HEAD",
            top(#""github": { "repository": "acme/health", "token": "env:T", "branch": "HEAD" }"#),
            #"""
            workspaces.json:2:70: github.branch: "HEAD" cannot be the name of a branch
                fix: name a branch as main or dbmon/status
            """#),
        BadFile(
            "an empty branch",
            top(#""github": { "repository": "acme/health", "token": "env:T", "branch": "" }"#),
            #"""
            workspaces.json:2:70: github.branch: "" cannot be the name of a branch
                fix: name a branch as main or dbmon/status
            """#),
        BadFile(
            "a folder that is git's",
            top(#""github": { "repository": "acme/health", "token": "env:T", "directory": "a/.git" }"#),
            #"""
            workspaces.json:2:73: github.directory: "a/.git" cannot be a folder of the repository
                fix: name a folder without .. or .git in it, as Error or reports/databricks
            """#),
        BadFile(
            "an empty folder in the repository",
            top(#""github": { "repository": "acme/health", "token": "env:T", "directory": "" }"#),
            #"""
            workspaces.json:2:73: github.directory: "" cannot be a folder of the repository
                fix: name a folder without .. or .git in it, as Error or reports/databricks
            """#),
        BadFile(
            "an API's address with a password",
            top(
                #""github": { "repository": "acme/health", "token": "env:T", "api_url": "#
                    + #""https://u:hunter2@g.example" }"#),
            #"""
            workspaces.json:2:71: github.api_url: the address holds user information
                fix: remove everything up to the @
            """#),
        BadFile(
            "an API's address with another scheme",
            top(#""github": { "repository": "acme/health", "token": "env:T", "api_url": "ssh://g.example" }"#),
            #"""
            workspaces.json:2:71: github.api_url: the address has another scheme than https
                fix: write https://…
            """#),
        BadFile(
            "an API's path upwards",
            top(
                #""github": { "repository": "acme/health", "token": "env:T", "api_url": "#
                    + #""https://g.example/../x" }"#),
            #"""
            workspaces.json:2:71: github.api_url: the path of the address has an empty, relative or unusual part
                fix: write it as https://github.acme.example/api/v3
            """#),
        BadFile(
            "github as a text",
            top(#""github": "acme/health""#),
            #"""
            workspaces.json:2:11: github: an object is expected here, not a text
            """#),
        BadFile(
            "columns as a text",
            top(#""report": { "columns": "Run_Id" }"#),
            #"""
            workspaces.json:2:24: report.columns: a list is expected here, not a text
            """#),
        BadFile(
            "a column that is null",
            top(#""report": { "columns": [null] }"#),
            #"""
            workspaces.json:2:25: report.columns[0]: a text is expected here, not null
            """#),
        BadFile(
            "a path with a control character",
            top(#""history": { "database": "a\u0007b" }"#),
            #"""
            workspaces.json:2:26: history.database: the path holds a control character
            """#),
        BadFile(
            "a retention of nothing",
            top(#""history": { "retain": "0d" }"#),
            #"""
            workspaces.json:2:24: history.retain: "0d" is out of range
                fix: write 1d to 36500d
            """#),
        BadFile(
            "a retention of centuries",
            top(#""history": { "retain": "40000d" }"#),
            #"""
            workspaces.json:2:24: history.retain: "40000d" is out of range
                fix: write 1d to 36500d
            """#),
        BadFile(
            "limits as a list",
            top(#""limits": []"#),
            #"""
            workspaces.json:2:11: limits: an object is expected here, not a list
            """#),
        BadFile(
            "a limit misspelled",
            top(#""limits": { "giveup": "2m" }"#),
            #"""
            workspaces.json:2:13: limits.giveup: unknown key "giveup"
                fix: did you mean "give_up"?
            """#),
        BadFile(
            "a wait of nothing",
            top(#""limits": { "stall": "0s" }"#),
            #"""
            workspaces.json:2:22: limits.stall: "0s" is out of range
                fix: write 1s to 1h
            """#),
        BadFile(
            "a schema that is no text",
            top(#""$schema": 1"#),
            #"""
            workspaces.json:2:12: $schema: a text is expected here, not a number
            """#),
        BadFile(
            "defaults as a list",
            top(#""defaults": []"#),
            #"""
            workspaces.json:2:13: defaults: an object is expected here, not a list
            """#),
    ]
}
