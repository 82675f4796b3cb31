import Transport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// SIGINT and SIGTERM as values: the first is told, the second ends the program at once.
///
/// A handler that does nothing but write the number into a pipe, and a thread that reads it: signals may come on any
/// thread, and the runtime's own waiting in `main` undoes any mask.
enum Signals {
    /// The pipe's end that the handler writes to. Set once, before the handler is installed, and never changed.
    nonisolated(unsafe) private static var output: Int32 = -1

    /// To be called once, when a command begins.
    ///
    /// - Returns: the signals that come, 2 or 15.
    static func watch() -> AsyncStream<Int32> {
        signal(SIGPIPE, SIG_IGN)
        let (stream, continuation) = AsyncStream<Int32>.makeStream(bufferingPolicy: .bufferingNewest(1))
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { return stream }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let input = ends[0]
        unsafe output = ends[1]
        let isStarted = SystemThread.start {
            var isSecond = false
            while let number = nextSignal(from: input) {
                if isSecond { _exit(128 + number) }
                isSecond = true
                continuation.yield(number)
            }
        }
        guard isStarted else { return stream }
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                // Nothing else is safe here, and errno belongs to whoever was interrupted.
                let kept = errno
                var byte = UInt8(truncatingIfNeeded: number)
                _ = unsafe write(Signals.output, &byte, 1)
                errno = kept
            }
        }
        return stream
    }

    private static func nextSignal(from input: Int32) -> Int32? {
        var byte: UInt8 = 0
        while true {
            let count = unsafe read(input, &byte, 1)
            if count == 1 { return Int32(byte) }
            guard count < 0, errno == EINTR else { return nil }
        }
    }
}
