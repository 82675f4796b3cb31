import Testing

@testable import Configuration

/// A file that is no JSON, or has another shape.
struct BadShapeTests {
    @Test(arguments: cases)
    func wrongShapeIsNamedWithItsPlace(_ test: BadFile) {
        #expect(mistakes(test.text) == test.mistakes)
    }

    static let cases: [BadFile] = [
        BadFile(
            "an empty file",
            "",
            #"""
            workspaces.json:1:1: the file is empty
                fix: write a first one by: dbmon init --workspaces NEW_FILE
            """#),
        BadFile(
            "blanks alone",
            #"""
              


            """#,
            #"""
            workspaces.json:3:1: the file is empty
                fix: write a first one by: dbmon init --workspaces NEW_FILE
            """#),
        BadFile(
            "a list at the top",
            #"[]"#,
            #"""
            workspaces.json:1:1: an object is expected here, not a list
            """#),
        BadFile(
            "no workspaces",
            #"{}"#,
            #"""
            workspaces.json:1:1: "workspaces" is missing
                fix: list what to sweep: { "workspaces": [ … ] }
            """#),
        BadFile(
            "workspaces that are no list",
            #"{ "workspaces": {} }"#,
            #"""
            workspaces.json:1:17: workspaces: a list is expected here, not an object
            """#),
        BadFile(
            "no workspace in the list",
            #"{ "workspaces": [] }"#,
            #"""
            workspaces.json:1:17: workspaces: the list is empty: there is nothing to sweep
                fix: add a workspace
            """#),
        BadFile(
            "a workspace that is no object",
            #"{ "workspaces": [ "prod" ] }"#,
            #"""
            workspaces.json:1:19: workspaces[0]: an object is expected here, not a text
            """#),
        BadFile(
            "an empty workspace",
            #"{ "workspaces": [ {} ] }"#,
            #"""
            workspaces.json:1:19: workspaces[0]: "name" is missing
            workspaces.json:1:19: workspaces[0]: "auth" is missing, here and in "defaults"
                fix: write "auth": { "type": "pat", "token": "env:NAME" }
            workspaces.json:1:19: workspaces[0]: "host" is missing
            """#),
        BadFile(
            "an unknown key at the top",
            top(#""workspace": []"#),
            #"""
            workspaces.json:2:1: workspace: unknown key "workspace"
                fix: did you mean "workspaces"?
            """#),
        BadFile(
            "an unknown key like no other",
            top(#""colour": "red""#),
            #"""
            workspaces.json:2:1: colour: unknown key "colour"
                fix: the keys here are "$schema", "defaults", "workspaces", "report", "github", "history" and "limits"
            """#),
        BadFile(
            "a letter dropped",
            workspace(#""lokback": "24h""#),
            #"""
            workspaces.json:2:1: workspaces[0].lokback: unknown key "lokback"
                fix: did you mean "lookback"?
            """#),
        BadFile(
            "two letters swapped",
            workspace(#""rate_limit": { "burts": 5 }"#),
            #"""
            workspaces.json:2:17: workspaces[0].rate_limit.burts: unknown key "burts"
                fix: did you mean "burst"?
            """#),
        BadFile(
            "another case",
            workspace(#""Lookback": "24h""#),
            #"""
            workspaces.json:2:1: workspaces[0].Lookback: unknown key "Lookback"
                fix: did you mean "lookback"?
            """#),
        BadFile(
            "a key that is a secret",
            workspace(#""dapi0123456789abcdef": 1"#),
            #"""
            workspaces.json:2:1: workspaces[0].?: this looks like a token, and a secret must not stand in this file: \#
            it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a key that stands twice",
            workspace(#""lookback": "1h", "lookback": "2h""#),
            #"""
            workspaces.json:2:19: the key "lookback" stands already in line 2, column 1
                fix: remove one of them
            """#),
        BadFile(
            "a default for a host",
            top(#""defaults": { "host": "h.example", "name": "x" }"#),
            #"""
            workspaces.json:2:15: defaults.host: every workspace has its own, so there is no default
            workspaces.json:2:36: defaults.name: every workspace has its own, so there is no default
            """#),
        BadFile(
            "an unknown key in defaults",
            top(#""defaults": { "job": ["*"] }"#),
            #"""
            workspaces.json:2:15: defaults.job: unknown key "job"
                fix: did you mean "jobs"?
            """#),
        BadFile(
            "three mistakes",
            #"""
            {
              "workspaces": [
                { "name": "a b", "host": "http://h.example", "auth": { "type": "pat", "token": "env:T" } }
              ],
              "history": { "retain": "400" }
            }
            """#,
            #"""
            workspaces.json:3:15: workspaces[0].name: "a b" cannot be the name of a workspace: it holds " "
                fix: use 1 to 64 of a-z A-Z 0-9 . _ - and begin with a letter or digit
            workspaces.json:3:30: workspaces[0].host: plain http:// would send the token in the clear; it is for \#
            loopback alone
                fix: write https:// instead of http://
            workspaces.json:5:26: history.retain: "400" is not a duration
                fix: write a whole number and a unit, as 90s, 15m, 24h or 7d
            """#),
        BadFile(
            "a comma before the bracket",
            #"{ "workspaces": [], }"#,
            #"""
            workspaces.json:1:19: a comma stands before the closing bracket
                fix: remove the comma
            workspaces.json:1:17: workspaces: the list is empty: there is nothing to sweep
                fix: add a workspace
            """#),
        BadFile(
            "a missing comma",
            #"""
            { "report": {}
              "workspaces": [] }
            """#,
            #"""
            workspaces.json:2:3: a comma is missing before this
                fix: write a comma in line 1, column 15
            workspaces.json:2:17: workspaces: the list is empty: there is nothing to sweep
                fix: add a workspace
            """#),
        BadFile(
            "a comment",
            #"""
            {
              // the workspaces
              "workspaces": []
            }
            """#,
            #"""
            workspaces.json:2:3: JSON has no comments
                fix: remove the comment
            workspaces.json:3:17: workspaces: the list is empty: there is nothing to sweep
                fix: add a workspace
            """#),
        BadFile(
            "single quotes",
            #"{ 'workspaces': [] }"#,
            #"""
            workspaces.json:1:3: a text stands in single quotes
                fix: use double quotes
            workspaces.json:1:17: workspaces: the list is empty: there is nothing to sweep
                fix: add a workspace
            """#),
        BadFile(
            "a missing colon",
            #"{ "workspaces" [] }"#,
            #"""
            workspaces.json:1:16: a colon is missing after the key
                fix: write a colon between key and value
            workspaces.json:1:16: workspaces: the list is empty: there is nothing to sweep
                fix: add a workspace
            """#),
        BadFile(
            "a file cut short",
            #"""
            {
              "workspaces": [
            """#,
            #"""
            workspaces.json:2:18: the file ends where a value or ] is expected; the bracket of line 2, column 17 is \#
            not closed
            """#),
        BadFile(
            "a text without end",
            #"""
            { "workspaces": [ { "token": "dapi0123456789abcdef

            """#,
            #"""
            workspaces.json:1:30: a text ends with its line, without a closing quote
                fix: close it, or write \n
            """#),
        BadFile(
            "a secret without quotes",
            #"{ "token": dapi0123456789abcdef }"#,
            #"""
            workspaces.json:1:12: a value stands without quotes
                fix: write it in double quotes
            """#),
        BadFile(
            "an unknown escape",
            #"{ "workspaces": "\q" }"#,
            #"""
            workspaces.json:1:18: a backslash escapes nothing here
                fix: write a backslash as \\
            workspaces.json:1:17: workspaces: a list is expected here, not a text
            """#),
        BadFile(
            "half a surrogate pair",
            #"{ "workspaces": "\ud83d" }"#,
            #"""
            workspaces.json:1:18: a \u escape is half of a surrogate pair
                fix: write both halves
            """#),
        BadFile(
            "a number with leading zeros",
            #"{ "workspaces": 007 }"#,
            #"""
            workspaces.json:1:17: a number begins with 0
                fix: remove the leading zeros
            workspaces.json:1:17: workspaces: a list is expected here, not a number
            """#),
        BadFile(
            "two texts",
            #"{} {}"#,
            #"""
            workspaces.json:1:4: something follows the end of the JSON text
                fix: remove it
            workspaces.json:1:1: "workspaces" is missing
                fix: list what to sweep: { "workspaces": [ … ] }
            """#),
        BadFile(
            "Python's None",
            #"{ "workspaces": None }"#,
            #"""
            workspaces.json:1:17: None is no word of JSON
                fix: write null
            workspaces.json:1:17: workspaces: a list is expected here, not null
            """#),
        BadFile(
            "a tab in a text",
            "{ \"workspaces\": \"a\tb\" }",
            #"""
            workspaces.json:1:19: a control character stands in a text
                fix: write it as \u00XX
            """#),
    ]
}
