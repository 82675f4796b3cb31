#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The few calls to the file system that reports need, with errors that name the file.
package enum DiskFile {
    /// - Returns: `nil` where there is no such file.
    package static func read(_ path: String) throws(ReportError) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .cannotRead(file: path, reason: lastReason())
        }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .cannotRead(file: path, reason: lastReason()) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .cannotRead(file: path, reason: "it is no regular file") }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < bytes.count {
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe systemRead(descriptor, buffer.baseAddress.map { unsafe $0 + filled }, buffer.count - filled)
            }
            guard count >= 0 else { throw .cannotRead(file: path, reason: lastReason()) }
            if count == 0 { break }
            filled += count
        }
        bytes.removeSubrange(filled...)
        return bytes
    }

    /// The bytes are on the disk when this returns.
    package static func write(_ bytes: [UInt8], to path: String) throws(ReportError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .cannotWrite(file: path, reason: lastReason()) }
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe systemWrite(descriptor, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = lastReason()
                close(descriptor)
                throw .cannotWrite(file: path, reason: reason)
            }
            written += count
        }
        guard fsync(descriptor) == 0 else {
            let reason = lastReason()
            close(descriptor)
            throw .cannotWrite(file: path, reason: reason)
        }
        guard close(descriptor) == 0 else { throw .cannotWrite(file: path, reason: lastReason()) }
    }

    static func rename(_ old: String, to new: String) throws(ReportError) {
        guard systemRename(old, new) == 0 else { throw .cannotWrite(file: new, reason: lastReason()) }
    }

    /// A file that is not there is as good as removed.
    static func remove(_ path: String) { _ = unsafe unlink(path) }

    /// With the folders above it.
    package static func createFolder(_ path: String) throws(ReportError) {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/\(part)"
            guard unsafe mkdir(made, 0o755) != 0, errno != EEXIST else { continue }
            throw .cannotCreate(folder: made.hasPrefix("./") ? String(made.dropFirst(2)) : made, reason: lastReason())
        }
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw .cannotCreate(folder: path, reason: "something else has that name")
        }
    }

    /// Makes renames last through a power cut; a file system that cannot is no error.
    static func syncFolder(_ path: String) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    /// Empty for a folder that is not there.
    static func names(in folder: String) -> [String] {
        guard let stream = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private static func lastReason() -> String {
        switch errno {
        case ENOSPC: "the disk is full"
        case EDQUOT: "the disk quota is used up"
        case EROFS: "the file system is read-only"
        case EACCES, EPERM: "permission denied"
        case ENOTDIR: "a part of the path is no folder"
        case EISDIR: "it is a folder"
        default: unsafe String(cString: strerror(errno))
        }
    }
}

// The names of the system's calls, hidden by those above.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    unsafe read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(descriptor, buffer, count)
}

private func systemRename(_ old: String, _ new: String) -> Int32 { unsafe rename(old, new) }
