package import Model
internal import Pacing

/// Time that only passes when nothing else is left to do: `VirtualRun` moves it.
package struct VirtualClock: SweepClock {
    private let run: VirtualRun
    private let start: Timestamp

    /// - Parameter start: the calendar's instant at time zero.
    package init(_ run: VirtualRun, start: Timestamp) {
        self.run = run
        self.start = start
    }

    package var now: Duration { run.now }

    package var timestamp: Timestamp { start + run.now }

    package func sleep(until due: Duration) async throws { try await run.sleep(until: due) }
}
