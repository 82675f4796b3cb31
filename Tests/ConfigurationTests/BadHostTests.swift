import Testing

@testable import Configuration

/// Hosts that are not what they look like, and names that are no names.
struct BadHostTests {
    @Test(arguments: cases)
    func wrongHostOrNameIsNamedWithItsReason(_ test: BadFile) {
        #expect(mistakes(test.text) == test.mistakes)
    }

    static let cases: [BadFile] = [
        BadFile(
            "a name before localhost's end",
            host(#"http://localhost.evil.com"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: plain http:// would send the token in the clear; it is for \#
            loopback alone, which "localhost.evil.com" only looks like
                fix: make sure that this is the host you mean, and write https://
            """#),
        BadFile(
            "an address that only begins like loopback",
            host(#"http://127.0.0.1.evil.com"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: plain http:// would send the token in the clear; it is for \#
            loopback alone, which "127.0.0.1.evil.com" only looks like
                fix: make sure that this is the host you mean, and write https://
            """#),
        BadFile(
            "loopback as user information",
            host(#"http://localhost@evil.com"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: the address holds user information
                fix: remove everything up to the @
            """#),
        BadFile(
            "a password",
            host(#"https://someone:hunter2@h.example"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: the address holds user information
                fix: remove everything up to the @
            """#),
        BadFile(
            "a Cyrillic letter",
            host(#"https://аdb-1.azuredatabricks.net"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: the host has a letter outside of ASCII, U+0430: it may only \#
            look like the host you mean
                fix: type it again in ASCII, or write it in its xn-- form
            """#),
        BadFile(
            "letters of full width",
            host(#"http://ｌocalhost"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: the host has a letter outside of ASCII, U+FF4C: it may only \#
            look like the host you mean
                fix: type it again in ASCII, or write it in its xn-- form
            """#),
        BadFile(
            "loopback as a number",
            host(#"http://2130706433"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: "2130706433" ends in a number, and is not an IPv4 address
                fix: write four decimal numbers, as 10.0.0.7, or a name
            """#),
        BadFile(
            "loopback in hexadecimal",
            host(#"http://0x7f.0.0.1"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: "0x7f.0.0.1" ends in a number, and is not an IPv4 address
                fix: write four decimal numbers, as 10.0.0.7, or a name
            """#),
        BadFile(
            "loopback with leading zeros",
            host(#"http://127.0.0.01"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: "127.0.0.01" ends in a number, and is not an IPv4 address
                fix: write four decimal numbers, as 10.0.0.7, or a name
            """#),
        BadFile(
            "an address with five parts",
            host(#"10.0.0.7.1"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: "10.0.0.7.1" ends in a number, and is not an IPv4 address
                fix: write four decimal numbers, as 10.0.0.7, or a name
            """#),
        BadFile(
            "an IPv6 address without brackets",
            host(#"::1"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: the address has several colons
                fix: write an IPv6 address in brackets, as https://[::1]
            """#),
        BadFile(
            "a wrong IPv6 address",
            host(#"https://[1::2::3]"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: "[1::2::3]" is not an IPv6 address
                fix: write it without a zone, as [2001:db8::7]
            """#),
        BadFile(
            "a zone in an IPv6 address",
            host(#"https://[fe80::1%25eth0]"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: "[fe80::1%25eth0]" is not an IPv6 address
                fix: write it without a zone, as [2001:db8::7]
            """#),
        BadFile(
            "port 0",
            host(#"h.example:0"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: the address has a port that is no number from 1 to 65535
                fix: write it as h.example:8443, or leave it out
            """#),
        BadFile(
            "a port with letters",
            host(#"h.example:https"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: the address has a port that is no number from 1 to 65535
                fix: write it as h.example:8443, or leave it out
            """#),
        BadFile(
            "a blank in a host",
            host(#"h example"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: "h example" is not the name of a host
                fix: write it as https://name.cloud.databricks.com
            """#),
        BadFile(
            "a backslash in a host",
            host(#"https://h.example\\@evil.com"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: the address holds user information
                fix: remove everything up to the @
            """#),
        BadFile(
            "two dots",
            host(#"h..example"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: "h..example" is not the name of a host
                fix: write it as https://name.cloud.databricks.com
            """#),
        BadFile(
            "a label of 64 letters",
            host(String(repeating: "a", count: 64) + ".example"),
            #"""
            workspaces.json:1:87: workspaces[0].host: \#
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" is not the name of a host
                fix: write it as https://name.cloud.databricks.com
            """#),
        BadFile(
            "an empty host",
            host(#""#),
            #"""
            workspaces.json:1:87: workspaces[0].host: the address names no host
                fix: write it as https://name.cloud.databricks.com
            """#),
        BadFile(
            "a scheme alone",
            host(#"https://"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: the address names no host
                fix: write it as https://name.cloud.databricks.com
            """#),
        BadFile(
            "a host that is a number",
            #"{ "workspaces": [ { "name": "a", "host": 7, "auth": { "type": "pat", "token": "env:T" } "#
                + #"} ] }"#,
            #"""
            workspaces.json:1:42: workspaces[0].host: a text is expected here, not a number
            """#),
        BadFile(
            "an empty name of a workspace",
            #"{ "workspaces": [ { "name": "", "host": "h.example", "auth": { "type": "pat", "token": "#
                + #""env:T" } } ] }"#,
            #"""
            workspaces.json:1:29: workspaces[0].name: "" cannot be the name of a workspace: it is empty
                fix: use 1 to 64 of a-z A-Z 0-9 . _ - and begin with a letter or digit
            """#),
        BadFile(
            "a name of 65 letters",
            #"{ "workspaces": [ { "name": ""# + String(repeating: "n", count: 64)
                + #"n", "host": "h.example", "auth": { "type": "pat", "token": "env:T" } } ] }"#,
            #"""
            workspaces.json:1:29: workspaces[0].name: \#
            "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn…" cannot be the name of a workspace: it \#
            has 65 letters
                fix: use 1 to 64 of a-z A-Z 0-9 . _ - and begin with a letter or digit
            """#),
        BadFile(
            "a hidden file's name",
            #"{ "workspaces": [ { "name": ".git", "host": "h.example", "auth": { "type": "pat", "#
                + #""token": "env:T" } } ] }"#,
            #"""
            workspaces.json:1:29: workspaces[0].name: ".git" cannot be the name of a workspace: it begins with "."
                fix: use 1 to 64 of a-z A-Z 0-9 . _ - and begin with a letter or digit
            """#),
        BadFile(
            "a folder's name",
            #"{ "workspaces": [ { "name": "..", "host": "h.example", "auth": { "type": "pat", "#
                + #""token": "env:T" } } ] }"#,
            #"""
            workspaces.json:1:29: workspaces[0].name: ".." cannot be the name of a workspace: it begins with "."
                fix: use 1 to 64 of a-z A-Z 0-9 . _ - and begin with a letter or digit
            """#),
        BadFile(
            "a path as a name",
            #"{ "workspaces": [ { "name": "prod/eu", "host": "h.example", "auth": { "type": "pat", "#
                + #""token": "env:T" } } ] }"#,
            #"""
            workspaces.json:1:29: workspaces[0].name: "prod/eu" cannot be the name of a workspace: it is a path, and \#
            names a file of the reports
                fix: use 1 to 64 of a-z A-Z 0-9 . _ - and begin with a letter or digit
            """#),
        BadFile(
            "a path of Windows as a name",
            #"{ "workspaces": [ { "name": "prod\\eu", "host": "h.example", "auth": { "type": "pat", "#
                + #""token": "env:T" } } ] }"#,
            #"""
            workspaces.json:1:29: workspaces[0].name: "prod\eu" cannot be the name of a workspace: it is a path, and \#
            names a file of the reports
                fix: use 1 to 64 of a-z A-Z 0-9 . _ - and begin with a letter or digit
            """#),
        BadFile(
            "a name with an umlaut",
            #"{ "workspaces": [ { "name": "münchen", "host": "h.example", "auth": { "type": "pat", "#
                + #""token": "env:T" } } ] }"#,
            #"""
            workspaces.json:1:29: workspaces[0].name: "münchen" cannot be the name of a workspace: it holds "ü"
                fix: use 1 to 64 of a-z A-Z 0-9 . _ - and begin with a letter or digit
            """#),
        BadFile(
            "a name that moves the cursor",
            #"{ "workspaces": [ { "name": "a\u001b[2J", "host": "h.example", "auth": { "type": "pat", "#
                + #""token": "env:T" } } ] }"#,
            #"""
            workspaces.json:1:29: workspaces[0].name: "a\u{1b}[2J" cannot be the name of a workspace: it holds "\u{1b}"
                fix: use 1 to 64 of a-z A-Z 0-9 . _ - and begin with a letter or digit
            """#),
        BadFile(
            "name misspelled",
            #"{ "workspaces": [ { "nam": "a", "host": "h.example", "auth": { "type": "pat", "token": "#
                + #""env:T" } } ] }"#,
            #"""
            workspaces.json:1:21: workspaces[0].nam: unknown key "nam"
                fix: did you mean "name"?
            """#),
        BadFile(
            "host misspelled",
            #"{ "workspaces": [ { "name": "a", "hots": "h.example", "auth": { "type": "pat", "token": "#
                + #""env:T" } } ] }"#,
            #"""
            workspaces.json:1:34: workspaces[0].hots: unknown key "hots"
                fix: did you mean "host"?
            """#),
        BadFile(
            "workspaces misspelled",
            #"{ "worspaces": [] }"#,
            #"""
            workspaces.json:1:3: worspaces: unknown key "worspaces"
                fix: did you mean "workspaces"?
            """#),
        BadFile(
            "a workspace that is null",
            #"{ "workspaces": [ null ] }"#,
            #"""
            workspaces.json:1:19: workspaces[0]: an object is expected here, not null
            """#),
        BadFile(
            "no host and no profile",
            #"{ "defaults": { "auth": { "type": "pat", "token": "env:T" } }, "workspaces": [ { "#
                + #""name": "a" } ] }"#,
            #"""
            workspaces.json:1:80: workspaces[0]: "host" is missing
            """#),
        BadFile(
            "an environment of two lines",
            workspace(#""environment": "a\nb""#),
            #"""
            workspaces.json:2:16: workspaces[0].environment: the name of an environment is one line of at most 128 \#
            characters
            """#),
        BadFile(
            "an environment of 129 letters",
            workspace(
                #""environment": ""# + String(repeating: "e", count: 64)
                    + #"eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee""#),
            #"""
            workspaces.json:2:16: workspaces[0].environment: the name of an environment is one line of at most 128 \#
            characters
            """#),
    ]
}
