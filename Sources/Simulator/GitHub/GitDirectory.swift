#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// A bare repository on disk that git itself can read, check, clone and push to.
///
/// Objects are loose files, refs are files, and both are replaced whole, so that git and we may work on it at the same
/// time; the config written here keeps git from packing what it is sent. Objects in packs are not read. Files are not
/// synced: what a simulation stored need not outlive a power cut.
package struct GitDirectory: GitStorage {
    /// The largest object that is read back.
    static let objectLimitBytes = 128 * 1_024 * 1_024

    let files: GitFiles

    /// Opens the repository at `path`, or creates an empty one there: HEAD points to `defaultBranch`, which has no
    /// commit yet.
    package init(path: String, defaultBranch: String = "main") throws(GitStorageError) {
        files = GitFiles(root: path)
        guard let head = GitRefName(branch: defaultBranch) else {
            throw .unwritable(path: path, reason: "\(defaultBranch) is no name for a branch")
        }
        if try files.read("HEAD") != nil { return }
        for folder in ["objects/info", "objects/pack", "refs/heads", "refs/tags", "info"] {
            try files.makeFolder(folder)
        }
        try files.write(Array(Self.config.utf8), to: "config")
        // Last, for a folder with a HEAD counts as a repository.
        try files.write(Array("ref: \(head)\n".utf8), to: "HEAD")
    }

    /// `unpackLimit` is above any push of a test: received objects stay loose. Nothing packs them later.
    private static let config = """
        [core]
        \trepositoryformatversion = 0
        \tfilemode = true
        \tbare = true
        [gc]
        \tauto = 0
        [maintenance]
        \tauto = false
        [receive]
        \tautogc = false
        \tunpackLimit = 100000000
        [transfer]
        \tunpackLimit = 100000000

        """

    /// The ref that HEAD names; `nil` where HEAD holds a commit's id.
    package func head() throws(GitStorageError) -> GitRefName? {
        guard let bytes = try files.read("HEAD") else { return nil }
        let text = GitFiles.firstLine(of: bytes)
        return text.hasPrefix("ref: ") ? GitRefName(String(text.dropFirst(5))) : nil
    }
}

// MARK: - Objects

extension GitDirectory {
    package func object(_ id: GitObjectID) throws(GitStorageError) -> GitObject? {
        guard let packed = try files.read(Self.path(of: id)) else { return id == .emptyTree ? Self.emptyTree : nil }
        let unpacked = ZlibCodec.inflate(packed, as: .zlib, sizeLimitBytes: Self.objectLimitBytes)
        guard let unpacked, let (outline, start) = Self.outline(in: unpacked) else { throw .corruptObject(id) }
        guard unpacked.count - start == outline.sizeBytes else { throw .corruptObject(id) }
        return GitObject(kind: outline.kind, content: Array(unpacked[start...]))
    }

    package func outline(_ id: GitObjectID) throws(GitStorageError) -> GitObjectOutline? {
        guard let packed = try files.read(Self.path(of: id)) else {
            return id == .emptyTree ? GitObjectOutline(kind: .tree, sizeBytes: 0) : nil
        }
        let prefix = ZlibCodec.inflate(
            packed, as: .zlib, sizeLimitBytes: Self.objectLimitBytes, prefixBytes: Self.headerLimitBytes)
        guard let prefix, let (outline, _) = Self.outline(in: prefix) else { throw .corruptObject(id) }
        return outline
    }

    package mutating func store(_ object: GitObject) throws(GitStorageError) {
        let path = Self.path(of: object.id)
        if try files.exists(path) { return }
        guard let packed = ZlibCodec.deflate(object.header + object.content, as: .zlib) else {
            throw .unwritable(path: path, reason: "out of memory")
        }
        try files.write(packed, to: path)
    }

    private static let emptyTree = GitObject(kind: .tree, content: [])
    /// Room for a kind and the digits of a length.
    private static let headerLimitBytes = 32

    private static func path(of id: GitObjectID) -> String { "objects/\(id.hex.prefix(2))/\(id.hex.dropFirst(2))" }

    /// Reads `KIND SP LENGTH NUL` and says where the content begins.
    private static func outline(in bytes: [UInt8]) -> (GitObjectOutline, start: Int)? {
        guard let end = bytes.prefix(headerLimitBytes).firstIndex(of: 0) else { return nil }
        let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
        guard words.count == 2, let kind = GitObjectKind(rawValue: String(words[0])), let size = Int(words[1]) else {
            return nil
        }
        return (GitObjectOutline(kind: kind, sizeBytes: size), end + 1)
    }
}
