internal import Model

extension GitHubService {
    /// - Parameter path: without `refs/`.
    mutating func ref(_ path: String, _ call: GitHubCall) throws -> GitHubReply {
        guard let name = GitRefName("refs/\(path)"), let id = try visible(name) else {
            throw GitHubRefusal.notFound
        }
        return .ok(try shape(of: GitRef(name: name, id: id), call))
    }

    func matchingRefs(_ path: String, _ call: GitHubCall) throws -> GitHubReply {
        let matching = try storage.refs().filter { $0.name.text.hasPrefix("refs/\(path)") }
        var list: [GitHubJSON] = []
        for ref in matching { list.append(try shape(of: ref, call)) }
        return .ok(.array(list))
    }

    mutating func createRef(_ call: GitHubCall) throws -> GitHubReply {
        let body = try GitHubBody(call.request.body)
        try body.require("ref", "sha")
        let text = try body.requiredText("ref")
        let id = try Self.objectID(try body.requiredText("sha"), parameter: "sha")
        guard text.hasPrefix("refs/") else { throw GitHubRefusal.refNameOutsideRefs }
        guard text.split(separator: "/", omittingEmptySubsequences: false).count >= 3 else {
            throw GitHubRefusal.refNameTooShort
        }
        guard let name = GitRefName(text) else {
            throw GitHubRefusal.unprocessable("\(text) is not a valid ref name.")
        }
        guard let kind = try storage.kind(of: id) else { throw GitHubRefusal.objectMissing }
        guard try storage.ref(name) == nil else { throw GitHubRefusal.refExists }
        guard kind == .commit || name.branch == nil else { throw GitHubRefusal.refUpdateFailed }
        // Of a rule against it the service says no more than that.
        if rule(of: name) == .restrictCreations { throw GitHubRefusal.refUpdateFailed }
        guard try move(name, from: nil, to: id) else { throw GitHubRefusal.refUpdateFailed }
        return .created(try shape(of: GitRef(name: name, id: id), call), at: call.addresses.ref(name))
    }

    mutating func updateRef(_ path: String, _ call: GitHubCall) throws -> GitHubReply {
        let body = try GitHubBody(call.request.body)
        try body.require("sha")
        let id = try Self.objectID(try body.requiredText("sha"), parameter: "sha")
        let isForced = try body.flag("force") ?? false
        guard let name = GitRefName("refs/\(path)"), let old = try storage.ref(name) else {
            throw GitHubRefusal.refMissing
        }
        let shape = try shape(of: GitRef(name: name, id: id), call)
        if id == old { return .ok(shape) }  // whatever the rules
        guard let kind = try storage.kind(of: id) else { throw GitHubRefusal.objectMissing }
        guard kind == .commit else { throw GitHubRefusal.objectNotCommit }
        if !isForced {
            guard try storage.isAncestor(old, of: id) else { throw GitHubRefusal.notFastForward }
        }
        if let message = rule(of: name)?.updateMessage { throw GitHubRefusal.unprocessable(message) }
        // Where git moved the ref since it was read, the new commit is no descendant of what is there now.
        guard try move(name, from: old, to: id) else { throw GitHubRefusal.notFastForward }
        return .ok(shape)
    }

    mutating func deleteRef(_ path: String) throws -> GitHubReply {
        guard let name = GitRefName("refs/\(path)"), let old = try storage.ref(name) else {
            throw GitHubRefusal.refMissing
        }
        guard try move(name, from: old, to: nil) else { throw GitHubRefusal.refUpdateFailed }
        return .noContent
    }

    func rule(of name: GitRefName) -> GitHubRule? { name.branch.flatMap { repository.rules[$0] } }

    /// The ref as a read sees it.
    mutating func visible(_ name: GitRefName) throws -> GitObjectID? {
        if readLag > .zero, let earlier = refHistory.value(of: name, at: now - readLag), isLate() { return earlier }
        return try storage.ref(name)
    }

    static func objectID(_ text: String, parameter: String) throws(GitHubRefusal) -> GitObjectID {
        guard let id = GitObjectID(hex: text) else { throw .badSHA(parameter: parameter) }
        return id
    }

    private func shape(of ref: GitRef, _ call: GitHubCall) throws(GitStorageError) -> GitHubJSON {
        let kind = try storage.kind(of: ref.id) ?? .commit
        return [
            "ref": .string(ref.name.text),
            "node_id": .string(GitHubNodeID.ref(ref.name, in: repository.id)),
            "url": .string(call.addresses.ref(ref.name)),
            "object": [
                "sha": .string(ref.id.hex),
                "type": .string(kind.rawValue),
                "url": .string(call.addresses.git(kind, ref.id)),
            ],
        ]
    }
}
