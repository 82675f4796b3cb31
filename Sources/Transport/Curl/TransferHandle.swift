internal import CLibcurl

/// Owns an easy handle while it carries a transfer, the one strong reference libcurl holds to that transfer, and the
/// header list libcurl reads from. Loop thread only. Nothing of libcurl's types leaves this file and `EventLoop`.
@safe struct TransferHandle: ~Copyable {
    let transfer: Transfer
    let easy: UnsafeMutableRawPointer
    private let headers: UnsafeMutablePointer<curl_slist>?
    private let context: Unmanaged<Transfer>
    private let errorText: UnsafeMutablePointer<CChar>

    /// - Returns: `nil` where the URL or a header cannot be given to libcurl (no memory, or a NUL inside).
    init?(_ transfer: Transfer, request: HTTPRequest, settings: EasySettings, on easy: UnsafeMutableRawPointer) {
        guard let list = unsafe Self.headerList(request) else { return nil }
        self.transfer = transfer
        unsafe self.easy = unsafe easy
        unsafe headers = list
        unsafe context = .passRetained(transfer)  // balanced in deinit, nowhere else
        unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        unsafe settings.apply(to: easy, for: transfer)
        unsafe dbmon_curl_set_error_text(easy, errorText)
        unsafe Self.describe(request, to: easy, headers: list)
        unsafe dbmon_curl_on_body(easy, onBody, context.toOpaque())
        unsafe dbmon_curl_on_header(easy, onHeader, context.toOpaque())
        unsafe dbmon_curl_on_send(easy, onSend, context.toOpaque(), transfer.mayBeSentAgain ? 1 : 0)
    }

    deinit {
        unsafe dbmon_curl_on_body(easy, nil, nil)
        unsafe dbmon_curl_on_header(easy, nil, nil)
        unsafe dbmon_curl_on_send(easy, nil, nil, 1)
        unsafe dbmon_curl_set_error_text(easy, nil)
        unsafe errorText.deallocate()
        unsafe context.release()
        unsafe curl_slist_free_all(headers)
    }

    /// Lets libcurl look for bytes of the answer at its next turn, whether the socket has any or not: that is what it
    /// does after a pause.
    func nudge() {
        guard transfer.phase != nil else { return }
        _ = unsafe curl_easy_pause(easy, CURLPAUSE_SEND)
        _ = unsafe curl_easy_pause(easy, CURLPAUSE_CONT)
    }

    func follow(_ advice: DoubtfulHosts.Advice) {
        unsafe dbmon_curl_set_connection_lifetime(easy, advice.oldestSeconds)
        if advice.isFresh { _ = unsafe dbmon_curl_set_long(easy, CURLOPT_FRESH_CONNECT, 1) }
    }

    /// Prepares for sending on a new connection, within the time that is left, where the one it was sent on ended before
    /// any answer came. libcurl does the same by itself, but not where an HTTP/2 server said goodbye while the request
    /// was on its way, or where sending failed.
    ///
    /// - Returns: false where the request must not, or need not, go out again.
    func mayGoOutAgain(after result: CurlResult, at now: ContinuousClock.Instant) -> Bool {
        guard result.code == CURLE_HTTP2 || result.code == CURLE_SEND_ERROR, transfer.phase == .request,
            unsafe dbmon_curl_info_long(easy, CURLINFO_NUM_CONNECTS) == 0, transfer.maySendAgain,
            let timeLeft = transfer.timeLeft(at: now)
        else { return false }
        _ = unsafe dbmon_curl_set_long(easy, CURLOPT_FRESH_CONNECT, 1)
        _ = unsafe dbmon_curl_set_long(easy, CURLOPT_TIMEOUT_MS, EasySettings.milliseconds(timeLeft))
        return true
    }

    /// How far the transfer has come.
    var phase: TransferPhase { unsafe transfer.phase ?? CurlResult.phase(of: easy) }

    /// Only while the easy handle still holds what came of the transfer.
    func result(_ code: CURLcode) -> CurlResult {
        unsafe CurlResult(code, text: String(cString: errorText), of: easy, transfer: transfer)
    }

    /// A large body on its way up is progress as well; libcurl tells of it only when it is asked.
    func noteSent(at now: ContinuousClock.Instant) {
        transfer.noteSent(unsafe Int64(dbmon_curl_info_offset(easy, CURLINFO_SIZE_UPLOAD_T)), at: now)
    }

    private static func headerList(_ request: HTTPRequest) -> UnsafeMutablePointer<curl_slist>? {
        var list: UnsafeMutablePointer<curl_slist>?
        var lines = request.wireHeaders.map { "\($0.name): \($0.value)" }
        lines.append("Accept-Encoding: gzip")
        lines.append("Expect:")  // libcurl would wait a second for 100 Continue before a large body
        for line in lines {
            guard !line.utf8.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0 }),
                let longer = unsafe curl_slist_append(list, line)
            else {
                unsafe curl_slist_free_all(list)
                return nil
            }
            unsafe list = unsafe longer
        }
        return unsafe list
    }

    private static func describe(
        _ request: HTTPRequest,
        to easy: UnsafeMutableRawPointer,
        headers: UnsafeMutablePointer<curl_slist>
    ) {
        _ = unsafe dbmon_curl_set_string(easy, CURLOPT_URL, request.url)
        _ = unsafe dbmon_curl_set_headers(easy, headers)
        if let body = request.body {
            _ = unsafe body.withUnsafeBytes { unsafe dbmon_curl_set_body(easy, $0.baseAddress, curl_off_t($0.count)) }
        }
        _ = unsafe dbmon_curl_set_string(easy, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    }
}

private let onBody: curl_write_callback = { bytes, size, count, context in
    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let raw = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    return unsafe transfer.append(body: raw) ? size * count : 0  // short count: libcurl stops
}

private let onHeader: curl_write_callback = { bytes, size, count, context in
    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let raw = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    return unsafe transfer.append(header: raw) ? size * count : 0
}

private let onSend: dbmon_curl_send_callback = { context, _, _, _, _ in
    guard let context = unsafe context else { return 1 }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.noteSending() ? 0 : 1  // anything but 0: libcurl stops
}
