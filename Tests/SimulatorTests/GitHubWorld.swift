import Foundation
import Model
import Simulator
import Testing
import Transport

/// The world of the known answers: repository `acme/pipeline-health` as it was before the sweep, and a way to ask it.
struct GitHubWorld {
    static let startCommit = "04f71a4e2202647b996bd8b68d573708de406781"
    static let startTree = "b329bde270d4e0dbf2a5a6664670f9d5668ac277"
    static let readme = "2a628bb6ee06b3f8b43e7819484f9cc1e0c60cc5"
    static let header = "Job_Id,Job_Name,Timestamp (UTC),Status,Error_Details\\n"
    static let account = GitHubAccount(login: "ada", name: "Ada Okafor", email: "ada@example.com")

    struct Answer {
        let status: Int
        let headers: [HTTPHeader]
        let body: [UInt8]

        var json: NSObject? { try? JSONSerialization.jsonObject(with: Data(body)) as? NSObject }
        var object: [String: Any] { json as? [String: Any] ?? [:] }
        var text: String { String(decoding: body, as: UTF8.self) }
        var message: String? { object["message"] as? String }
        var sha: String? { object["sha"] as? String }

        func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
    }

    var service: GitHubService
    var now = Timestamp(milliseconds: 1_795_492_800_000)  // 2026-11-24 04:00:00

    init(empty storage: any GitStorage, requestsPerHour: Int = 5_000) {
        service = GitHubService(
            storage: storage,
            repository: GitHubRepository(owner: "acme", name: "pipeline-health"),
            account: Self.account,
            requestsPerHour: requestsPerHour
        )
    }

    /// - Parameter storage: empty; the start of the known answers is put there through the API.
    init(startingOn storage: any GitStorage, requestsPerHour: Int = 5_000) {
        self.init(empty: storage, requestsPerHour: requestsPerHour)
        let first = ask("PUT", "/contents/README.md", #"{"message": "x", "content": ""}"#)
        #expect(first.status == 201)
        let tree = ask(
            "POST", "/git/trees",
            """
            {"tree": [
              {"path": "Error/databricks_job_monitoring_report.csv", "mode": "100644", "type": "blob",
               "content": "\(Self.header)"},
              {"path": "Error/workspaces/prod-eu.csv", "mode": "100644", "type": "blob",
               "content": "\(Self.header)11,New Job,2026-11-24 04:00:00,SUCCESS,\\n"},
              {"path": "README.md", "mode": "100644", "type": "blob", "content": "# Pipeline health\\n"},
              {"path": "docs/notes.txt", "mode": "100644", "type": "blob", "content": "hello\\n"}
            ]}
            """)
        #expect(tree.sha == Self.startTree)
        let commit = ask("POST", "/git/commits", #"{"message": "Start", "tree": "\#(Self.startTree)"}"#)
        #expect(commit.sha == Self.startCommit)
        let moved = ask("PATCH", "/git/refs/heads/main", #"{"sha": "\#(Self.startCommit)", "force": true}"#)
        #expect(moved.status == 200)
    }

    static let headers = [
        HTTPHeader("Host", "api.github.com"), HTTPHeader("X-Forwarded-Proto", "https"),
        HTTPHeader("User-Agent", "test/1"), HTTPHeader("Authorization", "Bearer ghp_demo"),
    ]

    /// - Parameter path: below `/repos/acme/pipeline-health`, or whole where it begins with `//`.
    mutating func ask(
        _ method: String,
        _ path: String,
        _ body: String = "",
        headers: [HTTPHeader] = GitHubWorld.headers
    ) -> Answer {
        let halves = path.split(separator: "?", maxSplits: 1)
        let whole = halves.first.map(String.init) ?? ""
        let query = (halves.count > 1 ? halves[1].split(separator: "&") : []).map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return SimulatedRequest.QueryItem(name: parts[0], value: parts.count > 1 ? parts[1] : nil)
        }
        let request = SimulatedRequest(
            method: method,
            host: "api.github.com",
            path: whole.hasPrefix("//") ? String(whole.dropFirst()) : "/repos/acme/pipeline-health" + whole,
            query: query,
            headers: headers,
            body: Array(body.utf8)
        )
        let answer = service.answer(request, at: now)
        return Answer(status: answer.status, headers: answer.headers, body: answer.body)
    }
}

/// JSON as Foundation reads it, with the placeholders of the known answers filled in.
func known(_ text: String) -> NSObject? {
    let filled = text.replacing("REPO", with: "https://api.github.com/repos/acme/pipeline-health")
        .replacing("PAGE", with: "https://github.com/acme/pipeline-health")
    return try? JSONSerialization.jsonObject(with: Data(filled.utf8)) as? NSObject
}
