import Testing

@testable import Configuration

/// What people write by habit, and JSON has not.
struct BadSyntaxTests {
    @Test(arguments: cases)
    func wrongSyntaxIsNamedWithItsPlaceAndItsFix(_ test: BadFile) {
        #expect(mistakes(test.text) == test.mistakes)
    }

    static let cases: [BadFile] = [
        BadFile(
            "habits of JavaScript",
            #"""
            {
              // what to sweep
              workspaces: [
                { 'name': "a", "host": "h.example", "auth": { "type": "pat", "token": "env:T" }, },
              ],
            }
            """#,
            #"""
            workspaces.json:2:3: JSON has no comments
                fix: remove the comment
            workspaces.json:3:3: a key stands without quotes
                fix: write it in double quotes
            workspaces.json:4:7: a text stands in single quotes
                fix: use double quotes
            workspaces.json:4:84: a comma stands before the closing bracket
                fix: remove the comma
            workspaces.json:4:87: a comma stands before the closing bracket
                fix: remove the comma
            workspaces.json:5:4: a comma stands before the closing bracket
                fix: remove the comma
            """#),
        BadFile(
            "a comment of two lines",
            #"""
            { /* what
               to sweep */ "workspaces": [] }
            """#,
            #"""
            workspaces.json:1:3: JSON has no comments
                fix: remove the comment
            workspaces.json:2:30: workspaces: the list is empty: there is nothing to sweep
                fix: add a workspace
            """#),
        BadFile(
            "a comment of Python",
            #"{ "workspaces": [] } # none yet"#,
            #"""
            workspaces.json:1:22: JSON has no comments
                fix: remove the comment
            workspaces.json:1:17: workspaces: the list is empty: there is nothing to sweep
                fix: add a workspace
            """#),
        BadFile(
            "a comment without end",
            #"{ "workspaces": [] /* none yet }"#,
            #"""
            workspaces.json:1:20: JSON has no comments
                fix: remove the comment
            workspaces.json:1:33: the file ends where a comma or } is expected; the bracket of line 1, column 1 is \#
            not closed
            """#),
        BadFile(
            "a text in single quotes",
            workspace(#""environment": 'production'"#),
            #"""
            workspaces.json:2:16: a text stands in single quotes
                fix: use double quotes
            """#),
        BadFile(
            "a key without quotes",
            workspace(#"lookback: "24h""#),
            #"""
            workspaces.json:2:1: a key stands without quotes
                fix: write it in double quotes
            """#),
        BadFile(
            "a missing comma in a list",
            workspace(#""jobs": ["x" "y"]"#),
            #"""
            workspaces.json:2:14: a comma is missing before this
                fix: write a comma in line 2, column 13
            """#),
        BadFile(
            "a missing comma between keys",
            workspace(#""lookback": "24h" "environment": "x""#),
            #"""
            workspaces.json:2:19: a comma is missing before this
                fix: write a comma in line 2, column 18
            """#),
        BadFile(
            "two commas",
            workspace(#""jobs": ["x",, "y"]"#),
            #"""
            workspaces.json:2:14: a value is expected here, not a comma
                fix: remove the comma
            """#),
        BadFile(
            "a comma first",
            #"{ , "workspaces": [] }"#,
            #"""
            workspaces.json:1:3: a key in double quotes is expected here, not a comma
                fix: remove the comma
            """#),
        BadFile(
            "an equals sign for a colon",
            workspace(#""lookback" = "24h""#),
            #"""
            workspaces.json:2:12: a colon is missing after the key
                fix: write a colon between key and value
            """#),
        BadFile(
            "a colon forgotten",
            workspace(#""lookback" "24h""#),
            #"""
            workspaces.json:2:12: a colon is missing after the key
                fix: write a colon between key and value
            """#),
        BadFile(
            "the wrong bracket",
            #"{ "workspaces": [ }"#,
            #"""
            workspaces.json:1:19: a value or ] is expected here, not }; the bracket of line 1, column 17 is the one \#
            to close
            """#),
        BadFile(
            "the wrong brace",
            #"{ "report": { ] }"#,
            #"""
            workspaces.json:1:15: a key in double quotes is expected here, not ]; the bracket of line 1, column 13 \#
            is the one to close
            """#),
        BadFile(
            "a bracket too many",
            #"{ "workspaces": [] } }"#,
            #"""
            workspaces.json:1:22: something follows the end of the JSON text
                fix: remove it
            workspaces.json:1:17: workspaces: the list is empty: there is nothing to sweep
                fix: add a workspace
            """#),
        BadFile(
            "typographic quotes",
            #"{ “workspaces”: [] }"#,
            #"""
            workspaces.json:1:3: a key in double quotes is expected here, not a typographic quote
                fix: use straight double quotes
            """#),
        BadFile(
            "a typographic quote for a value",
            workspace(#""lookback": “24h”"#),
            #"""
            workspaces.json:2:13: a value is expected here, not a typographic quote
                fix: use straight double quotes
            """#),
        BadFile(
            "a NUL",
            "{ \0\"workspaces\": [] }",
            #"""
            workspaces.json:1:3: a key in double quotes is expected here, not a NUL
                fix: save the file as text
            """#),
        BadFile(
            "a NUL in a text",
            "{ \"work\0spaces\": [] }",
            #"""
            workspaces.json:1:8: a control character stands in a text
                fix: write it as \u00XX
            """#),
        BadFile(
            "a plus before a number",
            workspace(#""rate_limit": { "burst": +5 }"#),
            #"""
            workspaces.json:2:26: a number begins with +
                fix: remove the +
            """#),
        BadFile(
            "a number that begins with a point",
            workspace(#""rate_limit": { "requests_per_second": .5 }"#),
            #"""
            workspaces.json:2:40: a digit is missing in a number
                fix: write digits before and after the point
            """#),
        BadFile(
            "a number that ends with a point",
            workspace(#""rate_limit": { "requests_per_second": 5. }"#),
            #"""
            workspaces.json:2:40: a digit is missing in a number
                fix: write digits before and after the point
            """#),
        BadFile(
            "a number in hexadecimal",
            workspace(#""rate_limit": { "burst": 0x10 }"#),
            #"""
            workspaces.json:2:26: letters follow a number
                fix: write a text in quotes, as "24h"; a number is decimal
            """#),
        BadFile(
            "a number with a unit",
            workspace(#""lookback": 24h"#),
            #"""
            workspaces.json:2:13: letters follow a number
                fix: write a text in quotes, as "24h"; a number is decimal
            """#),
        BadFile(
            "Python's True",
            workspace(#""jobs": True"#),
            #"""
            workspaces.json:2:9: True is no word of JSON
                fix: write true
            workspaces.json:2:9: workspaces[0].jobs: a list is expected here, not true or false
            """#),
        BadFile(
            "a value that is no number",
            workspace(#""rate_limit": { "burst": NaN }"#),
            #"""
            workspaces.json:2:26: NaN is no word of JSON
                fix: write a number
            """#),
        BadFile(
            "a path of Windows",
            top(#""report": { "directory": "C:\reports\x" }"#),
            #"""
            workspaces.json:2:37: a backslash escapes nothing here
                fix: write a backslash as \\
            workspaces.json:2:26: report.directory: the path holds a control character
            """#),
        BadFile(
            "an escape cut short",
            #"{ "workspaces": "\u12" }"#,
            #"""
            workspaces.json:1:18: a \u escape needs four hexadecimal digits
                fix: write a backslash as \\
            """#),
        BadFile(
            "a file that ends in a key",
            #"{ "workspaces"#,
            #"""
            workspaces.json:1:3: a text is not closed
                fix: write the closing quote
            """#),
        BadFile(
            "a file that ends in a value",
            #"{ "workspaces": "#,
            #"""
            workspaces.json:1:17: the file ends where a value is expected
            """#),
        BadFile(
            "a file that ends in an escape",
            #"{ "workspaces": "\"#,
            #"""
            workspaces.json:1:17: a text is not closed
                fix: write the closing quote
            """#),
        BadFile(
            "65 levels",
            String(repeating: "[", count: 65) + String(repeating: "]", count: 65),
            #"""
            workspaces.json:1:65: lists and objects are nested deeper than 64 levels
            """#),
        BadFile(
            "a text that is no JSON at all",
            #"""
            workspaces:
              - name: a
                host: h.example

            """#,
            #"""
            workspaces.json:1:1: the text is no JSON: it does not begin with {
                fix: write { "workspaces": [ … ] }; dbmon init writes a first file
            """#),
        BadFile(
            "a variable's assignment",
            #"DATABRICKS_HOST=h.example"#,
            #"""
            workspaces.json:1:1: the text is no JSON: it does not begin with {
                fix: write { "workspaces": [ … ] }; dbmon init writes a first file
            """#),
        BadFile(
            "a key three times",
            #"""
            { "workspaces": [],
              "workspaces": [],
              "workspaces": [] }
            """#,
            #"""
            workspaces.json:1:17: workspaces: the list is empty: there is nothing to sweep
                fix: add a workspace
            workspaces.json:2:3: the key "workspaces" stands already in line 1, column 3
                fix: remove one of them
            workspaces.json:3:3: the key "workspaces" stands already in line 1, column 3
                fix: remove one of them
            """#),
        BadFile(
            "a key twice in two spellings",
            #"""
            { "workspaces": [],
              "w\u006frkspaces": [] }
            """#,
            #"""
            workspaces.json:1:17: workspaces: the list is empty: there is nothing to sweep
                fix: add a workspace
            workspaces.json:2:3: the key "workspaces" stands already in line 1, column 3
                fix: remove one of them
            """#),
        BadFile(
            "wrong JSON and wrong values",
            #"""
            {
              "workspaces": [
                { "name": "a", "host": "http://h.example", "auth": { "type": "pat", "token": "dapi0123456789abcdef" \#
            }, }
              ]
            }
            """#,
            #"""
            workspaces.json:3:82: workspaces[0].auth.token: a secret must not be written here, only where it is \#
            kept: the file is read, copied and committed by many
                fix: keep it in an environment variable or a file, and write one of env:NAME, file:PATH, \#
            exec:COMMAND or vault:NAME
            workspaces.json:3:106: a comma stands before the closing bracket
                fix: remove the comma
            workspaces.json:3:28: workspaces[0].host: plain http:// would send the token in the clear; it is for \#
            loopback alone
                fix: write https:// instead of http://
            """#),
        BadFile(
            "null at the top",
            #"null"#,
            #"""
            workspaces.json:1:1: an object is expected here, not null
            """#),
        BadFile(
            "a text at the top",
            #""workspaces""#,
            #"""
            workspaces.json:1:1: an object is expected here, not a text
            """#),
    ]
}
