package import Model
internal import Synchronization

/// One simulated service that several connections ask at the same time, one answer after the other.
package final class SharedService: Sendable {
    private let state: Mutex<any SimulatedService>  // held for one answer, never over an await

    package init(_ service: any SimulatedService) { state = Mutex(service) }

    package func answer(_ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer {
        state.withLock { $0.answer(request, at: now) }
    }

    /// Looks at the state, or changes it between two answers. `body` must be short: everybody waits for it.
    package func access<Result: Sendable>(
        _ body: (inout any SimulatedService) -> Result
    ) -> Result {
        state.withLock { service in body(&service) }
    }
}
