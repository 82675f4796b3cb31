internal import Transport

/// What a request line asks for, taken apart.
struct HTTPTarget: Sendable, Equatable {
    /// `host` or `host:port` of an absolute target; `nil` where only a path was given.
    let authority: String?
    let isSecure: Bool
    /// Percent-encoded as it came, beginning with `/`.
    let path: String
    let query: [SimulatedRequest.QueryItem]

    /// Takes `/path?query` and `http://host:port/path?query`; a fragment is dropped.
    ///
    /// - Returns: `nil` for anything else, and where a percent-encoding is broken or is no UTF-8.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
        var rest = bytes.prefix { $0 != 0x23 }
        let lowered = text.prefix(8).lowercased()
        isSecure = lowered.hasPrefix("https://")
        if isSecure || lowered.hasPrefix("http://") {
            rest = rest.dropFirst(isSecure ? 8 : 7)
            let host = rest.prefix { $0 != 0x2F && $0 != 0x3F }
            guard !host.isEmpty, !host.contains(0x40) else { return nil }
            authority = String(decoding: host, as: UTF8.self)
            rest = rest[host.endIndex...]
        } else {
            guard rest.first == 0x2F else { return nil }
            authority = nil
        }
        let path = rest.prefix { $0 != 0x3F }
        self.path = path.isEmpty ? "/" : String(decoding: path, as: UTF8.self)
        guard Self.percentDecoded(self.path, plusIsSpace: false) != nil else { return nil }
        guard let query = Self.query(rest[path.endIndex...].dropFirst()) else { return nil }
        self.query = query
    }

    private static func query(_ bytes: ArraySlice<UInt8>) -> [SimulatedRequest.QueryItem]? {
        var items: [SimulatedRequest.QueryItem] = []
        for pair in bytes.split(separator: 0x26) {
            let halves = pair.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
            var texts: [String] = []
            for half in halves {
                guard let text = percentDecoded(String(decoding: half, as: UTF8.self), plusIsSpace: true) else {
                    return nil
                }
                texts.append(text)
            }
            items.append(SimulatedRequest.QueryItem(name: texts[0], value: texts.count > 1 ? texts[1] : nil))
        }
        return items
    }

    /// - Returns: `nil` where a `%` has no two digits after it, and for what decodes to no UTF-8.
    static func percentDecoded(_ text: String, plusIsSpace: Bool) -> String? {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case 0x25:
                guard index + 2 < bytes.count, let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2])
                else { return nil }
                output.append(high << 4 | low)
                index += 3
            case 0x2B where plusIsSpace:
                output.append(0x20)
                index += 1
            default:
                output.append(bytes[index])
                index += 1
            }
        }
        return String(validating: output, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        HexDigits.value(of: (0x41...0x46).contains(byte) ? byte + 0x20 : byte)
    }
}

extension SimulatedRequest {
    /// A request as it came over a wire. HEAD is asked of a service as GET; whoever carries the answer drops its body.
    ///
    /// - Parameter target: of the request line, or a whole URL.
    /// - Returns: `nil` where target or `Host` make no sense, or where no host is named at all.
    init?(method: String, target: String, headers: [HTTPHeader], body: [UInt8]) {
        guard let parts = HTTPTarget(target) else { return nil }
        let named = headers.first { $0.name.lowercased() == "host" }?.value
        guard let host = Self.hostName(of: parts.authority ?? named ?? "") else { return nil }
        var headers = headers
        if named == nil, let authority = parts.authority { headers.append(HTTPHeader("Host", authority)) }
        if parts.isSecure { headers.append(HTTPHeader("X-Forwarded-Proto", "https")) }
        self.init(
            method: method == "HEAD" ? "GET" : method,
            host: host,
            path: parts.path,
            query: parts.query,
            headers: headers,
            body: body
        )
    }

    /// Lower case, without the port. An IPv6 address keeps its brackets.
    private static func hostName(of authority: String) -> String? {
        let bytes = Array(authority.lowercased().utf8)
        let end = bytes.first == 0x5B ? bytes.firstIndex(of: 0x5D).map { $0 + 1 } : bytes.firstIndex(of: 0x3A)
        let name = bytes[..<(end ?? bytes.count)]
        let port = bytes[name.endIndex...].dropFirst()
        guard !name.isEmpty, name.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x2F }) else { return nil }
        guard port.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return String(decoding: name, as: UTF8.self)
    }
}
