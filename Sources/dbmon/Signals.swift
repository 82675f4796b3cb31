import Synchronization
import Transport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// SIGINT and SIGTERM as values: the first is told, the second ends the program at once.
enum Signals {
    /// To be called before any other thread exists: they inherit that the signals are waited for, not delivered.
    ///
    /// - Returns: the signals that come, 2 or 15.
    static func watch() -> AsyncStream<Int32> {
        signal(SIGPIPE, SIG_IGN)
        // A script that starts us in the background has them ignored, and what is ignored cannot be waited for.
        signal(SIGINT, SIG_DFL)
        signal(SIGTERM, SIG_DFL)
        var set = sigset_t()
        unsafe sigemptyset(&set)
        unsafe sigaddset(&set, SIGINT)
        unsafe sigaddset(&set, SIGTERM)
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
        let (stream, continuation) = AsyncStream<Int32>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let waited = set
        _ = LoopThread.start {
            var waited = waited
            var isSecond = false
            while true {
                var number: Int32 = 0
                guard unsafe sigwait(&waited, &number) == 0 else { return }
                if isSecond { _exit(128 + number) }
                isSecond = true
                continuation.yield(number)
            }
        }
        return stream
    }
}
