internal import Databricks
internal import Model
internal import Transport

extension WorkspaceResult {
    /// Problems named one by one; the rest are counted.
    private static let warningLimit = 20

    init(_ name: WorkspaceName, _ ledger: WorkspaceLedger, rows: [JobRow], redactor: Redactor) {
        self.init(name: name)
        totals = rows.statusCounts
        jobs = rows.count { $0.jobID != nil }
        jobsWithRuns = rows.count { $0.run != nil }
        unreadableJobs = rows.filter { $0.status == .unreachable }
            .map { UnreadableJob(id: $0.jobID, name: $0.jobName, reason: $0.errorDetails) }
        runs = ledger.runsRead
        jobsVisible = ledger.jobListError == nil ? ledger.jobs.count : nil
        status = ledger.status
        if let error = ledger.jobListError ?? ledger.windowError ?? ledger.endError {
            self.error = redactor.redact(error.message)
            fix = error.fix
            if case .credentialRefused = error { isCredentialProblem = true }
        } else if status == .partial {
            error = redactor.redact(Self.partialReason(ledger))
        }
        warnings = ledger.problems.prefix(Self.warningLimit).map(redactor.redact).filter { $0 != error }
        if ledger.problems.count > Self.warningLimit {
            warnings.append("and \(ledger.problems.count - Self.warningLimit) more of the kind")
        }
        if jobsVisible == 0 {
            warnings.append("no job is visible: a lost permission looks like an empty workspace")
        }
    }

    private static func partialReason(_ ledger: WorkspaceLedger) -> String {
        if let (job, error) = ledger.unreadable.min(by: { $0.key < $1.key }) {
            let others = ledger.unreadable.count - 1
            return "job \(job) could not be read (\(error.phrase))" + (others > 0 ? ", and \(others) more" : "")
        }
        return ledger.problems.first ?? "something could not be read"
    }
}

extension WorkspaceLedger {
    var status: WorkspaceResult.Status {
        if jobListError != nil { return .unreachable }
        let isWhole = windowError == nil && endError == nil && unreadable.isEmpty && problems.isEmpty
        return isWhole ? .ok : .partial
    }
}
