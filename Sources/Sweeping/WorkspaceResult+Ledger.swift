internal import Configuration
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
        let selected = Set(rows.compactMap(\.jobID))
        let problems = ledger.problems(of: selected)
        status = ledger.status(of: selected)
        if let error = ledger.jobListError ?? ledger.windowError ?? ledger.endError {
            self.error = redactor.redact(error.message)
            fix = error.fix
            isCredentialProblem = error.isOfCredential
        } else if status == .partial {
            error = redactor.redact(Self.partialReason(ledger, selected))
        }
        warnings = problems.prefix(Self.warningLimit).map(redactor.redact).filter { $0 != error }
        let others = max(problems.count - Self.warningLimit, 0) + (problems.isEmpty ? 0 : ledger.omittedProblems)
        if others > 0 { warnings.append("and \(others) more of the kind") }
        warnings += Self.misreadNames(ledger, rows).prefix(Self.warningLimit).map(redactor.redact)
        if jobsVisible == 0 {
            warnings.append("no job is visible: a lost permission looks like an empty workspace")
        }
    }

    /// Entries that match no job, and are the very name of one: `nightly-[x]` is a pattern, and the job nightly-[x] does
    /// not fit it.
    private static func misreadNames(_ ledger: WorkspaceLedger, _ rows: [JobRow]) -> [String] {
        let unmatched = Set(rows.filter { $0.status == .notFound }.map(\.jobName))
        guard !unmatched.isEmpty else { return [] }
        let names = Set(ledger.jobs.values.compactMap(\.name)).intersection(unmatched).sorted()
        return names.filter { Glob.exactly($0) != $0 }.map { name in
            "there is a job \(name), but the entry is a pattern that does not fit it: write \(Glob.exactly(name))"
        }
    }

    private static func partialReason(_ ledger: WorkspaceLedger, _ selected: Set<JobID>) -> String {
        let unreadable = ledger.unreadable.filter { selected.contains($0.key) }
        if let (job, error) = unreadable.min(by: { $0.key < $1.key }) {
            let others = unreadable.count - 1
            return "job \(job) could not be read (\(error.phrase))" + (others > 0 ? ", and \(others) more" : "")
        }
        return ledger.problems(of: selected).first ?? "something could not be read"
    }
}

extension WorkspaceLedger {
    /// What was lost of jobs that nobody selected makes no row doubtful.
    func status(of selected: Set<JobID>) -> WorkspaceResult.Status {
        if jobListError != nil { return .unreachable }
        let isWhole =
            windowError == nil && endError == nil && unreadable.keys.allSatisfy { !selected.contains($0) }
            && problems(of: selected).isEmpty
        return isWhole ? .ok : .partial
    }

    fileprivate func problems(of selected: Set<JobID>) -> [String] {
        problems.filter { problem in
            problem.job.map { selected.contains($0) || uncertain.contains($0) } ?? true
        }.map(\.text)
    }
}

extension DatabricksError {
    /// A credential is missing, or was refused.
    fileprivate var isOfCredential: Bool {
        switch self {
        case .credentialRefused, .noCredential, .signInRefused: true
        case .signInFailed, .permissionDenied, .refused, .notFound, .invalidRequest, .throttled, .unavailable,
            .notAnAPI,
            .malformed, .endless, .transport, .notAsked, .givenUp:
            false
        }
    }
}
