#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// An address of version 4 or 6, as its 4 or 16 bytes.
struct IPAddress: Sendable, Hashable {
    let bytes: [UInt8]

    /// - Parameter text: in the usual form, an address of version 6 with or without brackets.
    init?(_ text: some StringProtocol) {
        let text = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : String(text)
        let isLong = text.utf8.contains(0x3A)
        var bytes = [UInt8](repeating: 0, count: isLong ? 16 : 4)
        let result = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe inet_pton(isLong ? AF_INET6 : AF_INET, text, buffer.baseAddress)
        }
        guard result == 1 else { return nil }
        self.bytes = bytes
    }

    /// `127.0.0.0/8`, `::1`, and the former written as version 6.
    var isLoopback: Bool {
        if bytes.count == 4 { return bytes[0] == 127 }
        if bytes == [UInt8](repeating: 0, count: 15) + [1] { return true }
        return bytes.starts(with: [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF, 127])
    }

    /// - Parameter prefix: how many leading bits must be equal.
    func isIn(_ network: IPAddress, prefix: Int) -> Bool {
        guard bytes.count == network.bytes.count, (0...bytes.count * 8).contains(prefix) else { return false }
        let whole = prefix / 8
        guard bytes[..<whole] == network.bytes[..<whole] else { return false }
        let rest = prefix % 8
        guard rest > 0 else { return true }
        return (bytes[whole] ^ network.bytes[whole]) >> (8 - rest) == 0
    }
}

/// Hosts of this machine, which no proxy may ever see a token for.
enum LoopbackHost {
    /// - Parameter host: as `urlHost` gives it.
    static func isLoopback(_ host: String) -> Bool {
        let host = host.hasSuffix(".") ? String(host.dropLast()) : host
        if host == "localhost" || host.hasSuffix(".localhost") { return true }
        return IPAddress(host)?.isLoopback ?? false
    }
}
