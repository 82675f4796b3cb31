internal import Model

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// One sweep at a time has a history. Ends with the value, or with the process, however that ends.
struct HistoryLock: ~Copyable {
    private let descriptor: Int32

    enum Attempt: ~Copyable {
        case taken(HistoryLock)
        /// `nil` where the holder has not said yet who it is.
        case held(by: LockHolder?)
    }

    private init(descriptor: Int32) { self.descriptor = descriptor }

    /// Does not wait. The file stays when the lock ends: another process may just be opening it.
    static func attempt(path: String, at now: Timestamp) throws(HistoryError) -> Attempt {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Disk.error(errno, path) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            // A file system without locks locks nobody out.
            guard errno == EWOULDBLOCK else { break }
            let holder = readHolder(descriptor)
            close(descriptor)
            return .held(by: holder)
        }
        let lock = HistoryLock(descriptor: descriptor)
        let holder = LockHolder(processID: getpid(), host: hostName, since: now)
        // On a full disk the file stays empty: the lock counts, its text only names the holder.
        lock.write(holder.fileText)
        return .taken(lock)
    }

    deinit {
        write("")
        // Closing alone would leave the lock to a child process that another thread is just starting.
        _ = flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private func write(_ text: String) {
        guard ftruncate(descriptor, 0) == 0 else { return }
        let bytes = Array(text.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    /// A killed holder's text stays until the next one has written its own: a process that is no more is not named.
    private static func readHolder(_ descriptor: Int32) -> LockHolder? {
        var bytes = [UInt8](repeating: 0, count: Limits.lockBytes)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, 0) }
        guard count > 0, let holder = LockHolder(fileText: String(decoding: bytes[..<count], as: UTF8.self)) else {
            return nil
        }
        if holder.host == hostName, kill(holder.processID, 0) != 0, errno == ESRCH { return nil }
        return holder
    }

    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&name, name.count - 1) == 0 else { return "" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            .filter { !$0.isNewline }
    }
}
