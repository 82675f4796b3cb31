internal import Synchronization
internal import Transport

/// Runs commands on threads of its own, so that waiting for a process blocks no task: at most `width` at a time, the
/// others in the order they came. A thread ends when nothing waits.
final class CommandQueue: Sendable {
    private struct State {
        var waiting: [Job] = []
        var running = 0
    }

    private let width: Int
    private let timeLimit: Duration
    private let outputLimitBytes: Int
    private let state = Mutex(State())

    init(width: Int, timeLimit: Duration, outputLimitBytes: Int) {
        precondition(width >= 1)
        self.width = width
        self.timeLimit = timeLimit
        self.outputLimitBytes = outputLimitBytes
    }

    /// - Returns: what the command wrote to its standard output. Cancelling the task kills it.
    func run(_ command: ChildProcess.Command) async -> Result<[UInt8], ChildProcess.Failure> {
        let isCancelled = CancelFlag()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                submit(Job(command: command, isCancelled: isCancelled, continuation: continuation))
            }
        } onCancel: {
            isCancelled.set()
        }
    }

    private func submit(_ job: Job) {
        let needsThread = state.withLock { state in
            state.waiting.append(job)
            guard state.running < width else { return false }
            state.running += 1
            return true
        }
        guard needsThread, !SystemThread.start({ self.work() }) else { return }
        // Nobody will come for the jobs unless another thread still runs.
        let orphans = state.withLock { state -> [Job] in
            state.running -= 1
            guard state.running == 0 else { return [] }
            defer { state.waiting = [] }
            return state.waiting
        }
        for job in orphans { job.continuation.resume(returning: .failure(.notStarted(reason: "no thread is left"))) }
    }

    private func work() {
        while let job = next() {
            let process = ChildProcess(timeLimit: timeLimit, outputLimitBytes: outputLimitBytes)
            job.continuation.resume(returning: process.run(job.command) { job.isCancelled.isSet })
        }
    }

    private func next() -> Job? {
        state.withLock { state in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.running -= 1
            return nil
        }
    }
}

private struct Job: Sendable {
    let command: ChildProcess.Command
    let isCancelled: CancelFlag
    let continuation: CheckedContinuation<Result<[UInt8], ChildProcess.Failure>, Never>
}

private final class CancelFlag: Sendable {
    private let flag = Atomic(false)
    var isSet: Bool { flag.load(ordering: .relaxed) }
    func set() { flag.store(true, ordering: .relaxed) }
}
