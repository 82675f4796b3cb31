import Testing
import Transport

@testable import Configuration

struct DatabricksProfilesTests {
    private static let file = """
        ; written by hand
        host = https://default.example/
        token = dapi-default
        [prod]
        host  = https://Prod.example/?o=1
        token = dapi-1#2   # the comment
        [m2m]
        host = m2m.example
        client_id = id-1
        client_secret = "s#1"
        [azure]
        host=azure.example
        azure_tenant_id=t
        azure_client_id=c
        azure_client_secret=s
        [login]
        host = login.example
        auth_type = databricks-cli
        token = stale
        [basic]
        username = u
        password = p
        [half]
        client_id = id-1
        [nothing]
        [hostless]
        token = dapi-3
        [__settings__]
        default_profile = prod
        """

    private func profile(_ name: String) throws -> DatabricksProfile {
        try DatabricksProfiles(Array(Self.file.utf8), file: "~/.databrickscfg").profile(name)
    }

    @Test func kindsThatNeedNoPersonAreRead() throws {
        #expect(try profile("DEFAULT").credential() == .pat(token: Secret("dapi-default")))
        #expect(try profile("prod").credential() == .pat(token: Secret("dapi-1#2")))
        #expect(try profile("m2m").credential() == .oauthM2M(clientID: "id-1", clientSecret: Secret("s#1")))
        #expect(
            try profile("azure").credential() == .azureSP(tenantID: "t", clientID: "c", clientSecret: Secret("s")))
        #expect(try profile("prod").address()?.origin == "https://prod.example")
        #expect(try profile("hostless").address() == nil)
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        let profile: String
        let message: String
        var testDescription: String { profile }
    }

    @Test(arguments: [
        Bad(profile: "login", message: "its kind, \"databricks-cli\", cannot be used without a person"),
        Bad(profile: "basic", message: "its kind, \"basic\", cannot be used without a person"),
        Bad(profile: "half", message: "client_secret is missing in it"),
        Bad(profile: "nothing", message: "~/.databrickscfg has no such profile"),
        Bad(profile: "Prod", message: "~/.databrickscfg has no such profile"),
        Bad(profile: "__settings__", message: "the name is reserved"),
    ])
    func profileThatCannotBeUsedIsExplained(_ test: Bad) {
        let refusal = #expect(throws: Refusal.self) { try profile(test.profile).credential() }
        #expect(refusal?.message == test.message)
    }

    // MARK: - In a configuration

    private func environment(in folder: TemporaryFolder) throws -> Environment {
        try folder.write(Self.file, to: "profiles")
        return Environment(
            variables: ["DATABRICKS_CONFIG_FILE": folder.path + "/profiles", "DATABRICKS_TOKEN": "wrong"])
    }

    private func parse(_ workspace: String, in folder: TemporaryFolder) throws -> Configuration {
        try Configuration.parse(
            Array("{ \"workspaces\": [\n\(workspace)\n] }".utf8), file: "workspaces.json",
            folder: Folder("/etc/dbmon", home: nil), environment: environment(in: folder))
    }

    private func mistakes(_ workspace: String, in folder: TemporaryFolder) -> String? {
        (#expect(throws: ConfigurationError.self) { try parse(workspace, in: folder) })?.text
    }

    @Test func hostMayBeLeftToTheProfile() async throws {
        let folder = try TemporaryFolder()
        let workspace = try parse(
            #"{ "name": "a", "auth": { "type": "profile", "profile": "prod" } }"#, in: folder
        ).workspaces[0]
        #expect(workspace.host == "https://prod.example")
        #expect(workspace.auth == .profile("prod"))
        let credential = try await SecretResolver(environment: environment(in: folder)).resolve(workspace.auth)
        #expect(credential == .pat(token: Secret("dapi-1#2")))
    }

    @Test func tokenOfAProfileGoesToNoOtherHost() throws {
        let folder = try TemporaryFolder()
        #expect(
            mistakes(
                #"{ "name": "a", "host": "evil.example", "auth": { "type": "profile", "profile": "prod" } }"#,
                in: folder) == """
                    workspaces.json:2:24: workspaces[0].host: the profile "prod" is for another host, \
                    https://prod.example
                        fix: leave "host" out, or name another profile
                    """)
    }

    @Test func missingProfileIsNamedWithItsNearest() throws {
        let folder = try TemporaryFolder()
        let profiles = folder.path + "/profiles"
        #expect(
            mistakes(#"{ "name": "a", "auth": { "type": "profile", "profile": "prd" } }"#, in: folder) == """
                workspaces.json:2:1: workspaces[0]: "host" is missing, and the profile "prd" gives none: \
                \(profiles) has no such profile
                    fix: did you mean "prod"?
                """)
        #expect(
            mistakes(#"{ "name": "a", "auth": { "type": "profile", "profile": "hostless" } }"#, in: folder) == """
                workspaces.json:2:1: workspaces[0]: "host" is missing, and the profile "hostless" has none
                """)
    }

    @Test func profileWithAHostOfItsOwnWaitsForTheSweep() async throws {
        let folder = try TemporaryFolder()
        let workspace = try parse(
            #"{ "name": "a", "host": "h.example", "auth": { "type": "profile", "profile": "gone" } }"#, in: folder
        ).workspaces[0]
        #expect(workspace.host == "https://h.example")
        let resolver = SecretResolver(environment: try environment(in: folder))
        let error = await #expect(throws: SecretError.self) { try await resolver.resolve(workspace.auth) }
        #expect(error?.message == "the profile \"gone\" cannot be used: \(folder.path)/profiles has no such profile")
    }

    @Test func valuesShowNowhere() throws {
        var dumped = ""
        dump(try profile("prod"), to: &dumped)
        dump(try profile("m2m").credential(), to: &dumped)
        #expect(!dumped.contains("dapi-1"))
        #expect(!dumped.contains("s#1"))
    }
}
