internal import Transport

/// Who may come in, and how often.
extension GitHubService {
    private static let versions = ["2022-11-28", "2026-03-10"]

    mutating func answerInOrder(_ request: SimulatedRequest, _ route: GitHubRoute?) -> SimulatedAnswer {
        guard request.header("User-Agent")?.isEmpty == false else { return Self.userAgentMissing }
        let documentation = route?.endpoint.documentation ?? Self.documentationRoot
        if let version = request.header("X-GitHub-Api-Version"), !Self.versions.contains(version) {
            let refusal = GitHubRefusal(status: 400, message: "The API version \(version) is not supported.")
            return Self.answer(to: refusal, documentation: Self.documentationRoot)
        }
        if let answer = appAnswer(request, route) { return answer }
        let caller: GitHubQuota.Caller
        switch credential(of: request) {
        case .none: caller = .address
        case .good: caller = .account
        case .bad:
            var answer = Self.answer(to: .badCredentials, documentation: Self.documentationRoot)
            // The service says so with a wrong token, which must not be taken for an exhausted limit.
            answer.headers += [HTTPHeader("X-RateLimit-Limit", "0"), HTTPHeader("X-RateLimit-Remaining", "0")]
            return answer
        }
        if route?.endpoint == .rateLimit { return rateLimitAnswer(for: caller, request) }
        var reading = quota.charge(caller, at: now)
        guard !reading.isExceeded else {
            return framed(Self.primaryLimit(of: caller, account: account, status: 403), reading, caller, route)
        }
        let isWrite = request.method != "GET"
        if let refusal = secondaryRefusal(isWrite: isWrite) { return framed(refusal, reading, caller, route) }
        var answer: SimulatedAnswer
        do {
            answer = Self.answer(with: try reply(to: request, route: route, caller: caller, at: now))
        } catch {
            answer = Self.answer(to: error, documentation: documentation)
        }
        if request.method == "GET", Self.isUnchanged(answer, for: request) {
            reading = quota.refund(caller, at: now)
            answer = SimulatedAnswer(status: 304, headers: answer.headers.filter { $0.name != "Content-Type" })
        }
        return framed(answer, reading, caller, route)
    }

    private mutating func secondaryRefusal(isWrite: Bool) -> SimulatedAnswer? {
        guard var limits = secondaryLimits else { return nil }
        let isWithin = limits.take(isWrite: isWrite, at: now, until: answerTime)
        secondaryLimits = limits
        return isWithin
            ? nil : Self.secondaryLimit(status: limits.status, retryAfter: limits.retryAfter, isWrite: isWrite)
    }

    private enum Credential {
        case none
        case good
        case bad
    }

    private func credential(of request: SimulatedRequest) -> Credential {
        guard let header = request.header("Authorization") else { return .none }
        let words = header.split(separator: " ", omittingEmptySubsequences: true)
        guard words.count == 2, ["bearer", "token"].contains(words[0].lowercased()) else { return .bad }
        if isIssued(words[1]) { return .good }
        return words[1] == token.text && token.isValid(at: now) ? .good : .bad
    }

    private func rateLimitAnswer(for caller: GitHubQuota.Caller, _ request: SimulatedRequest) -> SimulatedAnswer {
        let reading = quota.reading(of: caller, at: now)
        let isNewest = request.header("X-GitHub-Api-Version") == Self.versions.last
        let reply = GitHubReply.ok(Self.rateLimit(reading, withRate: !isNewest))
        let route = GitHubRoute(method: "GET", path: "/rate_limit")
        return framed(Self.answer(with: reply), reading, caller, route)
    }

    // MARK: - Limits, in the service's words

    static func primaryLimit(
        of caller: GitHubQuota.Caller, account: GitHubAccount, status: Int
    ) -> SimulatedAnswer {
        let who = caller == .account ? "user ID \(account.id)" : "127.0.0.1"
        let refusal = GitHubRefusal(status: status, message: "API rate limit exceeded for \(who).")
        let page = "\(documentationRoot)/using-the-rest-api/rate-limits-for-the-rest-api"
        return answer(to: refusal, documentation: page)
    }

    static func secondaryLimit(status: Int, retryAfter: Int?, isWrite: Bool) -> SimulatedAnswer {
        let message =
            isWrite
            ? "You have exceeded a secondary rate limit and have been temporarily blocked from content creation. "
                + "Please retry your request again later."
            : "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
        let page = "\(documentationRoot)/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits"
        // This refusal has no `status` in its body.
        let body: GitHubJSON = ["documentation_url": .string(page), "message": .string(message)]
        var headers = [HTTPHeader("Content-Type", "application/json; charset=utf-8")]
        if let retryAfter { headers.append(HTTPHeader("Retry-After", String(retryAfter))) }
        return SimulatedAnswer(status: status, headers: headers, body: body.bytes)
    }
}
