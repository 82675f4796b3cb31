/// Why a connection is not trusted.
package enum TLSFault: Sendable, Equatable {
    case wrongName
    case expired
    case notYetValid
    case revoked
    case selfSigned
    case unknownAuthority
    case weak
    /// Below TLS 1.2.
    case oldProtocol
    case noCommonCipher
    case demandsClientCertificate
    /// What came is no TLS at all.
    case notTLS
    /// The trusted certificates of this machine cannot be read.
    case unreadableCertificates
    case other(String)

    package var message: String {
        switch self {
        case .wrongName: "its certificate is for another name"
        case .expired: "its certificate has expired"
        case .notYetValid: "its certificate is not valid yet"
        case .revoked: "its certificate was revoked"
        case .selfSigned: "its certificate is signed by itself"
        case .unknownAuthority: "its certificate is signed by an authority that is not trusted here"
        case .weak: "its certificate has a key or a signature that is too weak"
        case .oldProtocol: "it offers no TLS 1.2 or newer"
        case .noCommonCipher: "it offers no cipher that is accepted here"
        case .demandsClientCertificate: "it demands a client certificate"
        case .notTLS: "what it answers is no TLS"
        case .unreadableCertificates: "the file of trusted certificates cannot be read"
        case .other(let text): text
        }
    }

    package var fix: String {
        switch self {
        case .wrongName: "Check the host: another machine may answer under this name (a wrong DNS entry, a proxy)"
        case .expired, .notYetValid: "Renew the server's certificate, and check this machine's clock"
        case .revoked, .weak: "Replace the server's certificate"
        case .selfSigned, .unknownAuthority:
            "If a company's proxy or authority stands between, set SSL_CERT_FILE to a file with its CA certificate (PEM)"
        case .oldProtocol, .noCommonCipher: "Let the server offer TLS 1.2 or 1.3"
        case .demandsClientCertificate:
            "Let the server accept calls with a token alone: dbmon has no client certificate"
        case .notTLS: "Check the host and its port, and whether a proxy must be set (HTTPS_PROXY)"
        case .unreadableCertificates:
            "Set SSL_CERT_FILE to a readable file of CA certificates (PEM), or install the system's (ca-certificates)"
        case .other: "Check the server's certificate, and SSL_CERT_FILE"
        }
    }
}
