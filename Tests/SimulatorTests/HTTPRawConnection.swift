import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A TCP connection to 127.0.0.1 that sends the bytes it is given and reads answers by the rules of HTTP/1.1: nothing
/// between a test and the wire.
final class RawConnection {
    struct Failure: Error {
        let reason: String
    }

    struct Answer {
        let status: Int
        /// Names in lower case.
        let headers: [String: String]
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    private let descriptor: Int32
    private var received: [UInt8] = []

    init(port: Int) throws {
        #if canImport(Glibc)
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, size) }
        }
        guard result == 0 else { throw Failure(reason: "cannot connect") }
        // A test that waits for ever says less than one that fails.
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        _ = unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// Lines end as HTTP wants them, whatever the text has.
    func write(_ text: String, body: [UInt8] = []) throws {
        let bytes = Array(text.replacing("\n", with: "\r\n").utf8) + body
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes[sent...].withUnsafeBytes { unsafe send(descriptor, $0.baseAddress, $0.count, 0) }
            guard count > 0 else { throw Failure(reason: "cannot send") }
            sent += count
        }
    }

    /// - Parameter hasBody: `false` for the answer to HEAD.
    func read(hasBody: Bool = true) throws -> Answer {
        var end = headEnd()
        while end == nil {
            try receive()
            end = headEnd()
        }
        let head = String(decoding: received[..<(end ?? 0)], as: UTF8.self)
        received.removeFirst((end ?? 0) + 4)
        let lines = head.components(separatedBy: "\r\n")
        guard let status = Int(lines[0].split(separator: " ")[1]) else { throw Failure(reason: lines[0]) }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            headers[parts[0].lowercased()] = parts.count > 1 ? parts[1] : ""
        }
        let length = hasBody && status != 304 ? Int(headers["content-length"] ?? "0") ?? 0 : 0
        while received.count < length { try receive() }
        let body = Array(received.prefix(length))
        received.removeFirst(length)
        return Answer(status: status, headers: headers, body: body)
    }

    enum End: Equatable {
        case closed
        case reset
        /// Nothing came for the time given, and the connection is open.
        case silent
        /// More came than was asked for.
        case full
    }

    /// All bytes until the server ends the connection, and how it does.
    func readToEnd(silence seconds: Double = 10, limitBytes: Int = .max) throws -> (bytes: [UInt8], end: End) {
        var limit = timeval(tv_sec: Int(seconds), tv_usec: .init(seconds.truncatingRemainder(dividingBy: 1) * 1e6))
        _ = unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        while received.count < limitBytes {
            do {
                try receive()
            } catch {
                switch error.reason {
                case "closed": return (received, .closed)
                case "reset": return (received, .reset)
                default: return (received, .silent)
                }
            }
        }
        return (received, .full)
    }

    /// Whether the server has closed the connection, all it sent having been read.
    func isAtEnd() throws -> Bool {
        guard received.isEmpty else { return false }
        do {
            try receive()
            return false
        } catch {
            return error.reason == "closed"
        }
    }

    private func headEnd() -> Int? {
        received.indices.first { received[$0...].starts(with: [0x0D, 0x0A, 0x0D, 0x0A]) }
    }

    private func receive() throws(Failure) {
        var room = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe room.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        if count < 0, errno == ECONNRESET { throw Failure(reason: "reset") }
        guard count >= 0 else { throw Failure(reason: "no answer in time") }
        guard count > 0 else { throw Failure(reason: "closed") }
        received += room[..<count]
    }
}
