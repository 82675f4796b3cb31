#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Reads small files whole, and nothing that is no file: a pipe or a terminal would never end.
enum RegularFile {
    enum Failure: Error, Equatable {
        case missing
        case directory
        case notRegular
        case notPermitted
        case tooLarge(limitBytes: Int)
        case other(String)

        /// Said of the file: "…: there is no such file".
        var message: String {
            switch self {
            case .missing: "there is no such file"
            case .directory: "it is a folder, not a file"
            case .notRegular: "it is not a regular file"
            case .notPermitted: "this user may not read the file"
            case .tooLarge(let limit): "the file is larger than \(limit) bytes"
            case .other(let reason): "the file cannot be read: \(reason)"
            }
        }

        var fix: String? {
            switch self {
            case .missing: "check the name, or write a first file by: dbmon init"
            case .directory: "name the file in it"
            case .notRegular: "name a file; a pipe or a device would hold dbmon up"
            case .notPermitted: "let this user read it"
            case .tooLarge: "divide it: a thousand workspaces need a tenth of this"
            case .other: nil
            }
        }
    }

    /// - Throws: what it is instead, before anything could hold us up.
    static func read(_ path: String, limitBytes: Int) throws(Failure) -> [UInt8] {
        guard !path.utf8.contains(0) else { throw .missing }
        let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)  // a pipe must not hold us up
        guard descriptor >= 0 else { throw failure(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw failure(errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .directory
        default: throw .notRegular
        }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe Self.read(descriptor, into: $0) }
            guard count >= 0 else { throw failure(errno) }
            if count == 0 { return content }
            guard content.count + count <= limitBytes else { throw .tooLarge(limitBytes: limitBytes) }
            content += buffer[..<count]
        }
    }

    private static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            #if canImport(Glibc)
                let count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #elseif canImport(Musl)
                let count = unsafe Musl.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 || errno != EINTR { return count }
        }
    }

    /// Whether something has this name, whatever it is.
    static func isThere(_ path: String) -> Bool {
        guard !path.utf8.contains(0) else { return false }
        return unsafe access(path, F_OK) == 0
    }

    private static func failure(_ code: Int32) -> Failure {
        switch code {
        case ENOENT, ENOTDIR: .missing
        case EACCES, EPERM: .notPermitted
        case EISDIR: .directory
        case ENXIO, ENODEV: .notRegular
        default: .other("error \(code)")
        }
    }

    /// The process's own, for what the command line names relatively.
    static var currentFolder: String {
        guard let path = unsafe getcwd(nil, 0) else { return "/" }
        defer { unsafe free(path) }
        return unsafe String(cString: path)
    }
}
