internal import Model

/// INTERFACE "Exit codes".
package enum ExitCode: Int32, Sendable {
    case success = 0
    case failOnMet = 1
    case usage = 64
    case incomplete = 69
    case internalError = 70
    case cannotWrite = 74
    case notPublished = 75
    case credential = 77
    case configuration = 78
    case interrupted = 130
    case terminated = 143
}

extension SweepResult {
    /// The first that applies, in the order of INTERFACE.
    package func exitCode(failOnFailedJobs: Bool) -> ExitCode {
        let unreadable = workspaces.filter { $0.status == .unreachable }
        if !workspaces.isEmpty, unreadable.count == workspaces.count,
            unreadable.contains(where: \.isCredentialProblem)
        {
            return .credential
        }
        if publication.status == .failed { return .notPublished }
        if workspaces.contains(where: { $0.status != .ok }) { return .incomplete }
        if failOnFailedJobs, totals[.failed, default: 0] > 0 { return .failOnMet }
        return .success
    }
}
