internal import Model

/// The one mutation that a publisher may use: a commit by compare-and-swap (api/github, 8). The variables alone are
/// read; of the query, only which mutation it is.
extension GitHubService {
    private static let mutation = "createCommitOnBranch"

    /// What GraphQL answers with status 200.
    private struct Problem: Error {
        let type: String
        let message: String
    }

    mutating func graphQL(_ call: GitHubCall, caller: GitHubQuota.Caller) throws -> GitHubReply {
        guard caller == .account else { throw GitHubRefusal.requiresAuthentication }
        let body = try GitHubBody(call.request.body)
        guard try body.requiredText("query").contains(Self.mutation),
            case .object? = body.value("variables")?.member("input"),
            let input = body.value("variables")?.member("input")
        else { return .ok(Self.failure(Problem(type: "UNKNOWN", message: "Only \(Self.mutation) is known."))) }
        do throws(Problem) {
            let id = try createCommitOnBranch(input)
            return .ok([
                "data": [
                    "createCommitOnBranch": [
                        "commit": ["oid": .string(id.hex), "url": .string(call.addresses.commitPage(id))]
                    ]
                ]
            ])
        } catch {
            return .ok(Self.failure(error))
        }
    }

    private static func failure(_ problem: Problem) -> GitHubJSON {
        [
            "data": ["createCommitOnBranch": .null],
            "errors": [
                [
                    "type": .string(problem.type), "path": ["createCommitOnBranch"],
                    "locations": [["line": 1, "column": 48]], "message": .string(problem.message),
                ]
            ],
        ]
    }

    private mutating func createCommitOnBranch(_ input: GitHubJSON) throws(Problem) -> GitObjectID {
        let target = input.member("branch")
        guard case .string(let owner)? = target?.member("repositoryNameWithOwner"),
            owner.lowercased() == repository.fullName.lowercased(),
            case .string(let branch)? = target?.member("branchName"), let name = GitRefName(branch: branch)
        else { throw Problem(type: "NOT_FOUND", message: "Could not resolve to a Repository with that branch.") }
        if repository.isArchived { throw Problem(type: "UNPROCESSABLE", message: GitHubRefusal.archived.message) }
        guard token.refusal(ofWrite: true) == nil else {
            throw Problem(type: "FORBIDDEN", message: "Resource not accessible by personal access token")
        }
        guard case .string(let expected)? = input.member("expectedHeadOid") else {
            throw Problem(type: "argumentNotProvided", message: "expectedHeadOid was provided invalid value")
        }
        let message = try Self.message(input.member("message"))
        do {
            guard let head = try storage.ref(name) else {
                throw Problem(type: "NOT_FOUND", message: "No such branch: \(branch).")
            }
            guard head.hex == expected else {
                throw Problem(
                    type: "STALE_DATA",
                    message: "Expected branch to point to \"\(expected)\" but it did not.  Pull and try again.")
            }
            if let rule = rule(of: name)?.updateMessage { throw Problem(type: "UNPROCESSABLE", message: rule) }
            let tree = try changed(input.member("fileChanges"), from: head)
            let signature = GitSignature(
                name: account.name, email: account.email, seconds: now.milliseconds / 1_000, zone: account.zone)
            let commit = GitCommit(
                tree: tree, parents: [head], author: signature, committer: signature, message: message)
            try storage.store(commit.object)
            guard try move(name, from: head, to: commit.object.id) else {
                throw Problem(type: "STALE_DATA", message: "The branch is being updated.")
            }
            return commit.object.id
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem(type: "UNPROCESSABLE", message: "\(error)")
        }
    }

    private static func message(_ value: GitHubJSON?) throws(Problem) -> String {
        guard case .string(let headline)? = value?.member("headline") else {
            throw Problem(type: "argumentNotProvided", message: "message.headline was not provided")
        }
        guard case .string(let body)? = value?.member("body"), !body.isEmpty else { return headline }
        return "\(headline)\n\n\(body)"
    }

    /// The tree with the changes; without any it is the head's, and the commit an empty one.
    private mutating func changed(_ changes: GitHubJSON?, from head: GitObjectID) throws -> GitObjectID {
        var editor = try GitTreeEditor(base: try storage.treeID(at: head), in: storage)
        var seen: Set<String> = []
        func items(_ name: String) -> [GitHubJSON] {
            if case .array(let items)? = changes?.member(name) { items } else { [] }
        }
        func path(_ item: GitHubJSON) throws(Problem) -> [[UInt8]] {
            guard case .string(let text)? = item.member("path"), let path = GitHubTreeEntry.wellFormed(text) else {
                throw Problem(type: "UNPROCESSABLE", message: "A path is malformed.")
            }
            guard seen.insert(text).inserted else {
                throw Problem(type: "UNPROCESSABLE", message: "The path \(text) appears more than once.")
            }
            return path
        }
        for item in items("deletions") {
            guard try editor.apply(.delete, at: try path(item)) else {
                throw Problem(type: "UNPROCESSABLE", message: "A path was requested for deletion which does not exist.")
            }
        }
        for item in items("additions") {
            let path = try path(item)
            guard case .string(let text)? = item.member("contents"), let content = GitHubBase64.decodeStrictly(text)
            else { throw Problem(type: "UNPROCESSABLE", message: "contents is not valid Base64") }
            try check(content)
            let blob = GitObject(kind: .blob, content: content)
            try storage.store(blob)
            _ = try editor.apply(.put(.file, blob.id), at: path)
        }
        let (root, trees) = editor.finish()
        for tree in trees { try storage.store(tree) }
        return root
    }
}
