import Configuration
import Foundation
import Logging
import Model
import Pacing
import Simulator
import Sweeping
import Synchronization
import Testing
import Transport

/// Workspaces that are entered by an access token: swept end to end, and nothing secret is left anywhere.
@Suite struct SignInSweepTests {
    private static let secrets = [
        "oauth": "dose-oauth/0123+4567=", "azure": "azure~secret&8901", "profiled": "dose-profile-2345",
        "cloudy": "azure-profile-6789",
    ]

    /// Notes every credential that a request carries, and puts it into the errors of failed tasks, where the service
    /// might as well have it from.
    private final class Eavesdropper: SimulatedService {
        private let service: SharedService
        private let echoes: Bool
        private let state = Mutex<Set<String>>([])

        init(_ service: any SimulatedService, echoes: Bool) {
            self.service = SharedService(service)
            self.echoes = echoes
        }

        var heard: Set<String> { state.withLock { $0 } }

        func answer(_ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer {
            let words = request.header("Authorization")?.split(separator: " ").map(String.init) ?? []
            let body = String(decoding: request.body, as: UTF8.self)
            let fields = body.split(separator: "&").filter { $0.hasPrefix("client_secret=") }
            let credentials = words.dropFirst() + fields.map { String($0.dropFirst(14)) }
            state.withLock { $0.formUnion(credentials) }
            guard echoes, request.path.hasSuffix("get-output"), let token = words.last else {
                return service.answer(request, at: now)
            }
            let label = request.host.split(separator: ".").first.map(String.init) ?? ""
            let text = "no access with x\(token) or y\(SignInSweepTests.secrets[label] ?? "none")"
            return SimulatedAnswer(
                status: 200, headers: [HTTPHeader("Content-Type", "application/json")],
                body: Array("{\"error\": \"\(text)\", \"error_trace\": \"\(text)\"}".utf8))
        }
    }

    private static func fleet(tokenLife: Duration, at anchor: Timestamp) throws -> Fleet {
        let plans = ["oauth", "azure", "profiled", "cloudy", "plain"].map { name in
            var plan = SimulatedWorkspace.Plan(name: name, jobs: 40, latencyMilliseconds: 0...4)
            switch name {
            case "oauth", "profiled":
                plan.traits.oauth = SimulatedOAuth(
                    clientID: "sp-\(name)", clientSecret: secrets[name] ?? "", tokenLife: tokenLife, expiresIn: .text)
            case "azure", "cloudy":
                plan.traits.azure = SimulatedAzure(
                    tenantID: "tenant-\(name)", clientID: "sp-\(name)", clientSecret: secrets[name] ?? "")
            default: break
            }
            return plan
        }
        return try Fleet(SimulatedFleet(seed: 21, anchor: anchor, workspaces: plans))
    }

    private static func configuration(_ fleet: Fleet, port: Int = 0, rate: Int = 50) throws -> Configuration {
        func pat(_ name: String) -> String { "\"auth\": { \"type\": \"pat\", \"token\": \"file:tokens/\(name)\" }" }
        let configuration = try fleet.configuration(port: port) {
            $0.replacing(
                pat("oauth"),
                with: "\"auth\": { \"type\": \"oauth_m2m\", \"client_id\": \"sp-oauth\", "
                    + "\"client_secret\": \"file:tokens/oauth\" }"
            ).replacing(
                pat("azure"),
                with: "\"auth\": { \"type\": \"azure_sp\", \"tenant_id\": \"tenant-azure\", "
                    + "\"client_id\": \"sp-azure\", \"client_secret\": \"file:tokens/azure\" }"
            ).replacing(pat("profiled"), with: "\"auth\": { \"type\": \"profile\", \"profile\": \"m2m\" }")
                .replacing(pat("cloudy"), with: "\"auth\": { \"type\": \"profile\", \"profile\": \"azure\" }")
                .replacing(
                    "\"requests_per_second\": 50, \"burst\": 50",
                    with: "\"requests_per_second\": \(rate), \"burst\": \(rate)")
        }
        for name in ["oauth", "azure"] {
            try Data("\(secrets[name] ?? "")\n".utf8).write(to: URL(filePath: "\(fleet.folder.path)/tokens/\(name)"))
        }
        let profiles = """
            [m2m]
            client_id = sp-profiled
            client_secret = \(secrets["profiled"] ?? "")
            [azure]
            azure_tenant_id = tenant-cloudy
            azure_client_id = sp-cloudy
            azure_client_secret = \(secrets["cloudy"] ?? "")
            """
        try Data(profiles.utf8).write(to: URL(filePath: "\(fleet.folder.path)/tokens/databrickscfg"))
        return configuration
    }

    private static func environment(_ fleet: Fleet) -> Environment {
        Environment(variables: ["DATABRICKS_CONFIG_FILE": "\(fleet.folder.path)/tokens/databrickscfg"])
    }

    /// No file that a sweep writes holds a credential: reports, database and what belongs to it; nor does its result.
    private static func checkNothingIsTold(
        _ fleet: Fleet, _ result: SweepResult, heard: Set<String>, log: Log? = nil
    ) throws {
        let credentials = heard.union(secrets.values)
        #expect(credentials.count >= 12)
        var searched = 0
        for name in try FileManager.default.subpathsOfDirectory(atPath: fleet.folder.path)
        where !name.hasPrefix("tokens") && name.contains(".") {
            let content = try Data(contentsOf: URL(filePath: "\(fleet.folder.path)/\(name)"))
            searched += 1
            for credential in credentials {
                #expect(content.range(of: Data(credential.utf8)) == nil, "\(name) holds a credential")
            }
        }
        #expect(searched > 5)
        for credential in credentials { #expect(!result.json.text.contains(credential)) }
        guard let log else { return }
        #expect(log.lines.contains { $0.contains("sweep ended") })
        for credential in credentials { #expect(!log.lines.contains { $0.contains(credential) }) }
    }

    private static func sweep(
        _ fleet: Fleet, _ configuration: Configuration, _ service: SharedService, log: Log = Log()
    ) async throws -> SweepResult {
        let resolver = SecretResolver(environment: environment(fleet))
        return try await VirtualRun.run { run in
            let clock = VirtualClock(run, start: Fleet.anchor)
            let sweep = Sweep(
                configuration,
                in: .init(
                    client: SimulatedHTTPClient(service: service, clock: clock), clock: clock, resolver: resolver,
                    seed: 1, logger: Logger(label: "test") { _ in LogToMemory(log) }),
                progress: SweepProgress(total: configuration.workspaces.count))
            return try await sweep.run(publishes: false)
        }
    }

    @Test(arguments: [3, 3_600])
    func everyRowIsTheTruthInProcess(tokenLife: Int) async throws {
        let fleet = try Self.fleet(tokenLife: .seconds(tokenLife), at: Fleet.anchor)
        let ears = Eavesdropper(fleet.world(), echoes: false)
        let result = try await Self.sweep(fleet, try Self.configuration(fleet, rate: 5), SharedService(ears))
        for workspace in result.workspaces {
            #expect(workspace.status == .ok, "\(workspace.name): \(workspace.error ?? "")")
            #expect(workspace.retries == 0)
        }
        try TruthCheck(fleet: fleet.simulated, now: Fleet.anchor).check(report: fleet.report)
        try Self.checkNothingIsTold(fleet, result, heard: ears.heard)
    }

    @Test func whatTheServiceTellsOfCredentialsIsMasked() async throws {
        let fleet = try Self.fleet(tokenLife: .seconds(3), at: Fleet.anchor)
        let ears = Eavesdropper(fleet.world(), echoes: true)
        let log = Log()
        let result = try await Self.sweep(
            fleet, try Self.configuration(fleet, rate: 5), SharedService(ears), log: log)
        #expect(result.workspaces.allSatisfy { $0.status == .ok })
        let report = try String(contentsOfFile: fleet.report, encoding: .utf8)
        #expect(report.contains("no access with x‹redacted› or y‹redacted›"))
        try Self.checkNothingIsTold(fleet, result, heard: ears.heard, log: log)
    }

    /// Real sockets, real libcurl, real clock, tokens of three seconds.
    @Test func everyRowIsTheTruthOverHTTP() async throws {
        let clock = SystemClock()
        let anchor = Timestamp(milliseconds: clock.timestamp.milliseconds / 60_000 * 60_000)
        let fleet = try Self.fleet(tokenLife: .seconds(3), at: anchor)
        let ears = Eavesdropper(fleet.world(), echoes: false)
        let server = try await SimulatorServer.start(service: ears, wallClock: { clock.timestamp })
        let configuration = try Self.configuration(fleet, port: server.port, rate: 30)
        let sweep = Sweep(
            configuration,
            in: .init(
                client: try CurlClient(), clock: clock,
                resolver: SecretResolver(environment: Self.environment(fleet)), seed: 1),
            progress: SweepProgress(total: 5))
        let result = try await sweep.run(publishes: true)
        try await server.shutdown()
        for workspace in result.workspaces {
            #expect(workspace.status == .ok, "\(workspace.name): \(workspace.error ?? "")")
        }
        #expect(result.publication.status == .committed)
        try TruthCheck(fleet: fleet.simulated, now: anchor).check(report: fleet.report)
        try Self.checkNothingIsTold(fleet, result, heard: ears.heard)
    }

    @Test func aRefusedClientLeavesTheOthersAlone() async throws {
        let fleet = try Self.fleet(tokenLife: .seconds(3_600), at: Fleet.anchor)
        let configuration = try Self.configuration(fleet)
        for name in ["oauth", "azure"] {
            try Data("not-the-secret\n".utf8).write(to: URL(filePath: "\(fleet.folder.path)/tokens/\(name)"))
        }
        let result = try await Self.sweep(fleet, configuration, SharedService(fleet.world()))
        #expect(result.workspaces.map(\.status) == [.unreachable, .unreachable, .ok, .ok, .ok])
        #expect(
            result.workspaces[0].error
                == "oauth.localhost refuses the client (invalid_client): Client authentication failed")
        #expect(
            result.workspaces[1].error
                == "login.localhost refuses the client (invalid_client, AADSTS7000215): "
                + "Invalid client secret provided.")
        #expect(result.workspaces.prefix(2).allSatisfy { $0.calls == 0 })
        #expect(!result.json.text.contains("not-the-secret"))
        #expect(result.exitCode(failOnFailedJobs: false) == .incomplete)
    }

    @Test func aMissingReferenceIsNotCalledRefused() async throws {
        let fleet = try Self.fleet(tokenLife: .seconds(3_600), at: Fleet.anchor)
        let configuration = try Self.configuration(fleet)
        _ = try await Self.sweep(fleet, configuration, SharedService(fleet.world()))
        try FileManager.default.removeItem(atPath: "\(fleet.folder.path)/tokens/oauth")
        let result = try await Self.sweep(fleet, configuration, SharedService(fleet.world()))
        #expect(result.workspaces[0].status == .unreachable)
        let rows = try TruthCheck.rows(fleet.report).filter { $0["Workspace"] == "oauth" }
        #expect(rows.count == 40)
        for row in rows {
            #expect(
                row["Error_Details"]?.hasPrefix("Could not be read: credential missing; last known status: ") == true)
        }
    }

    /// Every line that is logged, at any level, with its fields.
    private final class Log: Sendable {
        private let state = Mutex<[String]>([])

        var lines: [String] { state.withLock { $0 } }

        func add(_ line: String) { state.withLock { $0.append(line) } }
    }

    private struct LogToMemory: LogHandler {
        let log: Log
        var logLevel = Logger.Level.trace
        var metadata: Logger.Metadata = [:]

        init(_ log: Log) { self.log = log }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { log.add("\(event.level) \(event.message) \(event.metadata ?? [:])") }
    }

    // MARK: - Limits

    /// `limits` of the configuration: each has its effect, seen from the service's side.
    @Test(arguments: ["attempts", "give_up", "max_in_flight"])
    func limitsOfTheConfigurationHold(name: String) async throws {
        let down = SimulatedFault(
            endpoint: "jobs/list", calls: 0..<1_000,
            answer: .text(status: 503, contentType: "text/plain", body: "down"))
        let pause = SimulatedFault(endpoint: "jobs/list", calls: 0..<1, answer: .throttled(retryAfter: "7"))
        let fault: SimulatedFault? = ["attempts": down, "give_up": pause][name]
        let plans = ["a", "b", "c"].map {
            SimulatedWorkspace.Plan(name: $0, jobs: 60, faults: $0 == "a" ? [fault].compactMap { $0 } : [])
        }
        let fleet = try Fleet(SimulatedFleet(seed: 5, anchor: Fleet.anchor, workspaces: plans))
        let limit = [
            "attempts": "\"attempts\": 2", "give_up": "\"give_up\": \"5s\"", "max_in_flight": "\"max_in_flight\": 1",
        ]
        let configuration = try fleet.configuration {
            $0.replacing("\"report\": {", with: "\"limits\": { \(limit[name] ?? "") }, \"report\": {")
        }
        let databricks = SharedService(DatabricksService(fleet: fleet.simulated))
        let crowd = try await VirtualRun.run { run in
            let clock = VirtualClock(run, start: Fleet.anchor)
            let client = CountingClient(SimulatedHTTPClient(service: databricks, clock: clock))
            let sweep = Sweep(
                configuration,
                in: .init(
                    client: client, clock: clock, resolver: SecretResolver(environment: Environment(variables: [:])),
                    seed: 1),
                progress: SweepProgress(total: 3))
            let result = try await sweep.run(publishes: false)
            return (most: client.most, result: result)
        }
        let lists = databricks.access { ($0 as? DatabricksService)?.tally(of: "a").calls["jobs/list"] }
        switch name {
        case "attempts": #expect(lists == 2)
        case "give_up":
            #expect(lists == 1)
            #expect(crowd.result.workspaces[0].status == .unreachable)
        default: #expect(crowd.most == 1)
        }
        if name != "max_in_flight" { #expect(crowd.most > 1) }
    }

    private final class CountingClient: HTTPClient {
        private let state = Mutex<(now: Int, most: Int)>((0, 0))
        private let client: SimulatedHTTPClient

        init(_ client: SimulatedHTTPClient) { self.client = client }

        var most: Int { state.withLock { $0.most } }

        func execute(_ request: HTTPRequest) async throws -> HTTPResponse {
            state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            defer { state.withLock { $0.now -= 1 } }
            return try await client.execute(request)
        }
    }
}
