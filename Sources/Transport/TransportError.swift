/// Why a request got no complete answer.
package enum TransportError: Error, Equatable, Sendable {
    case unresolvable(host: String)
    case unreachable(host: String, reason: String)
    /// The proxy is named as `host:port`, here and below: never with its user or password.
    case proxyUnreachable(proxy: String, reason: String)
    /// The proxy answered, and opens no way to the host.
    case proxyRefused(proxy: String, status: Int, host: String)
    case connectTimeout(host: String, phase: TransferPhase = .connection)
    case requestTimeout(host: String, phase: TransferPhase = .request)
    case stalled(host: String, phase: TransferPhase = .body)
    case tls(host: String, reason: TLSFault)
    /// The connection ended before the answer did, or the answer broke HTTP's rules.
    case broken(host: String, reason: String)
    case bodyTooLarge(host: String, limitBytes: Int)
    case corruptEncoding(host: String, reason: String)
    case invalidURL
    case shutDown

    /// Another try may succeed. Decided here and nowhere else.
    package var isTransient: Bool {
        switch self {
        case .unresolvable, .unreachable, .proxyUnreachable, .connectTimeout, .requestTimeout, .stalled, .broken,
            .corruptEncoding:
            true
        // A proxy gives 5xx where it does not reach the host.
        case .proxyRefused(_, let status, _): status >= 500 || status == 429 || status == 408
        // Whoever stands in front of a server that is down may say so in plain text.
        case .tls(_, let reason): reason == .notTLS
        case .bodyTooLarge, .invalidURL, .shutDown: false
        }
    }

    /// Every request to this host would fail in the same way.
    package var concernsHost: Bool {
        switch self {
        case .tls, .invalidURL, .shutDown: true
        case .proxyRefused: !isTransient
        case .unresolvable, .unreachable, .proxyUnreachable, .connectTimeout, .requestTimeout, .stalled, .broken,
            .corruptEncoding, .bodyTooLarge:
            false
        }
    }

    /// A closed set for metrics and rows: the same cause always reads the same.
    package var code: String {
        switch self {
        case .unresolvable: "unresolvable"
        case .unreachable: "unreachable"
        case .proxyUnreachable: "proxy_unreachable"
        case .proxyRefused: "proxy_refused"
        case .connectTimeout: "connect_timeout"
        case .requestTimeout: "request_timeout"
        case .stalled: "stalled"
        case .tls: "tls"
        case .broken: "broken"
        case .bodyTooLarge: "body_too_large"
        case .corruptEncoding: "corrupt_encoding"
        case .invalidURL: "invalid_url"
        case .shutDown: "shut_down"
        }
    }
}
