import Model
import Synchronization
import Testing
import Transport

@testable import GitHub

/// Everything at once, many times: whatever happens on the way, the reports are published by one commit.
struct StormTests {
    private static let calls = [
        "GET", "GET /git/ref", "GET /git/commits", "GET /git/trees", "POST /git/trees", "POST /git/commits", "PATCH",
        "POST /git/refs", "PUT",
    ]

    private enum Weather: CaseIterable {
        case lostBefore
        case lostAfter
        case gatewayBefore
        case gatewayAfter
        case throttled
        case rival
        case unsure
    }

    @Test(arguments: 0..<600)
    func oneCommitComesOfEveryStorm(_ seed: UInt64) async throws {
        var chance = SeededGenerator(seed: seed)
        let branch = Int.random(in: 0..<3, using: &chance) == 0 ? "reports" : "main"
        let service = FakeGitHub(World.fill)
        service.state.withLock { $0.lateReads = Int.random(in: 0..<4, using: &chance) }
        for _ in 0..<Int.random(in: 1..<10, using: &chance) {
            guard let call = Self.calls.randomElement(using: &chance),
                let weather = Weather.allCases.randomElement(using: &chance)
            else { continue }
            service.plan(call, times: Int.random(in: 1..<3, using: &chance), Self.fault(weather, on: branch))
        }
        let publisher = World.publisher(service, branch: branch)
        var published: [Publication] = []
        for _ in 0..<3 {
            do {
                published.append(try await publisher.publish(World.files, message: World.message))
            } catch let failure as PublishFailure {
                #expect(failure.reason.isWorthAnotherSweep, "\(failure.message)")
            }
            service.state.withLock { state in
                state.faults = []
                state.late = [:]
            }
        }
        #expect(published.last?.outcome == .unchanged)
        #expect(published.count { $0.outcome != .unchanged } <= 1)
        #expect(World.isPublished(service, branch: branch))
        #expect(World.commits(service, branch: branch) == 1)
        let pushes = service.repository.commits.values.count { $0.message == "push" }
        let kept = service.repository.history(of: branch).count { $0.message == "push" }
        #expect(pushes == kept)  // nobody else's commit is lost
    }

    private static func fault(_ weather: Weather, on branch: String) -> FakeGitHub.Fault {
        let host = "ghe.example.com"
        switch weather {
        case .lostBefore: return .insteadError(.requestTimeout(host: host))
        case .lostAfter: return .afterError(.broken(host: host, reason: "reset"))
        case .gatewayBefore: return .instead(HTTPResponse(status: 502, body: Array("<html>".utf8)))
        case .gatewayAfter: return .after(HTTPResponse(status: 504))
        case .throttled: return .instead(JSON.refusal(429, "x", headers: [HTTPHeader("Retry-After", "7")]))
        case .unsure: return .instead(HTTPResponse(status: 500))
        case .rival:
            return .first { repository in
                guard repository.branches[branch] != nil else { return }
                repository.push(["theirs/\(repository.commits.count)": "theirs"], to: branch, message: "push")
            }
        }
    }
}

extension PublishError {
    /// What may come of a storm; anything else is a mistake of ours.
    fileprivate var isWorthAnotherSweep: Bool {
        switch self {
        case .unavailable, .unreachable, .rateLimited, .conflict, .staleReads, .unverified: true
        default: false
        }
    }
}
