internal import Transport

extension Verdict {
    /// The verdict on an answer to `endpoint`, asked of `target`.
    init(_ response: HTTPResponse, to endpoint: Endpoint, of target: PublishTarget) {
        let message = ServiceMessage(response.body)
        let answer = Answer(endpoint: endpoint, target: target, response: response, message: message)
        switch response.status {
        case 200...299: self = .done
        case 304: self = .unchanged
        case 301, 302, 307, 308:
            self = response.header("location").map(Verdict.redirected) ?? .refused(answer.refusal)
        case 401: self = .refused(.unauthorised(text: answer.text))
        case 403, 429:
            if let throttle = Throttle.of(response, message: message) {
                self = .throttled(throttle)
            } else {
                self = .refused(answer.prohibition)
            }
        case 404: self = answer.absence
        case 410: self = .refused(.retired(text: answer.text))
        case 409: self = answer.conflict
        case 413: self = answer.excess
        case 422: self = answer.validation
        case 451: self = .refused(.blocked(reason: answer.blockReason))
        case 500...599:
            self = .unavailable(
                .unavailable(status: response.status, endpoint: endpoint.title),
                pause: response.header("retry-after").flatMap(Throttle.seconds))
        default: self = .refused(answer.refusal)
        }
    }
}

/// A refusal with all that decides what it means.
private struct Answer {
    let endpoint: Endpoint
    let target: PublishTarget
    let response: HTTPResponse
    let message: ServiceMessage?

    /// The service's own words, or that there are none.
    var text: String {
        if let line = message?.line, !line.isEmpty { return line }
        return "no message"
    }

    var refusal: PublishError { .refused(status: response.status, endpoint: endpoint.title, text: text) }

    var blockReason: String { ServiceText.line(message?.block?.reason ?? text) }

    /// What a fine-grained or app token needs, else what a classic one does.
    private var permission: String? {
        for name in ["x-accepted-github-permissions", "x-accepted-oauth-scopes"] {
            if let value = response.header(name).map(ServiceText.line), !value.isEmpty { return value }
        }
        return nil
    }

    // MARK: By status

    /// 403 that is no rate limit.
    var prohibition: PublishError {
        if let header = response.header("x-github-sso") {
            return .singleSignOn(url: Self.address(in: header))
        }
        if begins("repository was archived") { return .archived(repository: target.fullName) }
        if begins("repository access blocked") { return .blocked(reason: blockReason) }
        if begins("resource protected by organization saml") { return .singleSignOn(url: nil) }
        if let rule { return rule }
        return .forbidden(permission: permission ?? missingPermission, text: text)
    }

    /// What the call needs, where the service says that something is missing but not what.
    private var missingPermission: String? {
        guard begins("resource not accessible") else { return nil }
        return endpoint.isWrite ? "contents=write" : "contents=read"
    }

    /// 404: missing, unreadable, not yet known, or a write that the token may not make.
    var absence: Verdict {
        switch endpoint {
        case .reference, .comparison: .absent
        case .repository, .repositoryByID: .refused(.repositoryNotFound(repository: target.fullName))
        // The branch named it: it is not known yet, or nothing is for this token any more.
        case .commit, .tree, .blob: .unknownObject(.repositoryNotFound(repository: target.fullName))
        case .contents:
            begins("branch ") ? .contentsChanged : .refused(.forbidden(permission: permission, text: text))
        case .newBlob, .newTree, .newCommit, .movedReference, .newReference:
            .refused(.forbidden(permission: permission ?? "contents=write", text: text))
        }
    }

    var conflict: Verdict {
        if let rule { return .refused(rule) }
        let isEmpty = begins("git repository is empty")
        switch endpoint {
        case .reference: return isEmpty ? .emptyRepository : .unavailable(refusal, pause: nil)
        case .contents: return isEmpty ? .emptyRepository : .contentsChanged
        case .movedReference, .newReference: return isEmpty ? .emptyRepository : .unsettled(refusal)
        case .repository, .repositoryByID, .commit, .tree, .blob, .comparison, .newBlob, .newTree,
            .newCommit:
            return .unavailable(refusal, pause: nil)  // a repository that is being created
        }
    }

    /// 413, or its 422.
    var excess: Verdict {
        switch endpoint {
        case .newTree: .tooMuch(refusal)
        case .newBlob(let path): .refused(.tooLarge(path: path))
        case .contents(let path): .refused(.tooLarge(path: path.text))
        case .repository, .repositoryByID, .reference, .commit, .tree, .blob, .comparison, .newCommit,
            .movedReference, .newReference:
            .refused(refusal)
        }
    }

    var validation: Verdict {
        if let rule { return .refused(rule) }
        if begins("sorry, your input was too large") { return excess }
        switch endpoint {
        case .newTree:
            if begins("sorry, your request timed out") { return .tooMuch(refusal) }
            let unknown = begins("base_tree is not a valid tree oid") || begins("tree.sha") || begins("gitrpc::bad")
            return unknown ? .unknownObject(refusal) : .refused(refusal)
        case .newCommit:
            let unknown = begins("tree sha does not exist") || begins("parent sha does not exist")
            return unknown ? .unknownObject(refusal) : .refused(refusal)
        case .movedReference:
            if begins("update is not a fast forward") { return .notFastForward }
            if begins("reference does not exist") { return .referenceMissing }
            if begins("reference cannot be updated") { return .unsettled(refusal) }
            return begins("object does not exist") ? .unknownObject(refusal) : .refused(refusal)
        case .newReference:
            if begins("reference already exists") { return .referenceExists }
            return begins("object does not exist") ? .unknownObject(refusal) : .refused(refusal)
        case .contents:
            return contains("\"sha\" wasn't supplied") ? .contentsChanged : .refused(refusal)
        case .repository, .repositoryByID, .reference, .commit, .tree, .blob, .comparison, .newBlob:
            return .refused(refusal)
        }
    }

    // MARK: Rules

    /// A ruleset, classic protection or push protection; `nil` where the answer is none of them.
    private var rule: PublishError? {
        guard endpoint.isWrite, let message else { return nil }
        let violation = begins("repository rule violations found")
        if message.namesCredential || (violation && contains("secret detected")) {
            return .pushProtection(path: onlyPath)
        }
        if violation { return .ruleset(text: text) }
        guard endpoint == .newReference || isMovedReference else { return nil }
        if endpoint == .newReference, begins("reference update failed") { return .ruleset(text: text) }
        let signs = [
            "protected branch", "not authorized to push", "required status check", "is expected", "are expected",
            "must not contain merge commits", "verified signature",
        ]
        return signs.contains(where: contains) ? .protectedBranch(text: text) : nil
    }

    private var onlyPath: String? {
        switch endpoint {
        case .newBlob(let path): path
        case .contents(let path): path.text
        case .repository, .repositoryByID, .reference, .commit, .tree, .blob, .comparison, .newTree, .newCommit,
            .movedReference, .newReference:
            nil
        }
    }

    private var isMovedReference: Bool {
        if case .movedReference = endpoint { true } else { false }
    }

    // MARK: Words

    private func begins(_ words: String) -> Bool { message?.message.lowercased().hasPrefix(words) ?? false }

    private func contains(_ words: String) -> Bool { message?.message.lowercased().contains(words) ?? false }

    /// `required; url=https://…`
    private static func address(in header: String) -> String? {
        for part in header.split(separator: ";") {
            let part = part.drop { $0 == " " }
            if part.hasPrefix("url=https://") { return ServiceText.line(String(part.dropFirst(4))) }
        }
        return nil
    }
}
