import Foundation
import Model
import Pacing
import Testing

@testable import Configuration

/// Where there is no file: variables alone make one workspace.
struct VariablesTests {
    private func load(_ variables: [String: String], dotEnv: String = "") throws -> Configuration {
        let folder = try TemporaryFolder()
        return try Configuration.load(
            environment: Environment(variables: variables, file: DotEnv(Array(dotEnv.utf8))),
            currentFolder: folder.path)
    }

    private func mistakes(_ variables: [String: String]) -> String? {
        (#expect(throws: ConfigurationError.self) { try load(variables) })?.text
    }

    @Test func variablesAndDotEnvMakeOneWorkspace() throws {
        let configuration = try load(
            ["DATABRICKS_HOST": "https://DBC-A1.cloud.databricks.com/?o=1"],
            dotEnv: """
                DATABRICKS_TOKEN=dapi0
                GITHUB_REPO=acme/health
                MONITORED_JOBS=New Job, nightly-* ,,Billing  # by name
                MONITORING_INTERVAL=900  # seconds
                """)
        try #require(configuration.workspaces.count == 1)
        let workspace = configuration.workspaces[0]
        #expect(workspace.name.text == "dbc-a1")
        #expect(workspace.host == "https://dbc-a1.cloud.databricks.com")
        #expect(workspace.auth == .pat(token: .environment("DATABRICKS_TOKEN")))
        #expect(workspace.selections.map(\.selection.entryText) == ["New Job", "nightly-*", "Billing"])
        #expect(workspace.lookback == .seconds(86_400))
        #expect(workspace.rateLimit == .standard)
        #expect(configuration.monitoringInterval == .seconds(900))
        let github = GitHubConfiguration(owner: "acme", repository: "health", token: .environment("GITHUB_TOKEN"))
        #expect(configuration.github == github)
        #expect(github.branch == "main")
        #expect(github.directory == "Error")
        #expect(github.apiURL == "https://api.github.com")
        #expect(configuration.report.directory.hasSuffix("/reports"))
        #expect(configuration.notes == [])
    }

    @Test func everyVariableOfTheTableCounts() throws {
        let configuration = try load([
            "DATABRICKS_INSTANCE": "http://127.0.0.1:8471", "DATABRICKS_HOST": "other.example",
            "GITHUB_REPO": "a/b", "GITHUB_BRANCH": "status", "GITHUB_OUTPUT_DIR": "out/",
            "GITHUB_API_URL": "http://localhost:8472/api/v3/",
        ])
        #expect(configuration.workspaces[0].host == "http://127.0.0.1:8471")
        #expect(configuration.workspaces[0].name.text == "127")
        #expect(configuration.workspaces[0].selections == [JobEntry(.everything)])
        #expect(configuration.monitoringInterval == .seconds(3_600))
        #expect(configuration.github?.branch == "status")
        #expect(configuration.github?.directory == "out")
        #expect(configuration.github?.apiURL == "http://localhost:8472/api/v3")
        #expect(
            configuration.notes == ["DATABRICKS_HOST is set but not used: DATABRICKS_INSTANCE names the workspace."])
    }

    @Test func withoutARepositoryNothingIsPublished() throws {
        let configuration = try load(["DATABRICKS_HOST": "h.example", "GITHUB_TOKEN": "x", "GITHUB_BRANCH": "a..b"])
        #expect(configuration.github == nil)
    }

    @Test func withoutAnythingTheWaysOutAreNamed() {
        #expect(
            mistakes([:]) == """
                workspaces.json: there is no such file, and neither DATABRICKS_INSTANCE nor DATABRICKS_HOST is set
                    fix: write workspaces.json, or set DATABRICKS_INSTANCE and DATABRICKS_TOKEN
                """)
    }

    @Test func allMistakesAreReportedAtOnce() {
        #expect(
            mistakes([
                "DATABRICKS_HOST": "http://h.example", "GITHUB_REPO": "health", "GITHUB_BRANCH": "x",
                "MONITORED_JOBS": " , ", "MONITORING_INTERVAL": "15m",
            ]) == """
                variable MONITORED_JOBS: it names no job
                    fix: write names with commas between them, or unset it for every job
                variable DATABRICKS_HOST: plain http:// would send the token in the clear; it is for loopback alone
                    fix: write https:// instead of http://
                variable GITHUB_REPO: "health" is not a repository
                    fix: write owner and name alone, as acme/pipeline-health
                variable MONITORING_INTERVAL: "15m" is not a number of seconds from 1 to 5184000
                """)
    }

    @Test(arguments: ["0", "-1", "5184001", "1.5", "99999999999999999999", "1 h"])
    func intervalOutOfRangeIsRefused(_ interval: String) {
        #expect(mistakes(["DATABRICKS_HOST": "h.example", "MONITORING_INTERVAL": interval]) != nil)
    }

    @Test func fileOnDiskWinsOverVariables() throws {
        let folder = try TemporaryFolder()
        try folder.write(GoodFileTests.example, to: "workspaces.json")
        let environment = Environment(variables: ["DATABRICKS_HOST": "h.example"])
        let configuration = try Configuration.load(environment: environment, currentFolder: folder.path)
        #expect(configuration.workspaces.map(\.name.text) == ["prod-eu", "prod-us"])
        #expect(configuration.report.directory == folder.path + "/reports")
        #expect(configuration.notes == ["DATABRICKS_HOST is set but not used: workspaces.json alone decides."])
    }

    @Test func fileInAnotherFolderTakesItsPathsAlong() throws {
        let folder = try TemporaryFolder()
        try folder.write(GoodFileTests.example, to: "conf/fleet.json")
        let configuration = try Configuration.load(
            path: "conf/fleet.json", explicitly: true, environment: Environment(variables: [:]),
            currentFolder: folder.path)
        #expect(configuration.report.directory == folder.path + "/conf/reports")
        #expect(configuration.history.database == folder.path + "/conf/dbmon.sqlite")
    }

    @Test func fileThatWasNamedMustBeAFile() throws {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "sub/x")
        try #expect(
            #require(folder.refusal(of: "none.json")) == """
                none.json: there is no such file
                    fix: check the name, or write a first file by: dbmon init
                """)
        try #expect(
            #require(folder.refusal(of: "sub")) == "sub: it is a folder, not a file\n    fix: name the file in it")
        try #expect(
            #require(folder.refusal(of: "/dev/null")) == """
                /dev/null: it is not a regular file
                    fix: name a file; a pipe or a device would hold dbmon up
                """)
        try folder.write([0x7B, 0x0A, 0x22, 0xFF], to: "latin1.json")
        try #expect(
            #require(folder.refusal(of: "latin1.json"))
                == "latin1.json:2:2: the file is not UTF-8\n    fix: save it as UTF-8")
        try folder.write([0xFF, 0xFE, 0x7B, 0x00], to: "utf16.json")
        try #expect(
            #require(folder.refusal(of: "utf16.json"))
                == "utf16.json:1:1: the file is UTF-16\n    fix: save it as UTF-8")
        try folder.write([UInt8](repeating: 0x20, count: (8 << 20) + 1), to: "big.json")
        try #expect(
            #require(folder.refusal(of: "big.json")) == """
                big.json: the file is larger than 8388608 bytes
                    fix: divide it: a thousand workspaces need a tenth of this
                """)
    }

    @Test func dotEnvThatWasNamedMustBeThere() throws {
        let folder = try TemporaryFolder()
        let missing = folder.path + "/.env"
        #expect(try Environment.load(path: missing, variables: ["A": "1"])["A"] == "1")
        let error = #expect(throws: ConfigurationError.self) {
            try Environment.load(path: missing, explicitly: true, variables: [:])
        }
        #expect(error?.text == "\(missing): there is no such file")
        try folder.write("A=2\nB=3", to: ".env")
        let environment = try Environment.load(path: missing, variables: ["A": "1"])
        #expect(environment["A"] == "1")
        #expect(environment["B"] == "3")
    }
}

extension TemporaryFolder {
    fileprivate func refusal(of file: String) -> String? {
        (#expect(throws: ConfigurationError.self) {
            try Configuration.load(
                path: file, explicitly: true, environment: Environment(variables: [:]), currentFolder: path)
        })?.text
    }
}
