/// What a run is at an instant, in the scenario's words.
extension SimulatedWorkspace {
    /// Whether the service shows the run at all: it has begun, it began within the 60 days that are kept, and nobody deleted it.
    func isKept(_ run: SimulatedRun, at now: Int64) -> Bool {
        run.start <= now && now < run.vanishes && run.start > now - Self.retention
    }

    /// The start as the service shows it: 0 for a run that waits in the queue, where the workspace is like that.
    func shownStart(of run: SimulatedRun, at now: Int64) -> Int64 {
        guard plan.areQueuedRunsWithoutStart, state(of: run, at: now) == .active(.queued) else { return run.start }
        return 0
    }

    static let retention: Int64 = 60 * 24 * 3_600_000

    func state(of run: SimulatedRun, at now: Int64) -> SimulatedState {
        guard run.shownEnd(at: now) != nil else { return .active(activity(of: run, at: now)) }
        return .ended(outcome(of: run, phase: run.isRepair(at: now) ? 1 : 0))
    }

    private func activity(of run: SimulatedRun, at now: Int64) -> SimulatedActivity {
        switch run.kind {
        case .pending: .pending
        case .queued: .queued
        case .hibernating: .hibernating
        case .waitingForRetry: now < run.start + 180_000 ? .running : .waitingForRetry
        default: .running
        }
    }

    /// How the run ends, or where it is repaired, how its phase 0 (the run itself) or 1 (its repair) ends.
    func outcome(of run: SimulatedRun, phase: Int) -> SimulatedOutcome {
        switch run.kind {
        case .success, .successWithoutTasks, .errorTextOnSuccess, .retriedThenFine, .running, .pending, .queued,
            .waitingForRetry, .hibernating:
            return .success
        case .successWithFailures: return SimulatedOutcome(.successWithFailures)
        case .withoutTasks:
            var dice = Dice(seed: run.seed, 9)
            return FailureTexts.withoutTasks(&dice)
        case .platform:
            var dice = Dice(seed: run.seed, 9)
            return FailureTexts.platform(&dice)
        case .abandoned: return SimulatedOutcome(.abandoned, "The run was given up after its cluster was lost.")
        case .excluded: return SimulatedOutcome(.excluded, "The condition of the job was not met.")
        case .disabled: return SimulatedOutcome(.disabled)
        case .queueFull: return SimulatedOutcome(.queueFull, "The queue of this job is full.")
        case .canceled: return SimulatedOutcome(.canceled, "Run was cancelled by user ben@example.com")
        case .skipped: return SimulatedOutcome(.skipped, "Skipped because an earlier run of this job was still active.")
        case .tooManyRuns:
            let limit = jobs[run.jobIndex].maxConcurrentRuns
            return SimulatedOutcome(.tooManyRuns, "This job has reached its limit of \(limit) concurrent runs.")
        case .repairedThenFine, .repairing: return phase == 1 ? .success : failure(of: run, phase: 0)
        case .notebook, .pythonFile, .library, .outOfMemory, .permission, .timeout, .upstream, .severalTasks,
            .retriedAndFailed, .repairedAndFailed, .forEach, .forEachLarge, .childRun, .manyTasks, .evicted:
            return failure(of: run, phase: phase)
        }
    }

    /// A run fails by its first failed task: with that one's code, and often with a message that quotes it.
    private func failure(of run: SimulatedRun, phase: Int) -> SimulatedOutcome {
        let culprits = tasks(of: run).filter { $0.phase == phase && $0.outcome.verdict.isFailure }
        guard let culprit = culprits.min(by: { ($0.start, -$0.attempt, $0.key) < ($1.start, -$1.attempt, $1.key) })
        else {
            return SimulatedOutcome(.failed(code: "RUN_EXECUTION_ERROR"))
        }
        switch culprit.outcome.verdict {
        case .timedOut, .evicted: return culprit.outcome
        default:
            let isQuoted = run.seed % 10 < 7
            let quoted = culprit.outcome.message.isEmpty ? FailureTexts.generic : culprit.outcome.message
            let message = isQuoted ? "Task \(culprit.key) failed with message: \(quoted)." : ""
            return SimulatedOutcome(culprit.outcome.verdict, message)
        }
    }

    /// The entries of `tasks` that the service shows, in its order.
    func shownTasks(of run: SimulatedRun, at now: Int64) -> [SimulatedTask] {
        tasks(of: run).filter { $0.appears <= now }
    }

    /// The iterations of a for-each task, five at a time.
    func iterations(of task: SimulatedTask) -> [SimulatedTask] {
        guard case .forEach(let loop) = task.body else { return [] }
        let rounds = Int64((loop.iterations + 4) / 5)
        let width = max(2, (task.end - task.start) / rounds)
        return (0..<loop.iterations).map { index in
            let start = task.start + width * Int64(index / 5)
            let failure = loop.failedIterations.contains(index) ? loop.failure : nil
            return SimulatedTask(
                slot: Self.firstIterationSlot + index,
                key: "\(task.key)_iteration",
                attempt: 0,
                appears: task.start,
                start: start,
                end: min(task.end, start + width - 1),
                outcome: failure?.outcome ?? .success,
                body: .notebook,
                output: TaskOutput(error: failure?.error),
                dependsOn: [],
                phase: 0
            )
        }
    }

    static let firstIterationSlot = 2_048

    /// The task run, or the iteration, that a slot of a run stands for.
    func task(slot: Int, of run: SimulatedRun, at now: Int64) -> SimulatedTask? {
        let shown = shownTasks(of: run, at: now)
        if slot < Self.firstIterationSlot { return shown.first { $0.slot == slot } }
        return shown.lazy.flatMap { self.iterations(of: $0) }.first { $0.slot == slot }
    }
}

extension SimulatedOutcome.Verdict {
    /// Whether this is a cause, not a consequence of another task's.
    var isFailure: Bool {
        switch self {
        case .failed, .timedOut, .platform, .evicted, .abandoned: true
        case .success, .successWithFailures, .canceled, .upstreamCanceled, .upstreamFailed, .skipped, .tooManyRuns,
            .excluded, .disabled, .queueFull:
            false
        }
    }
}
