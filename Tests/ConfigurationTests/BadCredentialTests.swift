import Testing

@testable import Configuration

/// Workspaces that cannot be reached as they are described.
struct BadCredentialTests {
    @Test(arguments: cases)
    func wrongNameHostOrCredentialIsNamedWithItsPlace(_ test: BadFile) {
        #expect(mistakes(test.text) == test.mistakes)
    }

    static let cases: [BadFile] = [
        BadFile(
            "a name with a slash",
            #"{ "workspaces": [ { "name": "../etc", "host": "h.example", "auth": { "type": "profile", "profile": "p" "#
                + #"} } ] }"#,
            #"""
            workspaces.json:1:29: workspaces[0].name: "../etc" cannot be the name of a workspace: it is a path, and \#
            names a file of the reports
                fix: use 1 to 64 of a-z A-Z 0-9 . _ - and begin with a letter or digit
            """#),
        BadFile(
            "a name that is a number",
            #"{ "workspaces": [ { "name": 7, "host": "h.example", "auth": { "type": "pat", "token": "env:T" } } ] }"#,
            #"""
            workspaces.json:1:29: workspaces[0].name: a text is expected here, not a number
            """#),
        BadFile(
            "two workspaces of one name",
            #"""
            { "workspaces": [
              { "name": "a", "host": "h.example", "auth": { "type": "pat", "token": "env:T" } },
              { "name": "a", "host": "i.example", "auth": { "type": "pat", "token": "env:T" } },
              { "name": "A", "host": "j.example", "auth": { "type": "pat", "token": "env:T" } }
            ] }
            """#,
            #"""
            workspaces.json:3:13: workspaces[1].name: "a" stands already at workspaces[0].name
                fix: give every workspace its own name
            workspaces.json:4:13: workspaces[2].name: "A" stands, but for the case of its letters, already at \#
            workspaces[0].name
                fix: give every workspace its own name
            """#),
        BadFile(
            "plain http",
            host(#"http://adb-1.7.azuredatabricks.net"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: plain http:// would send the token in the clear; it is for \#
            loopback alone
                fix: write https:// instead of http://
            """#),
        BadFile(
            "user information",
            host(#"https://token:dapi0123456789abcdef@h.example"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: this looks like a token, and a secret must not stand in this \#
            file: it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a port out of range",
            host(#"h.example:65536"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: the address has a port that is no number from 1 to 65535
                fix: write it as h.example:8443, or leave it out
            """#),
        BadFile(
            "an underscore first",
            host(#"https://_h.example"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: "_h.example" is not the name of a host
                fix: write it as https://name.cloud.databricks.com
            """#),
        BadFile(
            "no host at all",
            host(#"https:///jobs"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: the address names no host
                fix: write it as https://name.cloud.databricks.com
            """#),
        BadFile(
            "another scheme",
            host(#"ftp://h.example"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: the address has another scheme than https
                fix: write https://…
            """#),
        BadFile(
            "no auth",
            #"{ "workspaces": [ { "name": "a", "host": "h.example" } ] }"#,
            #"""
            workspaces.json:1:19: workspaces[0]: "auth" is missing, here and in "defaults"
                fix: write "auth": { "type": "pat", "token": "env:NAME" }
            """#),
        BadFile(
            "auth as a text",
            auth(#""env:TOKEN""#),
            #"""
            workspaces.json:2:1: workspaces[0].auth: an object is expected here, not a text
            """#),
        BadFile(
            "no type",
            auth(#"{ "token": "env:T" }"#),
            #"""
            workspaces.json:2:1: workspaces[0].auth: "type" is missing
                fix: write one of "pat", "oauth_m2m", "azure_sp" and "profile"
            """#),
        BadFile(
            "a type with a typo",
            auth(#"{ "type": "oauth-m2n" }"#),
            #"""
            workspaces.json:2:11: workspaces[0].auth.type: unknown type "oauth-m2n"
                fix: did you mean "oauth_m2m"?
            """#),
        BadFile(
            "a type like no other",
            auth(#"{ "type": "kerberos" }"#),
            #"""
            workspaces.json:2:11: workspaces[0].auth.type: unknown type "kerberos"
                fix: write one of "pat", "oauth_m2m", "azure_sp" and "profile"
            """#),
        BadFile(
            "no token",
            auth(#"{ "type": "pat" }"#),
            #"""
            workspaces.json:2:1: workspaces[0].auth: "token" is missing
            """#),
        BadFile(
            "a key of another type",
            auth(#"{ "type": "pat", "token": "env:T", "client_id": "x" }"#),
            #"""
            workspaces.json:2:36: workspaces[0].auth.client_id: unknown key "client_id"
                fix: the keys here are "type" and "token"
            """#),
        BadFile(
            "a literal token",
            auth(#"{ "type": "pat", "token": "dapi0123456789abcdef" }"#),
            #"""
            workspaces.json:2:27: workspaces[0].auth.token: a secret must not be written here, only where it is \#
            kept: the file is read, copied and committed by many
                fix: keep it in an environment variable or a file, and write one of env:NAME, file:PATH, \#
            exec:COMMAND or vault:NAME
            """#),
        BadFile(
            "a literal token behind env:",
            auth(#"{ "type": "pat", "token": "env:dapi0123456789abcdef" }"#),
            #"""
            workspaces.json:2:27: workspaces[0].auth.token: a secret must not be written here, only where it is \#
            kept: the file is read, copied and committed by many
                fix: keep it in an environment variable or a file, and write one of env:NAME, file:PATH, \#
            exec:COMMAND or vault:NAME
            """#),
        BadFile(
            "a token that is a number",
            auth(#"{ "type": "pat", "token": 12345678 }"#),
            #"""
            workspaces.json:2:27: workspaces[0].auth.token: a text is expected here, not a number
            """#),
        BadFile(
            "a shell's variable",
            auth(#"{ "type": "pat", "token": "$DATABRICKS_TOKEN" }"#),
            #"""
            workspaces.json:2:27: workspaces[0].auth.token: a secret must not be written here, only where it is \#
            kept: the file is read, copied and committed by many
                fix: keep it in an environment variable or a file, and write one of env:NAME, file:PATH, \#
            exec:COMMAND or vault:NAME
            """#),
        BadFile(
            "an unknown kind of reference",
            auth(#"{ "type": "pat", "token": "aws:prod/token" }"#),
            #"""
            workspaces.json:2:27: workspaces[0].auth.token: a secret must not be written here, only where it is \#
            kept: the file is read, copied and committed by many
                fix: keep it in an environment variable or a file, and write one of env:NAME, file:PATH, \#
            exec:COMMAND or vault:NAME
            """#),
        BadFile(
            "a variable with a dash",
            auth(#"{ "type": "pat", "token": "env:PROD-TOKEN" }"#),
            #"""
            workspaces.json:2:27: workspaces[0].auth.token: what follows env: is not the name of a variable
                fix: write env: and a name of letters, digits and _, as env:DATABRICKS_TOKEN
            """#),
        BadFile(
            "an empty reference",
            auth(#"{ "type": "pat", "token": "exec: " }"#),
            #"""
            workspaces.json:2:27: workspaces[0].auth.token: exec: names no command
                fix: write exec: and a command with its arguments
            """#),
        BadFile(
            "a secret as a client's id",
            auth(
                #"{ "type": "oauth_m2m", "client_id": "dose0123456789abcdef0123456789abcdef", "client_secret": "#
                    + #""env:S" }"#
            ),
            #"""
            workspaces.json:2:37: workspaces[0].auth.client_id: this is not an id
                fix: write the id itself, or one of env:NAME, file:PATH, exec:COMMAND or vault:NAME
            """#),
        BadFile(
            "half a principal",
            auth(#"{ "type": "azure_sp", "client_id": "1-2-3", "client_secret": "s3cret" }"#),
            #"""
            workspaces.json:2:62: workspaces[0].auth.client_secret: a secret must not be written here, only where it \#
            is kept: the file is read, copied and committed by many
                fix: keep it in an environment variable or a file, and write one of env:NAME, file:PATH, \#
            exec:COMMAND or vault:NAME
            workspaces.json:2:1: workspaces[0].auth: "tenant_id" is missing
            """#),
    ]
}
