/// Where a simulated repository keeps its objects and refs: whole operations, each done or not done.
package protocol GitStorage: Sendable {
    /// - Returns: `nil` for an object that is not there.
    func object(_ id: GitObjectID) throws(GitStorageError) -> GitObject?

    /// What an object is without its content, for listings.
    func outline(_ id: GitObjectID) throws(GitStorageError) -> GitObjectOutline?

    /// Storing an object again changes nothing.
    mutating func store(_ object: GitObject) throws(GitStorageError)

    /// - Parameter name: in full, as `refs/heads/main`.
    func ref(_ name: GitRefName) throws(GitStorageError) -> GitObjectID?

    /// Ascending by name.
    func refs() throws(GitStorageError) -> [GitRef]

    /// Points a ref from `old` to `new`; `nil` stands for "does not exist" on either side. Compare-and-swap: where the
    /// ref is no longer at `old`, or its name would lie inside another ref's, nothing happens.
    ///
    /// - Returns: whether it was done.
    mutating func move(_ name: GitRefName, from old: GitObjectID?, to new: GitObjectID?) throws(GitStorageError) -> Bool
}

package struct GitObjectOutline: Sendable, Equatable {
    package let kind: GitObjectKind
    package let sizeBytes: Int

    package init(kind: GitObjectKind, sizeBytes: Int) {
        self.kind = kind
        self.sizeBytes = sizeBytes
    }
}

package struct GitRef: Sendable, Equatable {
    package let name: GitRefName
    package let id: GitObjectID

    package init(name: GitRefName, id: GitObjectID) {
        self.name = name
        self.id = id
    }
}

/// Why a repository on disk could not do what was asked.
package enum GitStorageError: Error, Equatable {
    case unreadable(path: String, reason: String)
    case unwritable(path: String, reason: String)
    /// An object's file does not hold what its name says.
    case corruptObject(GitObjectID)
    /// Another process holds the ref's lock file.
    case locked(path: String)

    package var message: String {
        switch self {
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
        case .corruptObject(let id): "the object \(id) is corrupt"
        case .locked(let path): "\(path) exists: another process is writing this ref"
        }
    }

    package var fix: String {
        switch self {
        case .unreadable, .unwritable: "Check the folder's permissions and the free space"
        case .corruptObject: "Delete the simulated repository; it is created anew"
        case .locked: "Wait for the other process; if there is none, delete the file"
        }
    }
}
