internal import Transport

/// Commits as the repository's log shows them: listing, one by its name, and the comparison of two.
extension GitHubService {
    static let commitsPerPage = 30
    static let commitsPerPageLimit = 100
    /// Of one comparison or one commit.
    static let changedFileLimit = 300
    static let comparedCommitLimit = 250

    func commits(_ call: GitHubCall) throws -> GitHubReply {
        let request = call.request
        if try storage.refs().isEmpty { throw GitHubRefusal.emptyRepository }
        let start = request.parameter("sha") ?? repository.defaultBranch
        guard let head = try storage.commitID(named: start) else { throw GitHubRefusal.notFound }
        var ids = try storage.history(from: head)
        if let path = request.parameter("path") { ids = try changing(path, among: ids) }
        let perPage = Self.bounded(request.parameter("per_page"), default: Self.commitsPerPage)
        let size = min(perPage, Self.commitsPerPageLimit)
        let page = Self.bounded(request.parameter("page"), default: 1)
        let pageCount = (ids.count + size - 1) / size
        var list: [GitHubJSON] = []
        if page <= pageCount {
            for id in ids[((page - 1) * size)..<min(page * size, ids.count)] { list.append(try listed(id, call)) }
        }
        var reply = GitHubReply.ok(.array(list))
        if let links = Self.links(page: page, of: pageCount, call) { reply.headers.append(.init("Link", links)) }
        return reply
    }

    /// What is no number from 1 up counts as left out.
    private static func bounded(_ text: String?, default value: Int) -> Int {
        guard let text, let number = Int(text), (1...1_000_000).contains(number) else { return value }
        return number
    }

    private static func links(page: Int, of pageCount: Int, _ call: GitHubCall) -> String? {
        let kept = call.request.query.filter { $0.name != "page" }.map {
            "\(GitHubAddresses.encoded($0.name))=\(GitHubAddresses.encoded($0.value ?? ""))"
        }
        func link(_ number: Int, _ relation: String) -> String {
            let query = (kept + ["page=\(number)"]).joined(separator: "&")
            return "<\(call.addresses.repository)/commits?\(query)>; rel=\"\(relation)\""
        }
        var links: [String] = []
        if page > 1 { links.append(link(page - 1, "prev")) }
        if page < pageCount { links += [link(page + 1, "next"), link(pageCount, "last")] }
        if page > 1 { links.append(link(1, "first")) }
        return links.isEmpty ? nil : links.joined(separator: ", ")
    }

    /// The commits whose first parent holds something else at a path.
    private func changing(_ path: String, among ids: [GitObjectID]) throws -> [GitObjectID] {
        guard let components = GitHubTreeEntry.wellFormed(path) else { return [] }
        var kept: [GitObjectID] = []
        for id in ids {
            guard let commit = try storage.commit(id) else { continue }
            let here = try storage.entry(at: components, below: commit.tree)
            var before: GitTree.Entry?
            if let parent = commit.parents.first, let commit = try storage.commit(parent) {
                before = try storage.entry(at: components, below: commit.tree)
            }
            if here != before { kept.append(id) }
        }
        return kept
    }

    func commit(_ revision: String, _ call: GitHubCall) throws -> GitHubReply {
        guard let id = try storage.commitID(named: revision), let commit = try storage.commit(id) else {
            throw GitHubRefusal.unprocessable("No commit found for SHA: \(revision)")
        }
        let parent = try commit.parents.first.flatMap { try storage.commit($0) }
        guard case .object(let members) = try listed(id, call) else { return .noContent }
        let files = try changedFiles(from: parent?.tree, to: commit.tree, at: id, call)
        return .ok(.object(members + [.init(name: "files", value: files)]))
    }

    /// - Parameter range: `BASE...HEAD`.
    func compare(_ range: String, _ call: GitHubCall) throws -> GitHubReply {
        guard let dots = range.firstRange(of: "...") else { throw GitHubRefusal.notFound }
        let names = (base: String(range[..<dots.lowerBound]), head: String(range[dots.upperBound...]))
        guard let base = try storage.commitID(named: names.base), let head = try storage.commitID(named: names.head)
        else { throw GitHubRefusal.notFound }
        let divergence = try storage.divergence(base: base, head: head)
        guard let mergeBase = divergence.mergeBase else {
            throw GitHubRefusal(status: 404, message: "No common ancestor between \(names.base) and \(names.head).")
        }
        let status =
            switch (divergence.ahead.isEmpty, divergence.behindCount == 0) {
            case (true, true): "identical"
            case (false, true): "ahead"
            case (true, false): "behind"
            case (false, false): "diverged"
            }
        var commits: [GitHubJSON] = []
        // Oldest first, as a log grows.
        for id in divergence.ahead.reversed().prefix(Self.comparedCommitLimit) { commits.append(try listed(id, call)) }
        let trees = (try storage.commit(mergeBase)?.tree, try storage.commit(head)?.tree)
        let page = "\(call.addresses.repositoryPage)/compare/\(names.base)...\(names.head)"
        return .ok([
            "url": .string("\(call.addresses.repository)/compare/\(names.base)...\(names.head)"),
            "html_url": .string(page),
            "permalink_url": .string(page),
            "diff_url": .string("\(page).diff"),
            "patch_url": .string("\(page).patch"),
            "base_commit": try listed(base, call),
            "merge_base_commit": try listed(mergeBase, call),
            "status": .string(status),
            "ahead_by": .integer(Int64(divergence.ahead.count)),
            "behind_by": .integer(Int64(divergence.behindCount)),
            "total_commits": .integer(Int64(divergence.ahead.count)),
            "commits": .array(commits),
            "files": try changedFiles(from: trees.0, to: trees.1 ?? .emptyTree, at: head, call),
        ])
    }
}

// MARK: - Shapes

extension GitHubService {
    /// A commit as lists show it: the git object inside, accounts outside.
    func listed(_ id: GitObjectID, _ call: GitHubCall) throws -> GitHubJSON {
        guard let commit = try storage.commit(id) else { throw GitHubRefusal.notFound }
        let parents = commit.parents.map { parent -> GitHubJSON in
            [
                "sha": .string(parent.hex),
                "url": .string(call.addresses.commit(parent)),
                "html_url": .string(call.addresses.commitPage(parent)),
            ]
        }
        return [
            "sha": .string(id.hex),
            "node_id": .string(GitHubNodeID.commit(id, in: repository.id)),
            "commit": [
                "author": Self.shape(of: commit.author),
                "committer": Self.shape(of: commit.committer),
                "message": .string(commit.message),
                "tree": Self.shape(ofTree: commit.tree, call),
                "url": .string(call.addresses.git(.commit, id)),
                "comment_count": 0,
                "verification": Self.verification(of: commit),
            ],
            "url": .string(call.addresses.commit(id)),
            "html_url": .string(call.addresses.commitPage(id)),
            "comments_url": .string("\(call.addresses.commit(id))/comments"),
            "author": knownAccount(of: commit.author),
            "committer": knownAccount(of: commit.committer),
            "parents": .array(parents),
        ]
    }

    /// Null for somebody whom the service cannot match by the address.
    private func knownAccount(of signature: GitSignature) -> GitHubJSON {
        guard signature.email == account.email else { return .null }
        return ["login": .string(account.login), "id": .integer(account.id), "type": "User", "site_admin": false]
    }

    /// Without counts of lines and without patches.
    private func changedFiles(
        from old: GitObjectID?,
        to new: GitObjectID,
        at commit: GitObjectID,
        _ call: GitHubCall
    ) throws -> GitHubJSON {
        let changes = try storage.changes(from: old ?? .emptyTree, to: new, limit: Self.changedFileLimit)
        return .array(
            changes.map { change in
                [
                    "sha": .string(change.id.hex),
                    "filename": .string(change.path),
                    "status": .string(change.kind.rawValue),
                    "blob_url": .string(call.addresses.filePage(change.path, at: commit.hex, isDirectory: false)),
                    "raw_url": .string(call.addresses.download(change.path, at: commit.hex)),
                    "contents_url": .string(call.addresses.contents(change.path, at: commit.hex)),
                ]
            })
    }
}
