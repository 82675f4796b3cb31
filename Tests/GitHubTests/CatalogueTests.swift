import GitHub
import Simulator
import Testing

/// A row for each line of the error catalogue (api/github, 10): what a publication makes of the answer, how often it
/// asks, and what it says, word by word.
struct CatalogueTests {
    enum Place: Sendable {
        case ordinary
        case missingBranch
        case empty
    }

    enum End: Sendable {
        /// With one commit, after so many calls of this kind.
        case published(calls: Int)
        /// After so many calls of this kind; nothing is on the branch.
        case failed(calls: Int, String, fix: String)
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let call: String
        let answer: GitHubFault.Answer
        /// How often it comes.
        var times = 99
        var place = Place.ordinary
        let end: End
        let testDescription: String

        init(
            _ call: String, _ status: Int, _ message: String, times: Int = 99, in place: Place = .ordinary, _ end: End
        ) {
            self.init(
                call, .refusal(status: status, message: message), "\(status) \(message.prefix(60))", times: times,
                in: place, end)
        }

        init(
            _ call: String, _ answer: GitHubFault.Answer, _ name: String, times: Int = 99, in place: Place = .ordinary,
            _ end: End
        ) {
            (self.call, self.answer, self.times, self.place, self.end) = (call, answer, times, place, end)
            testDescription = "\(call) \(name) \(times == 99 ? "for ever" : "\(times) times")"
        }
    }

    private static let report = "Report this with the request id"
    private static let rule = "Let the token's owner bypass the rule, or set github.branch to a branch without one"
    private static let token = "Create a new token and set it where github.token points"
    private static let service = "Nothing: the next sweep publishes. See githubstatus.com if it lasts"
    private static let blocked = "Read the notice on the repository's page, or set github.repository to another"

    /// Our mistake: asked once, never again.
    private static func bug(_ call: String, _ status: Int, _ message: String, in place: Place = .ordinary) -> Row {
        let line = message.replacing("\n\n", with: " ")
        return Row(
            call, status, message, in: place,
            .failed(calls: 1, "GitHub refuses \(call) with \(status): \(line)", fix: report))
    }

    /// An object that was just made and is not known yet: asked for four times.
    private static func fresh(_ call: String, _ message: String, in place: Place = .ordinary) -> [Row] {
        [
            Row(call, 422, message, times: 3, in: place, .published(calls: 4)),
            Row(
                call, 422, message, in: place,
                .failed(calls: 4, "GitHub refuses \(call) with 422: \(message)", fix: report)),
        ]
    }

    private static let malformed: [Row] =
        [
            bug("POST git/trees", 400, "Problems parsing JSON"),
            bug("POST git/commits", 400, "Body should be a JSON object"),
            bug("GET git/ref", 400, "Version 2022-11-28 of the API is not supported."),
            bug("PATCH git/refs", 422, "Object is not a commit"),
            bug("POST git/commits", 422, "Invalid request.\n\n\"tree\" wasn't supplied."),
            bug("POST git/trees", 422, "Invalid request.\n\nFor 'properties/base_tree', nil is not a string."),
            bug("POST git/commits", 422, "Validation Failed"),
            bug("POST git/refs", 422, "Reference name must start with 'refs/'.", in: .missingBranch),
            bug("PUT contents", 422, "content is not valid Base64", in: .empty),
        ]
        + [
            "Must supply either tree.sha or tree.content. Request will be rejected if both are present.",
            "Must supply a valid tree.mode", "tree.path cannot start with a slash",
            "tree.path contains a malformed path component", "A subdirectory may not have content",
        ].map { bug("POST git/trees", 422, $0) }

    private static let rights = [
        Row(
            "GET git/ref", 401, "Bad credentials",
            .failed(
                calls: 1, "GitHub refuses the token: Bad credentials", fix: token)),
        Row(
            "POST git/trees", 401, "Requires authentication",
            .failed(
                calls: 1, "GitHub refuses the token: Requires authentication", fix: token)),
        Row(
            "POST git/trees", 403, "Resource not accessible by integration",
            .failed(
                calls: 1, "the token lacks contents=write: Resource not accessible by integration",
                fix: "Give the token contents=write on this repository (a classic token: scope repo)")),
        Row(
            "POST git/trees", 403, "Repository was archived so is read-only.",
            .failed(
                calls: 1, "the repository acme/pipeline-health is archived and read-only",
                fix: "Unarchive the repository, or set github.repository to another")),
        Row(
            "GET git/ref", 403, "Repository access blocked",
            .failed(
                calls: 1, "GitHub blocks access to the repository: Repository access blocked", fix: blocked)),
        Row(
            "GET git/ref", 451, "Repository access blocked",
            .failed(
                calls: 1, "GitHub blocks access to the repository: Repository access blocked", fix: blocked)),
        Row(
            "GET git/ref", 403, "Resource protected by organization SAML enforcement. You must grant",
            .failed(
                calls: 1, "the organisation demands single sign-on, and the token is not authorised for it",
                fix: "Authorise the token for the organisation (token settings, Configure SSO)")),
        Row(
            "GET repository", 404, "Not Found", in: .missingBranch,
            .failed(
                calls: 1, "the repository acme/pipeline-health does not exist for this token",
                fix: "Check github.repository, and that the token may read and write it (contents=write)")),
        Row(
            "POST git/blobs", 404, "Not Found",
            .failed(
                calls: 1, "the token lacks contents=write: Not Found",
                fix: "Give the token contents=write on this repository (a classic token: scope repo)")),
        Row(
            "GET git/ref", 410, "This version is gone",
            .failed(
                calls: 1,
                "GitHub no longer offers the version of its interface that dbmon speaks: This version is gone",
                fix: "Upgrade dbmon")),
    ]

    private static func ruleset(_ call: String, _ status: Int, _ message: String, in place: Place = .ordinary) -> Row {
        let line = message.replacing("\n\n", with: " ").split(separator: " ").joined(separator: " ")
        return Row(
            call, status, message, in: place,
            .failed(
                calls: 1, "a rule of the repository refuses the commit: \(line)", fix: rule))
    }

    private static let rules =
        [
            ruleset("PATCH git/refs", 422, "Repository rule violations found\n\nCannot update this protected ref.\n\n"),
            ruleset("PUT contents", 409, "Repository rule violations found\n\nChanges must be made", in: .empty),
            ruleset("POST git/refs", 422, "Reference update failed", in: .missingBranch),
            Row(
                "POST git/blobs", 422, "Repository rule violations found\n\nSecret detected in content\n\n",
                .failed(
                    calls: 1, "push protection sees a credential in Error/chart.png",
                    fix: "Find the credential in the report, revoke it, and keep it out of the job's messages")),
        ]
        + [
            "Cannot force-push to this protected branch", "Required status check \"ci\" is expected.",
            "2 of 2 required status checks are expected.", "You're not authorized to push to this branch.",
            "This branch must not contain merge commits.", "Commits must have verified signatures.",
        ].map {
            Row("PATCH git/refs", 422, $0, .failed(calls: 1, "the branch is protected: \($0)", fix: rule))
        }

    private static let moves: [Row] =
        [
            Row("PATCH git/refs", 422, "Update is not a fast forward", times: 1, .published(calls: 2)),
            Row("PATCH git/refs", 422, "Reference does not exist", times: 1, .published(calls: 2)),
            Row(
                "POST git/refs", 422, "Reference already exists", times: 1, in: .missingBranch, .published(calls: 2)),
            Row("PATCH git/refs", 422, "Reference cannot be updated", times: 2, .published(calls: 3)),
            Row(
                "PATCH git/refs", 422, "Reference cannot be updated",
                .failed(calls: 4, "GitHub refuses PATCH git/refs with 422: Reference cannot be updated", fix: report)),
            Row("PATCH git/refs", .empty(status: 409), "409 without a body", times: 1, .published(calls: 2)),
        ] + fresh("PATCH git/refs", "Object does not exist")
        + fresh("POST git/refs", "Object does not exist", in: .missingBranch)

    private static let objects: [Row] =
        fresh("POST git/trees", "base_tree is not a valid tree oid")
        + fresh("POST git/trees", "tree.sha 00000000000000000000000000000000000000ff is not a valid blob")
        + fresh("POST git/trees", "GitRPC::BadObjectState") + fresh("POST git/commits", "Tree SHA does not exist")
        + fresh("POST git/commits", "Parent SHA does not exist or is not a commit object")

    private static let timedOut =
        "Sorry, your request timed out.  It's likely that your input was too large to process.  Consider building"
    private static let tooLarge = "Sorry, your input was too large to process. Consider creating the blob in a local"
    private static let narrow = "Narrow lookback or the selection of jobs, so that the report gets smaller"

    private static let sizes = [
        // Two calls in place of one.
        Row("POST git/trees", 422, timedOut, times: 1, .published(calls: 3)),
        Row("POST git/trees", 422, tooLarge, times: 1, .published(calls: 3)),
        Row("POST git/trees", 413, "Payload Too Large", times: 1, .published(calls: 3)),
        Row(
            "POST git/blobs", 422, tooLarge,
            .failed(
                calls: 1, "GitHub refuses Error/chart.png: it is too large", fix: narrow)),
        Row(
            "POST git/blobs", 413, "Payload Too Large",
            .failed(
                calls: 1, "GitHub refuses Error/chart.png: it is too large", fix: narrow)),
        Row(
            "PUT contents", 413, "Payload Too Large", in: .empty,
            .failed(
                calls: 1, "GitHub refuses Error/chart.png: it is too large", fix: narrow)),
    ]

    private static let beginnings =
        [
            "Branch main not found", "Error/a.csv does not match 04f71a4e2202647b996bd8b68d573708de406781",
            "is at 04f71a4e2202647b996bd8b68d573708de406781 but expected 8748a00aa34eacc083824b8ae08ba912f315bf7f",
        ].map { (message: String) in
            Row(
                "PUT contents", message.hasPrefix("Branch") ? 404 : 409, message, times: 1, in: .empty,
                .published(calls: 2))
        } + [
            Row("POST git/trees", 409, "Git Repository is empty.", times: 3, .published(calls: 4)),
            Row(
                "PUT contents", 409, "Git Repository is empty.", in: .empty,
                .failed(calls: 4, "GitHub refuses PUT contents with 409: Git Repository is empty.", fix: report)),
        ]

    private static let outages: [Row] =
        [
            ("Server Error", GitHubFault.Answer.refusal(status: 500, message: "Server Error")),
            ("page", .page(status: 502)), ("empty", .empty(status: 503)), ("page", .page(status: 504)),
        ].enumerated().flatMap { (index, outage) -> [Row] in
            let status = [500, 502, 503, 504][index]
            return ["GET git/ref", "POST git/commits", "PATCH git/refs"].flatMap { call in
                [
                    Row(
                        call, outage.1, "\(status) \(outage.0)", times: 3,
                        .published(calls: call == "GET git/ref" ? 5 : 4)),
                    Row(
                        call, outage.1, "\(status) \(outage.0)",
                        .failed(
                            calls: 4, "GitHub answers \(call) with \(status)", fix: service)),
                ]
            }
        }

    @Test(arguments: malformed + rights + rules + moves + objects + sizes + beginnings + outages)
    func everyLineOfTheCatalogueHasItsAnswer(_ row: Row) async throws {
        var stage = Stage(isEmpty: row.place == .empty)
        if row.place == .missingBranch { stage.branch = "reports/daily" }
        stage.plan(GitHubFault(row.call, calls: 0..<row.times, .instead(row.answer)))
        let files = World.files + [PublishedFile(path: "chart.png", bytes: [0x89, 0xFF])]
        let before = stage.head()
        let result = try await stage.publish(files)
        let calls = stage.ledger.calls.count { $0.title == row.call }
        switch row.end {
        case .published(let expected):
            #expect(result.commit != nil, "\(result.failure?.message ?? "unchanged")")
            #expect(calls == expected, "\(stage.story)")
            #expect(stage.holds(files))
            #expect(stage.commits() == (row.place == .empty ? 2 : 1))
        case .failed(let expected, let message, let fix):
            let failure = try #require(result.failure)
            let id = try #require(failure.requestID)
            #expect(failure.message == "\(message) (GitHub request id \(id))")
            #expect(failure.fix == fix)
            #expect(calls == expected, "\(stage.story)")
            #expect(stage.head() == before)
        }
    }
}
