internal import Model

/// What others do to the repository.
extension GitHubService {
    /// Makes an event happen now. What cannot happen, such as the deletion of a branch that is not there, does not.
    package mutating func happen(_ event: GitHubEvent) {
        switch event {
        case .push(let files, let branch): push(files, to: branch)
        case .rewind(let branch, let count): rewind(branch, by: count)
        case .replace(let branch, let files): replace(branch, files)
        case .delete(let branch): change(branch) { _, _ in nil }
        case .create(let branch, let source):
            guard let name = GitRefName(branch: source), let head = try? storage.ref(name) else { return }
            change(branch) { old, _ in old ?? head }
        case .rename(let owner, let name): repository.rename(owner: owner, name: name)
        case .archive: repository.isArchived = true
        case .unarchive: repository.isArchived = false
        case .block(let reason): repository.blockReason = reason
        case .unblock: repository.blockReason = nil
        case .unprotect(let branch): repository.rules[branch] = nil
        case .protect(let branch, let rule): repository.rules[branch] = rule
        case .changeToken(let condition): token.change(to: condition)
        }
    }

    private mutating func push(_ files: [String: String?], to branch: String) {
        change(branch) { old, service in try service.write(files, on: old, parents: old.map { [$0] } ?? []) }
    }

    private mutating func rewind(_ branch: String, by count: Int) {
        change(branch) { old, service in
            var id = old
            for _ in 0..<count {
                guard let here = id, let parent = try service.storage.commit(here)?.parents.first else { break }
                id = parent
            }
            return id
        }
    }

    private mutating func replace(_ branch: String, _ files: [String: String?]) {
        change(branch) { old, service in
            guard let old else { return nil }
            return try service.write(files, on: old, parents: try service.storage.commit(old)?.parents ?? [])
        }
    }

    /// A commit of somebody else, with the tree of `base` and the changes.
    private mutating func write(
        _ files: [String: String?], on base: GitObjectID?, parents: [GitObjectID]
    ) throws -> GitObjectID {
        var editor = try GitTreeEditor(base: try base.flatMap { try storage.treeID(at: $0) }, in: storage)
        var objects: [GitObject] = []
        for (path, text) in files.sorted(by: { $0.key.utf8.count < $1.key.utf8.count }) {
            guard let components = GitHubTreeEntry.wellFormed(path) else { continue }
            let blob = text.map { GitObject(kind: .blob, content: Array($0.utf8)) }
            _ = try editor.apply(blob.map { .put(.file, $0.id) } ?? .delete, at: components)
            if let blob { objects.append(blob) }
        }
        let (root, trees) = editor.finish()
        let rival = GitSignature(
            name: "Rival", email: "rival@example.com", seconds: now.milliseconds / 1_000, zone: .utc)
        // The count makes each commit another one, however alike they are.
        let commit = GitCommit(
            tree: root, parents: parents, author: rival, committer: rival,
            message: "Rival \(ledger.moves.count)\n")
        for object in objects + trees + [commit.object] { try storage.store(object) }
        return commit.object.id
    }

    private mutating func change(
        _ branch: String, _ value: (GitObjectID?, inout GitHubService) throws -> GitObjectID?
    ) {
        guard let name = GitRefName(branch: branch) else { return }
        do {
            let old = try storage.ref(name)
            let new = try value(old, &self)
            if new != old { _ = try move(name, from: old, to: new, isOurs: false) }
        } catch {
            return  // what cannot happen does not
        }
    }

    /// Every change of a ref that the service knows of goes through here.
    mutating func move(
        _ name: GitRefName, from old: GitObjectID?, to new: GitObjectID?, isOurs: Bool = true
    ) throws -> Bool {
        guard try storage.move(name, from: old, to: new) else { return false }
        refHistory.add(name, before: old, at: now)
        var isForward = old == nil
        if let old, let new { isForward = try storage.isAncestor(old, of: new) }
        ledger.add(GitHubLedger.Move(ref: name.text, from: old, to: new, isOurs: isOurs, isForward: isForward))
        return true
    }
}
