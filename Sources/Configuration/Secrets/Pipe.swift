#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A pipe whose writing end a child gets. Reading never blocks.
struct Pipe: ~Copyable {
    let reading: Int32
    private(set) var writing: Int32?

    init() throws(ChildProcess.Failure) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw .notStarted(reason: "error \(errno)") }
        // A process started in between holds the writing end too: so nobody waits for the pipe's end (ChildProcess).
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        reading = ends[0]
        writing = ends[1]
        _ = fcntl(reading, F_SETFL, O_NONBLOCK)
    }

    /// Else the pipe would never end.
    mutating func closeWriting() {
        if let end = writing.take() { close(end) }
    }

    deinit {
        close(reading)
        if let writing { close(writing) }
    }

    /// Takes what is there.
    ///
    /// - Returns: whether more may come.
    func read(into output: inout [UInt8], limitBytes: Int) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4 << 10)
        while output.count < limitBytes {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe readBytes(reading, $0) }
            guard count > 0 else { return count < 0 && (errno == EAGAIN || errno == EINTR) }
            output += buffer[..<count]
        }
        return true
    }

    /// Returns when there is something to read, or after the time.
    func wait(isOpen: Bool, milliseconds: Int32) {
        var event = pollfd(fd: isOpen ? reading : -1, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&event, 1, milliseconds)
    }
}

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    unsafe read(descriptor, buffer.baseAddress, buffer.count)
}
