#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// Puts bytes on a connection that no HTTP encoder would make, and ends it the way it is told. Event loop only.
struct HTTPDamageSender {
    /// A client that takes so many bytes of header lines has no limit of its own.
    private static let headerLimitBytes = 64 << 20
    private static let line = "X-Padding: \(String(repeating: "0123456789abcdef", count: 64))\r\n"
    private static let linesPerWrite = 16

    private let context: ChannelHandlerContext

    init(_ context: ChannelHandlerContext) { self.context = context }

    func send(_ damage: HTTPDamage) {
        // Bytes written from the encoder's place pass by it.
        guard let raw = try? context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self) else {
            context.close(promise: nil)
            return
        }
        let sent = raw.writeAndFlush(NIOAny(raw.channel.allocator.buffer(bytes: damage.bytes)))
        let channel = raw.channel
        switch damage.ending {
        case .hold: break
        case .close: sent.whenComplete { _ in channel.close(promise: nil) }
        case .reset: sent.whenComplete { _ in Self.reset(channel) }
        case .headersForEver: sendHeaders(raw, limitBytes: Self.headerLimitBytes)
        }
    }

    /// The next lines go once those before have left: a client that reads nothing gets no more.
    private func sendHeaders(_ raw: ChannelHandlerContext, limitBytes: Int) {
        guard limitBytes > 0 else {
            raw.close(promise: nil)
            return
        }
        let text = String(repeating: Self.line, count: Self.linesPerWrite)
        let sent = raw.writeAndFlush(NIOAny(raw.channel.allocator.buffer(string: text)))
        sent.assumeIsolated().whenSuccess { sendHeaders(raw, limitBytes: limitBytes - text.utf8.count) }
    }

    /// Closing without lingering sends RST.
    private static func reset(_ channel: any Channel) {
        guard let options = channel as? any SocketOptionProvider else {
            channel.close(promise: nil)
            return
        }
        options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in channel.close(promise: nil) }
    }
}
