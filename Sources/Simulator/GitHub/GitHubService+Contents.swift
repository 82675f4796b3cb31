extension GitHubService {
    /// Above it a file is shown without its content.
    static let shownContentLimitBytes = 1_024 * 1_024

    // MARK: - Reading

    func contents(_ path: String, _ call: GitHubCall) throws -> GitHubReply {
        if try storage.refs().isEmpty { throw GitHubRefusal(status: 404, message: "This repository is empty.") }
        let revision = call.request.parameter("ref") ?? repository.defaultBranch
        guard let head = try storage.commitID(named: revision), let root = try storage.treeID(at: head) else {
            throw GitHubRefusal(status: 404, message: "No commit found for the ref \(revision)")
        }
        if path.isEmpty { return .ok(try directory(root, at: "", revision, call)) }
        guard let components = GitHubTreeEntry.wellFormed(path),
            let entry = try storage.entry(at: components, below: root)
        else { throw GitHubRefusal.notFound }
        if entry.mode == .directory { return .ok(try directory(entry.id, at: path + "/", revision, call)) }
        guard let blob = try storage.object(entry.id) else {
            return .ok(shape(of: entry, at: path, sizeBytes: 0, revision, call))
        }
        if call.wantsRaw { return GitHubReply(status: 200, body: .raw(blob.content)) }
        let size = blob.content.count
        guard case .object(let members) = shape(of: entry, at: path, sizeBytes: size, revision, call) else {
            throw GitHubRefusal.notFound
        }
        let isShown = size <= Self.shownContentLimitBytes
        let content = isShown ? GitHubBase64.encodeInLines(blob.content) : ""
        return .ok(
            .object(
                members + [
                    .init(name: "content", value: .string(content)),
                    .init(name: "encoding", value: isShown ? "base64" : "none"),
                ]))
    }

    private func directory(
        _ id: GitObjectID,
        at prefix: String,
        _ revision: String,
        _ call: GitHubCall
    ) throws -> GitHubJSON {
        guard let tree = try storage.tree(id) else { throw GitStorageError.corruptObject(id) }
        var list: [GitHubJSON] = []
        for entry in tree.entries {
            let path = prefix + String(decoding: entry.name, as: UTF8.self)
            let size = entry.mode.kind == .blob ? try storage.outline(entry.id)?.sizeBytes : nil
            list.append(shape(of: entry, at: path, sizeBytes: size ?? 0, revision, call))
        }
        return .array(list)
    }

    // MARK: - Writing

    /// One file, one commit; in an empty repository the way to its first branch.
    mutating func putContents(_ path: String, _ call: GitHubCall) throws -> GitHubReply {
        let body = try GitHubBody(call.request.body)
        try body.require("message", "content")
        let message = try body.requiredText("message")
        guard let content = GitHubBase64.decodeStrictly(try body.requiredText("content")) else {
            throw GitHubRefusal.notBase64
        }
        guard let components = GitHubTreeEntry.wellFormed(path) else {
            throw GitHubRefusal.unprocessable("path contains a malformed path component")
        }
        try checkContents(content)
        let branch = try body.text("branch") ?? repository.defaultBranch
        let isEmpty = try storage.refs().isEmpty
        guard let name = GitRefName(branch: branch) else { throw Self.branchMissing(branch) }
        if let message = rule(of: name)?.updateMessage {
            throw GitHubRefusal(status: 409, message: message, members: [.init(name: "metadata", value: [:])])
        }
        let head = try storage.ref(name)
        guard head != nil || isEmpty else { throw Self.branchMissing(branch) }
        let root = try head.flatMap { try storage.treeID(at: $0) }
        let old = try root.flatMap { try storage.entry(at: components, below: $0) }
        try Self.check(old, at: path, against: try body.text("sha"))

        let committer = try signature("committer", in: body, call) ?? signature(ofAccount: call)
        let author = try signature("author", in: body, call) ?? committer
        let blob = GitObject(kind: .blob, content: content)
        var editor = try GitTreeEditor(base: root, in: storage)
        let mode = old.map { $0.mode.kind == .blob ? $0.mode : .file } ?? .file
        _ = try editor.apply(.put(mode, blob.id), at: components)
        let (tree, trees) = editor.finish()
        let commit = GitCommit(
            tree: tree,
            parents: head.map { [$0] } ?? [],
            author: author,
            committer: committer,
            message: message
        )
        let object = commit.object
        for object in [blob] + trees + [object] { try storage.store(object) }
        guard try move(name, from: head, to: object.id) else {
            let now = try storage.ref(name)?.hex ?? "nothing"
            throw GitHubRefusal(status: 409, message: "is at \(now) but expected \(head?.hex ?? "nothing")")
        }
        let entry = GitTree.Entry(mode: mode, name: components[components.count - 1], id: blob.id)
        let answer: GitHubJSON = [
            "content": shape(of: entry, at: path, sizeBytes: content.count, branch, call),
            "commit": shape(of: commit, id: object.id, call),
        ]
        return GitHubReply(status: old == nil ? 201 : 200, body: .json(answer))
    }

    /// Here a credential is a conflict.
    private func checkContents(_ content: [UInt8]) throws(GitHubRefusal) {
        do throws(GitHubRefusal) {
            try check(content)
        } catch {
            throw GitHubRefusal(
                status: error.members.isEmpty ? error.status : 409, message: error.message, members: error.members)
        }
    }

    /// A file that is there is replaced only by who knows its blob; where none is, the id is not looked at.
    private static func check(
        _ old: GitTree.Entry?,
        at path: String,
        against sha: String?
    ) throws(GitHubRefusal) {
        guard let old else { return }
        guard let sha else { throw .invalidRequest("\"sha\" wasn't supplied.") }
        guard sha == old.id.hex else { throw GitHubRefusal(status: 409, message: "\(path) does not match \(sha)") }
    }

    private static func branchMissing(_ branch: String) -> GitHubRefusal {
        GitHubRefusal(status: 404, message: "Branch \(branch) not found")
    }

    // MARK: - Shapes

    private func shape(
        of entry: GitTree.Entry,
        at path: String,
        sizeBytes: Int,
        _ revision: String,
        _ call: GitHubCall
    ) -> GitHubJSON {
        let addresses = call.addresses
        let isDirectory = entry.mode == .directory
        let own = addresses.contents(path, at: revision)
        let git = addresses.git(entry.mode.kind, entry.id)
        let page = addresses.filePage(path, at: revision, isDirectory: isDirectory)
        let type =
            switch entry.mode {
            case .file, .executable: "file"
            case .directory: "dir"
            case .symlink: "symlink"
            case .submodule: "submodule"
            }
        return [
            "name": .string(String(decoding: entry.name, as: UTF8.self)),
            "path": .string(path),
            "sha": .string(entry.id.hex),
            "size": .integer(Int64(sizeBytes)),
            "url": .string(own),
            "html_url": .string(page),
            "git_url": .string(git),
            "download_url": isDirectory ? .null : .string(addresses.download(path, at: revision)),
            "type": .string(type),
            "_links": ["self": .string(own), "git": .string(git), "html": .string(page)],
        ]
    }
}
