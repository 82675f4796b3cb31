internal import CLibcurl

extension TransportError {
    /// What libcurl's result means for a transfer that got no complete answer.
    init(_ result: CURLcode, transfer: Transfer, hasConnected: Bool) {
        let host = transfer.host
        switch transfer.verdict {
        case .bodyTooLarge:
            self = .bodyTooLarge(host: host, limitBytes: transfer.limits.wireBodyBytes)
            return
        case .headersTooLarge:
            self = .broken(host: host, reason: "its headers never end")
            return
        case .inProgress: break
        }
        let reason = unsafe String(cString: curl_easy_strerror(result))
        switch result {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: self = .unresolvable(host: host)
        case CURLE_COULDNT_CONNECT: self = .unreachable(host: host, reason: reason)
        case CURLE_OPERATION_TIMEDOUT:
            self = hasConnected ? .requestTimeout(host: host) : .connectTimeout(host: host)
        // A balancer that resets in the middle of a handshake gives CURLE_SSL_CONNECT_ERROR: only what says that the
        // server cannot be trusted is final.
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED:
            self = .tls(host: host, reason: reason)
        // Said of an answer that is no HTTP as well, which is no fault of the address.
        case CURLE_UNSUPPORTED_PROTOCOL where hasConnected: self = .broken(host: host, reason: "its answer is no HTTP")
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: self = .invalidURL
        default: self = .broken(host: host, reason: reason)
        }
    }
}
