extension GitHubService {
    /// Where a recursive listing is cut.
    static let treeEntryLimit = 100_000
    static let treeSizeLimitBytes = 7_000_000
    /// The longest path of an entry, as most file systems have it.
    static let pathLimitBytes = 4_096

    // MARK: - Reading

    func tree(_ revision: String, _ call: GitHubCall) throws -> GitHubReply {
        let object: GitObjectID? =
            if let id = GitObjectID(hex: revision), try storage.treeID(at: id) != nil {
                id
            } else {
                try storage.commitID(named: revision)
            }
        guard let object, let root = try storage.treeID(at: object) else { throw GitHubRefusal.notFound }
        // Any value means yes, `0` and an empty one included; only a name without `=` does not.
        let isRecursive = call.request.parameter("recursive") != nil
        return .ok(try listing(of: root, shownAs: object, isRecursive: isRecursive, call))
    }

    /// - Parameter shown: a commit's id where the tree was asked for by a commit or a ref.
    private func listing(
        of root: GitObjectID,
        shownAs shown: GitObjectID,
        isRecursive: Bool,
        _ call: GitHubCall
    ) throws -> GitHubJSON {
        var entries: [GitHubJSON] = []
        var sizeBytes = 0
        var isTruncated = false
        // Entries still to be listed, the next one last.
        var pending = try children(of: root, below: "")
        while let (path, entry) = pending.popLast() {
            let shape = try shape(of: entry, at: path, call)
            if isRecursive { sizeBytes += shape.bytes.count }
            if isRecursive, entries.count >= Self.treeEntryLimit || sizeBytes > Self.treeSizeLimitBytes {
                isTruncated = true
                break
            }
            entries.append(shape)
            if isRecursive, entry.mode == .directory { pending += try children(of: entry.id, below: path + "/") }
        }
        return [
            "sha": .string(shown.hex),
            "url": .string(call.addresses.git(.tree, shown)),
            "tree": .array(entries),
            "truncated": .bool(isTruncated),
        ]
    }

    private func children(of id: GitObjectID, below prefix: String) throws -> [(path: String, entry: GitTree.Entry)] {
        guard let tree = try storage.tree(id) else { throw GitStorageError.corruptObject(id) }
        return tree.entries.reversed().map { (prefix + String(decoding: $0.name, as: UTF8.self), $0) }
    }

    private func shape(of entry: GitTree.Entry, at path: String, _ call: GitHubCall) throws -> GitHubJSON {
        let kind = entry.mode.kind
        var members: [GitHubJSON.Member] = [
            .init(name: "path", value: .string(path)),
            .init(name: "mode", value: .string(entry.mode.wire)),
            .init(name: "type", value: .string(kind.rawValue)),
            .init(name: "sha", value: .string(entry.id.hex)),
        ]
        if kind == .blob, let size = try storage.outline(entry.id)?.sizeBytes {
            members.append(.init(name: "size", value: .integer(Int64(size))))
        }
        if kind != .commit {
            members.append(.init(name: "url", value: .string(call.addresses.git(kind, entry.id))))
        }
        return .object(members)
    }

    // MARK: - Writing

    mutating func createTree(_ call: GitHubCall) throws -> GitHubReply {
        let body = try GitHubBody(call.request.body)
        try body.require("tree")
        let items = try body.list("tree") ?? []
        var base: GitObjectID?
        if let text = try body.text("base_tree") {
            guard let id = GitObjectID(hex: text), let tree = try storage.treeID(at: id) else {
                throw GitHubRefusal.badBaseTree
            }
            base = tree
        }
        var entries: [GitHubTreeEntry] = []
        guard items.count <= newTreeEntryLimit else { throw GitHubRefusal.treeTimeout }
        for item in items { entries.append(try GitHubTreeEntry(item, in: storage)) }
        for entry in entries { try entry.blob.map { try check($0.content) } }
        var editor = try GitTreeEditor(base: base, in: storage)
        for entry in GitHubTreeEntry.inOrderOfUse(entries) {
            guard try editor.apply(entry.change, at: entry.path) else { throw GitHubRefusal.badObjectState }
        }
        let (root, trees) = editor.finish()
        for object in entries.compactMap(\.blob) + trees { try storage.store(object) }
        let shape = try listing(of: root, shownAs: root, isRecursive: false, call)
        return .created(shape, at: call.addresses.git(.tree, root))
    }
}
