#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that must not be there yet. Nothing is ever overwritten, and nothing half-written stays.
struct NewFile {
    struct Failure: Error {
        let message: String
        let fix: String
    }

    let path: String

    func write(_ text: String) throws(Failure) {
        guard !path.utf8.contains(0) else { throw failure(EINVAL) }
        // Exclusive: of two that write at once, one is told; a link that leads nowhere is not followed.
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(errno) }
        let code = Self.fill(descriptor, with: Array(text.utf8))
        let isClosed = close(descriptor) == 0
        guard code == nil, isClosed else {
            let code = code ?? errno
            _ = unsafe unlink(path)
            throw failure(code)
        }
    }

    /// - Returns: `nil`, or what went wrong.
    private static func fill(_ descriptor: Int32, with bytes: [UInt8]) -> Int32? {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes[written...].withUnsafeBytes { buffer in
                unsafe systemWrite(descriptor, buffer)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 ? errno : EIO }
            written += count
        }
        return fsync(descriptor) == 0 || errno == EINVAL ? nil : errno
    }

    private func failure(_ code: Int32) -> Failure {
        switch code {
        case EEXIST:
            Failure(
                message: "\(path) is there already and was not touched",
                fix: "Name another file by --workspaces FILE, or check this one: dbmon config validate")
        case ENOENT, ENOTDIR:
            Failure(message: "\(path) cannot be written: there is no such folder", fix: "Make the folder first")
        case EACCES, EPERM, EROFS:
            Failure(message: "\(path) cannot be written: this user may not", fix: "Name a file in a folder of your own")
        case ENOSPC, EDQUOT:
            Failure(message: "\(path) cannot be written: the disk is full", fix: "Free some room there")
        default: Failure(message: "\(path) cannot be written: error \(code)", fix: "Name another file")
        }
    }
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    unsafe write(descriptor, buffer.baseAddress, buffer.count)
}
