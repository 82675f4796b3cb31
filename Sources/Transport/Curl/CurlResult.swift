internal import CLibcurl

/// How a transfer ended, as libcurl tells it. Made by the loop thread before the easy handle is used again.
struct CurlResult {
    let code: CURLcode
    /// What libcurl says in words. It may quote the proxy's address, password included: it is looked through, and
    /// never shown.
    let text: String
    /// OpenSSL's verdict on the certificate: 0 where it had nothing to say.
    let certificateProblem: Int
    /// The proxy's answer to CONNECT, 0 where none came.
    let proxyStatus: Int
    let phase: TransferPhase

    init(_ code: CURLcode, text: String, of easy: UnsafeMutableRawPointer, transfer: Transfer) {
        self.code = code
        self.text = text
        let problem = unsafe dbmon_curl_info_long(easy, CURLINFO_SSL_VERIFYRESULT)
        certificateProblem = problem != 0 ? problem : unsafe dbmon_curl_info_long(easy, CURLINFO_PROXY_SSL_VERIFYRESULT)
        proxyStatus = unsafe dbmon_curl_info_long(easy, CURLINFO_HTTP_CONNECTCODE)
        phase = unsafe transfer.phase ?? Self.phase(of: easy)
    }

    /// Before the request was sent.
    static func phase(of easy: UnsafeMutableRawPointer) -> TransferPhase {
        if unsafe dbmon_curl_info_offset(easy, CURLINFO_PRETRANSFER_TIME_T) > 0 { return .request }
        // The time of the connection is not told before that of the handshake (7.88); its other end is.
        if unsafe dbmon_curl_info_long(easy, CURLINFO_PRIMARY_PORT) > 0 { return .handshake }
        return unsafe dbmon_curl_info_offset(easy, CURLINFO_NAMELOOKUP_TIME_T) > 0 ? .connection : .name
    }
}
