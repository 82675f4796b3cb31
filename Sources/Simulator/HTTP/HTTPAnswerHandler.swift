internal import Model
internal import NIOCore
internal import NIOHTTP1
internal import Transport

/// One connection: collects a request, asks the service, waits the answer's latency, sends it. Requests that a client
/// sends ahead are held back by the pipelining handler before this one, so that one is answered at a time.
final class HTTPAnswerHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    static let bodyLimitBytes = 64 * 1_024 * 1_024

    private let service: SharedService
    private let wallClock: @Sendable () -> Timestamp
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var isTooLarge = false
    /// The answer that waits for its time.
    private var waiting: Scheduled<Void>?

    init(service: SharedService, wallClock: @escaping @Sendable () -> Timestamp) {
        self.service = service
        self.wallClock = wallClock
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
            isTooLarge = false
            if head.headers.first(name: "Expect")?.lowercased() == "100-continue" {
                let head = HTTPResponseHead(version: head.version, status: .continue)
                context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
            }
        case .body(let part):
            // What is beyond the limit is read and forgotten: a client sees no answer before it has sent its request.
            isTooLarge = isTooLarge || body.count + part.readableBytes > Self.bodyLimitBytes
            if isTooLarge { body = [] } else { body += part.readableBytesView }
        case .end:
            guard let head else { return }
            self.head = nil
            answer(head, context: context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        waiting?.cancel()
        context.fireChannelInactive()
    }

    /// A connection that the client broke, or that sent what is no HTTP (which is answered 400 before this handler).
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func answer(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
        let now = wallClock()
        let answer = answer(to: head, at: now)
        body = []
        let wire = HTTPWireAnswer(
            answer,
            method: head.method.rawValue,
            acceptEncoding: head.headers["Accept-Encoding"].joined(separator: ","),
            now: now,
            keepsAlive: head.isKeepAlive
        )
        let damage = HTTPDamage(answer, wire: wire)
        guard answer.latency > .zero else {
            send(wire, damage, to: head, context: context)
            return
        }
        waiting = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(answer.latency)) {
            self.waiting = nil
            self.send(wire, damage, to: head, context: context)
        }
    }

    private func send(
        _ wire: HTTPWireAnswer, _ damage: HTTPDamage?, to head: HTTPRequestHead, context: ChannelHandlerContext
    ) {
        if let damage {
            HTTPDamageSender(context).send(damage)
        } else {
            send(wire, to: head, context: context)
        }
    }

    private func answer(to head: HTTPRequestHead, at now: Timestamp) -> SimulatedAnswer {
        if isTooLarge { return HTTPWireAnswer.tooLarge(limitBytes: Self.bodyLimitBytes) }
        guard head.headers["Host"].count <= 1 else { return HTTPWireAnswer.badRequest("more than one Host") }
        let request = SimulatedRequest(
            method: head.method.rawValue,
            target: head.uri,
            headers: head.headers.map { HTTPHeader($0.name, $0.value) },
            body: body
        )
        guard let request else { return HTTPWireAnswer.badRequest("no valid target and Host") }
        return service.answer(request, at: now)
    }

    private func send(_ wire: HTTPWireAnswer, to head: HTTPRequestHead, context: ChannelHandlerContext) {
        let response = HTTPResponseHead(
            version: head.version,
            status: HTTPResponseStatus(statusCode: wire.status),
            headers: HTTPHeaders(wire.headers.map { ($0.name, $0.value) })
        )
        context.write(wrapOutboundOut(.head(response)), promise: nil)
        if !wire.body.isEmpty {
            let buffer = context.channel.allocator.buffer(bytes: wire.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        }
        let sent = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        if !head.isKeepAlive {
            let channel = context.channel
            sent.whenComplete { _ in channel.close(promise: nil) }
        }
    }
}
