import GitHub
import Model
import Simulator

/// What may happen to a publication, drawn by a seed.
struct Weather: Sendable, CustomStringConvertible {
    enum Climate: Sendable, CaseIterable {
        /// Lost and late answers, limits, rivals that push.
        case rough
        /// Besides, somebody rewinds, replaces, deletes or creates branches, or renames the repository.
        case violent
        /// Besides, something that only a person can mend.
        case fatal
    }

    let faults: [GitHubFault]
    let readLag: Duration
    let lagPercent: Int
    var description: String { "\(faults), lag \(readLag) of \(lagPercent) %" }

    static let reads = [
        "GET git/ref", "GET git/commits", "GET git/trees", "GET git/blobs", "GET repository", "GET compare",
    ]
    static let writes = ["POST git/trees", "POST git/commits", "POST git/blobs"]
    static let moves = ["PATCH git/refs", "POST git/refs", "PUT contents"]

    init(_ climate: Climate, branch: String, chance: inout SeededGenerator) {
        let count = Int.random(in: 1...12, using: &chance)
        var faults = (0..<count).compactMap { _ in
            climate == .rough || Int.random(in: 0..<4, using: &chance) > 0
                ? Self.rough(branch, &chance) : Self.violent(branch, &chance)
        }
        if climate == .fatal { faults.append(Self.fatal(branch, &chance)) }
        self.faults = faults
        readLag = .milliseconds(
            Int.random(in: 0..<3, using: &chance) == 0 ? Int.random(in: 0..<20_000, using: &chance) : 0)
        lagPercent = Int.random(in: 20...100, using: &chance)
    }

    private static func rough(_ branch: String, _ chance: inout SeededGenerator) -> GitHubFault? {
        guard let call = (reads + writes + moves + moves).randomElement(using: &chance) else { return nil }
        let first = Int.random(in: 0..<3, using: &chance)
        let calls = first..<(first + Int.random(in: 1...2, using: &chance))
        guard let answer = answer(to: call, &chance) else { return nil }
        switch Int.random(in: 0..<5, using: &chance) {
        case 0: return GitHubFault(call, calls: calls, .instead(answer))
        case 1: return GitHubFault(call, calls: calls, .afterwards(answer))
        case 2: return GitHubFault(call, calls: calls, .preceded(by: push(to: branch, &chance)))
        case 3: return GitHubFault(call, calls: calls, .followed(by: push(to: branch, &chance)))
        default: return GitHubFault(call, calls: calls, .delayed(.seconds(Int.random(in: 1...50, using: &chance))))
        }
    }

    private static func answer(to call: String, _ chance: inout SeededGenerator) -> GitHubFault.Answer? {
        var answers: [GitHubFault.Answer] = [
            .page(status: 502), .empty(status: 500), .page(status: 503), .none, .half,
            .unreadable(body: "{\"sha\":\"04f7"), .unreadable(body: "<html>"), .unreadable(body: ""),
            .secondaryLimit(status: 403, retryAfter: Int.random(in: 1...30, using: &chance)),
            .secondaryLimit(status: 429, retryAfter: nil),
            .primaryLimit(status: 403, reset: .seconds(Int.random(in: 1...40, using: &chance))),
        ]
        if call == "PATCH git/refs" {
            answers += [.pretended, .refusal(status: 422, message: "Reference cannot be updated"), .empty(status: 409)]
        }
        if call == "POST git/commits" { answers.append(.refusal(status: 422, message: "Tree SHA does not exist")) }
        if call == "POST git/trees" {
            answers.append(.refusal(status: 422, message: "base_tree is not a valid tree oid"))
        }
        return answers.randomElement(using: &chance)
    }

    private static func push(to branch: String, _ chance: inout SeededGenerator) -> GitHubEvent {
        let number = Int.random(in: 0..<1_000, using: &chance)
        return .push(
            files: ["theirs/\(number).txt": "\(number)", "Error/theirs-\(number % 7).md": "\(number)"], branch: branch)
    }

    private static func violent(_ branch: String, _ chance: inout SeededGenerator) -> GitHubFault? {
        let events: [GitHubEvent] = [
            .rewind(branch: branch, commits: Int.random(in: 1...3, using: &chance)),
            .replace(branch: branch, files: ["theirs/replaced.txt": "new"]), .delete(branch: branch),
            .create(branch: branch, from: "main"),
            .rename(owner: "acme", name: "health-\(Int.random(in: 0..<3, using: &chance))"),
            // Our very files, by somebody else.
            .push(
                files: Dictionary(
                    uniqueKeysWithValues: World.files.map { file in
                        ("Error/\(file.path)", String(decoding: file.bytes, as: UTF8.self))
                    }), branch: branch),
            .push(files: ["Error/databricks_job_monitoring_report.csv": "somebody else's\n"], branch: branch),
        ]
        guard let event = events.randomElement(using: &chance) else { return nil }
        let call = (reads + writes + moves).randomElement(using: &chance)
        let first = Int.random(in: 0..<3, using: &chance)
        return GitHubFault(
            call, calls: first..<(first + 1),
            Bool.random(using: &chance) ? .preceded(by: event) : .followed(by: event))
    }

    private static func fatal(_ branch: String, _ chance: inout SeededGenerator) -> GitHubFault {
        let events: [GitHubEvent] = [
            .archive, .block(reason: "dmca"), .changeToken(.revoked), .changeToken(.withoutSignOn),
            .changeToken(.changed(.fineGrained(.read))), .changeToken(.changed(.classic([]))),
            .protect(branch: branch, .restrictUpdates), .protect(branch: branch, .requirePullRequest),
            .protect(branch: branch, .restrictCreations),
            .protect(branch: branch, .classic(message: "Required status check \"ci\" is expected.")),
        ]
        let first = Int.random(in: 0..<9, using: &chance)
        let event = events.randomElement(using: &chance) ?? .archive
        return GitHubFault(nil, calls: first..<(first + 1), .preceded(by: event))
    }
}

extension PublishError {
    /// What may come of a storm that ends by itself.
    var isOfWeather: Bool {
        switch self {
        case .unavailable, .unreachable, .rateLimited, .conflict, .staleReads, .unverified, .unreadable: true
        case .refused(let status, _, let text): status == 409 || text.contains("does not exist") || text.contains("oid")
        default: false
        }
    }

    /// What may come of what only a person can mend.
    var isOfPeople: Bool {
        switch self {
        case .archived, .blocked, .unauthorised, .singleSignOn, .forbidden, .ruleset, .protectedBranch,
            .repositoryNotFound, .nothingToBranchFrom, .occupied, .movedElsewhere:
            true
        default: false
        }
    }
}
