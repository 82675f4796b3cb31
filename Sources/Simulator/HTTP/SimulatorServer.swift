#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif
package import Model
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// Serves a simulated service over HTTP/1.1 on loopback. Two event-loop threads; ends by `shutdown()` or by cancelling
/// the task that `run()`s it.
package final class SimulatorServer: Sendable {
    private static let threadCount = 2
    /// Ports tried where any will do: IPv6 may have the same number taken.
    private static let attempts = 16
    private static let backlog: Int32 = 256
    /// How long answers under way may take when the server ends.
    private static let grace: TimeAmount = .seconds(5)

    package let host: String
    package let port: Int

    private let group: MultiThreadedEventLoopGroup
    private let listeners: [any Channel]
    private let connections: HTTPConnections
    private let isShutDown = Atomic(false)

    private init(
        host: String,
        port: Int,
        group: MultiThreadedEventLoopGroup,
        listeners: [any Channel],
        connections: HTTPConnections
    ) {
        self.host = host
        self.port = port
        self.group = group
        self.listeners = listeners
        self.connections = connections
    }

    /// Listens on `host`; on `127.0.0.1` also on `::1` with the same port, where the machine has IPv6.
    ///
    /// - Parameters:
    ///   - port: 0 for any free one.
    ///   - wallClock: the time at which a request arrives.
    /// - Throws: `SimulatorServerError`.
    package static func start(
        host: String = "127.0.0.1",
        port: Int = 0,
        service: SharedService,
        wallClock: @escaping @Sendable () -> Timestamp
    ) async throws -> SimulatorServer {
        guard (0...65_535).contains(port) else {
            throw SimulatorServerError.cannotListen(host: host, port: port, reason: "there is no such port")
        }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: threadCount)
        let connections = HTTPConnections()
        let bootstrap = bootstrap(on: group, connections, service: service, wallClock: wallClock)
        do {
            let listeners = try await listen(bootstrap, host: host, port: port)
            return SimulatorServer(
                host: host,
                port: listeners[0].localAddress?.port ?? port,
                group: group,
                listeners: listeners,
                connections: connections
            )
        } catch {
            try await group.shutdownGracefully()
            throw error
        }
    }

    package static func start(
        host: String = "127.0.0.1",
        port: Int = 0,
        service: any SimulatedService,
        wallClock: @escaping @Sendable () -> Timestamp
    ) async throws -> SimulatorServer {
        try await start(host: host, port: port, service: SharedService(service), wallClock: wallClock)
    }

    /// Returns once the task is cancelled, or `shutdown()` was called, and everything is closed.
    package func run() async throws {
        await withTaskCancellationHandler {
            for listener in listeners { try? await listener.closeFuture.get() }
        } onCancel: {
            for listener in listeners { listener.close(promise: nil) }
        }
        try await shutdown()
    }

    /// Takes no more connections, lets answers under way finish (5 seconds at most), closes everything. A second call
    /// does nothing and waits for nothing.
    package func shutdown() async throws {
        guard isShutDown.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged
        else { return }
        for listener in listeners {
            listener.close(promise: nil)
            try? await listener.closeFuture.get()
        }
        await connections.end(grace: Self.grace)
        try await group.shutdownGracefully()
    }
}

// MARK: - Listening

extension SimulatorServer {
    private static func bootstrap(
        on group: MultiThreadedEventLoopGroup,
        _ connections: HTTPConnections,
        service: SharedService,
        wallClock: @escaping @Sendable () -> Timestamp
    ) -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    connections.add(channel)
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: true, withErrorHandling: true)
                    try pipeline.addHandler(HTTPAnswerHandler(service: service, wallClock: wallClock))
                }
            }
    }

    private static func listen(_ bootstrap: ServerBootstrap, host: String, port: Int) async throws -> [any Channel] {
        var attempt = 1
        while true {
            let listener = try await bind(bootstrap, host: host, port: port)
            guard host == "127.0.0.1", let bound = listener.localAddress?.port else { return [listener] }
            do {
                // A client may try ::1 first for a name under .localhost: nobody else must answer there.
                return [listener, try await bind(bootstrap, host: "::1", port: bound)]
            } catch SimulatorServerError.cannotListen {
                return [listener]  // no IPv6 on this machine
            } catch {
                try await listener.close()
                guard port == 0, attempt < attempts else { throw error }
                attempt += 1
            }
        }
    }

    private static func bind(_ bootstrap: ServerBootstrap, host: String, port: Int) async throws -> any Channel {
        do {
            return try await bootstrap.bind(host: host, port: port).get()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw SimulatorServerError.portTaken(host: host, port: port)
        } catch {
            throw SimulatorServerError.cannotListen(host: host, port: port, reason: "\(error)")
        }
    }
}
