internal import Model
internal import Transport

/// What an answer means for the call it belongs to. Read from the status, the headers and, between answers of one
/// status, from how the message begins (api/github, 10).
enum Verdict: Equatable {
    case done
    /// 304: what was read last still stands.
    case unchanged
    /// 404, where that is an ordinary answer.
    case absent
    case emptyRepository
    /// The branch is not where the commit was built.
    case notFastForward
    case referenceMissing
    case referenceExists
    /// The contents of the branch were changed in between.
    case contentsChanged
    /// It may have moved, or not: look.
    case unsettled(PublishError)
    /// An object that the service made and does not know yet.
    case unknownObject(PublishError)
    /// More than the service builds in its ten seconds.
    case tooMuch(PublishError)
    case throttled(Throttle)
    case unavailable(PublishError, pause: Duration?)
    case redirected(String)
    case refused(PublishError)
}

/// A limit of the service was hit (api/github, 5).
enum Throttle: Equatable {
    case primary(reset: Timestamp?)
    case secondary(pause: Duration?)

    private static let prohibitions = [
        "resource not accessible", "repository was archived", "repository access blocked",
        "resource protected by organization saml",
    ]

    /// - Returns: `nil` where the answer is no rate limit.
    static func of(_ response: HTTPResponse, message: ServiceMessage?) -> Throttle? {
        guard response.status == 403 || response.status == 429 else { return nil }
        if let pause = response.header("retry-after") { return .secondary(pause: Self.seconds(pause)) }
        let text = message?.message.lowercased() ?? ""
        // The last request of an hour may be forbidden for another reason.
        if response.header("x-ratelimit-remaining") == "0", !prohibitions.contains(where: text.hasPrefix) {
            let reset = response.header("x-ratelimit-reset").flatMap(Self.seconds)
            return .primary(reset: reset.map { Timestamp(milliseconds: 0) + $0 })
        }
        let page = message?.documentation_url?.lowercased() ?? ""
        if text.contains("secondary rate limit") || text.contains("abuse detection")
            || page.hasSuffix("secondary-rate-limits") || page.hasSuffix("#abuse-rate-limits")
        {
            return .secondary(pause: nil)
        }
        return response.status == 429 ? .secondary(pause: nil) : nil
    }

    /// - Returns: `nil` for anything but a count of seconds that fits a century.
    static func seconds(_ text: String) -> Duration? {
        guard let seconds = Int64(text), (0...4_000_000_000).contains(seconds) else { return nil }
        return .seconds(seconds)
    }

    /// How long to wait, at least a second: clocks differ.
    ///
    /// - Parameter earlier: secondary limits hit before in this publication, which lengthen a wait of our own choice.
    func wait(at now: Timestamp, earlier: Int) -> Duration {
        switch self {
        case .primary(let reset?): max(.seconds(1), reset - now + .seconds(1))
        case .secondary(let pause?): max(.seconds(1), pause)
        case .primary(nil), .secondary(nil): .seconds(60 << min(earlier, 6))
        }
    }

    var kind: PublishError.RateLimitKind {
        switch self {
        case .primary: .primary
        case .secondary: .secondary
        }
    }
}
