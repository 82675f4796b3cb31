/// Why a request got no complete answer.
package enum TransportError: Error, Equatable, Sendable {
    case unresolvable(host: String)
    case unreachable(host: String, reason: String)
    case connectTimeout(host: String)
    case requestTimeout(host: String)
    case stalled(host: String)
    case tls(host: String, reason: String)
    /// The connection ended before the answer did, or the answer broke HTTP's rules.
    case broken(host: String, reason: String)
    case bodyTooLarge(host: String, limitBytes: Int)
    case corruptEncoding(host: String, reason: String)
    case invalidURL
    case shutDown

    /// Another try may succeed. Decided here and nowhere else.
    package var isTransient: Bool {
        switch self {
        case .unresolvable, .unreachable, .connectTimeout, .requestTimeout, .stalled, .broken, .corruptEncoding: true
        case .tls, .bodyTooLarge, .invalidURL, .shutDown: false
        }
    }

    /// Every request to this host would fail in the same way.
    package var concernsHost: Bool {
        switch self {
        case .tls, .invalidURL, .shutDown: true
        case .unresolvable, .unreachable, .connectTimeout, .requestTimeout, .stalled, .broken, .corruptEncoding,
            .bodyTooLarge:
            false
        }
    }

    /// A closed set for metrics and rows: the same cause always reads the same.
    package var code: String {
        switch self {
        case .unresolvable: "unresolvable"
        case .unreachable: "unreachable"
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

    package var message: String {
        switch self {
        case .unresolvable(let host): "the name \(host) cannot be resolved"
        case .unreachable(let host, let reason): "no connection to \(host): \(reason)"
        case .connectTimeout(let host): "no connection to \(host) within the time allowed"
        case .requestTimeout(let host): "no complete answer from \(host) within the time allowed"
        case .stalled(let host): "\(host) stopped sending in the middle of an answer"
        case .tls(let host, let reason): "no trusted connection to \(host): \(reason)"
        case .broken(let host, let reason): "the answer of \(host) broke off: \(reason)"
        case .bodyTooLarge(let host, let limit): "an answer of \(host) is larger than \(limit) bytes"
        case .corruptEncoding(let host, let reason): "an answer of \(host) cannot be unpacked: \(reason)"
        case .invalidURL: "the address is not a valid URL"
        case .shutDown: "the HTTP client has been shut down"
        }
    }
}
