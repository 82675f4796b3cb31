import Testing

@testable import Transport

@Suite struct TLSTests {
    static let faults: [(server: String, fault: TLSFault)] = [
        ("wrong-name", .wrongName), ("expired", .expired), ("unknown-authority", .unknownAuthority),
        ("self-signed", .selfSigned), ("old-protocol", .oldProtocol), ("plain", .notTLS),
        ("client-certificate", .demandsClientCertificate),
    ]

    @Test(arguments: faults)
    func serverThatIsNotTrustedIsRefusedForItsFault(server: String, fault: TLSFault) async throws {
        let servers = try HostileServers.running()
        let end = try await servers.client().end(of: HTTPRequest(url: try servers.url(server), bearer: Secret("dapi")))
        #expect(end == .failed(.tls(host: "localhost", reason: fault)))
    }

    @Test func certificateForAnAddressIsNotForItsName() async throws {
        let servers = try HostileServers.running()
        let url = try servers.url("wrong-name", host: "127.0.0.1")
        #expect(
            try await servers.client().end(of: HTTPRequest(url: url))
                == .failed(.tls(host: "127.0.0.1", reason: .wrongName)))
    }

    struct Trust: CustomTestStringConvertible {
        let testDescription: String
        let variables: [String: String]
        let end: End
        init(_ name: String, _ variables: [String: String], _ end: End) {
            (testDescription, self.variables, self.end) = (name, variables, end)
        }
    }

    /// `FOLDER` stands for the servers' folder.
    @Test(arguments: [
        Trust("no variable", [:], .failed(.tls(host: "localhost", reason: .unknownAuthority))),
        Trust("a file", ["SSL_CERT_FILE": "FOLDER/authority.pem"], .answer("ok")),
        Trust("a folder", ["SSL_CERT_DIR": "FOLDER/trusted"], .answer("ok")),
        Trust("both", ["SSL_CERT_FILE": "FOLDER/stranger.pem", "SSL_CERT_DIR": "FOLDER/trusted"], .answer("ok")),
        Trust("empty", ["SSL_CERT_FILE": ""], .failed(.tls(host: "localhost", reason: .unknownAuthority))),
        Trust(
            "another authority", ["SSL_CERT_FILE": "FOLDER/stranger.pem"],
            .failed(.tls(host: "localhost", reason: .unknownAuthority))),
        Trust(
            "a file that is missing", ["SSL_CERT_FILE": "FOLDER/none.pem"],
            .failed(.tls(host: "localhost", reason: .unreadableCertificates))),
        Trust(
            "a file without certificates", ["SSL_CERT_FILE": "FOLDER/good.key"],
            .failed(.tls(host: "localhost", reason: .unreadableCertificates))),
    ])
    func variablesSayWhoIsTrusted(_ test: Trust) async throws {
        let servers = try HostileServers.running()
        let environment = TransportEnvironment { test.variables[$0]?.replacing("FOLDER", with: servers.folder) }
        let client = try CurlClient(
            limits: TransferLimits(connect: .seconds(60), stall: .seconds(60)), environment: environment)
        #expect(try await client.end(of: HTTPRequest(url: try servers.url("good"))) == test.end)
    }

    @Test func handshakeThatBreaksOffIsTriedAgain() async throws {
        let servers = try HostileServers.running()
        let end = try await servers.client().end(of: HTTPRequest(url: try servers.url("reset")))
        #expect(end == .failed(.broken(host: "localhost", reason: "the TLS handshake broke off")))
    }

    @Test func handshakeThatNeverEndsIsNamed() async throws {
        let servers = try HostileServers.running()
        let client = try CurlClient(limits: TransferLimits(connect: .seconds(1), stall: .seconds(60)))
        let end = try await client.end(of: HTTPRequest(url: try servers.url("silent")))
        #expect(end == .failed(.connectTimeout(host: "localhost", phase: .handshake)))
    }
}
