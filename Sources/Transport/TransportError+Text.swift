extension TransportError {
    /// What happened, and where.
    package var message: String {
        switch self {
        case .unresolvable(let host): "the name \(host) cannot be resolved"
        case .unreachable(let host, let reason): "no connection to \(host): \(reason)"
        case .proxyUnreachable(let proxy, let reason): "no connection to the proxy \(proxy): \(reason)"
        case .proxyRefused(let proxy, 407, _): "the proxy \(proxy) demands a user and a password, or refuses them (407)"
        case .proxyRefused(let proxy, let status, let host):
            "the proxy \(proxy) opens no connection to \(host) (it answered \(status))"
        case .connectTimeout(let host, let phase), .requestTimeout(let host, let phase): Self.lateness(host, phase)
        case .stalled(let host, let phase): Self.silence(host, phase)
        case .tls(let host, let reason): "no trusted connection to \(host): \(reason.message)"
        case .broken(let host, let reason): "no whole answer from \(host): \(reason)"
        case .bodyTooLarge(let host, let limit): "an answer of \(host) is larger than \(limit) bytes"
        case .corruptEncoding(let host, let reason): "an answer of \(host) cannot be unpacked: \(reason)"
        case .invalidURL: "the address is not a valid URL"
        case .shutDown: "the HTTP client has been shut down"
        }
    }

    /// What to do about it.
    package var fix: String {
        switch self {
        case .unresolvable: "Check the spelling of the host, and this machine's name server"
        case .unreachable, .connectTimeout(_, .connection):
            "Check the host and its port, the firewall, and whether a proxy must be set (HTTPS_PROXY)"
        case .proxyUnreachable: "Check HTTPS_PROXY; a host that needs no proxy goes into NO_PROXY"
        case .proxyRefused(_, 407, _): "Set HTTPS_PROXY to http://USER:PASSWORD@HOST:PORT, special characters as %XX"
        case .proxyRefused: "Let the proxy allow CONNECT to this host, or name the host in NO_PROXY"
        case .connectTimeout(_, .name): "Check this machine's name server"
        case .connectTimeout: "Check what stands between here and the host: a firewall, a proxy that inspects TLS"
        case .requestTimeout: "Look at the network and the service; where both are merely slow, raise limits.request"
        case .stalled: "Look at the network and the service; where both are merely slow, raise limits.stall"
        case .tls(_, let reason): reason.fix
        case .broken: "Nothing, if it was once: the next sweep asks again. Else look at what stands between"
        case .bodyTooLarge: "Check the host: neither service gives such an answer"
        case .corruptEncoding: "Look at what stands between (a proxy, a cache): it damages answers"
        case .invalidURL: "Check the host as it is configured"
        case .shutDown: "Nothing: the program is ending"
        }
    }

    private static func lateness(_ host: String, _ phase: TransferPhase) -> String {
        switch phase {
        case .name: "the name \(host) was not resolved within the time allowed"
        case .connection: "no connection to \(host) within the time allowed"
        case .handshake: "\(host) did not finish the TLS handshake within the time allowed"
        case .request: "\(host) sent no answer within the time allowed"
        case .header: "\(host) did not finish the header of its answer within the time allowed"
        case .body: "\(host) was still sending its answer when the time allowed was over"
        }
    }

    private static func silence(_ host: String, _ phase: TransferPhase) -> String {
        switch phase {
        case .name, .connection, .handshake: lateness(host, phase)
        case .request: "\(host) took the request and sent nothing for too long"
        case .header: "\(host) stopped sending in the header of an answer"
        case .body: "\(host) stopped sending in the middle of an answer"
        }
    }
}
