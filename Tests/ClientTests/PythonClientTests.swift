import Foundation
import Model
import Pacing
import Simulator
import Testing

/// The official Python clients of both services against the simulator, over real HTTP: what they cannot read, no real
/// client could. `make test` installs them and says where they are.
@Suite(.enabled(if: Client.python != nil, "run `make test`: it installs the Python clients"))
struct PythonClientTests {
    @Test func databricksSDKListsEveryPage() async throws {
        let clock = SystemClock()
        let plan = SimulatedWorkspace.Plan(name: "sdk", jobs: 130, latencyMilliseconds: 0...0, hasShortPages: true)
        let fleet = SimulatedFleet(seed: 4, anchor: clock.timestamp, workspaces: [plan])
        let counts = try await withServer(fleet, GitHubStorage.memory) { port in
            try await Client.run("databricks_client.py", ["\(port)", "sdk"])
        }
        let workspace = try #require(fleet.workspace(named: "sdk"))
        let truth = GroundTruth.jobs(of: workspace, at: clock.timestamp)
        let result = try JSONDecoder().decode(DatabricksCounts.self, from: Data(counts.utf8))
        #expect(result.jobs == truth.count)
        #expect(result.failed_runs > 0)
    }

    /// The SDK asks for a new token 40 s before one ends: of those that live ten seconds, none is used twice.
    @Test(arguments: [(3_600, SimulatedOAuth.ExpiresIn.number, 1...1), (10, .text, 2...40)])
    func databricksSDKSignsInAsAServicePrincipal(
        life: Int, expiresIn: SimulatedOAuth.ExpiresIn, tokens: ClosedRange<Int>
    ) async throws {
        let (result, fleet) = try await signIn(secret: "s3cret") {
            $0.tokenLife = .seconds(life)
            $0.expiresIn = expiresIn
        }
        #expect(result.error == nil)
        #expect(result.jobs == [130, 130])
        #expect(tokens.contains(result.tokens ?? 0))
        #expect(result.token_paths == ["/oidc/v1/token"])
        #expect(result.workspace_id == fleet.workspace(named: "sdk").map { String($0.workspaceID) })
        #expect(result.user == "dbmon@example.com")
    }

    @Test func databricksSDKUnderstandsARefusedClient() async throws {
        let (result, _) = try await signIn(secret: "wrong") { _ in }
        #expect(result.error?.contains("invalid_client: Client authentication failed") == true)
    }

    private func signIn(
        secret: String,
        _ change: (inout SimulatedOAuth) -> Void
    ) async throws -> (SignInResult, SimulatedFleet) {
        let clock = SystemClock()
        var plan = SimulatedWorkspace.Plan(name: "sdk", jobs: 130, latencyMilliseconds: 0...0)
        var oauth = SimulatedOAuth(clientID: "sp-1", clientSecret: "s3cret")
        change(&oauth)
        plan.traits.oauth = oauth
        let fleet = SimulatedFleet(seed: 4, anchor: clock.timestamp, workspaces: [plan])
        let text = try await withServer(fleet, .memory) { port in
            try await Client.run("databricks_oauth_client.py", ["\(port)", "sdk", "sp-1", secret])
        }
        return (try JSONDecoder().decode(SignInResult.self, from: Data(text.utf8)), fleet)
    }

    private struct SignInResult: Decodable {
        let error: String?
        let jobs: [Int]?
        let tokens: Int?
        let token_paths: [String]?
        let workspace_id: String?
        let user: String?
    }

    @Test func pyGithubCommitsThroughTheGitDataAPI() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dbmon-test-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let fleet = SimulatedFleet(seed: 4, anchor: SystemClock().timestamp, workspaces: [])
        _ = try await withServer(fleet, .directory(folder)) { port in
            try await Client.run("pygithub_client.py", ["\(port)"])
        }
        // git itself has the last word.
        let log = try await Client.run(
            "/usr/bin/env", ["git", "--git-dir", folder, "log", "--format=%H", "--all"], python: false)
        #expect(log.split(separator: "\n").count >= 1)
        _ = try await Client.run("/usr/bin/env", ["git", "--git-dir", folder, "fsck", "--strict"], python: false)
    }

    private struct DatabricksCounts: Decodable {
        let jobs: Int
        let failed_runs: Int
    }

    private enum GitHubStorage {
        case memory
        case directory(String)
    }

    private func withServer<Value: Sendable>(
        _ fleet: SimulatedFleet,
        _ storage: GitHubStorage,
        _ body: (Int) async throws -> Value
    ) async throws -> Value {
        let clock = SystemClock()
        let git: any GitStorage =
            switch storage {
            case .memory: MemoryGitStorage()
            case .directory(let path): try GitDirectory(path: path)
            }
        let world = SimulatedWorld(
            github: GitHubService(
                storage: git, owner: DemoConfiguration.owner, repository: DemoConfiguration.repository),
            databricks: DatabricksService(fleet: fleet))
        let server = try await SimulatorServer.start(service: world, wallClock: { clock.timestamp })
        let value: Value
        do {
            value = try await body(server.port)
        } catch {
            try await server.shutdown()
            throw error
        }
        try await server.shutdown()
        return value
    }
}

enum Client {
    struct Failed: Error {
        let status: Int32
        let output: String
    }

    static var python: String? { ProcessInfo.processInfo.environment["DBMON_TEST_PYTHON"] }

    private static var scripts: String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Clients").path
    }

    /// What the program printed. It runs while the caller waits, so that the server in this process can answer.
    static func run(_ program: String, _ arguments: [String], python isPython: Bool = true) async throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: isPython ? python ?? "python3" : program)
        process.arguments = (isPython ? ["\(scripts)/\(program)"] : []) + arguments
        process.standardOutput = pipe
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { process in
                let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
                continuation.resume(
                    with: process.terminationStatus == 0
                        ? .success(output) : .failure(Failed(status: process.terminationStatus, output: output)))
            }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
    }
}
