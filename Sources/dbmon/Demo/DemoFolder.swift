#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where a demo or a simulation keeps what is its own.
struct DemoFolder {
    struct Failure: Error {
        let message: String
        let fix = "Name a folder that may be written by --directory DIR"
    }

    let path: String

    /// - Returns: `nil` for a file that is not there or cannot be read.
    func text(of name: String) -> String? { try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

    /// With the folders above it.
    ///
    /// - Parameter isSecret: for this user alone.
    func write(_ text: String, to name: String, isSecret: Bool = false) throws(Failure) {
        let file = "\(path)/\(name)"
        do {
            let folder = String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            if isSecret { try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file) }
        } catch {
            throw Failure(message: "\(file) cannot be written")
        }
    }
}
