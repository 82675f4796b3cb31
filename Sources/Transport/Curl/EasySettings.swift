internal import CLibcurl

/// What every easy handle is told, whatever the request.
struct EasySettings: Sendable {
    let limits: TransferLimits
    let environment: TransportEnvironment

    func apply(to easy: UnsafeMutableRawPointer, for transfer: Transfer) {
        func set(_ option: CURLoption, _ value: Int) { _ = unsafe dbmon_curl_set_long(easy, option, value) }
        func set(_ option: CURLoption, _ text: String) { _ = unsafe dbmon_curl_set_string(easy, option, text) }
        unsafe dbmon_curl_http_and_https_only(easy)
        unsafe dbmon_curl_quick_exit(easy)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_FOLLOWLOCATION, 0)  // a credential goes to no host but its own
        set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)  // or newer; else it depends on how the system is set up
        // Rather one more stream than one more connection. Without TLS, whether there are streams shows in the first
        // answer alone: all others would wait for it, and for ever where it does not come.
        set(CURLOPT_PIPEWAIT, transfer.isTLS ? 1 : 0)
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(limits.connect))
        set(CURLOPT_TIMEOUT_MS, Self.milliseconds(limits.request))
        // Always set, so that libcurl looks at no variable: it would send `*.localhost` through `http_proxy`, token and
        // all (measured with 7.88).
        set(CURLOPT_PROXY, transfer.proxy?.address.text ?? "")
        set(CURLOPT_NOPROXY, "")
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)  // a proxy's header is no part of the answer
        if let file = environment.certificateFile {
            set(CURLOPT_CAINFO, file)
            set(CURLOPT_PROXY_CAINFO, file)
        }
        if let folder = environment.certificateDirectory {
            set(CURLOPT_CAPATH, folder)
            set(CURLOPT_PROXY_CAPATH, folder)
        }
    }

    static func milliseconds(_ duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        return max(1, Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}
