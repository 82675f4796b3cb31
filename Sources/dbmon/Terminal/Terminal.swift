import Model

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// One of the two streams that people and programs read.
struct Terminal: Sendable {
    static let output = Terminal(descriptor: 1)
    static let errors = Terminal(descriptor: 2)

    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    /// Somebody looks at it, and it can move its cursor.
    var isInteractive: Bool { isatty(descriptor) == 1 && variable("TERM") != "dumb" }

    /// `NO_COLOR` is honoured (https://no-color.org).
    var hasColor: Bool { isInteractive && variable("NO_COLOR") == nil }

    var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    func line(_ text: String = "") { write(text + "\n") }

    /// A reader that has gone away has seen what it wanted: no failure.
    ///
    /// - Returns: false where something could not be written, as on a full disk.
    @discardableResult
    func write(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                guard let base = buffer.baseAddress else { return 0 }
                return unsafe systemWrite(descriptor, base + written, buffer.count - written)
            }
            if count > 0 {
                written += count
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: waitForRoom()
            case EPIPE: return true
            default: return false
            }
        }
        return true
    }

    /// Somebody has made the stream non-blocking, and its reader is slow.
    private func waitForRoom() {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&request, 1, 1_000)
    }

    private func variable(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    unsafe write(descriptor, bytes, count)
}
