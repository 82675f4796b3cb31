/// One request on its way, as the loop thread knows it: where the answer gathers, and who waits for it.
///
/// Touched by the loop thread alone, so it needs no lock and is not `Sendable`.
final class Transfer {
    enum Verdict: Equatable {
        case inProgress
        case bodyTooLarge
        case noRoom
        case headersTooLarge
        case headerInvalid(reason: String)
        /// The connection ended after the request went out, and it must not go out once more.
        case notSentAgain
    }

    let id: UInt64
    let host: String
    let isTLS: Bool
    let proxy: Proxy?
    let limits: TransferLimits
    /// Doing it twice is as good as doing it once (RFC 9110, 9.2.2).
    let mayBeSentAgain: Bool
    private(set) var verdict = Verdict.inProgress
    private(set) var body: [UInt8] = []
    /// When it began, or last brought a byte. A header's line counts once it is whole.
    private(set) var lastByte = ContinuousClock.now

    private let budget: BodyBudget
    private let continuation: CheckedContinuation<HTTPResponse, any Error>
    private let started = ContinuousClock.now
    private var sends = 0
    private var sendsAllowed: Int { mayBeSentAgain ? 2 : 1 }
    private var header = AnswerHeader()
    private var headerBytes = 0
    private var sentBytes: Int64 = 0

    init(
        id: UInt64,
        request: HTTPRequest,
        host: String,
        settings: EasySettings,
        budget: BodyBudget,
        continuation: CheckedContinuation<HTTPResponse, any Error>
    ) {
        self.id = id
        self.host = host
        isTLS = request.url.prefix(6).lowercased() == "https:"
        proxy = settings.environment.proxies.proxy(for: host, isTLS: isTLS)
        limits = settings.limits
        mayBeSentAgain =
            switch request.method {
            case .get, .put, .delete: true
            case .post, .patch: false
            }
        self.budget = budget
        self.continuation = continuation
    }

    /// Whether another sending is still allowed.
    var maySendAgain: Bool { sends < sendsAllowed }

    /// - Returns: `nil` where nothing is left of the time for the whole request.
    func timeLeft(at now: ContinuousClock.Instant) -> Duration? {
        let left = limits.request - started.duration(to: now)
        return left > .zero ? left : nil
    }

    /// `nil` while nothing was sent: libcurl then knows how far the connection has come.
    var phase: TransferPhase? {
        if header.isWhole { return .body }
        if headerBytes > 0 { return .header }
        return sends > 0 ? .request : nil
    }

    /// libcurl sends a request again by itself where a connection that it used before ended without a byte of answer.
    /// The server may have carried out the first one, and counts both: once more is enough, and only for what changes
    /// nothing when done twice.
    ///
    /// - Returns: false where the request must not go out.
    func noteSending() -> Bool {
        sends += 1
        guard sends > sendsAllowed else { return true }
        verdict = .notSentAgain
        return false
    }

    /// - Returns: false where the answer has grown too large; libcurl then stops the transfer.
    func append(body bytes: UnsafeRawBufferPointer) -> Bool {
        guard body.count + bytes.count <= limits.wireBodyBytes else {
            verdict = .bodyTooLarge
            return false
        }
        guard budget.take(bytes.count, besides: body.count) else {
            verdict = .noRoom
            return false
        }
        unsafe body.append(contentsOf: bytes)
        lastByte = .now
        return true
    }

    /// - Returns: as `append(body:)`; false also for a header that cannot be.
    func append(header bytes: UnsafeRawBufferPointer) -> Bool {
        headerBytes += bytes.count
        guard headerBytes <= limits.headerBytes else {
            verdict = .headersTooLarge
            return false
        }
        lastByte = .now
        guard case .invalid(let reason) = header.append(unsafe [UInt8](bytes)) else { return true }
        verdict = .headerInvalid(reason: reason)
        return false
    }

    func noteSent(_ bytes: Int64, at now: ContinuousClock.Instant) {
        guard bytes > sentBytes else { return }
        sentBytes = bytes
        lastByte = now
    }

    /// libcurl holds the answer to be whole.
    func succeed() {
        guard header.isWhole else {
            return fail(TransportError.broken(host: host, reason: "it ended with an interim answer"))
        }
        guard header.announces(body.count) else {
            return fail(TransportError.broken(host: host, reason: "its body is not as long as it says"))
        }
        budget.giveBack(body.count)
        continuation.resume(
            returning: HTTPResponse(status: header.status, headers: header.headers, body: body))
    }

    func fail(_ error: any Error) {
        budget.giveBack(body.count)
        continuation.resume(throwing: error)
    }
}
