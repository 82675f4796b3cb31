package import Transport

/// Why nothing was published, or why it is not known whether it was.
package enum PublishError: Error, Equatable, Sendable {
    /// The token is wrong, expired or revoked.
    case unauthorised(text: String)
    /// `permission` as the service named it (`contents=write`), where it did.
    case forbidden(permission: String?, text: String)
    /// The organisation wants the token authorised; `url` is where, for an hour.
    case singleSignOn(url: String?)
    case archived(repository: String)
    case blocked(reason: String)
    case repositoryNotFound(repository: String)
    /// Neither the branch nor a default branch to make it from.
    case nothingToBranchFrom(branch: String, defaultBranch: String)
    case protectedBranch(text: String)
    case ruleset(text: String)
    /// The service believes it sees a credential; `path` where one file alone was sent.
    case pushProtection(path: String?)
    case rateLimited(RateLimitKind, wait: Duration)
    /// Somebody else was faster every time.
    case conflict(rebuilds: Int)
    /// The branch did not move for us, and reads of it showed a head it had left, as long as we waited.
    case staleReads
    /// The service took the commit, and the branch did not show it in time.
    case unverified(commit: GitObjectID)
    /// Cancelled while the service had not said whether it took the commit.
    case interrupted(commit: GitObjectID)
    /// Something that is not a report stands where one must go.
    case occupied(path: String)
    case invalidPath(path: String)
    case tooManyFiles(count: Int, limit: Int)
    case tooLarge(path: String)
    /// The service computed another id than we did: what it holds is not what was sent.
    case wrongID(of: String)
    /// An answer that is not JSON, or lacks a field.
    case unreadable(endpoint: String, field: String)
    /// A redirect we do not follow.
    case movedElsewhere(location: String)
    /// The service no longer knows the version of its interface that we speak.
    case retired(text: String)
    case refused(status: Int, endpoint: String, text: String)
    case unavailable(status: Int, endpoint: String)
    case unreachable(TransportError)

    package enum RateLimitKind: String, Sendable, Equatable {
        case primary
        case secondary
    }

    /// A closed set for metrics and rows.
    package var code: String {
        switch self {
        case .unauthorised: "unauthorised"
        case .forbidden: "forbidden"
        case .singleSignOn: "single_sign_on"
        case .archived: "archived"
        case .blocked: "blocked"
        case .repositoryNotFound: "not_found"
        case .nothingToBranchFrom: "nothing_to_branch_from"
        case .protectedBranch: "protected_branch"
        case .ruleset: "ruleset"
        case .pushProtection: "push_protection"
        case .rateLimited: "rate_limited"
        case .conflict: "conflict"
        case .staleReads: "stale_reads"
        case .unverified: "unverified"
        case .interrupted: "interrupted"
        case .occupied: "occupied"
        case .invalidPath: "invalid_path"
        case .tooManyFiles: "too_many_files"
        case .tooLarge: "too_large"
        case .wrongID: "wrong_id"
        case .unreadable: "unreadable"
        case .movedElsewhere: "moved_elsewhere"
        case .retired: "retired"
        case .refused: "refused"
        case .unavailable: "unavailable"
        case .unreachable: "unreachable"
        }
    }
}

/// A publication that failed: the reason, and what it had come to until then.
package struct PublishFailure: Error, Equatable, Sendable {
    package let reason: PublishError
    /// GitHub's support asks for it.
    package let requestID: String?
    /// Every request to the service, repeated ones included.
    package let calls: Int
    package let warnings: [String]

    package init(reason: PublishError, requestID: String?, calls: Int, warnings: [String]) {
        self.reason = reason
        self.requestID = requestID
        self.calls = calls
        self.warnings = warnings
    }

    /// What is wrong, with the request's id.
    package var message: String {
        guard let requestID else { return reason.message }
        return "\(reason.message) (GitHub request id \(requestID))"
    }

    package var fix: String { reason.fix }
}
