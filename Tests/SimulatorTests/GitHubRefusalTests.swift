import Foundation
import Model
import Simulator
import Testing
import Transport

/// What the service refuses, in its own words.
@Suite struct GitHubRefusalTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let method: String
        let path: String
        var body = ""
        let status: Int
        var message: String?

        var testDescription: String { "\(method) \(path) \(body) → \(status)" }
    }

    private static let start = GitHubWorld.startCommit
    private static let tree = GitHubWorld.startTree
    private static let unknown = "00000000000000000000000000000000000000ff"

    private static let refs: [Case] = [
        .init(method: "GET", path: "/git/ref/heads/mai", status: 404, message: "Not Found"),
        .init(method: "GET", path: "/git/ref/refs/heads/main", status: 404, message: "Not Found"),
        .init(method: "GET", path: "/git/ref/heads/main/", status: 404, message: "Not Found"),
        .init(method: "PATCH", path: "/git/ref/heads/main", status: 404, message: "Not Found"),
        .init(
            method: "PATCH", path: "/git/refs/heads/gone", body: #"{"sha": "\#(start)"}"#, status: 422,
            message: "Reference does not exist"),
        .init(
            method: "PATCH", path: "/git/refs/refs/heads/main", body: #"{"sha": "\#(start)"}"#, status: 422,
            message: "Reference does not exist"),
        .init(
            method: "PATCH", path: "/git/refs/heads/main", body: #"{"sha": "\#(unknown)"}"#, status: 422,
            message: "Object does not exist"),
        .init(
            method: "PATCH", path: "/git/refs/heads/main", body: #"{"sha": "\#(tree)"}"#, status: 422,
            message: "Object is not a commit"),
        .init(
            method: "PATCH", path: "/git/refs/heads/main", body: "{}", status: 422,
            message: "Invalid request.\n\n\"sha\" wasn't supplied."),
        .init(
            method: "PATCH", path: "/git/refs/heads/main", body: #"{"sha": "\#(start)", "force": null}"#, status: 422,
            message: "Invalid request.\n\nFor 'properties/force', nil is not a boolean."),
        .init(
            method: "DELETE", path: "/git/refs/heads/gone", status: 422, message: "Reference does not exist"),
        .init(
            method: "POST", path: "/git/refs", body: #"{"ref": "refs/heads/main", "sha": "\#(start)"}"#, status: 422,
            message: "Reference already exists"),
        .init(
            method: "POST", path: "/git/refs", body: #"{"ref": "heads/x", "sha": "\#(start)"}"#, status: 422,
            message: "Reference name must start with 'refs/'."),
        .init(
            method: "POST", path: "/git/refs", body: #"{"ref": "refs/x", "sha": "\#(start)"}"#, status: 422,
            message: "Reference name must contain at least three slash-separated components."),
        .init(
            method: "POST", path: "/git/refs", body: #"{"ref": "refs/heads/x", "sha": "\#(unknown)"}"#, status: 422,
            message: "Object does not exist"),
        .init(
            method: "POST", path: "/git/refs", body: #"{"ref": "refs/heads/x", "sha": "\#(tree)"}"#, status: 422,
            message: "Reference update failed"),
    ]

    private static let commits: [Case] = [
        .init(method: "GET", path: "/git/commits/\(unknown)", status: 404, message: "Not Found"),
        .init(method: "GET", path: "/git/commits/\(tree)", status: 404, message: "Not Found"),
        .init(
            method: "GET", path: "/commits/\(unknown)", status: 422, message: "No commit found for SHA: \(unknown)"),
        commit(#""tree": "\#(unknown)""#, "Tree SHA does not exist"),
        commit(#""tree": "\#(start)""#, "Tree SHA does not exist"),
        commit(
            #""tree": "\#(tree.uppercased())""#,
            "The tree parameter must be exactly 40 characters and contain only [0-9a-f]."),
        commit(
            #""tree": "\#(tree)", "parents": ["\#(tree)"]"#, "Parent SHA does not exist or is not a commit object"),
        commit(
            #""tree": "\#(tree)", "author": null"#,
            "Invalid request.\n\nFor 'properties/author', nil is not an object."),
        commit(#""tree": "\#(tree)", "author": {"name": "", "email": "a@example.com"}"#, "Validation Failed"),
        commit(
            #""tree": "\#(tree)", "author": {"name": "A", "email": "a@b.example", "date": "2026-11-24T05:00:00"}"#,
            "Invalid request.\n\n2026-11-24T05:00:00 is not a valid date-time."),
        .init(
            method: "POST", path: "/git/commits",
            body: #"""
                {"message": "m", "tree": "\#(tree)",
                 "author": {"name": "A", "email": "a@example.com", "date": "2100-01-01T00:00:00Z"}}
                """#, status: 500),
    ]

    private static func commit(_ members: String, _ message: String) -> Case {
        Case(
            method: "POST", path: "/git/commits", body: #"{"message": "m", \#(members)}"#, status: 422, message: message
        )
    }

    private static let others: [Case] = [
        .init(method: "POST", path: "/git/blobs", body: "{", status: 400, message: "Problems parsing JSON"),
        .init(method: "POST", path: "/git/blobs", body: "[]", status: 400, message: "Body should be a JSON object"),
        .init(
            method: "POST", path: "/git/blobs", body: #"{"content": 5}"#, status: 422,
            message: "Invalid request.\n\nFor 'properties/content', 5 is not a string."),
        .init(method: "GET", path: "/git/blobs/\(start)", status: 404, message: "Not Found"),
        .init(method: "GET", path: "/git/trees/nowhere", status: 404, message: "Not Found"),
        .init(method: "GET", path: "//repos/acme/other", status: 404, message: "Not Found"),
        .init(method: "GET", path: "//nothing", status: 404, message: "Not Found"),
        .init(
            method: "PUT", path: "/contents/README.md", body: #"{"message": "m", "content": "eA=="}"#, status: 422,
            message: "Invalid request.\n\n\"sha\" wasn't supplied."),
        .init(
            method: "PUT", path: "/contents/README.md",
            body: #"{"message": "m", "content": "eA==", "sha": "\#(unknown)"}"#, status: 409,
            message: "README.md does not match \(unknown)"),
        .init(
            method: "PUT", path: "/contents/new.md", body: #"{"message": "m", "content": "e!=="}"#, status: 422,
            message: "content is not valid Base64"),
        .init(
            method: "PUT", path: "/contents/new.md", body: #"{"message": "m", "content": "", "branch": "gone"}"#,
            status: 404, message: "Branch gone not found"),
        .init(method: "GET", path: "/contents/nothing", status: 404, message: "Not Found"),
        .init(method: "GET", path: "/compare/main...gone", status: 404, message: "Not Found"),
    ]

    @Test(arguments: refs + commits + others)
    func theServicesWordsComeBack(_ test: Case) {
        var world = GitHubWorld(startingOn: MemoryGitStorage())
        let before = world.ask("GET", "/git/ref/heads/main").text
        let answer = world.ask(test.method, test.path, test.body)
        #expect(answer.status == test.status, "\(answer.text)")
        if let message = test.message { #expect(answer.message == message) }
        #expect(answer.object["status"] as? String == String(test.status))
        #expect((answer.object["documentation_url"] as? String)?.hasPrefix("https://docs.github.com/rest") == true)
        #expect(world.ask("GET", "/git/ref/heads/main").text == before)
    }

    @Test func refusalsHaveThePagesExactShapes() {
        var world = GitHubWorld(empty: MemoryGitStorage())
        #expect(
            world.ask("POST", "/git/blobs", #"{"content": ""}"#).text
                == #"{"message":"Git Repository is empty.","documentation_url":"https://docs.github.com/rest/git/"#
                + #"blobs#create-a-blob","status":"409"}"#)
        var started = GitHubWorld(startingOn: MemoryGitStorage())
        let body = #"{"message": "m", "tree": "\#(Self.tree)", "author": {"email": "a@example.com"}}"#
        #expect(
            started.ask("POST", "/git/commits", body).text
                == #"{"message":"Validation Failed","errors":[{"resource":"author","field":"name","#
                + #""code":"missing_field"}],"documentation_url":"#
                + #""https://docs.github.com/rest/git/commits#create-a-commit","status":"422"}"#)
    }

    @Test(arguments: [
        ("GET", "/git/ref/heads/main"), ("GET", "/git/trees/main"), ("GET", "/git/blobs/\(GitHubWorld.readme)"),
        ("POST", "/git/trees"), ("POST", "/git/commits"), ("POST", "/git/refs"), ("PATCH", "/git/refs/heads/main"),
    ])
    func anEmptyRepositoryIsClosed(method: String, path: String) {
        var world = GitHubWorld(empty: MemoryGitStorage())
        let answer = world.ask(method, path, "{}")
        #expect(answer.status == 409)
        #expect(answer.message == "Git Repository is empty.")
    }
}
