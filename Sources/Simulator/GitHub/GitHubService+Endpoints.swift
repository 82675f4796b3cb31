internal import Model
internal import Transport

extension GitHubService {
    /// Finds the endpoint and asks it.
    mutating func reply(
        to request: SimulatedRequest,
        route: GitHubRoute?,
        caller: GitHubQuota.Caller,
        at now: Timestamp
    ) throws(GitHubRefusal) -> GitHubReply {
        guard let route else { throw .notFound }
        let addresses = GitHubAddresses(of: request, isEnterprisePath: route.isEnterprisePath, repository: repository)
        let call = GitHubCall(request: request, addresses: addresses, nowSeconds: now.milliseconds / 1_000)
        if let target = route.target {
            if let moved = redirect(of: target, route, addresses) { return moved }
            guard isOurs(target), caller == .account || !repository.isPrivate else { throw .notFound }
            try admit(caller, to: route.endpoint)
        }
        do {
            if route.endpoint.isGitData, try storage.refs().isEmpty { throw GitHubRefusal.emptyRepository }
            return try reply(to: call, endpoint: route.endpoint, caller: caller)
        } catch let refusal as GitHubRefusal {
            throw refusal
        } catch let error as GitStorageError {
            throw Self.refusal(of: error)
        } catch {
            preconditionFailure("an endpoint threw neither a refusal nor an error of its storage: \(error)")
        }
    }

    private mutating func reply(
        to call: GitHubCall,
        endpoint: GitHubRoute.Endpoint,
        caller: GitHubQuota.Caller
    ) throws -> GitHubReply {
        switch endpoint {
        case .user: try user(caller)
        case .rateLimit: preconditionFailure("the rate limit is answered before it is charged")
        case .repository: try repositoryRecord(call)
        case .branch(let name): try branch(name, call)
        case .ref(let path): try ref(path, call)
        case .matchingRefs(let path): try matchingRefs(path, call)
        case .createRef: try createRef(call)
        case .updateRef(let path): try updateRef(path, call)
        case .deleteRef(let path): try deleteRef(path)
        case .gitCommit(let sha): try gitCommit(sha, call)
        case .createCommit: try createCommit(call)
        case .tree(let revision): try tree(revision, call)
        case .createTree: try createTree(call)
        case .blob(let sha): try blob(sha, call)
        case .createBlob: try createBlob(call)
        case .contents(let path): try contents(path, call)
        case .putContents(let path): try putContents(path, call)
        case .commits: try commits(call)
        case .commit(let revision): try commit(revision, call)
        case .compare(let range): try compare(range, call)
        case .graphQL: try graphQL(call, caller: caller)
        case .installation, .accessToken: preconditionFailure("an app is answered before its token is looked at")
        }
    }

    /// 301 for a read, 307 for the rest, as a renamed repository answers under its former names.
    private func redirect(
        of target: GitHubRoute.Target, _ route: GitHubRoute, _ addresses: GitHubAddresses
    ) -> GitHubReply? {
        guard case .name(let owner, let name) = target,
            repository.formerNames.contains("\(owner)/\(name)".lowercased())
        else { return nil }
        let place = "\(addresses.api)/repositories/\(repository.id)\(route.rest)"
        let body: GitHubJSON = [
            "message": "Moved Permanently", "url": .string(place),
            "documentation_url": "https://docs.github.com/v3/#http-redirects",
        ]
        return GitHubReply(
            status: route.endpoint.isWrite ? 307 : 301, body: .json(body), headers: [HTTPHeader("Location", place)])
    }

    /// What stands between a caller and the repository.
    private func admit(_ caller: GitHubQuota.Caller, to endpoint: GitHubRoute.Endpoint) throws(GitHubRefusal) {
        if let reason = repository.blockReason { throw .blocked(reason) }
        if caller == .address, endpoint.isWrite { throw .requiresAuthentication }
        if caller == .account {
            if token.lacksSignOn { throw GitHubToken.signOnRefusal }
            if endpoint != .repository || token.kind == .classic([]),
                let refusal = token.refusal(ofWrite: endpoint.isWrite)
            {
                throw refusal
            }
        }
        if repository.isArchived, endpoint.isWrite { throw .archived }
    }

    private func isOurs(_ target: GitHubRoute.Target) -> Bool {
        switch target {
        case .id(let text): text == String(repository.id)
        case .name(let owner, let name):
            owner.lowercased() == repository.owner.lowercased() && name.lowercased() == repository.name.lowercased()
        }
    }

    /// A lock that another process holds passes; everything else is trouble with the disk.
    private static func refusal(of error: GitStorageError) -> GitHubRefusal {
        switch error {
        case .locked: GitHubRefusal(status: 409, message: "Reference is being updated")
        case .unreadable, .unwritable, .corruptObject:
            GitHubRefusal(status: 500, message: "Server Error: \(error.message)")
        }
    }
}

// MARK: - Account and repository

extension GitHubService {
    private func user(_ caller: GitHubQuota.Caller) throws(GitHubRefusal) -> GitHubReply {
        guard caller == .account else { throw .requiresAuthentication }
        return .ok([
            "login": .string(account.login),
            "id": .integer(account.id),
            "node_id": .string(GitHubNodeID.user(account.id)),
            "type": "User",
            "site_admin": false,
            "name": .string(account.name),
            "email": .string(account.email),
        ])
    }

    private func repositoryRecord(_ call: GitHubCall) throws -> GitHubReply {
        let isEmpty = try storage.refs().isEmpty
        return .ok([
            "id": .integer(repository.id),
            "node_id": .string(GitHubNodeID.repository(repository.id)),
            "name": .string(repository.name),
            "full_name": .string(repository.fullName),
            "private": .bool(repository.isPrivate),
            "visibility": repository.isPrivate ? "private" : "public",
            "owner": [
                "login": .string(repository.owner), "id": .integer(repository.ownerID), "type": "Organization",
            ],
            "html_url": .string(call.addresses.repositoryPage),
            "url": .string(call.addresses.repository),
            "default_branch": .string(repository.defaultBranch),
            "size": .integer(isEmpty ? 0 : repository.sizeKilobytes),
            "archived": .bool(repository.isArchived),
            "disabled": false,
            "permissions": ["admin": false, "maintain": false, "push": true, "triage": true, "pull": true],
        ])
    }

    private mutating func branch(_ name: String, _ call: GitHubCall) throws -> GitHubReply {
        guard let ref = GitRefName(branch: name), let id = try visible(ref) else {
            throw GitHubRefusal(status: 404, message: "Branch not found")
        }
        return .ok([
            "name": .string(name),
            "commit": try listed(id, call),
            "_links": ["self": .string(call.addresses.branch(name))],
            "protected": .bool(repository.rules[name] != nil),
        ])
    }

    /// - Parameter withRate: the copy of `core` that API version 2026-03-10 dropped.
    static func rateLimit(_ reading: GitHubQuota.Reading, withRate: Bool) -> GitHubJSON {
        func resource(limit: Int, used: Int) -> GitHubJSON {
            [
                "limit": .integer(Int64(limit)),
                "used": .integer(Int64(used)),
                "remaining": .integer(Int64(max(0, limit - used))),
                "reset": .integer(reading.resetSeconds),
            ]
        }
        let core = resource(limit: reading.limit, used: reading.used)
        let resources: GitHubJSON = ["core": core, "graphql": resource(limit: reading.limit, used: 0)]
        return withRate ? ["resources": resources, "rate": core] : ["resources": resources]
    }
}
