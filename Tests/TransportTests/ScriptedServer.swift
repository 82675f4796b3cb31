import Synchronization

@testable import Transport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A server on loopback that says exactly what a test tells it to, byte by byte.
final class ScriptedServer: Sendable {
    enum Step: Sendable {
        /// Reads up to the blank line behind a request's headers.
        case readRequest
        case send([UInt8])
        /// One byte after the other, each after so many milliseconds.
        case drip([UInt8], everyMs: Int32)
        /// Until the client goes away.
        case sendForEver([UInt8])
        /// Until the client has received all, or so long: what is sent next comes apart.
        case pause(ms: Int32)
        /// Says nothing until the client goes away.
        case stall
        case close
        /// Closes with a reset: what is still under way is lost.
        case reset
    }

    private struct Seen {
        var connections = 0
        var requests: [String] = []
        /// Of each connection, by its number from 1.
        var stepsDone: [Int: Int] = [:]
    }

    let port: Int
    private let listener: Int32
    private let seen = Mutex<Seen>(Seen())

    /// - Parameter script: what is done on each connection, from its first byte on; at its end the connection is closed.
    convenience init(_ script: [Step]) throws { try self.init(connections: [script]) }

    /// - Parameter scripts: of one connection after the other; the last one serves all further ones.
    init(connections scripts: [[Step]]) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                unsafe bind(descriptor, raw, length) == 0 && listen(descriptor, scripts.isEmpty ? 0 : 64) == 0
                    && getsockname(descriptor, raw, &length) == 0
            }
        }
        guard bound else { throw TransportError.shutDown }
        listener = descriptor
        port = Int(UInt16(bigEndian: address.sin_port))
        if !scripts.isEmpty { _ = SystemThread.start { [self] in serve(scripts) } }
    }

    /// A server that takes no connection, and whose queue is full.
    static func full() throws -> ScriptedServer {
        let server = try ScriptedServer(connections: [])
        for _ in 0..<8 { _ = server.connect() }
        return server
    }

    /// - Returns: a descriptor that is connecting, or connected, to the server.
    private func connect() -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var address = Self.address(port: UInt16(port))
        _ = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                unsafe Glibc.connect(descriptor, raw, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return descriptor
    }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = port.bigEndian
        return address
    }

    /// Takes no more connections, and ends the thread that takes them.
    func shutDown() { shutdown(listener, Int32(SHUT_RDWR)) }

    var url: String { "http://127.0.0.1:\(port)/" }
    var connections: Int { seen.withLock { $0.connections } }
    /// Whether so many steps of a connection, counted from 1, are done.
    func hasSent(of number: Int, steps: Int) -> Bool { seen.withLock { $0.stepsDone[number, default: 0] >= steps } }
    var requests: [String] { seen.withLock { $0.requests } }

    private func serve(_ scripts: [[Step]]) {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else {
                Glibc.close(listener)
                return
            }
            let number = seen.withLock { seen in
                seen.connections += 1
                return seen.connections
            }
            let script = scripts[min(number, scripts.count) - 1]
            _ = SystemThread.start { [self] in
                for step in script {
                    guard perform(step, on: connection) else { break }
                    seen.withLock { $0.stepsDone[number, default: 0] += 1 }
                }
                Glibc.close(connection)
            }
        }
    }

    private func perform(_ step: Step, on connection: Int32) -> Bool {
        switch step {
        case .readRequest:
            var request: [UInt8] = []
            while !request.suffix(4).elementsEqual([13, 10, 13, 10]) {
                var byte: UInt8 = 0
                guard unsafe recv(connection, &byte, 1, 0) == 1 else { return false }
                request.append(byte)
            }
            seen.withLock { $0.requests.append(String(decoding: request, as: UTF8.self)) }
            return true
        case .send(let bytes): return send(bytes, on: connection)
        case .drip(let bytes, let everyMs):
            return bytes.allSatisfy { byte in
                hear(connection, forMs: everyMs)
                return send([byte], on: connection)
            }
        case .sendForEver(let bytes):
            while send(bytes, on: connection) {}
            return false
        case .pause(let ms):
            hear(connection, forMs: ms)
            return true
        case .stall:
            var byte: UInt8 = 0
            while unsafe recv(connection, &byte, 1, 0) > 0 {}
            return false
        case .close: return false
        case .reset:
            var now = linger(l_onoff: 1, l_linger: 0)
            _ = unsafe setsockopt(
                connection, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
            return false
        }
    }

    private func send(_ bytes: [UInt8], on connection: Int32) -> Bool {
        unsafe bytes.withUnsafeBytes {
            unsafe Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        } == bytes.count
    }

    /// Returns early where the client says something or goes away.
    private func hear(_ connection: Int32, forMs ms: Int32) {
        var descriptor = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&descriptor, 1, ms)
    }
}

extension ScriptedServer.Step {
    static func answer(_ body: [UInt8], headers: [String] = []) -> ScriptedServer.Step {
        let head = (["HTTP/1.1 200 OK", "Content-Length: \(body.count)"] + headers).joined(separator: "\r\n")
        return .send(Array((head + "\r\n\r\n").utf8) + body)
    }

    static func text(_ text: String) -> ScriptedServer.Step { .send(Array(text.utf8)) }
}
