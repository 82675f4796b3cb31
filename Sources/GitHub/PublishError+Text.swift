internal import Transport

extension PublishError {
    /// What is wrong, without the request's id.
    package var message: String {
        switch self {
        case .unauthorised(let text): "GitHub refuses the token: \(text)"
        case .forbidden(let permission?, let text): "the token lacks \(permission): \(text)"
        case .forbidden(nil, let text): "GitHub forbids the call: \(text)"
        case .singleSignOn: "the organisation demands single sign-on, and the token is not authorised for it"
        case .archived(let repository): "the repository \(repository) is archived and read-only"
        case .blocked(let reason): "GitHub blocks access to the repository: \(reason)"
        case .repositoryNotFound(let repository): "the repository \(repository) does not exist for this token"
        case .nothingToBranchFrom(let branch, let defaultBranch):
            "there is neither a branch \(branch) nor the default branch \(defaultBranch) to make it from"
        case .protectedBranch(let text): "the branch is protected: \(text)"
        case .ruleset(let text): "a rule of the repository refuses the commit: \(text)"
        case .pushProtection(let path?): "push protection sees a credential in \(path)"
        case .pushProtection(nil): "push protection sees a credential in one of the reports"
        case .rateLimited(let kind, let wait):
            "GitHub's \(kind.rawValue) rate limit asks for a pause of \(Self.seconds(wait)) s"
        case .conflict(let rebuilds): "others moved the branch each of the \(rebuilds) times the commit was rebuilt"
        case .staleReads: "the branch moved, and GitHub kept showing its old head"
        case .unverified(let commit): "GitHub took commit \(commit), and the branch does not show it yet"
        case .interrupted(let commit): "interrupted before GitHub said whether it took commit \(commit)"
        case .occupied(let path): "\(path) in the repository is not a plain file or folder: nothing was overwritten"
        case .invalidPath(let path): "\(path) cannot be a path in a repository"
        case .tooManyFiles(let count, let limit): "\(count) files are more than the \(limit) of one publication"
        case .tooLarge(let path): "GitHub refuses \(path): it is too large"
        case .wrongID(let what): "GitHub stored something else than was sent: \(what)"
        case .unreadable(let endpoint, let field): "the answer to \(endpoint) cannot be read: \(field)"
        case .movedElsewhere(let location): "GitHub redirects to another address: \(location)"
        case .retired(let text): "GitHub no longer offers the version of its interface that dbmon speaks: \(text)"
        case .refused(let status, let endpoint, let text): "GitHub refuses \(endpoint) with \(status): \(text)"
        case .unavailable(let status, let endpoint): "GitHub answers \(endpoint) with \(status)"
        case .unreachable(let error): "GitHub cannot be reached: \(error.message)"
        }
    }

    /// What to do about it.
    package var fix: String {
        switch self {
        case .unauthorised: "Create a new token and set it where github.token points"
        case .forbidden(let permission, _):
            "Give the token \(permission ?? "contents=write") on this repository (a classic token: scope repo)"
        case .singleSignOn(let url?): "Authorise the token for the organisation: \(url)"
        case .singleSignOn(nil): "Authorise the token for the organisation (token settings, Configure SSO)"
        case .archived: "Unarchive the repository, or set github.repository to another"
        case .blocked: "Read the notice on the repository's page, or set github.repository to another"
        case .repositoryNotFound: "Check github.repository, and that the token may read and write it (contents=write)"
        case .nothingToBranchFrom: "Create the branch, or set github.branch to one that exists"
        case .protectedBranch, .ruleset:
            "Let the token's owner bypass the rule, or set github.branch to a branch without one"
        case .pushProtection: "Find the credential in the report, revoke it, and keep it out of the job's messages"
        case .rateLimited: "Nothing: the next sweep publishes. Sweep less often if this comes again"
        case .conflict, .staleReads: "Nothing: the next sweep publishes. A branch of its own avoids this"
        case .unverified, .interrupted: "Nothing: the next sweep looks again, and commits nothing twice"
        case .occupied: "Move it away, or set github.directory to another folder"
        case .invalidPath: "Correct github.directory"
        case .tooManyFiles: "Publish fewer workspaces to one repository"
        case .tooLarge: "Narrow lookback or the selection of jobs, so that the report gets smaller"
        case .wrongID, .unreadable: "Check github.api_url and what stands between; the next sweep tries again"
        case .movedElsewhere: "Check github.api_url and github.repository"
        case .retired: "Upgrade dbmon"
        case .refused: "Report this with the request id"
        case .unavailable: "Nothing: the next sweep publishes. See githubstatus.com if it lasts"
        case .unreachable: "Check github.api_url, the network and the proxy; the next sweep tries again"
        }
    }

    /// Rounded up.
    private static func seconds(_ duration: Duration) -> Int64 {
        duration.components.seconds + (duration.components.attoseconds > 0 ? 1 : 0)
    }
}
