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
        /// Says nothing until the client goes away.
        case stall
        case close
    }

    let port: Int
    private let listener: Int32
    private let seen = Mutex<(connections: Int, requests: [String])>((0, []))

    /// - Parameter script: what is done on each connection, from its first byte on; at its end the connection is closed.
    init(_ script: [Step]) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                unsafe bind(descriptor, raw, length) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, raw, &length) == 0
            }
        }
        guard bound else { throw TransportError.shutDown }
        listener = descriptor
        port = Int(UInt16(bigEndian: address.sin_port))
        _ = SystemThread.start { [self] in serve(script) }
    }

    deinit { Glibc.close(listener) }

    var url: String { "http://127.0.0.1:\(port)/" }
    var connections: Int { seen.withLock { $0.connections } }
    var requests: [String] { seen.withLock { $0.requests } }

    private func serve(_ script: [Step]) {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { return }
            seen.withLock { $0.connections += 1 }
            _ = SystemThread.start { [self] in
                for step in script where !perform(step, on: connection) { break }
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
        case .send(let bytes):
            return unsafe bytes.withUnsafeBytes {
                unsafe send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            } == bytes.count
        case .stall:
            var byte: UInt8 = 0
            while unsafe recv(connection, &byte, 1, 0) > 0 {}
            return false
        case .close: return false
        }
    }
}

extension ScriptedServer.Step {
    static func answer(_ body: [UInt8], headers: [String] = []) -> ScriptedServer.Step {
        let head = (["HTTP/1.1 200 OK", "Content-Length: \(body.count)"] + headers).joined(separator: "\r\n")
        return .send(Array((head + "\r\n\r\n").utf8) + body)
    }

    static func text(_ text: String) -> ScriptedServer.Step { .send(Array(text.utf8)) }
}
