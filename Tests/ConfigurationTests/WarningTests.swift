import Foundation
import Testing

@testable import Configuration

/// What is no mistake and likely not meant.
struct WarningTests {
    private func warnings(_ text: String) throws -> String {
        ConfigurationError.inOrder(try parse(text).warnings).map(\.text).joined(separator: "\n")
    }

    @Test(arguments: [
        "dbc-a1.cloud.databricks.com", "adb-1.7.azuredatabricks.net", "1.gcp.databricks.com", "databricks.acme.example",
        "accounts.acme.example", "http://127.0.0.1:9", "http://[::1]", "http://x.localhost", "h.example",
    ])
    func ordinaryHostIsNoWarning(_ text: String) throws {
        #expect(try warnings(host(text)) == "")
    }

    struct OddHost: Sendable, CustomTestStringConvertible {
        let host: String
        let warning: String
        var testDescription: String { host }
    }

    @Test(arguments: [
        OddHost(
            host: "adb-1.7.azuredatabricks.net.evil.com",
            warning: """
                the host only looks like one of Databricks: it belongs to "evil.com"
                    fix: make sure that the token may go there
                """),
        OddHost(
            host: "cloud.databricks.com-login.evil.com",
            warning: """
                the host only looks like one of Databricks: it belongs to "evil.com"
                    fix: make sure that the token may go there
                """),
        OddHost(
            host: "dbc-1.cloud.databrick.com",
            warning: """
                the host ends in "cloud.databrick.com"
                    fix: did you mean "cloud.databricks.com"?
                """),
        OddHost(
            host: "adb-1.7.azuredatabrikcs.net",
            warning: """
                the host ends in "azuredatabrikcs.net"
                    fix: did you mean "azuredatabricks.net"?
                """),
        OddHost(
            host: "accounts.cloud.databricks.com",
            warning: """
                this is the console of an account, which has no jobs
                    fix: write the address of a workspace, as a browser shows it there
                """),
        OddHost(
            host: "xn--db-1-43d.azuredatabricks.net",
            warning: """
                the host is written in punycode: where it is shown, it may look like another one
                    fix: make sure that "xn--db-1-43d.azuredatabricks.net" is the one you mean
                """),
        OddHost(
            host: "10.0.0.7",
            warning: """
                the host is an IP address, and TLS takes it only where the certificate names the address
                    fix: write the host's name
                """),
        OddHost(
            host: "[2001:db8::7]:8443",
            warning: """
                the host is an IP address, and TLS takes it only where the certificate names the address
                    fix: write the host's name
                """),
    ])
    func oddHostIsAWarning(_ test: OddHost) throws {
        #expect(try warnings(host(test.host)) == "workspaces.json:1:87: workspaces[0].host: \(test.warning)")
    }

    @Test(arguments: ["con", "CON", "nul.eu", "Com1", "lpt9"])
    func deviceOfWindowsIsAWarning(_ name: String) throws {
        let text =
            #"{ "workspaces": [ { "name": "\#(name)", "host": "h.example", "auth": { "type": "pat", "#
            + #""token": "env:T" } } ] }"#
        #expect(
            try warnings(text) == """
                workspaces.json:1:29: workspaces[0].name: "\(name)" is the name of a device on Windows, where nobody can \
                check out workspaces/\(name).csv
                    fix: choose another name
                """)
    }

    @Test(arguments: ["console", "prn1", "com", "com10", "x.con"])
    func otherNameIsNoWarning(_ name: String) throws {
        let text =
            #"{ "workspaces": [ { "name": "\#(name)", "host": "h.example", "auth": { "type": "pat", "#
            + #""token": "env:T" } } ] }"#
        #expect(try warnings(text) == "")
    }

    @Test func oneHostTwiceAndOneTokenForTwoHostsAreWarnings() throws {
        let text = """
            { "defaults": { "auth": { "type": "pat", "token": "env:T" } }, "workspaces": [
              { "name": "a", "host": "h.example" },
              { "name": "b", "host": "https://H.example:443/x" },
              { "name": "c", "host": "i.example" },
              { "name": "d", "host": "j.example", "auth": { "type": "oauth_m2m", "client_id": "x", \
            "client_secret": "env:T" } } ] }
            """
        #expect(
            try warnings(text) == """
                workspaces.json:3:3: workspaces[1]: b and a are one host, https://h.example: what both select is reported \
                twice
                    fix: make one workspace of them, or let them select other jobs
                workspaces.json:4:3: workspaces[2]: c and a are two hosts with one token, env:T: a personal access token is \
                valid in its own workspace alone
                    fix: give every workspace the token that was made in it
                """)
    }

    // MARK: - Where secrets are kept

    private func check(_ token: String, in folder: TemporaryFolder, variables: [String: String] = [:]) throws -> String
    {
        let environment = Environment(variables: variables)
        let text =
            #"{ "workspaces": [ { "name": "a", "host": "h.example", "auth": { "type": "pat", "token": "#
            + "\"\(token)\" } } ] }"
        let configuration = try Configuration.parse(
            Array(text.utf8), file: "f", folder: Folder(folder.path, home: nil), environment: environment)
        return SecretCheck(environment: environment).warnings(of: configuration).map(\.text).joined(separator: "\n")
            .replacing(folder.path, with: "FOLDER")
    }

    private func setMode(_ mode: Int, of file: String, in folder: TemporaryFolder) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: "\(folder.path)/\(file)")
    }

    @Test(arguments: [0o600, 0o400, 0o640])
    func fileThatIsNotForEverybodyIsNoWarning(_ mode: Int) throws {
        let folder = try TemporaryFolder()
        try folder.write("hunter2", to: "token")
        try setMode(mode, of: "token", in: folder)
        #expect(try check("file:token", in: folder) == "")
    }

    @Test(arguments: [0o644, 0o604, 0o666])
    func fileThatEverybodyMayReadIsAWarning(_ mode: Int) throws {
        let folder = try TemporaryFolder()
        try folder.write("hunter2", to: "token")
        try setMode(mode, of: "token", in: folder)
        #expect(
            try check("file:token", in: folder) == """
                f:1:89: workspaces[0].auth.token: everybody on this machine may read file:token
                    fix: chmod 600 FOLDER/token
                """)
    }

    @Test func secretThatIsNotThereIsAWarning() throws {
        let folder = try TemporaryFolder()
        try folder.writeScript("echo x", to: "token.sh")
        func expect(_ token: String, _ warning: String, _ variables: [String: String] = [:]) throws {
            let place = "f:1:89: workspaces[0].auth.token: "
            try #expect(check(token, in: folder, variables: variables) == (warning.isEmpty ? "" : place + warning))
        }
        try expect("env:A", "", ["A": "x"])
        try expect(
            "env:A",
            """
            env:A is not set, neither in the environment nor in .env
                fix: set the variable, or write it into .env
            """, ["A": ""])
        try expect(
            "file:none",
            """
            file:none cannot be read: there is no such file
                fix: correct the path, or let this user read the file
            """)
        try expect(
            "file:.",
            """
            file:. cannot be read: it is a folder, not a file
                fix: correct the path, or let this user read the file
            """)
        try expect("exec:./token.sh", "")
        try expect("exec:sh -c x", "", ["PATH": "/nowhere:/bin:/usr/bin"])
        try expect(
            "exec:no-such-command",
            """
            exec:no-such-command failed: there is no such command
                fix: run the command by hand; it must print the secret alone and end with 0
            """)
        try expect(
            "vault:prod",
            """
            vault:prod cannot be read: the vault does not exist yet
                fix: use env:NAME, file:PATH or exec:COMMAND
            """)
    }

    @Test func profilesThatEverybodyMayReadAreAWarning() throws {
        let folder = try TemporaryFolder()
        try folder.write("[p]\nhost = h.example\ntoken = hunter2\n", to: "profiles")
        try setMode(0o644, of: "profiles", in: folder)
        let environment = Environment(variables: ["DATABRICKS_CONFIG_FILE": folder.path + "/profiles"])
        func warnings(_ auth: String) throws -> [String] {
            let text = "{ \"workspaces\": [ { \"name\": \"a\", \"host\": \"h.example\", \"auth\": \(auth) } ] }"
            let configuration = try Configuration.parse(
                Array(text.utf8), file: "f", folder: Folder("/", home: nil), environment: environment)
            return SecretCheck(environment: environment).exposures(of: configuration).map(\.message)
        }
        #expect(
            try warnings(#"{ "type": "profile", "profile": "p" }"#) == [
                "everybody on this machine may read \(folder.path)/profiles"
            ])
        #expect(try warnings(#"{ "type": "pat", "token": "env:T" }"#) == [])
    }

    @Test func profileThatNoSweepCanUseIsAWarning() throws {
        let folder = try TemporaryFolder()
        try folder.write("[p]\nhost = h.example\nauth_type = azure-cli\n", to: "profiles")
        try setMode(0o600, of: "profiles", in: folder)
        let environment = Environment(variables: ["DATABRICKS_CONFIG_FILE": folder.path + "/profiles"])
        let text = """
            { "workspaces": [
              { "name": "a", "host": "h.example", "auth": { "type": "profile", "profile": "p" } },
              { "name": "b", "host": "i.example", "auth": { "type": "profile", "profile": "none" } } ] }
            """
        let configuration = try Configuration.parse(
            Array(text.utf8), file: "f", folder: Folder("/", home: nil), environment: environment)
        let warnings = SecretCheck(environment: environment).warnings(of: configuration).map(\.text)
        #expect(
            warnings.joined(separator: "\n").replacing(folder.path, with: "FOLDER") == """
                FOLDER/profiles: a: the profile "p" cannot be used: its kind, "azure-cli", cannot be used without a person
                    fix: use a profile with a token, or with client_id and client_secret
                FOLDER/profiles: b: the profile "none" cannot be used: FOLDER/profiles has no such profile
                """)
    }
}
