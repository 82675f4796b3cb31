package import Transport

/// Why a call to a workspace gave nothing.
package enum DatabricksError: Error, Equatable, Sendable {
    /// The token is unknown, revoked, expired, of another workspace, or its address is not allowed. Ends the workspace.
    case credentialRefused(message: String)
    /// There is nothing to show: a reference that leads nowhere. Ends the workspace.
    case noCredential(message: String)
    /// A service principal gets no token. `code` is the service's. Ends the workspace.
    case signInRefused(host: String, code: String, reason: String)
    /// No answer of use where tokens are given. Ends the workspace.
    case signInFailed(host: String, reason: String)
    /// The caller may not see this one thing.
    case permissionDenied(message: String)
    /// The job or run does not exist (any more), or not for this caller.
    case notFound(message: String)
    /// The service refuses the request as it stands: what is asked for is not to be had this way (400).
    case invalidRequest(message: String)
    /// A 4xx that says nothing of what was asked for.
    case refused(status: Int, message: String)
    /// Throttled until the attempts were used up; or, `isTooLong`, asked to wait for longer than a workspace is waited
    /// for, which ends it.
    case throttled(isTooLong: Bool, message: String)
    /// 5xx until the attempts were used up.
    case unavailable(status: Int, message: String)
    /// A redirect or a page for people: another host, or not signed in.
    case notAnAPI(status: Int)
    /// A 200 that is not the JSON it should be.
    case malformed(endpoint: String, reason: String)
    /// A listing that goes in a circle, on without an end, or whose page tokens are refused.
    case endless(endpoint: String, reason: String)
    case transport(TransportError)
    /// The crawl ended before it came to this.
    case notAsked
    /// No usable answer for so long that the workspace was given up.
    case givenUp(seconds: Int)

    /// No other call to this workspace can succeed either.
    package var endsWorkspace: Bool {
        switch self {
        case .credentialRefused, .noCredential, .signInRefused, .signInFailed, .notAnAPI, .givenUp: true
        case .transport(let error): error.concernsHost
        case .throttled(let isTooLong, _): isTooLong
        case .permissionDenied, .notFound, .invalidRequest, .refused, .unavailable, .malformed, .endless, .notAsked:
            false
        }
    }

    /// The same cause in the same words, for a report's cells: no ids, times or texts of the service's.
    package var phrase: String {
        switch self {
        case .credentialRefused: "credential refused"
        case .noCredential: "credential missing"
        case .signInRefused: "sign-in refused"
        case .signInFailed: "sign-in failed"
        case .permissionDenied: "permission denied"
        case .notFound: "not found"
        case .invalidRequest, .refused: "request refused"
        case .throttled: "rate limit"
        case .unavailable: "service unavailable"
        case .notAnAPI: "not a Databricks API (wrong host?)"
        case .malformed: "unreadable answer"
        case .endless: "listing without end"
        case .transport(let error): error.phrase
        case .notAsked: "not asked for"
        case .givenUp: "no answer"
        }
    }

    package var message: String {
        switch self {
        case .credentialRefused(let message): "the credential was refused: \(message)"
        case .noCredential(let message): message
        case .signInRefused(let host, let code, let reason):
            "\(host) refuses the client (\(code))" + (reason.isEmpty ? "" : ": \(reason)")
        case .signInFailed(let host, let reason): "no access token from \(host): \(reason)"
        case .permissionDenied(let message): "permission denied: \(message)"
        case .notFound(let message): "not found: \(message)"
        case .invalidRequest(let message): "the request was refused: \(message)"
        case .refused(let status, let message): "the request was refused (\(status)): \(message)"
        case .throttled(let isTooLong, let message):
            isTooLong ? "it asks for a pause that is too long: \(message)" : "rate limit: \(message)"
        case .unavailable(let status, let message): "the service is not available (\(status)): \(message)"
        case .notAnAPI(let status): "the host answers with a page for people (\(status)): wrong host, or not signed in"
        case .malformed(let endpoint, let reason): "\(endpoint) answered with something unreadable: \(reason)"
        case .endless(let endpoint, let reason): "\(endpoint) has no end: \(reason)"
        case .transport(let error): error.message
        case .notAsked: "not asked for"
        case .givenUp(let seconds): "no usable answer for \(seconds) s"
        }
    }

    package var fix: String? {
        switch self {
        case .credentialRefused: "Create a new token for this workspace, and check the address it is used from"
        case .signInRefused: "Check the client's id and secret, and that the service principal is in this workspace"
        case .permissionDenied: "Grant the token's owner CAN VIEW on the job"
        case .throttled: "Lower rate_limit.requests_per_second of this workspace"
        case .notAnAPI: "Check the workspace's host: it must be the workspace, not the account or a login page"
        case .transport(let error): error.fix
        case .noCredential, .signInFailed, .notFound, .invalidRequest, .refused, .unavailable, .malformed, .endless,
            .notAsked, .givenUp:
            nil
        }
    }
}

extension TransportError {
    fileprivate var phrase: String {
        switch self {
        case .unresolvable: "host name not found"
        case .unreachable, .connectTimeout: "no connection"
        case .proxyUnreachable, .proxyRefused: "no connection through the proxy"
        case .requestTimeout, .stalled: "no answer in time"
        case .tls: "TLS not trusted"
        case .broken, .corruptEncoding: "connection broke"
        case .bodyTooLarge: "answer too large"
        case .invalidURL: "invalid address"
        case .shutDown: "interrupted"
        }
    }
}
