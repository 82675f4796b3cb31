#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The few calls to the operating system that a database's files need. Every error names the path it is about.
enum Disk {
    enum Kind: Equatable {
        case file
        case folder
        case other
    }

    /// `nil` where nothing stands; follows links.
    static func kind(of path: String) throws(HistoryError) -> Kind? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw error(errno, path)
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return .folder
        case S_IFREG: return .file
        default: return .other
        }
    }

    /// Makes a folder and those above it.
    static func createFolder(_ path: String) throws(HistoryError) {
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
            guard unsafe mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw error(errno, folder) }
        }
    }

    static func move(_ old: String, to new: String) throws(HistoryError) {
        guard unsafe rename(old, new) == 0 else { throw error(errno, old) }
    }

    /// Makes what was renamed in a folder last. Some file systems cannot; the names are right all the same.
    static func syncFolder(_ path: String) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        close(descriptor)
    }

    /// Does not open the file: closing it again would end the locks that SQLite has on it for this process.
    static func checkAccess(_ path: String) throws(HistoryError) {
        guard unsafe access(path, R_OK | W_OK) == 0 else { throw error(errno, path) }
    }

    /// Whether this process may write a file and into its folder.
    static func isWritable(_ path: String) -> Bool {
        unsafe access(path, W_OK) == 0 && access(parent(of: path), W_OK) == 0
    }

    static func error(_ code: Int32, _ path: String) -> HistoryError {
        switch code {
        case ENOSPC, EDQUOT, EFBIG: .diskFull(path: path)
        case EROFS: .readOnly(path: path)
        case EACCES, EPERM: .denied(path: path)
        case ENOTDIR: .notFolder(path: parent(of: path))
        case EISDIR: .notFile(path: path)
        default: .failed(path: path, reason: reason(code))
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
}
