internal import Model

extension GitHubService {
    func gitCommit(_ sha: String, _ call: GitHubCall) throws -> GitHubReply {
        guard let id = GitObjectID(hex: sha), let commit = try storage.commit(id) else { throw GitHubRefusal.notFound }
        return .ok(shape(of: commit, id: id, call))
    }

    mutating func createCommit(_ call: GitHubCall) throws -> GitHubReply {
        let body = try GitHubBody(call.request.body)
        try body.require("message", "tree")
        let message = try body.requiredText("message")
        let tree = try Self.objectID(try body.requiredText("tree"), parameter: "tree")
        var parents: [GitObjectID] = []
        for item in try body.list("parents") ?? [] {
            guard case .string(let text) = item else {
                throw GitHubRefusal.wrongType(of: "parents/items", value: item, wanted: "a string")
            }
            guard let id = GitObjectID(hex: text), try storage.kind(of: id) == .commit else {
                throw GitHubRefusal.parentMissing
            }
            parents.append(id)
        }
        let author = try signature("author", in: body, call) ?? signature(ofAccount: call)
        let committer = try signature("committer", in: body, call) ?? author
        guard try storage.kind(of: tree) == .tree else { throw GitHubRefusal.treeMissing }
        let commit = GitCommit(
            tree: tree,
            parents: parents,
            author: author,
            committer: committer,
            message: message,
            signature: try body.text("signature").map(Self.withoutFinalLineFeeds)
        )
        let object = commit.object
        try storage.store(object)
        return .created(shape(of: commit, id: object.id, call), at: call.addresses.git(.commit, object.id))
    }

    private static func withoutFinalLineFeeds(_ text: String) -> String {
        String(decoding: text.utf8.reversed().drop { $0 == 0x0A || $0 == 0x0D }.reversed(), as: UTF8.self)
    }

    // MARK: - Who and when

    func signature(ofAccount call: GitHubCall) -> GitSignature {
        GitSignature(name: account.name, email: account.email, seconds: call.nowSeconds, zone: account.zone)
    }

    /// - Returns: `nil` where the request names nobody.
    func signature(_ role: String, in body: GitHubBody, _ call: GitHubCall) throws(GitHubRefusal) -> GitSignature? {
        guard let person = try body.object(role) else { return nil }
        var instant = (seconds: call.nowSeconds, zone: account.zone)
        if let date = try person.text("date") {
            guard let given = GitSignature.instant(rfc3339: date) else {
                throw .invalidRequest("\(date) is not a valid date-time.")
            }
            // The service breaks down on years after 2099.
            guard given.seconds < Self.firstSecondOf2100 else {
                throw GitHubRefusal(status: 500, message: "Server Error")
            }
            instant = given
        }
        let signature = GitSignature(
            name: try person.text("name") ?? "",
            email: try person.text("email") ?? "",
            seconds: instant.seconds,
            zone: instant.zone
        )
        if signature.name.isEmpty { throw .missingField("name", of: role) }
        if signature.email.isEmpty { throw .missingField("email", of: role) }
        return signature
    }

    private static let firstSecondOf2100: Int64 = 4_102_444_800

    // MARK: - Shapes

    /// The commit object, as the Git Data API shows it.
    func shape(of commit: GitCommit, id: GitObjectID, _ call: GitHubCall) -> GitHubJSON {
        let parents = commit.parents.map { parent -> GitHubJSON in
            [
                "sha": .string(parent.hex),
                "url": .string(call.addresses.git(.commit, parent)),
                "html_url": .string(call.addresses.commitPage(parent)),
            ]
        }
        return [
            "sha": .string(id.hex),
            "node_id": .string(GitHubNodeID.commit(id, in: repository.id)),
            "url": .string(call.addresses.git(.commit, id)),
            "html_url": .string(call.addresses.commitPage(id)),
            "author": Self.shape(of: commit.author),
            "committer": Self.shape(of: commit.committer),
            "tree": Self.shape(ofTree: commit.tree, call),
            "message": .string(commit.message),
            "parents": .array(parents),
            "verification": Self.verification(of: commit),
        ]
    }

    /// Always in UTC, whatever zone the commit has.
    static func shape(of signature: GitSignature) -> GitHubJSON {
        [
            "name": .string(signature.name),
            "email": .string(signature.email),
            "date": .string(signature.timestamp.rfc3339Text),
        ]
    }

    static func shape(ofTree id: GitObjectID, _ call: GitHubCall) -> GitHubJSON {
        ["sha": .string(id.hex), "url": .string(call.addresses.git(.tree, id))]
    }

    /// Nobody's key is known here.
    static func verification(of commit: GitCommit) -> GitHubJSON {
        [
            "verified": false,
            "reason": commit.signature == nil ? "unsigned" : "unknown_key",
            "signature": commit.signature.map { .string($0) } ?? .null,
            "payload": commit.signature == nil ? .null : .string(commit.payload),
            "verified_at": .null,
        ]
    }
}
