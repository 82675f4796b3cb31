/// One request on its way, as the loop thread knows it: where the answer gathers, and who waits for it.
///
/// Touched by the loop thread alone, so it needs no lock and is not `Sendable`.
final class Transfer {
    enum Verdict: Equatable {
        case inProgress
        case bodyTooLarge
        case headersTooLarge
    }

    let id: UInt64
    let host: String
    let limits: TransferLimits
    private(set) var verdict = Verdict.inProgress
    private(set) var body: [UInt8] = []
    /// When it began, or last brought a byte.
    private(set) var lastByte = ContinuousClock.now

    private let continuation: CheckedContinuation<HTTPResponse, any Error>
    private var headerLines: [[UInt8]] = []
    private var headerBytes = 0
    private var sentBytes: Int64 = 0

    init(
        id: UInt64,
        host: String,
        limits: TransferLimits,
        continuation: CheckedContinuation<HTTPResponse, any Error>
    ) {
        self.id = id
        self.host = host
        self.limits = limits
        self.continuation = continuation
    }

    /// - Returns: false where the answer has grown too large; libcurl then stops the transfer.
    func append(body bytes: UnsafeRawBufferPointer) -> Bool {
        guard body.count + bytes.count <= limits.wireBodyBytes else {
            verdict = .bodyTooLarge
            return false
        }
        unsafe body.append(contentsOf: bytes)
        lastByte = .now
        return true
    }

    /// - Returns: as `append(body:)`.
    func append(header bytes: UnsafeRawBufferPointer) -> Bool {
        headerBytes += bytes.count
        guard headerBytes <= limits.headerBytes else {
            verdict = .headersTooLarge
            return false
        }
        lastByte = .now
        let line = unsafe [UInt8](bytes)
        // A status line begins a new header: what came before belonged to an interim answer (100 Continue) or to a
        // proxy's answer to CONNECT.
        if line.starts(with: [0x48, 0x54, 0x54, 0x50, 0x2F]) {  // "HTTP/"
            headerLines.removeAll()
        } else {
            headerLines.append(line)
        }
        return true
    }

    func noteSent(_ bytes: Int64, at now: ContinuousClock.Instant) {
        guard bytes > sentBytes else { return }
        sentBytes = bytes
        lastByte = now
    }

    func succeed(status: Int) {
        continuation.resume(
            returning: HTTPResponse(status: status, headers: headerLines.compactMap(Self.header), body: body))
    }

    func fail(_ error: any Error) { continuation.resume(throwing: error) }

    private static func header(_ line: [UInt8]) -> HTTPHeader? {
        guard let colon = line.firstIndex(of: 0x3A), colon > 0 else { return nil }
        let blank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
        let value = line[(colon + 1)...].drop(while: blank)
        let end = value.lastIndex { !blank($0) }.map { $0 + 1 } ?? value.startIndex
        return HTTPHeader(
            String(decoding: line[..<colon], as: UTF8.self),
            String(decoding: value[value.startIndex..<end], as: UTF8.self)
        )
    }
}
