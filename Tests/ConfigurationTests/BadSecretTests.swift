import Testing

@testable import Configuration

/// Secrets where they must not be, and half credentials.
struct BadSecretTests {
    @Test(arguments: cases)
    func secretIsNamedFirstAndNeverRepeated(_ test: BadFile) {
        #expect(mistakes(test.text) == test.mistakes)
    }

    static let cases: [BadFile] = [
        BadFile(
            "a token as a name",
            #"{ "workspaces": [ { "name": "dapi0123456789abcdef", "host": "h.example", "auth": { "#
                + #""type": "pat", "token": "env:T" } } ] }"#,
            #"""
            workspaces.json:1:29: workspaces[0].name: this looks like a token, and a secret must not stand in this \#
            file: it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a token as a host",
            host(#"dapi0123456789abcdef"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: this looks like a token, and a secret must not stand in this \#
            file: it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a token in a pasted address",
            host(#"https://h.example/?token=dapi0123456789abcdef"#),
            #"""
            workspaces.json:1:87: workspaces[0].host: this looks like a token, and a secret must not stand in this \#
            file: it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a token as an environment",
            workspace(#""environment": "dapi0123456789abcdef""#),
            #"""
            workspaces.json:2:16: workspaces[0].environment: this looks like a token, and a secret must not stand in \#
            this file: it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a token as a job",
            workspace(#""jobs": ["ghp_0123456789abcdefghij0123456789abcdef"]"#),
            #"""
            workspaces.json:2:10: workspaces[0].jobs[0]: this looks like a token, and a secret must not stand in \#
            this file: it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a token as a job's name",
            workspace(#""jobs": [{ "name": "AKIAIOSFODNN7EXAMPLE" }]"#),
            #"""
            workspaces.json:2:20: workspaces[0].jobs[0].name: this looks like a token, and a secret must not stand \#
            in this file: it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a token as a tag",
            workspace(#""jobs": [{ "tags": { "team": "dapi0123456789abcdef" } }]"#),
            #"""
            workspaces.json:2:30: workspaces[0].jobs[0].tags.team: this looks like a token, and a secret must not \#
            stand in this file: it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a token as a tag's key",
            workspace(#""jobs": [{ "tags": { "dapi0123456789abcdef": "x" } }]"#),
            #"""
            workspaces.json:2:22: workspaces[0].jobs[0].tags.?: this looks like a token, and a secret must not stand \#
            in this file: it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a token as a tier",
            workspace(#""jobs": [{ "name": "x", "tier": "dapi0123456789abcdef" }]"#),
            #"""
            workspaces.json:2:33: workspaces[0].jobs[0].tier: this looks like a token, and a secret must not stand \#
            in this file: it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a token as a lookback",
            workspace(#""lookback": "dapi0123456789abcdef""#),
            #"""
            workspaces.json:2:13: workspaces[0].lookback: this looks like a token, and a secret must not stand in \#
            this file: it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a token as a schema",
            top(#""$schema": "https://h.example/dapi0123456789abcdef""#),
            #"""
            workspaces.json:2:12: $schema: this looks like a token, and a secret must not stand in this file: it is \#
            read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a token as a folder",
            top(#""report": { "directory": "dapi0123456789abcdef" }"#),
            #"""
            workspaces.json:2:26: report.directory: this looks like a token, and a secret must not stand in this \#
            file: it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a token as a column",
            top(#""report": { "columns": ["dapi0123456789abcdef"] }"#),
            #"""
            workspaces.json:2:25: report.columns[0]: this looks like a token, and a secret must not stand in this \#
            file: it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a token as a repository",
            top(#""github": { "repository": "acme/github_pat_11AAAA", "token": "env:T" }"#),
            #"""
            workspaces.json:2:27: github.repository: this looks like a token, and a secret must not stand in this \#
            file: it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a token as a branch",
            top(
                #""github": { "repository": "acme/health", "token": "env:T", "branch": "#
                    + #""dapi0123456789abcdef" }"#),
            #"""
            workspaces.json:2:70: github.branch: this looks like a token, and a secret must not stand in this file: \#
            it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a token in the API's address",
            top(
                #""github": { "repository": "acme/health", "token": "env:T", "api_url": "#
                    + #""https://ghp_0123456789abcdefghij@g.example" }"#),
            #"""
            workspaces.json:2:71: github.api_url: this looks like a token, and a secret must not stand in this file: \#
            it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a token as a profile",
            auth(#"{ "type": "profile", "profile": "dapi0123456789abcdef" }"#),
            #"""
            workspaces.json:2:33: workspaces[0].auth.profile: this looks like a token, and a secret must not stand \#
            in this file: it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a token as a type",
            auth(#"{ "type": "dapi0123456789abcdef" }"#),
            #"""
            workspaces.json:2:11: workspaces[0].auth.type: this looks like a token, and a secret must not stand in \#
            this file: it is read, copied and committed by many
                fix: remove it here, replace the token where it was made, and write where the new one is kept
            """#),
        BadFile(
            "a web token as a client's id",
            auth(#"{ "type": "oauth_m2m", "client_id": "eyJhbGciOiJIUzI1NiJ9", "client_secret": "env:S" }"#),
            #"""
            workspaces.json:2:37: workspaces[0].auth.client_id: this is not an id
                fix: write the id itself, or one of env:NAME, file:PATH, exec:COMMAND or vault:NAME
            """#),
        BadFile(
            "a private key",
            auth(#"{ "type": "pat", "token": "-----BEGIN PRIVATE KEY-----" }"#),
            #"""
            workspaces.json:2:27: workspaces[0].auth.token: a secret must not be written here, only where it is \#
            kept: the file is read, copied and committed by many
                fix: keep it in an environment variable or a file, and write one of env:NAME, file:PATH, \#
            exec:COMMAND or vault:NAME
            """#),
        BadFile(
            "a secret among other mistakes",
            #"""
            { "colour": 1,
              "workspaces": [ { "name": "a b", "host": "h.example", "auth": { "type": "pat", "token": "hunter2" } } ] }
            """#,
            #"""
            workspaces.json:2:91: workspaces[0].auth.token: a secret must not be written here, only where it is \#
            kept: the file is read, copied and committed by many
                fix: keep it in an environment variable or a file, and write one of env:NAME, file:PATH, \#
            exec:COMMAND or vault:NAME
            workspaces.json:1:3: colour: unknown key "colour"
                fix: the keys here are "$schema", "defaults", "workspaces", "report", "github", "history" and "limits"
            workspaces.json:2:29: workspaces[0].name: "a b" cannot be the name of a workspace: it holds " "
                fix: use 1 to 64 of a-z A-Z 0-9 . _ - and begin with a letter or digit
            """#),
        BadFile(
            "a token in an exec reference",
            auth(#"{ "type": "pat", "token": "exec:echo dapi0123456789abcdef" }"#),
            #"""
            workspaces.json:2:27: workspaces[0].auth.token: a secret must not be written here, only where it is \#
            kept: the file is read, copied and committed by many
                fix: keep it in an environment variable or a file, and write one of env:NAME, file:PATH, \#
            exec:COMMAND or vault:NAME
            """#),
        BadFile(
            "a shell's command",
            auth(#"{ "type": "pat", "token": "`cat token`" }"#),
            #"""
            workspaces.json:2:27: workspaces[0].auth.token: a secret must not be written here, only where it is \#
            kept: the file is read, copied and committed by many
                fix: keep it in an environment variable or a file, and write one of env:NAME, file:PATH, \#
            exec:COMMAND or vault:NAME
            """#),
        BadFile(
            "an empty token",
            auth(#"{ "type": "pat", "token": "" }"#),
            #"""
            workspaces.json:2:27: workspaces[0].auth.token: the text is empty: it names no secret
                fix: write one of env:NAME, file:PATH, exec:COMMAND or vault:NAME
            """#),
        BadFile(
            "an empty variable's name",
            auth(#"{ "type": "pat", "token": "env:" }"#),
            #"""
            workspaces.json:2:27: workspaces[0].auth.token: what follows env: is not the name of a variable
                fix: write env: and a name of letters, digits and _, as env:DATABRICKS_TOKEN
            """#),
        BadFile(
            "a variable's value",
            auth(#"{ "type": "pat", "token": "env:$TOKEN" }"#),
            #"""
            workspaces.json:2:27: workspaces[0].auth.token: what follows env: is not the name of a variable
                fix: write env: and a name of letters, digits and _, as env:DATABRICKS_TOKEN
            """#),
        BadFile(
            "an empty file's name",
            auth(#"{ "type": "pat", "token": "file:" }"#),
            #"""
            workspaces.json:2:27: workspaces[0].auth.token: file: names no file
                fix: write file: and a path
            """#),
        BadFile(
            "an empty entry of the vault",
            auth(#"{ "type": "pat", "token": "vault:" }"#),
            #"""
            workspaces.json:2:27: workspaces[0].auth.token: vault: names no entry
                fix: write vault: and a name
            """#),
        BadFile(
            "a token that is null",
            auth(#"{ "type": "pat", "token": null }"#),
            #"""
            workspaces.json:2:27: workspaces[0].auth.token: a text is expected here, not null
            """#),
        BadFile(
            "half a client",
            auth(#"{ "type": "oauth_m2m", "client_id": "1-2-3" }"#),
            #"""
            workspaces.json:2:1: workspaces[0].auth: "client_secret" is missing
            """#),
        BadFile(
            "the other half",
            auth(#"{ "type": "oauth_m2m", "client_secret": "env:S" }"#),
            #"""
            workspaces.json:2:1: workspaces[0].auth: "client_id" is missing
            """#),
        BadFile(
            "a principal without a tenant",
            auth(#"{ "type": "azure_sp", "client_id": "1-2-3", "client_secret": "env:S" }"#),
            #"""
            workspaces.json:2:1: workspaces[0].auth: "tenant_id" is missing
            """#),
        BadFile(
            "a key of a credential misspelled",
            auth(#"{ "type": "pat", "tokn": "env:T" }"#),
            #"""
            workspaces.json:2:18: workspaces[0].auth.tokn: unknown key "tokn"
                fix: did you mean "token"?
            """#),
        BadFile(
            "type misspelled",
            auth(#"{ "typ": "pat", "token": "env:T" }"#),
            #"""
            workspaces.json:2:3: workspaces[0].auth.typ: unknown key "typ"
                fix: did you mean "type"?
            """#),
        BadFile(
            "an id with a blank",
            auth(#"{ "type": "oauth_m2m", "client_id": "my app", "client_secret": "env:S" }"#),
            #"""
            workspaces.json:2:37: workspaces[0].auth.client_id: this is not an id
                fix: write the id itself, or one of env:NAME, file:PATH, exec:COMMAND or vault:NAME
            """#),
        BadFile(
            "an empty profile",
            auth(#"{ "type": "profile", "profile": "" }"#),
            #"""
            workspaces.json:2:33: workspaces[0].auth.profile: the text is empty
                fix: write what it shall be, or leave the key out
            """#),
        BadFile(
            "a profile with a line break",
            auth(#"{ "type": "profile", "profile": "a\nb" }"#),
            #"""
            workspaces.json:2:33: workspaces[0].auth.profile: the text holds a control character
                fix: write it in one line
            """#),
        BadFile(
            "auth that is null",
            auth(#"null"#),
            #"""
            workspaces.json:2:1: workspaces[0].auth: an object is expected here, not null
            """#),
        BadFile(
            "a wrong default credential",
            #"{ "defaults": { "auth": { "type": "pat" } }, "workspaces": [ { "name": "a", "host": "#
                + #""h.example" } ] }"#,
            #"""
            workspaces.json:1:25: defaults.auth: "token" is missing
            """#),
    ]
}
