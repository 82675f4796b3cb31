import Testing

@testable import Configuration

/// Wrong limits, report, history and GitHub sections.
struct BadSectionTests {
    @Test(arguments: cases)
    func wrongSectionIsNamedWithItsPlace(_ test: BadFile) {
        #expect(mistakes(test.text) == test.mistakes)
    }

    static let cases: [BadFile] = [
        BadFile(
            "limits out of range",
            top(#""limits": { "connect": "2h", "attempts": 0, "max_in_flight": "256" }"#),
            #"""
            workspaces.json:2:24: limits.connect: "2h" is out of range
                fix: write 1s to 1h
            workspaces.json:2:42: limits.attempts: a whole number from 1 to 20 is expected here, not 0
            workspaces.json:2:62: limits.max_in_flight: a number is expected here, not a text
                fix: write it without quotes
            """#),
        BadFile(
            "an unknown column",
            top(#""report": { "columns": ["Workspace", "Result state", "Owner"] }"#),
            #"""
            workspaces.json:2:38: report.columns[1]: unknown column "Result state"
                fix: did you mean "Result_State"?
            workspaces.json:2:54: report.columns[2]: unknown column "Owner"
                fix: the columns are "Workspace", "Environment", "Run_Id", "Result_State", "Start_Time (UTC)", \#
            "End_Time (UTC)", "Duration_Seconds", "Error_Category", "Error_Fingerprint", "Failed_Tasks", \#
            "Suggested_Action" and "Run_Page_Url"
            """#),
        BadFile(
            "a column twice",
            top(#""report": { "columns": ["Run_Id", "Run_Id"] }"#),
            #"""
            workspaces.json:2:35: report.columns[1]: the column "Run_Id" is named twice
            """#),
        BadFile(
            "an empty folder",
            top(#""report": { "directory": "" }"#),
            #"""
            workspaces.json:2:26: report.directory: the path is empty
            """#),
        BadFile(
            "github without repository and token",
            top(#""github": {}"#),
            #"""
            workspaces.json:2:11: github: "repository" is missing
            workspaces.json:2:11: github: "token" is missing
            """#),
        BadFile(
            "a repository's address",
            top(#""github": { "repository": "https://github.com/acme/health", "token": "env:T" }"#),
            #"""
            workspaces.json:2:27: github.repository: "https://github.com/acme/health" is not a repository
                fix: write owner and name alone, as acme/pipeline-health
            """#),
        BadFile(
            "a repository with .git",
            top(#""github": { "repository": "acme/health.git", "token": "env:T" }"#),
            #"""
            workspaces.json:2:27: github.repository: "acme/health.git" ends in .git
                fix: remove the .git
            """#),
        BadFile(
            "a literal token of GitHub",
            top(#""github": { "repository": "acme/health", "token": "ghp_0123456789abcdefghijklmnopqrstuvwxyz" }"#),
            #"""
            workspaces.json:2:51: github.token: a secret must not be written here, only where it is kept: the file \#
            is read, copied and committed by many
                fix: keep it in an environment variable or a file, and write one of env:NAME, file:PATH, \#
            exec:COMMAND or vault:NAME
            """#),
        BadFile(
            "a ref for a branch",
            top(#""github": { "repository": "acme/health", "token": "env:T", "branch": "refs/heads/main" }"#),
            #"""
            workspaces.json:2:70: github.branch: "refs/heads/main" is a ref, not a branch
                fix: remove refs/heads/
            """#),
        BadFile(
            "a branch git refuses",
            top(#""github": { "repository": "acme/health", "token": "env:T", "branch": "a..b" }"#),
            #"""
            workspaces.json:2:70: github.branch: "a..b" cannot be the name of a branch
                fix: name a branch as main or dbmon/status
            """#),
        BadFile(
            "a folder above the repository",
            top(#""github": { "repository": "acme/health", "token": "env:T", "directory": "../Error" }"#),
            #"""
            workspaces.json:2:73: github.directory: "../Error" cannot be a folder of the repository
                fix: name a folder without .. or .git in it, as Error or reports/databricks
            """#),
        BadFile(
            "an absolute folder in the repository",
            top(#""github": { "repository": "acme/health", "token": "env:T", "directory": "/Error" }"#),
            #"""
            workspaces.json:2:73: github.directory: "/Error" is not relative to the repository
                fix: remove the leading slash
            """#),
        BadFile(
            "plain http to GitHub",
            top(
                #""github": { "repository": "acme/health", "token": "env:T", "api_url": "#
                    + #""http://github.acme.example/api/v3" }"#
            ),
            #"""
            workspaces.json:2:71: github.api_url: plain http:// would send the token in the clear; it is for \#
            loopback alone
                fix: write https:// instead of http://
            """#),
        BadFile(
            "a query in the API's address",
            top(
                #""github": { "repository": "acme/health", "token": "env:T", "api_url": "https://api.github.com?x=1" }"#
            ),
            #"""
            workspaces.json:2:71: github.api_url: the address has a query or a fragment
                fix: end it before ? or #
            """#),
        BadFile(
            "retention in years",
            top(#""history": { "retain": "1y" }"#),
            #"""
            workspaces.json:2:24: history.retain: "1y" is not a duration
                fix: write a whole number and a unit, as 90s, 15m, 24h or 7d
            """#),
    ]
}
