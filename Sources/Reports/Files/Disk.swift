#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif
#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The few calls to the operating system that whole files need. Every error names the path it is about.
enum Disk {
    enum Kind: Equatable {
        case file(mode: UInt32, bytes: Int64)
        case folder
        case other
    }

    /// `nil` where nothing stands; follows links.
    static func kind(of path: String) throws(ReportError) -> Kind? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw error(errno, path, "read")
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return .folder
        case S_IFREG: return .file(mode: UInt32(status.st_mode & 0o777), bytes: Int64(status.st_size))
        default: return .other
        }
    }

    /// The names in a folder, sorted; none where there is no folder.
    static func names(in folder: String) throws(ReportError) -> [String] {
        switch try kind(of: folder) {
        case nil: return []
        case .file, .other: throw .notFolder(path: folder)
        case .folder: break
        }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted { RowOrder.compare($0, $1) < 0 }
        } catch {
            throw .failed(path: folder, action: "list", reason: "the folder cannot be read")
        }
    }

    /// Makes a folder and those above it, each on disk for good.
    static func createFolder(_ path: String) throws(ReportError) {
        var missing: [String] = []
        var current = path
        while true {
            let kind = try kind(of: current)
            if kind == .folder { break }
            guard kind == nil else { throw .notFolder(path: current) }
            missing.append(current)
            current = parent(of: current)
        }
        for folder in missing.reversed() {
            guard unsafe mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw error(errno, folder, "create") }
            try syncFolder(parent(of: folder))
        }
    }

    /// Up to `limit` bytes of a file.
    static func contents(of path: String, limit: Int) throws(ReportError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw error(errno, path, "read") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 18)
        while bytes.count < limit {
            let wanted = min(chunk.count, limit - bytes.count)
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, wanted) }
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw error(errno, path, "read")
            }
            bytes += chunk[..<count]
        }
        return bytes
    }

    /// Writes a file that must not exist yet, and waits until its bytes are on the disk. On an error it is gone again.
    static func create(_ path: String, _ bytes: [UInt8], mode: UInt32?) throws(ReportError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw error(errno, path, "create") }
        var failure = writeAll(bytes, to: descriptor)
        if failure == 0, let mode, fchmod(descriptor, mode_t(mode)) != 0 { failure = errno }
        if failure == 0, fsync(descriptor) != 0 { failure = errno }
        if close(descriptor) != 0, failure == 0 { failure = errno }
        guard failure == 0 else {
            _ = unsafe unlink(path)  // nobody to tell of a second error
            throw error(failure, path, "write")
        }
    }

    static func move(_ old: String, to new: String) throws(ReportError) {
        guard unsafe rename(old, new) == 0 else { throw error(errno, new, "replace") }
    }

    /// What does not exist is removed already.
    static func removeFile(_ path: String) throws(ReportError) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else { throw error(errno, path, "remove") }
    }

    /// Makes what was created, renamed or removed in a folder last. Some file systems cannot, and say EINVAL.
    static func syncFolder(_ path: String) throws(ReportError) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw error(errno, path, "open") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else { throw error(errno, path, "write") }
    }

    static func error(_ code: Int32, _ path: String, _ action: String) -> ReportError {
        switch code {
        case ENOSPC, EDQUOT, EFBIG: .diskFull(path: path)
        case EROFS: .readOnly(path: path)
        case EACCES, EPERM: .denied(path: path)
        case ENOTDIR: .notFolder(path: parent(of: path))
        case EISDIR: .notFile(path: path)
        default: .failed(path: path, action: action, reason: reason(code))
        }
    }

    static func parent(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func reason(_ code: Int32) -> String {
        guard let text = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }

    /// - Returns: 0, or the error's number.
    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        unsafe bytes.withUnsafeBytes { buffer in
            var rest = unsafe buffer[...]
            while unsafe !rest.isEmpty {
                let count = unsafe write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0 {
                    if errno == EINTR { continue }
                    return errno
                }
                unsafe rest = rest.dropFirst(count)
            }
            return 0
        }
    }
}
