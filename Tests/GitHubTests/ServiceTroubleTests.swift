import GitHub
import Model
import Simulator
import Testing
import Transport

/// Each bad day of the service by itself, on both kinds of address: what comes of it, and what is said.
struct ServiceTroubleTests {
    enum End: Sendable, Equatable {
        /// One commit with everything.
        case published
        /// A failure whose message and fix begin and hold so; nothing is on the branch.
        case failed(code: String, message: String, fix: String)
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        var faults: [GitHubFault] = []
        var events: [GitHubEvent] = []
        var warning: String?
        /// Calls that were refused, at most.
        var refusals: Int?
        let end: End

        var testDescription: String { name }
    }

    private static func protected(_ rule: GitHubRule, _ code: String, _ message: String) -> Case {
        Case(
            name: "rule \(rule)", events: [.protect(branch: "main", rule)], refusals: 1,
            end: .failed(code: code, message: message, fix: "Let the token's owner bypass the rule"))
    }

    private static let people = [
        Case(
            name: "archived", events: [.archive], refusals: 1,
            end: .failed(
                code: "archived", message: "the repository acme/pipeline-health is archived and read-only",
                fix: "Unarchive the repository")),
        Case(
            name: "taken down", events: [.block(reason: "dmca")], refusals: 1,
            end: .failed(
                code: "blocked", message: "GitHub blocks access to the repository: dmca",
                fix: "Read the notice on the repository's page")),
        Case(
            name: "token revoked", events: [.changeToken(.revoked)], refusals: 1,
            end: .failed(
                code: "unauthorised", message: "GitHub refuses the token: Bad credentials",
                fix: "Create a new token and set it where github.token points")),
        Case(
            name: "token revoked in the middle",
            faults: [GitHubFault("POST git/commits", .preceded(by: .changeToken(.revoked)))], refusals: 1,
            end: .failed(
                code: "unauthorised", message: "GitHub refuses the token: Bad credentials", fix: "Create a new token")),
        Case(
            name: "token that may only read", events: [.changeToken(.changed(.fineGrained(.read)))], refusals: 1,
            end: .failed(
                code: "forbidden",
                message: "the token lacks contents=write: Resource not accessible by personal access token",
                fix: "Give the token contents=write on this repository (a classic token: scope repo)")),
        Case(
            name: "permission removed between tree and ref",
            faults: [GitHubFault("PATCH git/refs", .preceded(by: .changeToken(.changed(.fineGrained(.read)))))],
            refusals: 1,
            end: .failed(code: "forbidden", message: "the token lacks contents=write", fix: "Give the token")),
        Case(
            name: "classic token without a scope", events: [.changeToken(.changed(.classic(["public_repo"])))],
            refusals: 1,
            end: .failed(
                code: "forbidden", message: "the token lacks repo: Not Found", fix: "Give the token repo on this")),
        Case(
            name: "token without single sign-on", events: [.changeToken(.withoutSignOn)], refusals: 1,
            end: .failed(
                code: "single_sign_on",
                message: "the organisation demands single sign-on, and the token is not authorised for it",
                fix: "Authorise the token for the organisation: https://github.com/orgs/acme/sso")),
        protected(
            .restrictUpdates, "ruleset",
            "a rule of the repository refuses the commit: Repository rule violations found Cannot update this"),
        protected(
            .requirePullRequest, "ruleset",
            "a rule of the repository refuses the commit: Repository rule violations found Changes must be made"),
        protected(
            .classic(message: "Required status check \"ci\" is expected."), "protected_branch",
            "the branch is protected: Required status check \"ci\" is expected."),
        protected(
            .classic(message: "You're not authorized to push to this branch."), "protected_branch",
            "the branch is protected: You're not authorized to push"),
        Case(
            name: "renamed", events: [.rename(owner: "Acme", name: "health")],
            warning: "The repository moved: set github.repository to Acme/health.", end: .published),
        Case(
            name: "renamed in the middle",
            faults: [GitHubFault("PATCH git/refs", .preceded(by: .rename(owner: "acme", name: "health")))],
            warning: "The repository moved: set github.repository to acme/health.", end: .published),
        Case(
            name: "redirected to another host",
            faults: [GitHubFault("GET git/ref", .instead(.redirect(status: 301, location: "https://evil.example/x")))],
            refusals: 1,
            end: .failed(
                code: "moved_elsewhere", message: "GitHub redirects to another address: https://evil.example/x",
                fix: "Check github.api_url")),
    ]

    private static func limit(_ answer: GitHubFault.Answer, times: Int = 1, _ name: String, _ end: End) -> [Case] {
        ["GET git/ref", "POST git/trees", "PATCH git/refs"].map { (call: String) in
            Case(
                name: "\(name) at \(call)", faults: [GitHubFault(call, calls: 0..<times, .instead(answer))],
                refusals: end == .published ? times : 1, end: end)
        }
    }

    private static func tooLong(_ kind: String, _ seconds: Int) -> End {
        .failed(
            code: "rate_limited", message: "GitHub's \(kind) rate limit asks for a pause of \(seconds) s",
            fix: "Nothing: the next sweep publishes")
    }

    private static let limits =
        limit(.primaryLimit(status: 403, reset: .seconds(119)), "primary limit of 119 s", .published)
        + limit(
            .primaryLimit(status: 429, reset: .seconds(3_000)), "primary limit of 3000 s", tooLong("primary", 3_001))
        + limit(.primaryLimit(status: 403, reset: nil), "primary limit without an end", .published)
        + limit(.secondaryLimit(status: 403, retryAfter: 60), "secondary limit of 60 s", .published)
        + limit(.secondaryLimit(status: 429, retryAfter: 120), "secondary limit of 120 s", .published)
        + limit(.secondaryLimit(status: 403, retryAfter: 121), "secondary limit of 121 s", tooLong("secondary", 121))
        + limit(.secondaryLimit(status: 403, retryAfter: nil), "secondary limit without an end", .published)
        + limit(.secondaryLimit(status: 403, retryAfter: 30), times: 3, "secondary limit three times", .published)

    private static let answers: [Case] =
        [
            ("502 page", GitHubFault.Answer.page(status: 502)), ("empty 500", .empty(status: 500)),
            ("no answer", .none), ("half an answer", .half), ("no JSON", .unreadable(body: "<html>")),
            ("half of the JSON", .unreadable(body: "{\"sha\":\"")), ("no body", .unreadable(body: "")),
        ].flatMap { (name: String, answer: GitHubFault.Answer) -> [Case] in
            [
                "GET git/ref", "GET git/commits", "GET git/trees", "POST git/blobs", "POST git/trees",
                "POST git/commits",
                "PATCH git/refs",
            ].flatMap { (call: String) -> [Case] in
                [
                    Case(
                        name: "\(name) before \(call)", faults: [GitHubFault(call, calls: 0..<3, .instead(answer))],
                        end: .published),
                    Case(
                        name: "\(name) after \(call)", faults: [GitHubFault(call, calls: 0..<3, .afterwards(answer))],
                        end: .published),
                ]
            }
        } + [
            Case(
                name: "pretended move", faults: [GitHubFault("PATCH git/refs", .instead(.pretended))], end: .published),
            Case(
                name: "409 without a body", faults: [GitHubFault("PATCH git/refs", .instead(.empty(status: 409)))],
                end: .published),
            Case(
                name: "sporadic refusal of the move",
                faults: [
                    GitHubFault(
                        "PATCH git/refs", calls: 0..<2,
                        .instead(.refusal(status: 422, message: "Reference cannot be updated")))
                ], end: .published),
            Case(
                name: "fresh tree unknown to the commit",
                faults: [
                    GitHubFault(
                        "POST git/commits", calls: 0..<3,
                        .instead(.refusal(status: 422, message: "Tree SHA does not exist")))
                ], end: .published),
            Case(
                name: "wrong id of the tree",
                faults: [GitHubFault("POST git/trees", calls: 0..<9, .afterwards(.wrongID))],
                end: .failed(
                    code: "wrong_id", message: "GitHub stored something else than was sent: the tree",
                    fix: "Check github.api_url")),
            Case(
                name: "retired version",
                faults: [GitHubFault("GET git/ref", .instead(.refusal(status: 410, message: "Gone")))], refusals: 1,
                end: .failed(
                    code: "retired",
                    message: "GitHub no longer offers the version of its interface that dbmon speaks: Gone",
                    fix: "Upgrade dbmon")),
            Case(
                name: "outage",
                faults: [GitHubFault(nil, calls: 0..<4, .instead(.page(status: 503)))], refusals: 4,
                end: .failed(
                    code: "unavailable", message: "GitHub answers GET git/ref with 503",
                    fix: "Nothing: the next sweep publishes")),
        ]

    private static let rivals: [Case] = [
        "GET git/ref", "GET git/commits", "GET git/trees", "POST git/trees", "POST git/commits", "PATCH git/refs",
    ].flatMap { (call: String) -> [Case] in
        let push = GitHubEvent.push(files: ["theirs.txt": "1", "Error/theirs.txt": "2"], branch: "main")
        return [
            Case(name: "rival before \(call)", faults: [GitHubFault(call, .preceded(by: push))], end: .published),
            Case(name: "rival after \(call)", faults: [GitHubFault(call, .followed(by: push))], end: .published),
            Case(
                name: "five rivals before \(call)",
                faults: (0..<5).map { number in
                    GitHubFault(
                        call, calls: number..<(number + 1),
                        .preceded(by: .push(files: ["theirs/\(number)": "x"], branch: "main")))
                }, end: .published),
        ]
    }

    @Test(arguments: people + limits + answers + rivals, Stage.addresses)
    func whatComesOfABadDay(_ test: Case, _ address: String) async throws {
        var stage = Stage()
        stage.address = address
        for event in test.events { stage.happen(event) }
        stage.edit { service in for fault in test.faults { service.plan(fault) } }
        let files = World.files + [PublishedFile(path: "chart.png", bytes: [0x89, 0xFF])]
        let before = stage.head()
        let result = try await stage.publish(files)
        switch test.end {
        case .published:
            #expect(result.commit != nil, "\(result.failure?.message ?? "unchanged"): \(stage.story)")
            #expect(stage.commits() == 1)
            #expect(stage.history().contains { $0.id.hex == result.commit })
            #expect(stage.holds(files))
            #expect(result.publication?.warnings == (test.warning.map { [$0] } ?? []))
        case .failed(let code, let message, let fix):
            let failure = try #require(result.failure)
            #expect(failure.reason.code == code)
            #expect(failure.message.hasPrefix(message), "\(failure.message)")
            #expect(failure.message.hasSuffix(")") && failure.message.contains("(GitHub request id "))
            #expect(failure.fix.hasPrefix(fix), "\(failure.fix)")
            #expect(stage.head() == before)
        }
        let ledger = stage.ledger
        if let refusals = test.refusals {
            #expect(ledger.calls.count { $0.status >= 300 && $0.status != 304 } == refusals)
        }
        #expect(ledger.moves.allSatisfy { !$0.isOurs || $0.isForward })
        for path in ["README.md", "docs/notes.txt"] { #expect(stage.text(path) == Stage.foreign[path]) }
        #expect(Set(ledger.calls.map(\.host)).count <= 1)
    }

    @Test(arguments: [-7_200, 0, 7_200])
    func endOfALimitIsMeantByTheClockOfTheService(_ skewSeconds: Int) async throws {
        let stage = Stage(latency: .zero)
        stage.plan(GitHubFault("POST git/trees", .instead(.primaryLimit(status: 403, reset: .seconds(90)))))
        let (result, waited) = try await VirtualRun.run { run in
            let clock = VirtualClock(run, start: Stage.start)
            let skewed = VirtualClock(run, start: Stage.start + .seconds(skewSeconds))
            let publisher = Publisher(
                target: PublishTarget(
                    apiURL: stage.address, owner: "acme", repository: "pipeline-health", branch: "main",
                    directory: "Error"),
                token: Secret("ghp_demo"), client: SimulatedHTTPClient(service: stage.shared, clock: clock),
                clock: skewed, seed: 1)
            return (try await stage.attempt(publisher), run.now)
        }
        #expect(result.commit != nil, "\(result.failure?.message ?? "")")
        #expect(waited == .seconds(91))
    }

    @Test func waitsForLimitsTakeTwoMinutesInAll() async throws {
        let stage = Stage(latency: .zero)
        stage.plan(
            GitHubFault("POST git/trees", .instead(.secondaryLimit(status: 403, retryAfter: 70))),
            GitHubFault("PATCH git/refs", .instead(.secondaryLimit(status: 403, retryAfter: 51))))
        let result = try await stage.publish()
        #expect(result.failure?.reason == .rateLimited(.secondary, wait: .seconds(51)))
        let calls = stage.ledger.calls
        #expect(calls.last.map { $0.at - Stage.start } == .seconds(70))
        #expect(calls.count { $0.status == 403 } == 2)
    }
}
