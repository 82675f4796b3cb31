/// How far a request had come when it ended without an answer.
package enum TransferPhase: Sendable, Equatable {
    /// The name of the host, or of the proxy, was being looked up.
    case name
    case connection
    /// Of TLS, or with a proxy.
    case handshake
    /// Sent, or being sent; nothing came back.
    case request
    /// Some of the answer's header had come.
    case header
    /// The header was whole.
    case body
}
