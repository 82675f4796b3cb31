package import Model
internal import Transport

/// GitHub's REST API over one repository, for one account with one classic token: a pure function of its state, the
/// request and the time. Everything else answers 404, as a repository that the token cannot see.
package struct GitHubService: SimulatedService {
    static let documentationRoot = "https://docs.github.com/rest"
    private static let versions = ["2022-11-28", "2026-03-10"]

    /// Objects and refs. Whoever wraps a service may change them between two answers.
    package var storage: any GitStorage
    package let repository: GitHubRepository
    package let account: GitHubAccount

    private let token: String
    private let latency: Duration
    private var quota: GitHubQuota
    private var requestCount: UInt64 = 0

    /// - Parameters:
    ///   - requestsPerHour: the account's primary rate limit; at least 1.
    ///   - latency: before the first byte of every answer.
    package init(
        storage: any GitStorage,
        repository: GitHubRepository,
        account: GitHubAccount = GitHubAccount(),
        token: String = "ghp_demo",
        requestsPerHour: Int = 5_000,
        latency: Duration = .zero
    ) {
        self.storage = storage
        self.repository = repository
        self.account = account
        self.token = token
        self.latency = latency
        quota = GitHubQuota(requestsPerHour: requestsPerHour)
    }

    package init(
        storage: any GitStorage,
        owner: String,
        repository: String,
        token: String = "ghp_demo",
        defaultBranch: String = "main"
    ) {
        self.init(
            storage: storage,
            repository: GitHubRepository(owner: owner, name: repository, defaultBranch: defaultBranch),
            token: token
        )
    }

    package mutating func answer(_ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer {
        requestCount += 1
        var answer = answerWithoutFrame(request, at: now)
        answer.headers.append(HTTPHeader("Date", now.httpText))
        answer.headers.append(HTTPHeader("X-GitHub-Request-Id", requestID(at: now)))
        answer.latency = latency
        return answer
    }

    /// Unique, and the same in every repetition of a simulation.
    private func requestID(at now: Timestamp) -> String {
        func hex(_ value: UInt64, digits: Int) -> String {
            let text = String(value, radix: 16, uppercase: true)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        let seconds = UInt64(max(0, now.milliseconds / 1_000))
        return "DB01:51E7:\(hex(requestCount, digits: 6)):\(hex(requestCount, digits: 7)):\(hex(seconds, digits: 8))"
    }
}

// MARK: - The gate

extension GitHubService {
    private mutating func answerWithoutFrame(_ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer {
        guard request.header("User-Agent")?.isEmpty == false else { return Self.userAgentMissing }
        let route = GitHubRoute(method: request.method, path: request.path)
        let documentation = route?.endpoint.documentation ?? Self.documentationRoot
        if let version = request.header("X-GitHub-Api-Version"), !Self.versions.contains(version) {
            let refusal = GitHubRefusal(status: 400, message: "The API version \(version) is not supported.")
            return Self.answer(to: refusal, documentation: Self.documentationRoot)
        }
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
        if route?.endpoint == .rateLimit { return rateLimitAnswer(for: caller, request, at: now) }
        var reading = quota.charge(caller, at: now)
        guard !reading.isExceeded else {
            let who = caller == .account ? "user ID \(account.id)" : "127.0.0.1"
            let refusal = GitHubRefusal(status: 403, message: "API rate limit exceeded for \(who).")
            let page = "\(Self.documentationRoot)/using-the-rest-api/rate-limits-for-the-rest-api"
            return framed(Self.answer(to: refusal, documentation: page), reading, caller, route)
        }
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

    private enum Credential {
        case none
        case good
        case bad
    }

    private func credential(of request: SimulatedRequest) -> Credential {
        guard let header = request.header("Authorization") else { return .none }
        let words = header.split(separator: " ", omittingEmptySubsequences: true)
        guard words.count == 2, ["bearer", "token"].contains(words[0].lowercased()) else { return .bad }
        return words[1] == token ? .good : .bad
    }

    private func rateLimitAnswer(
        for caller: GitHubQuota.Caller,
        _ request: SimulatedRequest,
        at now: Timestamp
    ) -> SimulatedAnswer {
        let reading = quota.reading(of: caller, at: now)
        let reply = GitHubReply.ok(Self.rateLimit(reading, withRate: !isNewestVersion(request)))
        let route = GitHubRoute(method: "GET", path: "/rate_limit")
        return framed(Self.answer(with: reply), reading, caller, route)
    }

    private func isNewestVersion(_ request: SimulatedRequest) -> Bool {
        request.header("X-GitHub-Api-Version") == Self.versions.last
    }
}
