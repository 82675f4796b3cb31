/// The tasks of one run, made on demand: of a million runs only those that somebody asks for cost anything.
///
/// The same run gives the same tasks each time, in the order that the service lists them (by lot).
struct TaskScenario {
    private let run: SimulatedRun
    private let keys: [String]
    private let childID: Int64?
    private let timeoutSeconds: Int
    private var dice: Dice
    private var tasks: [SimulatedTask] = []

    /// - Parameter childID: The id of the run that a task of this one started.
    init(run: SimulatedRun, job: SimulatedJob, childID: Int64?) {
        self.run = run
        self.childID = childID
        timeoutSeconds = max(job.timeoutSeconds, 60)
        dice = Dice(seed: run.seed)
        switch run.kind {
        case .manyTasks: keys = job.taskKeys.count > 121 ? job.taskKeys : (0..<130).map { "part_\(1_000 + $0)" }
        case .upstream, .severalTasks, .successWithFailures:
            keys = job.taskKeys.count >= 3 ? job.taskKeys : ["extract", "load", "report"]
        default: keys = job.taskKeys
        }
    }

    static func tasks(of run: SimulatedRun, job: SimulatedJob, childID: Int64?) -> [SimulatedTask] {
        guard run.kind.hasTasks else { return [] }
        var scenario = TaskScenario(run: run, job: job, childID: childID)
        scenario.play()
        var listed = scenario.tasks
        // Only the failed tasks must stay on the last page of a large run.
        if run.kind != .manyTasks { scenario.dice.shuffle(&listed) }
        return listed
    }

    // MARK: - Cases

    private mutating func play() {
        let last = keys.count - 1
        switch run.kind {
        case .success, .successWithoutTasks, .withoutTasks, .platform, .abandoned, .skipped, .tooManyRuns, .excluded,
            .disabled, .queueFull, .hibernating:
            chain()
        case .errorTextOnSuccess: chain(errorText: "Notebook exited without a value.")
        case .running, .pending, .queued: activeChain()
        case .canceled:
            chain(failing: last / 2, with: TaskFailure(outcome: SimulatedOutcome(.canceled, "Run cancelled.")))
        case .notebook: chain(failing: last, with: FailureTexts.notebook(&dice), body: .notebook)
        case .pythonFile: chain(failing: last, with: FailureTexts.pythonFile(&dice), body: .pythonFile)
        case .library: chain(failing: last, with: FailureTexts.library(&dice), body: .pythonWheel)
        case .outOfMemory: chain(failing: last, with: FailureTexts.outOfMemory(&dice), body: .notebook)
        case .permission: chain(failing: last, with: FailureTexts.permission(&dice), body: .sql)
        case .timeout: chain(failing: last, with: FailureTexts.timeout(seconds: timeoutSeconds), body: .notebook)
        case .evicted: chain(failing: last, with: FailureTexts.evicted(), body: .notebook)
        case .upstream: chain(failing: 0, with: FailureTexts.notebook(&dice), body: .notebook)
        case .manyTasks: chain(failing: 121, with: FailureTexts.pythonFile(&dice), body: .pythonFile, isParallel: true)
        case .severalTasks, .successWithFailures: parallel()
        case .retriedThenFine, .retriedAndFailed, .waitingForRetry: retried()
        case .repairedThenFine, .repairedAndFailed, .repairing: repaired()
        case .forEach, .forEachLarge: forEach()
        case .childRun:
            let failure = FailureTexts.child(runID: childID ?? run.id)
            chain(failing: last, with: failure, body: .runJob(childOrdinal: run.childOrdinal))
        }
    }

    /// One task after the other; those after the failing one never run.
    private mutating func chain(
        failing: Int? = nil,
        with failure: TaskFailure? = nil,
        body: SimulatedTask.Body? = nil,
        errorText: String? = nil,
        isParallel: Bool = false
    ) {
        for index in keys.indices {
            let (start, end) = isParallel ? (run.start, run.end) : span(index)
            if let failing, let failure {
                if index == failing {
                    add(index, start, end, failure: failure, body: body ?? .notebook, isParallel: isParallel)
                    continue
                }
                if index > failing, !isParallel {
                    skip(index, canceled: failure.outcome.verdict == .canceled)
                    continue
                }
            }
            let output = errorText.map { TaskOutput(error: $0) }
            add(index, start, end, output: index == 0 ? output : nil, isParallel: isParallel)
        }
    }

    /// A run that has not ended at the anchor: what could be done by then is done, one task runs, the others wait for
    /// it.
    private mutating func activeChain() {
        for index in keys.indices {
            let done = run.kind == .running ? keys.count / 2 : 0
            let begun = run.start + 60_000 * Int64(index)
            let start = index <= done && run.kind == .running ? begun : run.end - 60_000
            let end = index < done ? begun + 55_000 : run.end
            add(index, start, end)
            tasks[tasks.count - 1].waiting = waiting(at: index)
        }
    }

    private func waiting(at index: Int) -> SimulatedActivity {
        switch run.kind {
        case .pending: index == 0 ? .pending : .blocked
        case .queued: .queued
        default: .blocked
        }
    }

    /// Two tasks of the middle fail beside each other; the last one runs all the same, or not.
    private mutating func parallel() {
        let isSuccess = run.kind == .successWithFailures
        let failing = isSuccess ? [0] : [0, 1]
        for index in keys.indices {
            let isLast = index == keys.count - 1
            let start = isLast ? run.end - 30_000 : run.start
            let end = isLast ? run.end : run.end - 31_000
            if failing.contains(index) {
                let failure = index == 0 ? FailureTexts.notebook(&dice) : FailureTexts.pythonFile(&dice)
                add(index, start, end, failure: failure, body: index == 0 ? .notebook : .pythonFile, isParallel: true)
            } else if isLast, !isSuccess {
                skip(index)
            } else {
                add(index, start, end, isParallel: !isLast)
                if isLast { tasks[tasks.count - 1].runIf = "ALL_DONE" }
            }
        }
    }

    private mutating func retried() {
        let last = keys.count - 1
        for index in keys.indices where index < last {
            let (start, end) = run.kind == .waitingForRetry ? (run.start, run.start + 60_000) : span(index)
            add(index, start, end)
        }
        let (start, end) = run.kind == .waitingForRetry ? (run.start + 60_000, run.start + 180_000) : span(last)
        let half = run.kind == .waitingForRetry ? end : start + (end - start) / 2
        let failure = FailureTexts.notebook(&dice)
        add(last, start, half, failure: failure, body: .notebook)
        let second = half + 1_000
        switch run.kind {
        case .waitingForRetry: add(last, attempt: 1, run.end - 60_000, run.end, body: .notebook)
        case .retriedThenFine: add(last, attempt: 1, second, end, body: .notebook)
        default: add(last, attempt: 1, second, end, failure: FailureTexts.notebook(&dice), body: .notebook)
        }
        tasks[tasks.count - 1].waiting = .waitingForRetry
        tasks[tasks.count - 1].appears = half
        for offset in 1...2 { tasks[tasks.count - offset].maxRetries = 1 }
    }

    /// The first attempt fails in the middle; the repair runs that task and what depends on it again.
    private mutating func repaired() {
        let middle = keys.count / 2
        let width = max(1, (run.firstEnd - run.start) / Int64(middle + 1))
        for index in keys.indices {
            let start = run.start + width * Int64(index)
            if index < middle {
                add(index, start, start + width - 1)
            } else if index == middle {
                add(index, start, run.firstEnd, failure: FailureTexts.notebook(&dice), body: .notebook)
            } else {
                skip(index, end: run.firstEnd)
            }
        }
        let again = max(1, (run.end - run.repairStart) / Int64(keys.count - middle))
        for index in middle..<keys.count {
            let isEnd = index == keys.count - 1
            let start = run.repairStart + again * Int64(index - middle)
            let end = isEnd ? run.end : start + again - 1
            if run.kind == .repairedAndFailed {
                if index == middle {
                    let failure = FailureTexts.notebook(&dice)
                    add(index, attempt: 1, start, run.end, failure: failure, body: .notebook, phase: 1)
                } else {
                    skip(index, attempt: 1, phase: 1)
                }
            } else {
                add(index, attempt: 1, start, end, phase: 1)
            }
            tasks[tasks.count - 1].appears = run.repairStart
        }
    }

    private mutating func forEach() {
        let last = keys.count - 1
        for index in keys.indices where index < last {
            let (start, end) = span(index)
            add(index, start, end)
        }
        let isLarge = run.kind == .forEachLarge
        let iterations = isLarge ? 150 : 3 + dice.below(8)
        let failed: Set<Int> = isLarge ? [131] : [1, 2]
        let failure = FailureTexts.iteration(&dice)
        let loop = SimulatedTask.ForEach(
            iterations: iterations,
            failedIterations: failed,
            hasErrorStatistics: !isLarge,
            failure: failure
        )
        let (start, end) = span(last)
        let parent = TaskFailure(outcome: SimulatedOutcome(.failed(code: "RUN_EXECUTION_ERROR"), ""))
        add(last, start, end, failure: parent, body: .forEach(loop))
    }

    // MARK: - Entries

    private func span(_ index: Int) -> (start: Int64, end: Int64) {
        let width = max(2, (run.end - run.start) / Int64(keys.count))
        let start = run.start + width * Int64(index) + 20
        return (start, index == keys.count - 1 ? run.end : start + width - 1)
    }

    private mutating func add(
        _ index: Int,
        attempt: Int = 0,
        _ start: Int64,
        _ end: Int64,
        failure: TaskFailure? = nil,
        body: SimulatedTask.Body? = nil,
        output: TaskOutput? = nil,
        isParallel: Bool = false,
        phase: Int = 0
    ) {
        let body = body ?? usualBody(index)
        tasks.append(
            SimulatedTask(
                slot: tasks.count + 1,
                key: keys[index],
                attempt: attempt,
                appears: attempt == 0 ? run.start : start,
                start: start,
                end: end,
                outcome: failure?.outcome ?? .success,
                body: body,
                output: output ?? usualOutput(of: body, failure: failure),
                dependsOn: index == 0 || isParallel ? [] : [keys[index - 1]],
                phase: phase
            )
        )
    }

    private mutating func skip(
        _ index: Int, attempt: Int = 0, end: Int64? = nil, phase: Int = 0, canceled: Bool = false
    ) {
        tasks.append(
            SimulatedTask(
                slot: tasks.count + 1,
                key: keys[index],
                attempt: attempt,
                appears: run.start,
                start: 0,
                end: end ?? run.end,
                outcome: canceled
                    ? SimulatedOutcome(.upstreamCanceled, FailureTexts.upstreamCanceled)
                    : SimulatedOutcome(.upstreamFailed, FailureTexts.upstream),
                body: usualBody(index),
                output: TaskOutput(),
                dependsOn: index == 0 ? [] : [keys[index - 1]],
                phase: phase
            )
        )
    }

    private func usualBody(_ index: Int) -> SimulatedTask.Body {
        switch (run.seed >> 8 &+ UInt64(index)) % 5 {
        case 0: .pythonFile
        case 1: .pythonWheel
        case 2: .sql
        default: .notebook
        }
    }

    private func usualOutput(of body: SimulatedTask.Body, failure: TaskFailure?) -> TaskOutput {
        var output = TaskOutput(error: failure?.error, trace: failure?.trace)
        switch body {
        case .pythonFile, .pythonWheel:
            output.logs = "read \(run.seed % 90_000) rows\n"
            output.hasHugeLogs = run.hasHugeLogs && failure != nil
        case .notebook where failure == nil && run.seed % 3 == 0:
            output.notebookResult = "{\"rows\": \(run.seed % 90_000)}"
        case .notebook, .sql, .pipeline, .runJob, .forEach: break
        }
        return output
    }
}
