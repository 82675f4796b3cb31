internal import CLibcurl

extension TransportError {
    /// What libcurl's result means for a transfer that got no complete answer.
    init(_ result: CurlResult, of transfer: Transfer) {
        let host = transfer.host
        switch transfer.verdict {
        case .bodyTooLarge: self = .bodyTooLarge(host: host, limitBytes: transfer.limits.wireBodyBytes)
        case .noRoom: self = .broken(host: host, reason: "too many large answers at once")
        case .headersTooLarge: self = .broken(host: host, reason: "its headers never end")
        case .headerInvalid(let reason): self = .broken(host: host, reason: reason)
        case .notSentAgain:
            self = .broken(host: host, reason: "the connection closed, and the request may have been carried out")
        case .inProgress:
            if let proxy = transfer.proxy, let error = Self.proxyFailure(result, proxy: proxy, transfer: transfer) {
                self = error
            } else {
                self = Self.failure(result, host: host, isTLS: transfer.isTLS)
            }
        }
    }

    /// - Returns: `nil` where the way through the proxy was open.
    private static func proxyFailure(_ result: CurlResult, proxy: Proxy, transfer: Transfer) -> TransportError? {
        // To a host without TLS there is no CONNECT: the proxy's answer is the answer.
        guard transfer.phase == nil else { return nil }
        if (200..<300).contains(result.proxyStatus) {
            // A TLS handshake through it that is cut off has a code of its own.
            guard result.code == CURLE_RECV_ERROR, TLSFault(result) == nil else { return nil }
        } else if result.proxyStatus > 0 {
            return .proxyRefused(proxy: proxy.name, status: result.proxyStatus, host: transfer.host)
        }
        func unreachable(_ reason: String) -> TransportError { .proxyUnreachable(proxy: proxy.name, reason: reason) }
        switch result.code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: return unreachable("its name cannot be resolved")
        case CURLE_COULDNT_CONNECT: return unreachable("it does not take connections")
        case CURLE_OPERATION_TIMEDOUT: return unreachable("no answer within the time allowed")
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: return unreachable("its address is not valid")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CONNECT_ERROR:
            return unreachable(TLSFault(result)?.message ?? "the TLS handshake broke off")
        default: return unreachable("it closed the connection, or does not answer as a proxy does")
        }
    }

    private static func failure(_ result: CurlResult, host: String, isTLS: Bool) -> TransportError {
        if isTLS, let fault = TLSFault(result) { return .tls(host: host, reason: fault) }
        func broken(_ reason: String) -> TransportError { .broken(host: host, reason: reason) }
        switch result.code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: return .unresolvable(host: host)
        case CURLE_COULDNT_CONNECT: return .unreachable(host: host, reason: "it does not take connections there")
        case CURLE_OPERATION_TIMEDOUT: return late(host, result.phase)
        // A balancer that resets in the middle of a handshake: only what says that the server cannot be trusted is final.
        case CURLE_SSL_CONNECT_ERROR: return broken("the TLS handshake broke off")
        case CURLE_GOT_NOTHING: return broken("it closed the connection without an answer")
        case CURLE_PARTIAL_FILE: return broken("it closed the connection before the end of the answer")
        case CURLE_SEND_ERROR: return broken("the connection ended while the request was sent")
        case CURLE_RECV_ERROR:
            return broken(
                result.text.contains("chunk") ? "its body's chunks are damaged" : "the connection was reset")
        case CURLE_HTTP2: return broken("the HTTP/2 connection ended")
        case CURLE_HTTP2_STREAM: return broken("it gave up the answer's HTTP/2 stream")
        case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_FUNCTION_ARGUMENT: return broken("its header is not valid")
        // A single line beyond 100 kB.
        case CURLE_OUT_OF_MEMORY where result.phase != .body: return broken("its headers never end")
        case CURLE_BAD_CONTENT_ENCODING: return .corruptEncoding(host: host, reason: "its data is damaged")
        // Said of an answer that is no HTTP as well, which is no fault of the address.
        case CURLE_UNSUPPORTED_PROTOCOL where result.phase != .name: return broken("its answer is no HTTP")
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_LOGIN_DENIED: return .invalidURL
        default: return broken(unsafe String(cString: curl_easy_strerror(result.code)))
        }
    }

    private static func late(_ host: String, _ phase: TransferPhase) -> TransportError {
        switch phase {
        case .name, .connection, .handshake: .connectTimeout(host: host, phase: phase)
        case .request, .header, .body: .requestTimeout(host: host, phase: phase)
        }
    }
}
