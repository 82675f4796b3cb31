/// What becomes of an answer on its way. `HTTPDamage` does it to a connection, `SimulatedHTTPClient` says what a client
/// would make of it. Bytes of a body are those that go over the wire, packed where the client takes that; in process
/// nothing is packed.
package enum SimulatedDelivery: Sendable, Equatable {
    case whole
    /// So many bytes of the body, then the connection is reset (RST): with `nil`, before any byte of the answer.
    case reset(afterBodyBytes: Int?)
    /// The announced length is right, the connection is closed after so many bytes of the body: with `nil`, before any
    /// byte of the answer.
    case cut(afterBodyBytes: Int?)
    /// As `cut`, in the middle of the body.
    case half
    /// So many bytes of the body, then nothing more, while the connection stays open: with `nil`, not a byte at all.
    case stalled(afterBodyBytes: Int?)
    /// `Content-Length` is off by so much; then the connection is closed.
    case wrongLength(by: Int)
    /// Chunked, and closed before the last chunk.
    case openEndedChunks
    /// Said to be gzip; the bytes behind the first ten are garbage.
    case brokenGzip
    /// Said to be gzip, whole, and zero bytes in plenty when unpacked.
    case gzipBomb(unpackedBytes: Int)
    /// Header lines without an end.
    case endlessHeaders
    /// The first line is no HTTP.
    case noHTTP

    /// The connection is closed without an answer.
    package static let none = SimulatedDelivery.cut(afterBodyBytes: nil)
}
