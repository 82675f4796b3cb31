#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// One process writes into a folder at a time, so every temporary file that it finds there is a leftover. Ends with the
/// value, or with the process.
struct FolderLock: ~Copyable {
    private let descriptor: Int32

    /// - Throws: `ReportError.busy` at once where another holds it. A file system without locks locks nobody out.
    init(_ folder: String) throws(ReportError) {
        descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Disk.error(errno, folder, "open") }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK else { break }
            close(descriptor)
            throw .busy(path: folder)
        }
    }

    deinit { close(descriptor) }
}
