internal import Synchronization
internal import Transport

/// Runs concurrent code on one queue under virtual time, so that a seed names a whole run: jobs go in the order they were
/// made ready, and when none is ready, time jumps to the next sleeper.
///
/// Everything inside must keep to it: child tasks and default actors follow a task executor; whatever is resumed from
/// another thread does not (DESIGN 13).
package final class VirtualRun: TaskExecutor {
    private struct State {
        var now = Duration.zero
        var ready: [UnownedJob] = []
        var head = 0
        var timers = TimerQueue()
        var sleepers: [UInt64: CheckedContinuation<Void, any Error>] = [:]
        var lastID: UInt64 = 0
        var isFinished = false
    }

    /// Nothing was ready, nobody slept, and the body had not ended: it waits for something outside.
    package struct Stuck: Error {}

    private let state = Mutex(State())

    package init() {}

    package var now: Duration { state.withLock { $0.now } }

    /// Runs `body` to its end, on a thread of its own.
    ///
    /// - Throws: what `body` throws; `Stuck`.
    package static func run<Value: Sendable>(
        _ body: @escaping @Sendable (VirtualRun) async throws -> Value
    ) async throws -> Value {
        let run = VirtualRun()
        let outcome = Outcome<Value>()
        return try await withCheckedThrowingContinuation { continuation in
            let isStarted = SystemThread.start {
                // The one root of the run; it ends before the thread does, or the run is stuck and reported.
                _ = Task(executorPreference: run) {
                    do {
                        outcome.set(.success(try await body(run)))
                    } catch {
                        outcome.set(.failure(error))
                    }
                    run.state.withLock { $0.isFinished = true }
                }
                run.drive()
                continuation.resume(with: outcome.result ?? .failure(Stuck()))
            }
            if !isStarted { continuation.resume(throwing: Stuck()) }
        }
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.ready.append(job) }
    }

    private func drive() {
        while let job = nextJob() { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    /// - Returns: `nil` once the body has ended, or nothing can happen any more.
    private func nextJob() -> UnownedJob? {
        while true {
            let step = state.withLock { state -> Step in
                if state.head < state.ready.count {
                    let job = state.ready[state.head]
                    state.head += 1
                    if state.head == state.ready.count {
                        state.ready.removeAll(keepingCapacity: true)
                        state.head = 0
                    }
                    return .job(job)
                }
                if state.isFinished { return .end }
                guard let timer = state.timers.first else { return .end }
                state.timers.removeFirst()
                guard let sleeper = state.sleepers.removeValue(forKey: timer.id) else { return .again }
                state.now = max(state.now, timer.due)
                return .wake(sleeper)
            }
            switch step {
            case .job(let job): return job
            case .wake(let sleeper): sleeper.resume()
            case .again: continue
            case .end: return nil
            }
        }
    }

    private enum Step {
        case job(UnownedJob)
        case wake(CheckedContinuation<Void, any Error>)
        /// A sleeper that was cancelled.
        case again
        case end
    }

    func sleep(until due: Duration) async throws {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let resolution = state.withLock { state -> Result<Void, any Error>? in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if due <= state.now { return .success(()) }
                    state.timers.add(TimerQueue.Timer(due: due, id: id))
                    state.sleepers[id] = continuation
                    return nil
                }
                if let resolution { continuation.resume(with: resolution) }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: id) }
            sleeper?.resume(throwing: CancellationError())
        }
    }
}

/// What the body of a run came to: set by its task, read by its thread.
private final class Outcome<Value: Sendable>: Sendable {
    private let value = Mutex<Result<Value, any Error>?>(nil)

    var result: Result<Value, any Error>? { value.withLock { $0 } }

    func set(_ result: Result<Value, any Error>) { value.withLock { $0 = result } }
}
