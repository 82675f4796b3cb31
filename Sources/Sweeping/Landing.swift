internal import Configuration
internal import Crypto
internal import History
internal import Model
internal import Reports

/// What a sweep leaves in the history, in one transaction.
struct Landing {
    let configuration: Configuration
    let result: SweepResult
    let judged: [JudgedWorkspace]
    let files: [ReportFile]

    func sweep(duration: Duration, publishes: Bool) -> LandedSweep {
        LandedSweep(
            sweepID: result.sweepID,
            startedAt: result.startedAt,
            duration: duration,
            workspaces: judged.map(workspace),
            pending: publishes ? pending.map { [$0] } ?? [] : []
        )
    }

    private func workspace(_ judged: JudgedWorkspace) -> LandedWorkspace {
        let outcome = judged.result
        let status: LandedWorkspace.Status =
            switch outcome.status {
            case .ok: .ok
            case .partial: .partial
            case .unreachable: .unreachable
            }
        var landed = LandedWorkspace(
            name: outcome.name, status: status, visibleJobs: outcome.jobsVisible, rows: judged.rows.jobs,
            failures: judged.rows.failures, runs: judged.seenRuns)
        landed.selectedJobs = outcome.jobs
        landed.calls = outcome.calls
        landed.retries = outcome.retries
        landed.throttled = outcome.throttled
        return landed
    }

    /// `nil` where nothing is published.
    var pending: PendingReports? {
        configuration.github.map { github in
            PendingReports(
                destination: PublishDestination(github),
                digest: digest,
                sweepID: result.sweepID
            )
        }
    }

    private var digest: String {
        var hash = SHA256()
        for file in files.sorted(by: { $0.path < $1.path }) {
            hash.update(data: Array("\(file.path)\n\(file.bytes.count)\n".utf8))
            hash.update(data: file.bytes)
        }
        let digits = Array("0123456789abcdef")
        return String(hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}

extension PublishDestination {
    init(_ github: GitHubConfiguration) {
        self.init(
            repository: "\(github.apiURL) \(github.owner)/\(github.repository)", branch: github.branch,
            directory: github.directory)
    }
}
