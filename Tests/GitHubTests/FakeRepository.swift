import Model

@testable import GitHub

/// The objects and branches of a repository. Trees are kept flat, by whole path: another way of thinking than the one
/// that is tested.
struct FakeRepository {
    struct File: Equatable {
        var mode = "100644"
        var id: GitObjectID
    }

    struct Commit {
        let tree: GitObjectID
        let parents: [GitObjectID]
        let message: String
    }

    var blobs: [GitObjectID: [UInt8]] = [:]
    var trees: [GitObjectID: [String: File]] = [:]
    var commits: [GitObjectID: Commit] = [:]
    var branches: [String: GitObjectID] = [:]
    var defaultBranch = "main"
    var isArchived = false
    private var clock = 1_795_492_800  // an hour before the sweep

    mutating func write(_ bytes: [UInt8]) -> GitObjectID {
        let id = GitObjectID.blob(bytes)
        blobs[id] = bytes
        return id
    }

    /// Writes every level of a tree.
    mutating func write(_ files: [String: File]) -> GitObjectID {
        var entries: [GitTreeEntry] = []
        var folders: [String: [String: File]] = [:]
        for (path, file) in files {
            guard let slash = path.utf8.firstIndex(of: 0x2F) else {
                entries.append(GitTreeEntry(name: Array(path.utf8), mode: .init(file.mode), id: file.id))
                continue
            }
            folders[String(path[..<slash]), default: [:]][String(path[path.utf8.index(after: slash)...])] = file
        }
        for (name, files) in folders {
            entries.append(GitTreeEntry(name: Array(name.utf8), mode: .directory, id: write(files)))
        }
        let id = GitObjectID.tree(entries)
        trees[id] = files
        return id
    }

    mutating func write(_ commit: Commit, text: String) -> GitObjectID {
        let id = GitObjectID.commit(
            GitCommit(
                tree: commit.tree, parents: commit.parents, identity: .init(name: text, email: "fake@example.com"),
                time: .init(milliseconds: 0), message: commit.message))
        commits[id] = commit
        return id
    }

    /// One level of a tree, as the service lists it.
    func level(_ id: GitObjectID) -> [(name: String, mode: String, id: GitObjectID)]? {
        guard let files = trees[id] else { return nil }
        var lines: [(name: String, mode: String, id: GitObjectID)] = []
        var folders: [String: [String: File]] = [:]
        for (path, file) in files {
            guard let slash = path.firstIndex(of: "/") else {
                lines.append((path, file.mode, file.id))
                continue
            }
            folders[String(path[..<slash]), default: [:]][String(path[path.index(after: slash)...])] = file
        }
        for (name, files) in folders {
            var copy = self
            lines.append((name, "040000", copy.write(files)))
        }
        return lines.sorted { $0.name < $1.name }
    }

    /// Somebody else's commit on top of the branch.
    @discardableResult
    mutating func push(_ changes: [String: String?], to branch: String = "main", message: String = "rival")
        -> GitObjectID
    {
        var files = branches[branch].flatMap { commits[$0] }.flatMap { trees[$0.tree] } ?? [:]
        for (path, text) in changes { files[path] = text.map { File(id: write(Array($0.utf8))) } }
        clock += 1
        let commit = Commit(tree: write(files), parents: branches[branch].map { [$0] } ?? [], message: message)
        let id = write(commit, text: "rival \(clock)")
        branches[branch] = id
        return id
    }

    func isAncestor(_ old: GitObjectID, of new: GitObjectID) -> Bool {
        var open = [new]
        while let id = open.popLast() {
            if id == old { return true }
            open += commits[id]?.parents ?? []
        }
        return false
    }

    /// From the head back along first parents.
    func history(of branch: String = "main") -> [Commit] {
        var history: [Commit] = []
        var next = branches[branch]
        while let id = next, let commit = commits[id] {
            history.append(commit)
            next = commit.parents.first
        }
        return history
    }

    func text(_ path: String, on branch: String = "main") -> String? {
        branches[branch].flatMap { commits[$0] }.flatMap { trees[$0.tree]?[path] }.flatMap { blobs[$0.id] }
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
