internal import Synchronization

/// Somebody's wish that the work ends, and the stretches of it that are finished first: once others may see a part of
/// what is done, the rest is done as well.
///
/// The cancellation of a task cuts whatever it waits for. So whoever cancels asks here, and holds back as long as he is
/// told to.
package final class Interruption: Sendable {
    private struct State {
        var isRequested = false
        var stretches = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// Wishes for the end.
    ///
    /// - Returns: whether the task may be cancelled at once. Otherwise it ends by itself, soon: cancel it only where
    ///   that takes too long.
    package func request() -> Bool {
        state.withLock { state in
            state.isRequested = true
            return state.stretches == 0
        }
    }

    /// Begins a stretch that is not to be cut. Each is ended by `finish`.
    ///
    /// - Throws: `CancellationError` where the end was wished for before; nothing is to be finished then.
    package func begin() throws {
        try state.withLock { state in
            if state.isRequested, state.stretches == 0 { throw CancellationError() }
            state.stretches += 1
        }
    }

    package func finish() {
        state.withLock { state in
            precondition(state.stretches > 0)
            state.stretches -= 1
        }
    }
}
