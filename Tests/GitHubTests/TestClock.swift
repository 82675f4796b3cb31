import Model
import Pacing
import Synchronization

/// Time that passes only when somebody sleeps.
final class TestClock: SweepClock {
    private let elapsed = Mutex(Duration.zero)
    private let start: Timestamp

    /// 2026-11-24 05:00:00 UTC.
    init(start: Timestamp = Timestamp(milliseconds: 1_795_496_400_000)) { self.start = start }

    var now: Duration { elapsed.withLock { $0 } }

    var timestamp: Timestamp { start + now }

    func sleep(until due: Duration) async throws {
        try Task.checkCancellation()
        elapsed.withLock { $0 = max($0, due) }
    }
}
