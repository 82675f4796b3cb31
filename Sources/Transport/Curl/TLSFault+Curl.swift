internal import CLibcurl

extension TLSFault {
    /// - Returns: `nil` where the transfer did not end for want of trust: a handshake that was cut off may succeed at the
    ///   next attempt.
    init?(_ result: CurlResult) {
        switch result.code {
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            self = Self.certificate(result.certificateProblem)
        case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM: self = .unreadableCertificates
        case CURLE_SSL_CIPHER: self = .noCommonCipher
        case CURLE_USE_SSL_FAILED: self = .oldProtocol
        // TLS 1.3 refuses a client after the handshake: its alert comes where the answer was awaited.
        case CURLE_SSL_CONNECT_ERROR, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
            guard let fault = Self.handshake(result.text) else { return nil }
            self = fault
        default: return nil
        }
    }

    /// OpenSSL's `X509_V_ERR_…`. The host's name is compared by libcurl itself, without a code (it leaves 0 or 1).
    private static func certificate(_ code: Int) -> TLSFault {
        switch code {
        case 0, 1, 62, 63, 64: .wrongName
        case 9: .notYetValid
        case 10: .expired
        case 2, 19, 20, 21, 27: .unknownAuthority
        case 18: .selfSigned
        case 23: .revoked
        case 66, 67, 68: .weak
        default: .other("its certificate is refused (OpenSSL's code \(code))")
        }
    }

    private static func handshake(_ text: String) -> TLSFault? {
        // OpenSSL's words, the same from 1.1 to 3.
        let words: [(String, TLSFault)] = [
            ("unsupported protocol", .oldProtocol), ("protocol version", .oldProtocol),
            ("no protocols available", .oldProtocol), ("version too low", .oldProtocol),
            ("wrong version number", .notTLS), ("http request", .notTLS), ("packet length too long", .notTLS),
            ("certificate required", .demandsClientCertificate), ("alert bad certificate", .demandsClientCertificate),
            ("handshake failure", .noCommonCipher), ("no shared cipher", .noCommonCipher),
            ("unrecognized name", .wrongName), ("dh key too small", .weak), ("ee key too small", .weak),
            ("ca md too weak", .weak),
        ]
        return words.first { text.contains($0.0) }?.1
    }
}
