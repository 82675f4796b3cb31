internal import NIOCore
internal import Synchronization

/// The connections of a server, so that it can end without cutting an answer short.
final class HTTPConnections: Sendable {
    private struct State {
        var open: [ObjectIdentifier: any Channel] = [:]
        var isEnding = false
    }

    private let state = Mutex(State())

    /// A connection that comes while the server ends is closed at once.
    func add(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        let isEnding = state.withLock { state in
            if !state.isEnding { state.open[id] = channel }
            return state.isEnding
        }
        if isEnding { channel.close(promise: nil) }
        channel.closeFuture.whenComplete { _ in
            _ = self.state.withLock { $0.open.removeValue(forKey: id) }
        }
    }

    /// Idle connections close, the others after the answer that is under way; whatever is left after `grace` is cut.
    func end(grace: TimeAmount) async {
        let channels = state.withLock { state in
            state.isEnding = true
            return Array(state.open.values)
        }
        for channel in channels {
            let cut = channel.eventLoop.scheduleTask(in: grace) { channel.close(promise: nil) }
            channel.closeFuture.whenComplete { _ in cut.cancel() }
            channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        }
        // A channel's own future never fails; what closed it is no matter here.
        for channel in channels { try? await channel.closeFuture.get() }
    }
}
