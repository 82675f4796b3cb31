import Foundation
import Synchronization

@testable import Transport

/// The servers of `Tests/Clients/hostile_servers.py`: started at the first use, they end with this process.
final class HostileServers: Sendable {
    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    private static let shared = Result { try HostileServers() }

    /// - Throws: where Python, its packages, `openssl`, `nghttpd` or `tinyproxy` are missing: `make test` sets them up.
    static func running() throws -> HostileServers { try shared.get() }

    let folder: String
    private let ports: [String: Int]
    private let commands: Mutex<FileHandle>

    private init() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "dbmon-hostile-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        folder = path.path
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Clients/hostile_servers.py").path
        let process = Process()
        let input = Pipe()
        let output = Pipe()
        process.executableURL = URL(filePath: ProcessInfo.processInfo.environment["DBMON_TEST_PYTHON"] ?? "python3")
        process.arguments = ["-W", "ignore", script, folder]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        commands = Mutex(input.fileHandleForWriting)
        var text = ""
        while !text.hasSuffix("ready\n") {
            let part = output.fileHandleForReading.availableData
            guard !part.isEmpty else { throw Failed(description: "hostile_servers.py ended early: \(text)") }
            text += String(decoding: part, as: UTF8.self)
        }
        var ports: [String: Int] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count == 2 { ports[String(words[0])] = Int(words[1]) }
        }
        self.ports = ports
    }

    func port(_ name: String) throws -> Int {
        guard let port = ports[name] else { throw Failed(description: "no server \(name)") }
        return port
    }

    func url(_ name: String, host: String = "localhost", path: String = "/", scheme: String = "https") throws -> String
    {
        "\(scheme)://\(host):\(try port(name))\(path)"
    }

    /// Ends a program without a word to its clients.
    func kill(_ name: String) throws { try commands.withLock { try $0.write(contentsOf: Data("kill \(name)\n".utf8)) } }

    /// Of a program that keeps one.
    func log(_ name: String) throws -> String { try String(contentsOfFile: "\(folder)/\(name).log", encoding: .utf8) }

    var authority: String { folder + "/authority.pem" }

    /// - Parameter proxy: for `https://` addresses, as `HTTPS_PROXY` writes it.
    func client(stall: Duration = .seconds(60), proxy: String? = nil, exceptions: String = "") throws -> CurlClient {
        try CurlClient(
            limits: TransferLimits(connect: .seconds(60), stall: stall, request: .seconds(120)),
            environment: TransportEnvironment(
                certificateFile: authority, proxies: ProxySettings(https: proxy, exceptions: exceptions)))
    }
}

/// How a request ended: what tests compare.
enum End: Equatable {
    case answer(String)
    case failed(TransportError)
}

extension CurlClient {
    func end(of request: HTTPRequest) async throws -> End {
        do {
            return .answer(String(decoding: try await execute(request).body, as: UTF8.self))
        } catch let error as TransportError {
            return .failed(error)
        }
    }
}
