internal import Crypto

package enum GitObjectKind: String, Sendable, CaseIterable {
    case blob
    case tree
    case commit
    case tag
}

/// An object of a repository with its content as git hashes it.
package struct GitObject: Sendable, Equatable {
    package let kind: GitObjectKind
    package let content: [UInt8]

    package init(kind: GitObjectKind, content: [UInt8]) {
        self.kind = kind
        self.content = content
    }

    /// SHA-1 over `KIND SP LENGTH NUL CONTENT`.
    package var id: GitObjectID {
        var hash = Insecure.SHA1()
        hash.update(data: header)
        hash.update(data: content)
        return GitObjectID(digest: Array(hash.finalize()))
    }

    /// What stands before the content, in the hash and in a loose object's file.
    var header: [UInt8] { Array("\(kind.rawValue) \(content.count)\0".utf8) }
}
