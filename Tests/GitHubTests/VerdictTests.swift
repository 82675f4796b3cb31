import Model
import Testing
import Transport

@testable import GitHub

/// Every row of the catalogue of api/github, section 10, that a publication can meet.
struct VerdictTests {
    struct Case: CustomTestStringConvertible {
        let endpoint: Endpoint
        let status: Int
        let message: String
        var headers: [HTTPHeader] = []
        let verdict: Verdict

        var testDescription: String { "\(endpoint.title) \(status) \(message.prefix(40))" }
    }

    static let target = PublishTarget(
        apiURL: "https://api.github.com", owner: "acme", repository: "pipeline-health", branch: "main", directory: "")
    static let ref = Endpoint.movedReference(branch: "main")

    static func refused(_ status: Int, _ endpoint: Endpoint, _ text: String) -> PublishError {
        .refused(status: status, endpoint: endpoint.title, text: text)
    }

    static let cases = [
        Case(
            endpoint: .newTree, status: 401, message: "Bad credentials",
            headers: [HTTPHeader("x-ratelimit-remaining", "0")],
            verdict: .refused(.unauthorised(text: "Bad credentials"))),
        Case(
            endpoint: .newTree, status: 403, message: "Resource not accessible by personal access token",
            headers: [HTTPHeader("X-Accepted-GitHub-Permissions", "contents=write")],
            verdict: .refused(
                .forbidden(permission: "contents=write", text: "Resource not accessible by personal access token"))),
        Case(
            endpoint: .newBlob(path: "a"), status: 404, message: "Not Found",
            headers: [HTTPHeader("X-Accepted-OAuth-Scopes", "repo")],
            verdict: .refused(.forbidden(permission: "repo", text: "Not Found"))),
        Case(
            endpoint: .newTree, status: 403, message: "Repository was archived so is read-only.",
            verdict: .refused(.archived(repository: "acme/pipeline-health"))),
        Case(
            endpoint: .newTree, status: 403, message: "Resource protected by organization SAML enforcement. You must",
            headers: [HTTPHeader("X-GitHub-SSO", "required; url=https://github.com/orgs/acme/sso?x=1")],
            verdict: .refused(.singleSignOn(url: "https://github.com/orgs/acme/sso?x=1"))),
        Case(
            endpoint: .repository, status: 451, message: "Repository access blocked",
            verdict: .refused(.blocked(reason: "Repository access blocked"))),
        Case(
            endpoint: .repository, status: 404, message: "Not Found",
            verdict: .refused(.repositoryNotFound(repository: "acme/pipeline-health"))),
        Case(endpoint: .reference(branch: "main"), status: 404, message: "Not Found", verdict: .absent),
        Case(
            endpoint: .reference(branch: "main"), status: 409, message: "Git Repository is empty.",
            verdict: .emptyRepository),
        Case(endpoint: ref, status: 422, message: "Update is not a fast forward", verdict: .notFastForward),
        Case(endpoint: ref, status: 422, message: "UPDATE IS NOT A FAST FORWARD", verdict: .notFastForward),
        Case(endpoint: ref, status: 422, message: "Reference does not exist", verdict: .referenceMissing),
        Case(endpoint: .newReference, status: 422, message: "Reference already exists", verdict: .referenceExists),
        Case(
            endpoint: .newReference, status: 422, message: "Reference update failed",
            verdict: .refused(.ruleset(text: "Reference update failed"))),
        Case(
            endpoint: ref, status: 422,
            message: "Repository rule violations found\n\nCannot update this protected ref.\n\n",
            verdict: .refused(
                .ruleset(text: "Repository rule violations found Cannot update this protected ref."))),
        Case(
            endpoint: ref, status: 422, message: "Required status check \"ci\" is expected.",
            verdict: .refused(.protectedBranch(text: "Required status check \"ci\" is expected."))),
        Case(
            endpoint: ref, status: 422, message: "You're not authorized to push to this branch.",
            verdict: .refused(.protectedBranch(text: "You're not authorized to push to this branch."))),
        Case(
            endpoint: .newBlob(path: "a.csv"), status: 422,
            message: "Repository rule violations found\n\nSecret detected in content",
            verdict: .refused(.pushProtection(path: "a.csv"))),
        Case(
            endpoint: .newTree, status: 422, message: "Repository rule violations found\n\nSecret detected in content",
            verdict: .refused(.pushProtection(path: nil))),
        Case(
            endpoint: .newBlob(path: "a.csv"), status: 422,
            message: "Sorry, your input was too large to process. Consider creating the blob in a local clone",
            verdict: .refused(.tooLarge(path: "a.csv"))),
        Case(
            endpoint: .newTree, status: 422, message: "tree.path cannot start with a slash",
            verdict: .refused(refused(422, .newTree, "tree.path cannot start with a slash"))),
        Case(endpoint: .newTree, status: 410, message: "gone", verdict: .refused(.retired(text: "gone"))),
        Case(
            endpoint: ref, status: 422, message: "Reference cannot be updated",
            verdict: .unsettled(refused(422, ref, "Reference cannot be updated"))),
        Case(
            endpoint: .newCommit, status: 422, message: "Tree SHA does not exist",
            verdict: .unknownObject(refused(422, .newCommit, "Tree SHA does not exist"))),
        Case(
            endpoint: .newTree, status: 502, message: "Server Error",
            verdict: .unavailable(.unavailable(status: 502, endpoint: "POST git/trees"), pause: nil)),
        Case(
            endpoint: .newTree, status: 403, message: "You have exceeded a secondary rate limit. Please wait",
            headers: [HTTPHeader("x-ratelimit-remaining", "4321")], verdict: .throttled(.secondary(pause: nil))),
        Case(
            endpoint: .newTree, status: 403, message: "x", headers: [HTTPHeader("Retry-After", "60")],
            verdict: .throttled(.secondary(pause: .seconds(60)))),
        Case(
            endpoint: .newTree, status: 403, message: "Repository was archived so is read-only.",
            headers: [HTTPHeader("x-ratelimit-remaining", "0"), HTTPHeader("x-ratelimit-reset", "1795496400")],
            verdict: .refused(.archived(repository: "acme/pipeline-health"))),
        Case(
            endpoint: .newTree, status: 429, message: "API rate limit exceeded for user ID 1234567.",
            headers: [HTTPHeader("x-ratelimit-remaining", "0"), HTTPHeader("x-ratelimit-reset", "1795496400")],
            verdict: .throttled(.primary(reset: Timestamp(milliseconds: 1_795_496_400_000)))),
    ]

    @Test(arguments: cases)
    func answerMeansWhatTheCatalogueSays(_ test: Case) {
        let response = JSON.refusal(test.status, test.message, headers: test.headers)
        #expect(Verdict(response, to: test.endpoint, of: Self.target) == test.verdict)
    }

    @Test func secretScanningMetadataIsEnoughForPushProtection() {
        let response = JSON.response(
            422, ["message": "x", "metadata": ["secret_scanning": ["bypass_placeholders": []]]] as [String: Any])
        #expect(Verdict(response, to: .newTree, of: Self.target) == .refused(.pushProtection(path: nil)))
    }

    /// `errors` comes in three forms.
    @Test func whatTheValidationFoundIsSaid() {
        let forms: [(Any, String)] = [
            ([["resource": "author", "field": "name", "code": "missing_field"]], " (author.name missing_field)"),
            ([["resource": "Blob", "code": "custom", "message": "is odd"]], " (Blob is odd)"),
            (["one", "two"], " (one, two)"), ("only this", " (only this)"), ([], ""), (7, ""), ([7], ""),
        ]
        for (errors, text) in forms {
            let response = JSON.response(422, ["message": "Validation Failed", "errors": errors])
            let refusal = Self.refused(422, .newCommit, "Validation Failed" + text)
            #expect(Verdict(response, to: .newCommit, of: Self.target) == .refused(refusal))
        }
    }

    @Test func bodyThatIsNoJSONIsReadByItsStatus() {
        for body in ["", "<html>", "[1,2]", "{\"message\":7}", "Request forbidden by administrative rules"] {
            let response = HTTPResponse(status: 403, body: Array(body.utf8))
            #expect(
                Verdict(response, to: .newTree, of: Self.target)
                    == .refused(.forbidden(permission: nil, text: "no message")))
        }
    }

    @Test(arguments: [
        (Throttle.secondary(pause: .seconds(0)), 0, 1), (.secondary(pause: .seconds(30)), 0, 30),
        (.secondary(pause: nil), 0, 60), (.secondary(pause: nil), 1, 120),
        (.primary(reset: Timestamp(milliseconds: 10_000)), 0, 11),
        (.primary(reset: Timestamp(milliseconds: -5_000)), 0, 1),
        (.primary(reset: nil), 0, 60),
    ])
    func limitIsWaitedForAsTheServiceAsks(_ throttle: Throttle, _ earlier: Int, _ seconds: Int) {
        #expect(throttle.wait(at: Timestamp(milliseconds: 0), earlier: earlier) == .seconds(seconds))
    }

    @Test func everyMessageNamesTheFactAndEveryFixADeed() throws {
        let id = try #require(GitObjectID("7f27cf0ad96e918f6181c46aa9a2dfbdbf631ed3"))
        let failure = PublishFailure(
            reason: .ruleset(text: "Cannot update this protected ref."), requestID: "0689:9DE5", calls: 8, warnings: [])
        #expect(
            failure.message == "a rule of the repository refuses the commit: Cannot update this protected ref. "
                + "(GitHub request id 0689:9DE5)")
        #expect(
            failure.fix == "Let the token's owner bypass the rule, or set github.branch to a branch without one")
        #expect(
            PublishError.forbidden(permission: "contents=write", text: "Not Found").fix
                == "Give the token contents=write on this repository (a classic token: scope repo)")
        #expect(
            PublishError.unverified(commit: id).message
                == "GitHub took commit 7f27cf0ad96e918f6181c46aa9a2dfbdbf631ed3, and the branch does not show it yet")
        #expect(
            PublishError.rateLimited(.primary, wait: .milliseconds(90_500)).message
                == "GitHub's primary rate limit asks for a pause of 91 s")
    }
}
