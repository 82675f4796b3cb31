import Model
import Transport

@testable import GitHub

/// The repository of api/github, section 9, and the sweep that changes it.
enum World {
    static let header = "Job_Id,Job_Name,Timestamp (UTC),Status,Error_Details\n"
    static let report = header + "11,New Job,2026-11-24 05:00:00,FAILED,Café: boom\n"
    static let prodUS = header + "12,nightly,2026-11-24 04:55:00,SUCCESS,\n"
    static let prodEU = header + "11,New Job,2026-11-24 04:00:00,SUCCESS,\n"
    static let message = "dbmon sweep 2026-11-24 05:00 UTC\n\n1 failed, 1 succeeded"

    static let files = [
        PublishedFile(path: "databricks_job_monitoring_report.csv", bytes: Array(report.utf8)),
        PublishedFile(path: "workspaces/prod-us.csv", bytes: Array(prodUS.utf8)),
    ]

    /// As it stands before the sweep; not yet with its known commit.
    static func fill(_ repository: inout FakeRepository) {
        repository.push([
            "Error/databricks_job_monitoring_report.csv": header, "Error/workspaces/prod-eu.csv": prodEU,
            "README.md": "# Pipeline health\n", "docs/notes.txt": "hello\n",
        ])
    }

    /// As it stands before the sweep, with the very head of section 9.
    static func fillAsKnown(_ repository: inout FakeRepository) {
        fill(&repository)
        guard let tree = repository.history().first?.tree else { return }
        let start = GitObjectID.commit(
            GitCommit(
                tree: tree, parents: [], identity: .init(name: "Ada Okafor", email: "ada@example.com"),
                time: Timestamp(milliseconds: 1_795_492_800_000), message: "Start"))
        repository.commits[start] = .init(tree: tree, parents: [], message: "Start")
        repository.branches["main"] = start
    }

    /// As the sweep leaves it.
    static func fillWithResult(_ repository: inout FakeRepository) {
        repository.push([
            "Error/databricks_job_monitoring_report.csv": report, "Error/workspaces/prod-us.csv": prodUS,
            "README.md": "# Pipeline health\n", "docs/notes.txt": "hello\n",
        ])
    }

    static func publisher(
        _ service: FakeGitHub, clock: TestClock = TestClock(), branch: String = "main", directory: String = "Error",
        token: String = "ghp_TEST", limits: PublishLimits = .standard
    ) -> Publisher {
        let target = PublishTarget(
            apiURL: FakeGitHub.prefix, owner: "acme", repository: "pipeline-health", branch: branch,
            directory: directory)
        return Publisher(
            target: target, token: Secret(token), client: service, clock: clock, seed: 7, limits: limits)
    }

    static func publish(
        _ service: FakeGitHub, _ files: [PublishedFile] = files, clock: TestClock = TestClock(),
        branch: String = "main", directory: String = "Error", limits: PublishLimits = .standard
    ) async throws -> Publication {
        try await publisher(service, clock: clock, branch: branch, directory: directory, limits: limits)
            .publish(files, message: message)
    }

    /// What the publication fails with.
    static func failure(
        _ service: FakeGitHub, _ files: [PublishedFile] = files, clock: TestClock = TestClock(),
        branch: String = "main", directory: String = "Error", limits: PublishLimits = .standard
    ) async throws -> PublishFailure? {
        do {
            _ = try await publish(
                service, files, clock: clock, branch: branch, directory: directory, limits: limits)
            return nil
        } catch let failure as PublishFailure {
            return failure
        }
    }

    /// How many commits carry the sweep's message.
    static func commits(_ service: FakeGitHub, branch: String = "main") -> Int {
        service.repository.history(of: branch).count { $0.message == message }
    }

    /// The branch holds the sweep's files and everybody else's.
    static func isPublished(_ service: FakeGitHub, branch: String = "main") -> Bool {
        let repository = service.repository
        return repository.text("Error/databricks_job_monitoring_report.csv", on: branch) == report
            && repository.text("Error/workspaces/prod-us.csv", on: branch) == prodUS
            && repository.text("Error/workspaces/prod-eu.csv", on: branch) == nil
            && repository.text("README.md", on: branch) == "# Pipeline health\n"
            && repository.text("docs/notes.txt", on: branch) == "hello\n"
    }
}
