internal import CLibcurl

/// What every easy handle is told, whatever the request.
struct EasySettings: Sendable {
    let limits: TransferLimits
    let environment: TransportEnvironment

    func apply(to easy: UnsafeMutableRawPointer, host: String) {
        func set(_ option: CURLoption, _ value: Int) { _ = unsafe dbmon_curl_set_long(easy, option, value) }
        unsafe dbmon_curl_http_and_https_only(easy)
        unsafe dbmon_curl_quick_exit(easy)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_FOLLOWLOCATION, 0)  // a credential goes to no host but its own
        set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        set(CURLOPT_PIPEWAIT, 1)  // rather one more stream than one more connection
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(limits.connect))
        set(CURLOPT_TIMEOUT_MS, Self.milliseconds(limits.request))
        if Self.isLoopback(host) {
            // libcurl would send `*.localhost` through `http_proxy`, token and all (measured with 7.88).
            _ = unsafe dbmon_curl_set_string(easy, CURLOPT_PROXY, "")
        }
        if let file = environment.certificateFile { _ = unsafe dbmon_curl_set_string(easy, CURLOPT_CAINFO, file) }
        if let folder = environment.certificateDirectory {
            _ = unsafe dbmon_curl_set_string(easy, CURLOPT_CAPATH, folder)
        }
    }

    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" || host == "::1" || isLoopbackIPv4(host)
    }

    private static func isLoopbackIPv4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func milliseconds(_ duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        return max(1, Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}
