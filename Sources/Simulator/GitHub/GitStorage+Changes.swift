/// One file that differs between two trees.
struct GitChange: Equatable {
    enum Kind: String {
        case added
        case modified
        case removed
    }

    let path: String
    let kind: Kind
    /// Of the new file; of the old one where it was removed.
    let id: GitObjectID
}

extension GitStorage {
    /// Files that differ, ascending by path; directories are looked into, equal ones are passed over.
    func changes(from old: GitObjectID, to new: GitObjectID, limit: Int) throws(GitStorageError) -> [GitChange] {
        var changes: [GitChange] = []
        // Pairs of trees still to be compared; `nil` for a directory that one side lacks.
        var pending: [(prefix: String, old: GitObjectID?, new: GitObjectID?)] = [("", old, new)]
        while let (prefix, old, new) = pending.popLast(), changes.count < limit {
            let before = try entries(of: old)
            let after = try entries(of: new)
            for name in Set(before.keys).union(after.keys) {
                let (left, right) = (before[name], after[name])
                guard left != right else { continue }
                let path = prefix + String(decoding: name, as: UTF8.self)
                let directories = (
                    left?.mode == .directory ? left?.id : nil, right?.mode == .directory ? right?.id : nil
                )
                if directories != (nil, nil) { pending.append((path + "/", directories.0, directories.1)) }
                let files = (left?.mode == .directory ? nil : left?.id, right?.mode == .directory ? nil : right?.id)
                switch files {
                case (nil, nil): break
                case (nil, let id?): changes.append(GitChange(path: path, kind: .added, id: id))
                case (let id?, nil): changes.append(GitChange(path: path, kind: .removed, id: id))
                case (_?, let id?): changes.append(GitChange(path: path, kind: .modified, id: id))
                }
            }
        }
        return Array(changes.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }.prefix(limit))
    }

    private func entries(of id: GitObjectID?) throws(GitStorageError) -> [[UInt8]: GitTree.Entry] {
        guard let id else { return [:] }
        guard let tree = try tree(id) else { throw .corruptObject(id) }
        return Dictionary(tree.entries.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
    }
}
