/// What happens to some calls of the simulated GitHub besides, or instead of, their ordinary course.
package struct GitHubFault: Sendable {
    package enum Effect: Sendable {
        /// Nothing is done; this is the answer.
        case instead(Answer)
        /// The call is done, and answered with this.
        case afterwards(Answer)
        /// This happens, and then the call goes its ordinary course.
        case preceded(by: GitHubEvent)
        /// The call goes its ordinary course, and then this happens.
        case followed(by: GitHubEvent)
        /// The answer takes so much longer.
        case delayed(Duration)
    }

    /// A wrong answer. What the repository knows of the call is the effect's business.
    package enum Answer: Sendable {
        /// The refusal as the service writes it.
        case refusal(status: Int, message: String)
        /// A page of whatever stands between.
        case page(status: Int)
        case empty(status: Int)
        /// Status 200 or 201, as of a call that was done, with a body that is not JSON.
        case unreadable(body: String)
        /// Status 200 with the id asked for: the ref is said to have moved.
        case pretended
        /// The true answer, one id in it replaced by another.
        case wrongID
        /// 403 or 429 by the primary limit; `reset` from now, `nil` for no such header.
        case primaryLimit(status: Int, reset: Duration?)
        /// 403 or 429 by a secondary limit; `retryAfter` in seconds, `nil` for no such header.
        case secondaryLimit(status: Int, retryAfter: Int?)
        /// The connection is closed before the first byte.
        case none
        /// The connection is closed in the middle of the body.
        case half
        case redirect(status: Int, location: String)
    }

    /// As `GitHubRoute.Endpoint.title` names it, such as `PATCH git/refs`; `nil` for every call.
    package let call: String?
    /// Which of these, counted from 0 when the fault is planned.
    package let calls: Range<Int>
    package let effect: Effect

    package init(_ call: String?, calls: Range<Int> = 0..<1, _ effect: Effect) {
        self.call = call
        self.calls = calls
        self.effect = effect
    }
}

/// What other people, or the service, do to a repository while somebody works with it.
package enum GitHubEvent: Sendable {
    /// A commit of somebody else on top of a branch, which is made where there is none. `nil` removes a file.
    case push(files: [String: String?], branch: String)
    /// The branch is forced back by so many commits, at most to its first.
    case rewind(branch: String, commits: Int)
    /// The branch is forced to a commit beside its head, which drops the head.
    case replace(branch: String, files: [String: String?])
    case delete(branch: String)
    case create(branch: String, from: String)
    case rename(owner: String, name: String)
    case archive
    case unarchive
    /// Taken down, for a reason such as `dmca`.
    case block(reason: String)
    case unblock
    case protect(branch: String, GitHubRule)
    case unprotect(branch: String)
    case changeToken(GitHubToken.Condition)
}

/// What guards a branch.
package enum GitHubRule: Sendable, Equatable {
    /// Ruleset "restrict updates".
    case restrictUpdates
    /// Ruleset "restrict creations".
    case restrictCreations
    /// Ruleset "require a pull request".
    case requirePullRequest
    /// Classic protection, in its own words.
    case classic(message: String)

    /// Of an update; `nil` where the rule does not speak of it.
    var updateMessage: String? {
        switch self {
        case .restrictUpdates: "Repository rule violations found\n\nCannot update this protected ref.\n\n"
        case .requirePullRequest:
            "Repository rule violations found\n\nChanges must be made through a pull request.\n\n"
        case .classic(let message): message
        case .restrictCreations: nil
        }
    }
}
