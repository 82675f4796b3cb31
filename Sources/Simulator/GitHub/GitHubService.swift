package import Model
internal import Transport

/// GitHub's REST API over one repository, for one account with one token: a pure function of its state, the request and
/// the time. Everything else answers 404, as a repository that the token cannot see.
package struct GitHubService: SimulatedService {
    static let documentationRoot = "https://docs.github.com/rest"

    /// Objects and refs. Whoever wraps a service may change them between two answers.
    package var storage: any GitStorage
    package internal(set) var repository: GitHubRepository
    package let account: GitHubAccount
    package var token: GitHubToken
    /// What no header tells of; `nil`: nothing is limited.
    package var secondaryLimits: GitHubSecondaryLimits?
    /// Reads of a ref show for so long what it was before a change.
    package var readLag: Duration = .zero
    /// Of a hundred reads, how many lag.
    package var lagPercent = 100
    /// Trees are built of so many entries at once; more take the service too long.
    package var newTreeEntryLimit = Int.max
    /// Of one file; more is refused.
    package var fileLimitBytes = GitHubService.blobLimitBytes
    /// Push protection takes contents with this text for a leaked credential.
    package var secret: String?
    package internal(set) var ledger = GitHubLedger()

    private let latency: Duration
    var quota: GitHubQuota
    var plan = GitHubFaultPlan()
    /// Tokens of the app's installation, with their ends.
    var issued: [String: Timestamp] = [:]
    var refHistory = GitHubRefHistory()
    /// Of the request at hand.
    private(set) var now = Timestamp(milliseconds: 0)
    private var chance: SeededGenerator

    /// - Parameters:
    ///   - requestsPerHour: the account's primary rate limit; at least 1.
    ///   - latency: before the first byte of every answer.
    ///   - seed: of what is left to chance, such as which read lags.
    package init(
        storage: any GitStorage,
        repository: GitHubRepository,
        account: GitHubAccount = GitHubAccount(),
        token: GitHubToken = GitHubToken("ghp_demo"),
        requestsPerHour: Int = 5_000,
        latency: Duration = .zero,
        seed: UInt64 = 0
    ) {
        self.storage = storage
        self.repository = repository
        self.account = account
        self.token = token
        self.latency = latency
        quota = GitHubQuota(requestsPerHour: requestsPerHour)
        chance = SeededGenerator(seed: seed)
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
            token: GitHubToken(token)
        )
    }

    /// Adds a fault to those that lie ahead.
    package mutating func plan(_ fault: GitHubFault) { plan.add(fault, after: ledger) }

    /// The faults that lie ahead do not happen.
    package mutating func calmDown() { plan.clear() }

    package mutating func answer(_ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer {
        self.now = now
        let route = GitHubRoute(method: request.method, path: request.path)
        let title = route?.endpoint.title ?? "\(request.method) unknown"
        let effects = plan.due(title, after: ledger)
        var answer = answer(request, route, under: effects)
        answer.headers.append(HTTPHeader("Date", now.httpText))
        answer.headers.append(HTTPHeader("X-GitHub-Request-Id", requestID))
        answer.latency += latency
        ledger.add(
            GitHubLedger.Call(
                title: title, path: request.path, host: request.host, status: answer.status,
                requestBytes: request.body.count, at: now, hasCredential: request.header("Authorization") != nil))
        return answer
    }

    /// When the answer to the request at hand begins, where no fault delays it.
    var answerTime: Timestamp { now + latency }

    mutating func isLate() -> Bool {
        lagPercent >= 100 || Int.random(in: 0..<100, using: &chance) < lagPercent
    }

    /// Unique, and the same in every repetition of a simulation.
    private var requestID: String {
        func hex(_ value: Int, digits: Int) -> String {
            let text = String(value, radix: 16, uppercase: true)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        let count = ledger.total + 1
        let seconds = Int(max(0, now.milliseconds / 1_000))
        return "DB01:51E7:\(hex(count, digits: 6)):\(hex(count, digits: 7)):\(hex(seconds, digits: 8))"
    }
}
