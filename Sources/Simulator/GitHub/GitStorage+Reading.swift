extension GitStorage {
    func commit(_ id: GitObjectID) throws(GitStorageError) -> GitCommit? {
        guard let object = try object(id), object.kind == .commit else { return nil }
        guard let commit = GitCommit(content: object.content) else { throw .corruptObject(id) }
        return commit
    }

    /// The empty tree is there without being stored.
    func tree(_ id: GitObjectID) throws(GitStorageError) -> GitTree? {
        guard let object = try object(id) else { return id == .emptyTree ? GitTree(entries: []) : nil }
        guard object.kind == .tree else { return nil }
        guard let tree = GitTree(content: object.content) else { throw .corruptObject(id) }
        return tree
    }

    /// The kind of an object; `nil` for one that is not there.
    func kind(of id: GitObjectID) throws(GitStorageError) -> GitObjectKind? {
        if let outline = try outline(id) { return outline.kind }
        return id == .emptyTree ? .tree : nil
    }

    /// The tree that an id of a tree or of a commit stands for.
    func treeID(at id: GitObjectID) throws(GitStorageError) -> GitObjectID? {
        switch try kind(of: id) {
        case .tree: id
        case .commit: try commit(id)?.tree
        case .blob, .tag, nil: nil
        }
    }

    /// A commit by what a person writes: a full id, a branch, a tag, or a ref in full. Annotated tags are not followed.
    func commitID(named text: String) throws(GitStorageError) -> GitObjectID? {
        if let id = GitObjectID(hex: text), try kind(of: id) == .commit { return id }
        for candidate in ["refs/heads/\(text)", "refs/tags/\(text)", "refs/\(text)", text] {
            guard let name = GitRefName(candidate), let id = try ref(name) else { continue }
            if try kind(of: id) == .commit { return id }
        }
        return nil
    }

    /// The entry at a path below a tree; `nil` where there is none.
    func entry(at path: [[UInt8]], below root: GitObjectID) throws(GitStorageError) -> GitTree.Entry? {
        var directory = root
        for (index, name) in path.enumerated() {
            guard let entry = try tree(directory)?.entry(named: name) else { return nil }
            if index == path.count - 1 { return entry }
            guard entry.mode == .directory else { return nil }
            directory = entry.id
        }
        return nil
    }
}
