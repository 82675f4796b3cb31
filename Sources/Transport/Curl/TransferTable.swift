internal import CLibcurl

/// Every transfer under way, and the easy handles that wait for their next one. Loop thread only.
struct TransferTable: ~Copyable {
    private static let stallCheckInterval = Duration.milliseconds(250)
    /// libcurl 7.88 forgets now and then that it holds bytes of an HTTP/2 stream already (4 in 12,000 answers of 40 kB,
    /// eight at a time): it then waits for the socket, and the answer for ever. One that is quiet for so long is looked
    /// at without waiting.
    private static let quiet = Duration.milliseconds(500)

    private let multi: EventLoop.Multi
    private let settings: EasySettings
    private let budget: BodyBudget
    private let clock = ContinuousClock()
    private var nextStallCheck: ContinuousClock.Instant
    private var active: [UInt: Slot] = [:]
    private var handleOfID: [UInt64: UInt] = [:]
    private var idle: [UInt] = []
    private var doubts = DoubtfulHosts()
    /// Cancelled before their start came: a task may be cancelled while its start is still in the mailbox.
    private var cancelledEarly: Set<UInt64> = []

    /// A class, because a dictionary cannot hold what is not copyable.
    private final class Slot {
        let handle: TransferHandle
        init(_ handle: consuming TransferHandle) { self.handle = handle }
    }

    init(multi: EventLoop.Multi, settings: EasySettings) {
        self.multi = multi
        self.settings = settings
        budget = BodyBudget(limit: settings.limits.heldBytes)
        nextStallCheck = clock.now
    }

    mutating func start(
        _ id: UInt64,
        _ request: HTTPRequest,
        _ continuation: CheckedContinuation<HTTPResponse, any Error>
    ) {
        guard cancelledEarly.remove(id) == nil else {
            continuation.resume(throwing: CancellationError())
            return
        }
        // A control character or a blank would end the URL early, or split the request.
        guard let host = urlHost(request.url), request.url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            continuation.resume(throwing: TransportError.invalidURL)
            return
        }
        let transfer = Transfer(
            id: id, request: request, host: host, settings: settings, budget: budget, continuation: continuation)
        if let proxy = transfer.proxy, !proxy.isValid {
            let error = TransportError.proxyUnreachable(proxy: proxy.name, reason: "its address is not valid")
            continuation.resume(throwing: error)
            return
        }
        guard let easy = unsafe takeEasy() else {
            continuation.resume(throwing: TransportError.shutDown)
            return
        }
        guard let handle = unsafe TransferHandle(transfer, request: request, settings: settings, on: easy) else {
            unsafe giveBack(easy)
            continuation.resume(throwing: TransportError.invalidURL)
            return
        }
        if let advice = doubts.advice(for: host, at: clock.now) { handle.follow(advice) }
        guard unsafe curl_multi_add_handle(multi.handle, easy) == CURLM_OK else {
            unsafe giveBack(easy)
            continuation.resume(throwing: TransportError.shutDown)
            return
        }
        let key = UInt(bitPattern: easy)
        active[key] = Slot(handle)
        handleOfID[id] = key
    }

    mutating func cancel(_ id: UInt64) {
        guard let key = handleOfID[id] else {
            // Either not started yet, or finished already. A finished one never asks for its entry again, so the set
            // is swept when it has grown; ids rise, and a start never lags a thousand behind its cancel.
            cancelledEarly.insert(id)
            if cancelledEarly.count > 4_096 { cancelledEarly = cancelledEarly.filter { $0 + 2_048 > id } }
            return
        }
        finish(key) { $0.fail(CancellationError()) }
    }

    mutating func perform() {
        var running: Int32 = 0
        _ = unsafe curl_multi_perform(multi.handle, &running)
        var result = CURLE_OK
        while let easy = unsafe dbmon_curl_multi_finished(multi.handle, &result) {
            let key = UInt(bitPattern: easy)
            guard let slot = active[key] else { continue }
            let outcome = slot.handle.result(result)
            if outcome.code == CURLE_OPERATION_TIMEDOUT {
                noteSilence(of: slot.handle.transfer.host, in: outcome.phase)
            }
            if slot.handle.mayGoOutAgain(after: outcome, at: clock.now), restart(slot) { continue }
            finish(key) { transfer in
                if outcome.code == CURLE_OK {
                    transfer.succeed()
                } else {
                    transfer.fail(TransportError(outcome, of: transfer))
                }
            }
        }
    }

    /// Ends the transfers that have not brought a byte for too long. (libcurl's own low-speed limit averages over five
    /// seconds, which is not what is promised.)
    mutating func endStalled() {
        let now = clock.now
        guard now >= nextStallCheck else { return }
        nextStallCheck = now.advanced(by: Self.stallCheckInterval)
        let stalled = active.filter { key, slot in
            slot.handle.noteSent(at: now)
            if slot.handle.transfer.lastByte.duration(to: now) >= Self.quiet { slot.handle.nudge() }
            return slot.handle.transfer.lastByte.duration(to: now) >= settings.limits.stall
        }
        for (key, slot) in stalled {
            let phase = slot.handle.phase
            noteSilence(of: slot.handle.transfer.host, in: phase)
            finish(key) { $0.fail(TransportError.stalled(host: $0.host, phase: phase)) }
        }
    }

    /// Until a socket is ready, a timer of libcurl is due, somebody wakes the loop, or stalls are looked for.
    func wait() {
        let limit: Int32 = active.isEmpty ? 60_000 : 250
        _ = unsafe curl_multi_poll(multi.handle, nil, 0, limit, nil)
    }

    mutating func failAll() {
        for key in Array(active.keys) { finish(key) { $0.fail(TransportError.shutDown) } }
    }

    mutating func close() {
        for key in idle { unsafe curl_easy_cleanup(UnsafeMutableRawPointer(bitPattern: key)) }
        idle.removeAll()
    }

    private mutating func finish(_ key: UInt, _ resume: (Transfer) -> Void) {
        guard let slot = active.removeValue(forKey: key), let easy = unsafe UnsafeMutableRawPointer(bitPattern: key)
        else { return }
        handleOfID[slot.handle.transfer.id] = nil
        _ = unsafe curl_multi_remove_handle(multi.handle, easy)
        resume(slot.handle.transfer)
        unsafe giveBack(easy)
    }

    /// - Returns: false where libcurl does not take it again.
    private func restart(_ slot: Slot) -> Bool {
        let easy = unsafe slot.handle.easy
        _ = unsafe curl_multi_remove_handle(multi.handle, easy)
        return unsafe curl_multi_add_handle(multi.handle, easy) == CURLM_OK
    }

    /// A connection on which a request got no answer may be dead; one that never came to be is no matter.
    private mutating func noteSilence(of host: String, in phase: TransferPhase) {
        switch phase {
        case .name, .connection, .handshake: break
        case .request, .header, .body: doubts.note(host, at: clock.now)
        }
    }

    private mutating func takeEasy() -> UnsafeMutableRawPointer? {
        if let key = idle.popLast() { return unsafe UnsafeMutableRawPointer(bitPattern: key) }
        return unsafe curl_easy_init()
    }

    private mutating func giveBack(_ easy: UnsafeMutableRawPointer) {
        unsafe curl_easy_reset(easy)
        idle.append(UInt(bitPattern: easy))
    }
}
