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

/// The few operations on files that a repository needs, by paths relative to its root.
struct GitFiles: Sendable {
    let root: String

    func absolute(_ path: String) -> String { "\(root)/\(path)" }

    private func url(_ path: String) -> URL { URL(filePath: absolute(path)) }

    /// - Returns: `nil` where there is no such file.
    func read(_ path: String) throws(GitStorageError) -> [UInt8]? {
        do {
            return Array(try Data(contentsOf: url(path)))
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return nil
        } catch {
            if isFolder(path) || isBelowFile(path) { return nil }
            throw .unreadable(path: absolute(path), reason: Self.reason(error))
        }
    }

    func exists(_ path: String) throws(GitStorageError) -> Bool {
        FileManager.default.fileExists(atPath: absolute(path))
    }

    /// Every file below a folder, by paths relative to the root; nothing where the folder is missing.
    func list(_ folder: String) throws(GitStorageError) -> [String] {
        guard isFolder(folder) else { return [] }
        do {
            let paths = try FileManager.default.subpathsOfDirectory(atPath: absolute(folder))
            return paths.map { "\(folder)/\($0)" }.filter { !isFolder($0) }
        } catch {
            throw .unreadable(path: absolute(folder), reason: Self.reason(error))
        }
    }

    func makeFolder(_ path: String) throws(GitStorageError) {
        do {
            try FileManager.default.createDirectory(atPath: absolute(path), withIntermediateDirectories: true)
        } catch {
            throw .unwritable(path: absolute(path), reason: Self.reason(error))
        }
    }

    /// Replaces the file whole; makes its folder.
    func write(_ bytes: [UInt8], to path: String) throws(GitStorageError) {
        try makeFolder(Self.folder(of: path))
        do {
            try Data(bytes).write(to: url(path), options: .atomic)
        } catch {
            throw .unwritable(path: absolute(path), reason: Self.reason(error))
        }
    }

    /// Writes a file that must not exist yet; makes its folder.
    ///
    /// - Returns: `false` where it exists.
    func create(_ path: String, holding bytes: [UInt8]) throws(GitStorageError) -> Bool {
        try makeFolder(Self.folder(of: path))
        do {
            try Data(bytes).write(to: url(path), options: .withoutOverwriting)
            return true
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            return false
        } catch {
            throw .unwritable(path: absolute(path), reason: Self.reason(error))
        }
    }

    /// Puts one file in another's place, or in that of a folder that holds no files.
    func rename(_ path: String, to target: String) throws(GitStorageError) {
        if isFolder(target), try list(target).isEmpty { try remove(target) }
        guard systemRename(absolute(path), absolute(target)) == 0 else {
            throw .unwritable(path: absolute(target), reason: "cannot be replaced")
        }
    }

    /// A missing file is removed already.
    func remove(_ path: String) throws(GitStorageError) {
        do {
            try FileManager.default.removeItem(atPath: absolute(path))
        } catch let error as CocoaError where error.code == .fileNoSuchFile {
            return
        } catch {
            throw .unwritable(path: absolute(path), reason: Self.reason(error))
        }
    }

    // MARK: - Paths

    private func isFolder(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: absolute(path))
        return attributes?[.type] as? FileAttributeType == .typeDirectory
    }

    /// `refs/heads/a/b` where `refs/heads/a` is a file.
    private func isBelowFile(_ path: String) -> Bool {
        var folder = Self.folder(of: path)
        while !folder.isEmpty {
            if FileManager.default.fileExists(atPath: absolute(folder)) { return !isFolder(folder) }
            folder = Self.folder(of: folder)
        }
        return false
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? CocoaError else { return "\(error)" }
        return switch error.code {
        case .fileReadNoPermission, .fileWriteNoPermission: "permission denied"
        case .fileWriteOutOfSpace: "no space left"
        case .fileWriteVolumeReadOnly: "the volume is read-only"
        case .fileReadNoSuchFile, .fileNoSuchFile: "no such file"
        default: "file error \(error.code.rawValue)"
        }
    }

    static func firstLine(of bytes: [UInt8]) -> String { String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self) }
}

/// The member `rename` would hide the system's.
private func systemRename(_ path: String, _ target: String) -> Int32 { unsafe rename(path, target) }
