#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Why a file could not be read, in words that stand behind a path.
struct FileTrouble: Error, Equatable {
    let reason: String
    let isMissing: Bool
}

/// The text of a regular file of at most `limitBytes`, as UTF-8.
func readText(_ path: String, limitBytes: Int) throws(FileTrouble) -> String {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)  // a pipe must not hold us up
    guard descriptor >= 0 else { throw lastTrouble() }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw lastTrouble() }
    guard status.st_mode & S_IFMT == S_IFREG else {
        throw FileTrouble(reason: "it is no regular file", isMissing: false)
    }
    var bytes: [UInt8] = []
    while true {
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        guard count >= 0 else { throw lastTrouble() }
        if count == 0 { break }
        bytes += chunk[..<count]
        guard bytes.count <= limitBytes else {
            throw FileTrouble(reason: "it is larger than \(limitBytes) bytes", isMissing: false)
        }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
        throw FileTrouble(reason: "it is not UTF-8", isMissing: false)
    }
    return text
}

private func lastTrouble() -> FileTrouble {
    let code = errno
    let reason =
        switch code {
        case ENOENT: "there is no such file"
        case EACCES, EPERM: "permission denied"
        case ENOTDIR: "a part of the path is no folder"
        default: unsafe String(cString: strerror(code))
        }
    return FileTrouble(reason: reason, isMissing: code == ENOENT)
}
