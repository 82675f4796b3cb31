#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A thread of the system for work that blocks, which the cooperative pool must not do.
package enum SystemThread {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// - Returns: false where the system gives no thread.
    package static func start(_ run: @escaping @Sendable () -> Void) -> Bool {
        let body = unsafe Unmanaged.passRetained(Body(run))  // released by the thread, or below
        #if canImport(Darwin)
            var thread: pthread_t?
        #else
            var thread = pthread_t()
        #endif
        let result = unsafe pthread_create(&thread, nil, enter, body.toOpaque())
        guard result == 0 else {
            unsafe body.release()
            return false
        }
        #if canImport(Darwin)
            if let thread = unsafe thread { unsafe pthread_detach(thread) }
        #else
            pthread_detach(thread)
        #endif
        return true
    }

    /// What a debugger and `/proc` show for this thread, and for those that it starts. At most 15 bytes.
    static func setName(_ name: String) {
        #if canImport(Darwin)
            _ = unsafe pthread_setname_np(name)
        #else
            guard let file = unsafe fopen("/proc/thread-self/comm", "w") else { return }  // a name is no need
            _ = unsafe fputs(name, file)
            _ = unsafe fclose(file)
        #endif
    }

    /// Writing to a connection whose other end is gone is an error on this thread, and not the end of the process: TLS
    /// libraries write to sockets in their own way.
    static func refuseBrokenPipes() {
        var signals = sigset_t()
        _ = unsafe sigemptyset(&signals)
        _ = unsafe sigaddset(&signals, SIGPIPE)
        _ = unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    #if canImport(Darwin)
        private static let enter: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { context in
            let body = unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue()
            body.run()
            return nil
        }
    #else
        private static let enter: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
            guard let context = unsafe context else { return nil }
            let body = unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue()
            body.run()
            return nil
        }
    #endif
}
