internal import Synchronization

/// How many may be inside at once, first come first served within a kind, in turn over the kinds. A waiter that is
/// cancelled leaves the queue and never enters.
///
/// A lock rather than an actor: a cancellation handler cannot wait for an actor, and nothing is awaited under the lock.
package final class Gate: Sendable {
    private struct State {
        var free: Int
        var lastID = 0
        var queue = FairQueue()
        /// By the waiter's id. One that is in the queue and not here was cancelled.
        var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
    }

    private let state: Mutex<State>

    package init(width: Int) {
        precondition(width >= 1)
        state = Mutex(State(free: width))
    }

    /// Suspends until there is room inside. Each `enter` that returns needs one `leave`.
    ///
    /// - Parameters:
    ///   - ahead: stand before all that wait now: for a call that was throttled and had its turn already.
    ///   - kind: kinds take turns.
    /// - Throws: `CancellationError`; the caller is then not inside.
    package func enter(ahead: Bool = false, kind: Int = 0) async throws {
        try Task.checkCancellation()
        let id = state.withLock { state -> Int? in
            if state.free > 0 {
                state.free -= 1
                return nil
            }
            state.lastID += 1
            return state.lastID
        }
        guard let id else { return }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { wait(id, ahead: ahead, kind: kind, $0) }
        } onCancel: {
            let waiter = state.withLock { $0.waiting.removeValue(forKey: id) }
            waiter?.resume(throwing: CancellationError())
        }
    }

    package func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, any Error>? in
            while let id = state.queue.removeFirst() {
                if let waiter = state.waiting.removeValue(forKey: id) { return waiter }
            }
            state.free += 1
            return nil
        }
        next?.resume()
    }

    private func wait(_ id: Int, ahead: Bool, kind: Int, _ continuation: CheckedContinuation<Void, any Error>) {
        let resolution = state.withLock { state -> Result<Void, any Error>? in
            // Read under the lock: a cancellation shows here, or it comes later and finds the waiter in the queue.
            if Task.isCancelled { return .failure(CancellationError()) }
            if state.free > 0 {  // somebody left since the first look
                state.free -= 1
                return .success(())
            }
            state.queue.add(id, kind: kind, ahead: ahead)
            state.waiting[id] = continuation
            return nil
        }
        if let resolution { continuation.resume(with: resolution) }
    }
}
