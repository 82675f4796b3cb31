internal import Configuration
internal import Databricks
internal import Diagnosis
internal import Model
internal import Reports
internal import Transport

/// Makes the rows of one workspace of what its ledger holds: a pure function of the answers, the earlier reports and the
/// instant of the sweep.
///
/// What was not read is never judged: it keeps what earlier reports say, as UNREACHABLE.
struct WorkspaceJudge {
    static let notFoundDetails = "Job not found in Databricks workspace - verify job name and permissions"

    let workspace: WorkspaceConfiguration
    let known: KnownRows
    let judge: FailureJudge
    /// For what has no time of its own and was not seen before.
    let now: Timestamp
    /// Failed runs that started before are not in the failures report.
    let windowStart: Timestamp

    struct Rows: Sendable {
        var jobs: [JobRow] = []
        var failures: [FailureRow] = []
    }

    func rows(_ ledger: WorkspaceLedger) -> Rows {
        // A part of the list is not the list: what it lacks may exist, so no job is judged by it.
        if let error = ledger.jobListError {
            return Rows(jobs: unreachableRows(error), failures: known.failures(from: windowStart))
        }
        var rows = Rows()
        var matched: Set<Int> = []
        for job in ledger.jobs.values {
            let entries = entries(of: job, ledger)
            guard !entries.isEmpty else { continue }
            matched.formUnion(entries)
            rows.jobs.append(row(of: job, ledger))
            rows.failures += failureRows(of: job, ledger)
        }
        for (index, entry) in workspace.selections.enumerated()
        where !matched.contains(index) && entry.selection != .everything {
            rows.jobs.append(
                ledger.mayHaveLost(entry.selection)
                    ? unreachableRow(
                        named: entry.selection.entryText, .malformed(endpoint: "jobs/list", reason: "job_id"))
                    : notFoundRow(entry.selection.entryText))
        }
        return rows
    }

    /// The entries of the configuration that select a job. Of one whose name or tags could not be read, those that
    /// selected it before.
    private func entries(of job: Job, _ ledger: WorkspaceLedger) -> [Int] {
        let isUncertain = ledger.uncertain.contains(job.id)
        let name = isUncertain ? known.row(job.id, "")?.jobName ?? job.name : job.name
        let job = Job(id: job.id, name: name, tags: job.tags)
        let wasSelected = isUncertain && known.row(job.id, "") != nil
        return workspace.selections.indices.filter { index in
            let selection = workspace.selections[index].selection
            if wasSelected, case .tags = selection { return true }
            return selection.matches(job)
        }
    }

    // MARK: - A job

    private func row(of job: Job, _ ledger: WorkspaceLedger) -> JobRow {
        // A window that was not read to its end may hold a later run.
        if let error = ledger.unreadable[job.id] ?? ledger.windowError { return unreachableRow(of: job, error) }
        guard let run = ledger.runs.latestRun(of: job.id) else {
            guard ledger.searched.contains(job.id) else {
                return unreachableRow(of: job, ledger.endError ?? .notAsked)
            }
            var row = emptyRow(of: job, .noRuns)
            row.enteredAt = known.firstSeen(job.id, row.jobName, as: .noRuns, now: now)
            return row
        }
        // What the window does not settle, and nobody has looked for, may have a later run.
        let isSettled = ledger.runs.isLatestRunSettled(of: job.id, from: windowStart - WorkspaceCrawl.clockMargin)
        guard (isSettled && !ledger.hasLostRun) || ledger.searched.contains(job.id) else {
            return unreachableRow(of: job, ledger.endError ?? .notAsked)
        }
        return row(of: job, run, ledger)
    }

    private func row(of job: Job, _ run: Run, _ ledger: WorkspaceLedger) -> JobRow {
        let outcome = run.outcome
        var row = emptyRow(of: job, outcome.status)
        row.run = redactedCells(of: run)
        row.enteredAt =
            (outcome.hasEnded ? run.endTime : run.startTime)
            ?? known.firstSeen(job.id, row.jobName, as: outcome.status, now: now)
        switch outcome.status {
        case .failed:
            let facts = facts(of: run, ledger)
            // Why it failed is known from before: one bad answer does not make it unknown.
            if facts.unread != nil, var old = known.row(job.id, row.jobName), old.isOf(run) {
                old.jobName = row.jobName
                return old
            }
            let verdicts = judge.verdicts(on: run, facts)
            row.errorDetails = verdicts.details
            row.failedTasks = verdicts.failedTasks
            if let cause = verdicts.cause {
                row.errorCategory = cause.diagnosis.category
                row.errorFingerprint = cause.diagnosis.fingerprint
                row.suggestedAction = cause.diagnosis.suggestedAction
            }
        case .success:
            guard outcome.hasFailedTasks else { break }
            let facts = facts(of: run, ledger)
            guard facts.unread != nil || !facts.tasks.isEmpty else { break }
            let verdicts = judge.verdicts(on: run, facts)
            row.errorDetails = facts.unread == nil ? verdicts.detailsByTask : verdicts.details
            row.failedTasks = verdicts.failedTasks
        case .canceled, .skipped:
            row.errorDetails = judge.redactor.redact(run.state.message)
            if outcome.status == .canceled { row.errorCategory = .canceled }
        case .running, .noRuns, .notFound, .unreachable: break
        }
        return row
    }

    private func failureRows(of job: Job, _ ledger: WorkspaceLedger) -> [FailureRow] {
        // Part of the window: what was found is not all there is, and what earlier reports know still holds.
        if ledger.windowError != nil { return known.failures(of: job.id, from: windowStart) }
        if ledger.uncertain.contains(job.id) { return known.failures(of: job.id, from: windowStart) }
        let name = redactedName(of: job)
        return ledger.runs.failedRuns(of: job.id, from: windowStart).flatMap { run in
            let cells = redactedCells(of: run)
            let facts = facts(of: run, ledger)
            if facts.unread != nil {
                let old = known.failures(of: job.id, from: windowStart).filter { $0.run.isSame(as: cells) }
                if !old.isEmpty { return old }
            }
            return judge.verdicts(on: run, facts).map { verdict in
                FailureRow(
                    workspace: workspace.name,
                    environment: workspace.environment,
                    jobID: job.id,
                    jobName: name,
                    run: cells,
                    terminationCode: verdict.terminationCode,
                    errorCategory: verdict.diagnosis.category,
                    errorFingerprint: verdict.diagnosis.fingerprint,
                    task: verdict.task.map { .init(key: verdict.taskKey, runID: $0.runID, attempt: $0.attemptNumber) },
                    errorDetails: verdict.details,
                    errorTrace: verdict.trace,
                    suggestedAction: verdict.diagnosis.suggestedAction
                )
            }
        }
    }

    /// A run that the crawl did not come to has facts that say so.
    private func facts(of run: Run, _ ledger: WorkspaceLedger) -> FailureFacts {
        if let facts = ledger.facts(of: run) { return facts }
        var facts = FailureFacts()
        facts.unread = (ledger.endError ?? .notAsked).phrase
        return facts
    }

    private func emptyRow(of job: Job, _ status: JobStatus) -> JobRow {
        JobRow(
            workspace: workspace.name, environment: workspace.environment, jobID: job.id,
            jobName: redactedName(of: job), status: status, enteredAt: now)
    }

    /// A name without a secret stays as the service sends it, which decides the order of rows.
    private func redactedName(of job: Job) -> String {
        let name = job.name ?? ""
        let masked = judge.redactor.redact(name)
        return masked == EscapeSequence.removed(from: name) ? name : masked
    }

    private func redactedCells(of run: Run) -> RunCells {
        var cells = run.cells
        cells.pageURL = judge.redactor.redact(cells.pageURL)
        return cells
    }

    // MARK: - What could not be found or read

    private func notFoundRow(_ entry: String) -> JobRow {
        JobRow(
            workspace: workspace.name, environment: workspace.environment, jobID: nil, jobName: entry,
            status: .notFound, enteredAt: known.firstSeen(nil, entry, as: .notFound, now: now),
            errorDetails: Self.notFoundDetails)
    }

    /// Jobs known from earlier reports keep their rows; entries of the configuration that none of them fits get one.
    private func unreachableRows(_ error: DatabricksError) -> [JobRow] {
        known.jobs.map { unreachable($0, error) }
            + known.unmatchedEntries.map { unreachableRow(named: $0, error) }
    }

    private func unreachableRow(named entry: String, _ error: DatabricksError) -> JobRow {
        let row = JobRow(
            workspace: workspace.name, environment: workspace.environment, jobID: nil, jobName: entry,
            status: .unreachable, enteredAt: now)
        return unreachable(known.row(nil, entry) ?? row, error)
    }

    private func unreachableRow(of job: Job, _ error: DatabricksError) -> JobRow {
        let row = emptyRow(of: job, .unreachable)
        guard let old = known.row(job.id, row.jobName) else { return unreachable(row, error) }
        return unreachable(old, named: job.name.map { _ in row.jobName } ?? old.jobName, error)
    }

    /// The same row, its run cells kept, under the words for what could not be read.
    private func unreachable(_ old: JobRow, named name: String? = nil, _ error: DatabricksError) -> JobRow {
        var row = old
        row.environment = workspace.environment
        row.jobName = name ?? old.jobName
        row.status = .unreachable
        row.enteredAt = known.firstSeen(old.jobID, old.jobName, as: .unreachable, now: now)
        row.errorDetails =
            UnreachableDetails(phrase: error.phrase, lastStatus: UnreachableDetails.lastStatus(of: old)).text
        return row
    }
}

extension WorkspaceLedger {
    /// Whether a job that an entry selects may be among what was lost.
    fileprivate func mayHaveLost(_ selection: JobSelection) -> Bool {
        if hasLostJob { return true }
        if case .id = selection { return false }
        return !uncertain.isEmpty
    }
}

extension JobRow {
    /// Whether the row tells why just this run failed.
    fileprivate func isOf(_ failed: Run) -> Bool {
        status == .failed && run.map { $0.isSame(as: failed.cells) } ?? false
            && !errorDetails.hasPrefix(UnreachableDetails.beginning)
    }
}

extension RunCells {
    /// Reports hold whole seconds.
    fileprivate func isSame(as other: RunCells) -> Bool {
        id == other.id && resultState == other.resultState
            && endTime.map { $0.milliseconds / 1_000 } == other.endTime.map { $0.milliseconds / 1_000 }
    }
}
