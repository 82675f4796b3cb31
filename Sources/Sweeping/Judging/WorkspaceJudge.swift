internal import Configuration
internal import Databricks
internal import Diagnosis
internal import Model
internal import Reports
internal import Transport

/// Makes the rows of one workspace of what its ledger holds: a pure function of the answers, the earlier reports and the
/// instant of the sweep.
struct WorkspaceJudge {
    static let notFoundDetails = "Job not found in Databricks workspace - verify job name and permissions"

    let workspace: WorkspaceConfiguration
    let prior: PriorReports
    let judge: FailureJudge
    /// For what has no time of its own and was not seen before.
    let now: Timestamp
    /// Failed runs that started before are not in the failures report.
    let windowStart: Timestamp

    struct Rows {
        var jobs: [JobRow] = []
        var failures: [FailureRow] = []
    }

    func rows(_ ledger: WorkspaceLedger) -> Rows {
        // A part of the list is not the list: what it lacks may exist, so no job is judged by it.
        if let error = ledger.jobListError { return Rows(jobs: unreachableRows(error)) }
        var rows = Rows()
        var matched: Set<Int> = []
        for job in ledger.jobs.values {
            let entries = workspace.selections.indices.filter { workspace.selections[$0].selection.matches(job) }
            guard !entries.isEmpty else { continue }
            matched.formUnion(entries)
            rows.jobs.append(row(of: job, ledger))
            rows.failures += failureRows(of: job, ledger)
        }
        for (index, entry) in workspace.selections.enumerated()
        where !matched.contains(index) && entry.selection != .everything {
            rows.jobs.append(notFoundRow(entry.selection.entryText))
        }
        return rows
    }

    // MARK: - A job

    private func row(of job: Job, _ ledger: WorkspaceLedger) -> JobRow {
        if let error = ledger.unreadable[job.id] { return unreachableRow(of: job, error) }
        guard let run = ledger.runs.latestRun(of: job.id) else {
            if let error = ledger.windowError { return unreachableRow(of: job, error) }
            return JobRow(
                workspace: workspace.name, environment: workspace.environment, jobID: job.id, jobName: job.name ?? "",
                status: .noRuns, enteredAt: firstSeen(job.id, job.name ?? "", as: .noRuns))
        }
        // A window that was not read to its end may hold a later run.
        if let error = ledger.windowError { return unreachableRow(of: job, error) }
        return row(of: job, run, ledger.facts[run.id])
    }

    private func row(of job: Job, _ run: Run, _ facts: FailureFacts?) -> JobRow {
        let outcome = run.outcome
        var row = JobRow(
            workspace: workspace.name,
            environment: workspace.environment,
            jobID: job.id,
            jobName: job.name ?? "",
            status: outcome.status,
            enteredAt: (outcome.hasEnded ? run.endTime : run.startTime)
                ?? firstSeen(job.id, job.name ?? "", as: outcome.status),
            run: run.cells
        )
        switch outcome.status {
        case .failed:
            let verdicts = judge.verdicts(on: run, facts)
            row.errorDetails = verdicts.details
            row.failedTasks = verdicts.compactMap { $0.task?.taskKey }
            if let cause = verdicts.cause {
                row.errorCategory = cause.diagnosis.category
                row.errorFingerprint = cause.diagnosis.fingerprint
                row.suggestedAction = cause.diagnosis.suggestedAction
            }
        case .success:
            guard outcome.hasFailedTasks, let facts, !facts.tasks.isEmpty else { break }
            let verdicts = judge.verdicts(on: run, facts)
            row.errorDetails = verdicts.detailsByTask
            row.failedTasks = verdicts.compactMap { $0.task?.taskKey }
        case .canceled, .skipped:
            row.errorDetails = judge.redactor.redact(run.state.message)
            if outcome.status == .canceled { row.errorCategory = .canceled }
        case .running, .noRuns, .notFound, .unreachable: break
        }
        return row
    }

    private func failureRows(of job: Job, _ ledger: WorkspaceLedger) -> [FailureRow] {
        ledger.runs.failedRuns(of: job.id, from: windowStart).flatMap { run in
            judge.verdicts(on: run, ledger.facts[run.id]).map { verdict in
                FailureRow(
                    workspace: workspace.name,
                    environment: workspace.environment,
                    jobID: job.id,
                    jobName: job.name ?? "",
                    run: run.cells,
                    terminationCode: verdict.terminationCode,
                    errorCategory: verdict.diagnosis.category,
                    errorFingerprint: verdict.diagnosis.fingerprint,
                    task: verdict.task.map { .init(key: $0.taskKey, runID: $0.runID, attempt: $0.attemptNumber) },
                    errorDetails: verdict.details,
                    errorTrace: verdict.trace,
                    suggestedAction: verdict.diagnosis.suggestedAction
                )
            }
        }
    }

    // MARK: - What could not be found or read

    private func notFoundRow(_ entry: String) -> JobRow {
        JobRow(
            workspace: workspace.name, environment: workspace.environment, jobID: nil, jobName: entry,
            status: .notFound, enteredAt: firstSeen(nil, entry, as: .notFound), errorDetails: Self.notFoundDetails)
    }

    /// Jobs known from earlier reports keep their rows; names in the configuration that none of them has get one.
    private func unreachableRows(_ error: DatabricksError) -> [JobRow] {
        let known = prior.rows(of: workspace.name).filter { $0.jobID != nil }
        var rows = known.map { unreachable($0, error) }
        for entry in workspace.selections where entry.selection != .everything {
            let isKnown = known.contains { row in
                row.jobID.map { entry.selection.matches(Job(id: $0, name: row.jobName)) } ?? false
            }
            if case .tags = entry.selection, !known.isEmpty { continue }  // earlier reports do not tell tags
            guard !isKnown else { continue }
            let row = JobRow(
                workspace: workspace.name, environment: workspace.environment, jobID: nil,
                jobName: entry.selection.entryText, status: .unreachable, enteredAt: now)
            rows.append(
                unreachable(prior.row(workspace: workspace.name, jobID: nil, jobName: row.jobName) ?? row, error))
        }
        return rows
    }

    private func unreachableRow(of job: Job, _ error: DatabricksError) -> JobRow {
        let row = JobRow(
            workspace: workspace.name, environment: workspace.environment, jobID: job.id, jobName: job.name ?? "",
            status: .unreachable, enteredAt: now)
        return unreachable(prior.row(workspace: workspace.name, jobID: job.id, jobName: job.name ?? "") ?? row, error)
    }

    /// The same row, its run cells kept, under the words for what could not be read.
    private func unreachable(_ row: JobRow, _ error: DatabricksError) -> JobRow {
        let last = UnreachableDetails.lastStatus(of: row)
        var row = row
        if row.status != .unreachable { row.enteredAt = now }
        row.status = .unreachable
        row.errorDetails = UnreachableDetails(phrase: error.phrase, lastStatus: last).text
        return row
    }

    /// The earliest time an earlier report gives for the same status, else now.
    private func firstSeen(_ job: JobID?, _ name: String, as status: JobStatus) -> Timestamp {
        guard let row = prior.row(workspace: workspace.name, jobID: job, jobName: name), row.status == status else {
            return now
        }
        return min(row.enteredAt, now)
    }
}
