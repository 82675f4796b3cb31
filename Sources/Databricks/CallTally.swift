internal import Synchronization

/// What the calls to one workspace have cost so far.
package final class CallTally: Sendable {
    private let counts = Mutex(Counts())

    package struct Counts: Sendable, Equatable {
        /// Every request to the API, retries included.
        package var calls = 0
        package var retries = 0
        package var throttled = 0

        package init() {}
    }

    package init() {}

    package var snapshot: Counts { counts.withLock { $0 } }

    func add(_ change: (inout Counts) -> Void) { counts.withLock { change(&$0) } }
}
