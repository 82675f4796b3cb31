package import Model

/// The second opinion: what the reports must say about a workspace, derived from the scenario and never from an
/// answer.
///
/// The texts of errors are those that the scenario put into the workspace, whole: with secrets, escape sequences,
/// control characters and line breaks. What a cell makes of them is tested elsewhere. Several failed tasks are joined
/// as `key: error | key: error`; a run with one failed task has its bare error, but for SUCCESS_WITH_FAILURES, where
/// the key is always named.
package struct GroundTruth: Sendable {
    private let workspace: SimulatedWorkspace
    private let now: Int64

    private init(of workspace: SimulatedWorkspace, at now: Timestamp) {
        self.workspace = workspace
        self.now = now.milliseconds
    }

    /// Every listed job, by name (Unicode scalars), then by id: the order of the reports.
    package static func jobs(of workspace: SimulatedWorkspace, at now: Timestamp) -> [ExpectedJob] {
        let truth = GroundTruth(of: workspace, at: now)
        let listed = workspace.jobs.filter { $0.isListed(at: now.milliseconds) }
        return listed.map { truth.expected($0) }
            .sorted { left, right in
                if left.name.unicodeScalars.elementsEqual(right.name.unicodeScalars) { return left.id < right.id }
                return left.name.unicodeScalars.lexicographicallyPrecedes(right.name.unicodeScalars)
            }
    }

    /// One job, listed or not.
    package static func job(_ job: SimulatedJob, of workspace: SimulatedWorkspace, at now: Timestamp) -> ExpectedJob {
        GroundTruth(of: workspace, at: now).expected(job)
    }

    /// The failures of one of its runs: none where it has not failed at that instant.
    package static func failures(
        of run: SimulatedRun, in workspace: SimulatedWorkspace, at now: Timestamp
    ) -> [ExpectedFailure] {
        let truth = GroundTruth(of: workspace, at: now)
        let job = workspace.jobs[run.jobIndex]
        guard truth.newestAttempts(of: job).contains(where: { $0.id == run.id }) else { return [] }
        return truth.failures(of: run, job: job)
    }

    /// The instants at which something about a job's runs changes, in order.
    package static func instants(
        of job: SimulatedJob, in workspace: SimulatedWorkspace, from: Timestamp, to: Timestamp
    ) -> [Timestamp] {
        var instants: Set<Int64> = [from.milliseconds, job.createdTime, job.vanishes]
        for ordinal in workspace.runsOfJob[job.index] {
            let run = workspace.runs[Int(ordinal)]
            instants.formUnion([run.start, run.firstEnd, run.repairStart, run.end, run.vanishes])
            instants.insert(run.start + SimulatedWorkspace.retention)
            if run.kind == .waitingForRetry { instants.insert(run.start + 180_000) }
        }
        return instants.filter { (from.milliseconds...to.milliseconds).contains($0) }.sorted()
            .map { Timestamp(milliseconds: $0) }
    }

    /// The failed runs of listed jobs that started within the bounds, both inclusive: by job id, run id and task key.
    /// Of a run that was retried as a whole, the newest attempt alone.
    package static func failures(
        of workspace: SimulatedWorkspace, from: Timestamp, to: Timestamp, at now: Timestamp? = nil
    ) -> [ExpectedFailure] {
        let truth = GroundTruth(of: workspace, at: now ?? to)
        var failures: [ExpectedFailure] = []
        for job in workspace.jobs where job.presence == .listed {
            for run in truth.newestAttempts(of: job) where (from.milliseconds...to.milliseconds).contains(run.start) {
                failures += truth.failures(of: run, job: job)
            }
        }
        return failures.sorted {
            ($0.jobID, $0.runID, $0.task?.key ?? "") < ($1.jobID, $1.runID, $1.task?.key ?? "")
        }
    }

    /// How many jobs have each `Status`.
    package static func statusCounts(of workspace: SimulatedWorkspace, at now: Timestamp) -> [String: Int] {
        jobs(of: workspace, at: now).reduce(into: [:]) { $0[$1.status, default: 0] += 1 }
    }

    // MARK: - Jobs

    private func expected(_ job: SimulatedJob) -> ExpectedJob {
        guard let run = newestAttempts(of: job).max(by: { (rank($0), $0.id) < (rank($1), $1.id) }) else {
            return ExpectedJob(
                id: job.id, name: job.name ?? "", status: "NO_RUNS", resultState: "", timestamp: nil, runID: nil,
                startTime: nil, endTime: nil, durationSeconds: nil, errorDetails: "", failedTasks: [], pageURL: nil)
        }
        let status = status(of: run)
        let end = run.shownEnd(at: now)
        let failed = status == "FAILED" || isSuccessWithFailures(run) ? failedTasks(of: run) : []
        return ExpectedJob(
            id: job.id,
            name: job.name ?? "",
            status: status,
            resultState: resultState(of: run),
            timestamp: end.map { text($0) } ?? startText(of: run),
            runID: run.id,
            startTime: startText(of: run),
            endTime: end.map { text($0) },
            durationSeconds: end.map { _ in run.duration(at: now) / 1_000 },
            errorDetails: errorDetails(of: run, status: status, failed: failed),
            failedTasks: failed,
            pageURL: workspace.pageURL(of: run)
        )
    }

    /// Of runs without a start, which wait in the queue, none is later.
    private func rank(_ run: SimulatedRun) -> Int64 { hasStarted(run) ? run.start : .max }

    private func startText(of run: SimulatedRun) -> String? { hasStarted(run) ? text(run.start) : nil }

    private func hasStarted(_ run: SimulatedRun) -> Bool {
        !workspace.plan.areQueuedRunsWithoutStart || workspace.state(of: run, at: now) != .active(.queued)
    }

    /// The runs that count: begun, still kept, and of a run retried as a whole the last attempt.
    private func newestAttempts(of job: SimulatedJob) -> [SimulatedRun] {
        let kept = workspace.runsOfJob[job.index].map { workspace.runs[Int($0)] }
            .filter { workspace.isKept($0, at: now) }
        var newest: [Int: SimulatedRun] = [:]
        for run in kept where newest[run.originalOrdinal].map({ $0.attempt < run.attempt }) ?? true {
            newest[run.originalOrdinal] = run
        }
        return Array(newest.values)
    }

    private func status(of run: SimulatedRun) -> String {
        guard case .ended(let outcome) = workspace.state(of: run, at: now) else { return "RUNNING" }
        switch outcome.verdict {
        case .success, .successWithFailures: return "SUCCESS"
        case .failed, .timedOut, .platform, .evicted, .abandoned, .upstreamFailed: return "FAILED"
        case .canceled, .upstreamCanceled: return "CANCELED"
        case .skipped, .tooManyRuns, .excluded, .disabled, .queueFull: return "SKIPPED"
        }
    }

    private func isSuccessWithFailures(_ run: SimulatedRun) -> Bool {
        guard case .ended(let outcome) = workspace.state(of: run, at: now) else { return false }
        return outcome.verdict == .successWithFailures
    }

    /// The word of the state that decides: the older shape's, where the workspace sends it.
    private func resultState(of run: SimulatedRun) -> String {
        let words = workspace.state(of: run, at: now).words(of: .run)
        switch workspace.plan.stateShape {
        case .both, .stateOnly: return words.result ?? words.lifeCycle
        case .statusOnly: return words.code ?? words.status
        }
    }

    private func errorDetails(of run: SimulatedRun, status: String, failed: [ExpectedJob.FailedTask]) -> String {
        switch status {
        case "FAILED":
            if failed.count == 1 { return failed[0].error }
            return failed.isEmpty ? message(of: run) : joined(failed)
        case "CANCELED", "SKIPPED": return message(of: run)
        default: return joined(failed)
        }
    }

    private func joined(_ failed: [ExpectedJob.FailedTask]) -> String {
        failed.map { "\($0.key): \($0.error)" }.joined(separator: " | ")
    }

    private func message(of run: SimulatedRun) -> String {
        guard case .ended(let outcome) = workspace.state(of: run, at: now) else { return "" }
        // The newer shape has its message beside the code: without one there is neither.
        let isSaid = workspace.plan.stateShape != .statusOnly || outcome.verdict != .abandoned
        return isSaid ? outcome.message : ""
    }

    private func text(_ milliseconds: Int64) -> String { Timestamp(milliseconds: milliseconds).reportText }

    // MARK: - Failures

    private func failures(of run: SimulatedRun, job: SimulatedJob) -> [ExpectedFailure] {
        guard status(of: run) == "FAILED" else { return [] }
        let tasks = failedTasks(of: run)
        let end = run.shownEnd(at: now)
        func failure(_ task: ExpectedJob.FailedTask?) -> ExpectedFailure {
            ExpectedFailure(
                jobID: job.id,
                jobName: job.name ?? "",
                runID: run.id,
                startTime: text(run.start),
                endTime: end.map { text($0) },
                durationSeconds: end.map { _ in run.duration(at: now) / 1_000 },
                resultState: resultState(of: run),
                terminationCode: code(workspace.state(of: run, at: now), of: .run),
                task: task,
                errorDetails: task?.error ?? message(of: run),
                errorTrace: task?.trace ?? "",
                pageURL: workspace.pageURL(of: run)
            )
        }
        return tasks.isEmpty ? [failure(nil)] : tasks.map { failure($0) }
    }

    /// The tasks whose last attempt failed by itself, by key.
    private func failedTasks(of run: SimulatedRun) -> [ExpectedJob.FailedTask] {
        var last: [String: SimulatedTask] = [:]
        for task in workspace.shownTasks(of: run, at: now) where (last[task.key]?.attempt ?? -1) < task.attempt {
            last[task.key] = task
        }
        let failed = last.values.filter { now >= $0.end && $0.outcome.verdict.isFailure }
        return failed.sorted { $0.key < $1.key }.map { expected($0, in: run) }
    }

    private func expected(_ task: SimulatedTask, in run: SimulatedRun) -> ExpectedJob.FailedTask {
        var error = task.output.error ?? task.outcome.message
        var cause: String?
        switch task.body {
        case .forEach(let loop): error = loop.failure.text
        case .runJob(let child?):
            let childRun = workspace.runs[child]
            cause = errorDetails(of: childRun, status: status(of: childRun), failed: failedTasks(of: childRun))
        case .runJob(nil), .notebook, .pythonFile, .pythonWheel, .sql, .pipeline: break
        }
        return ExpectedJob.FailedTask(
            key: task.key,
            runID: workspace.runID(of: task, in: run),
            attempt: task.attempt,
            error: error,
            trace: task.output.trace ?? "",
            terminationCode: code(.ended(task.outcome), of: .task),
            causeInChild: cause
        )
    }

    private func code(_ state: SimulatedState, of level: StateLevel) -> String {
        workspace.plan.stateShape == .stateOnly ? "" : state.words(of: level).code ?? ""
    }
}
