internal import Synchronization
#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

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
        guard needsThread, !startThread({ self.work() }) else { return }
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

private final class ThreadBody {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

/// - Returns: whether the thread runs. It is detached: nobody waits for its end.
private func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    let context = unsafe Unmanaged.passRetained(ThreadBody(body))  // the thread takes it, or the failure below
    #if canImport(Darwin)
        var thread: pthread_t?
    #else
        var thread = pthread_t()
    #endif
    let code = unsafe pthread_create(&thread, nil, threadMain, context.toOpaque())
    guard code == 0 else {
        unsafe context.release()
        return false
    }
    #if canImport(Darwin)
        if let thread = unsafe thread { unsafe pthread_detach(thread) }
    #else
        pthread_detach(thread)
    #endif
    return true
}

#if canImport(Darwin)
    private func threadMain(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
        return nil
    }
#else
    private func threadMain(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        if let context = unsafe context {
            unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
        }
        return nil
    }
#endif
