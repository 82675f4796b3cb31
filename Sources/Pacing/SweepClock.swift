package import Model

/// Time as everything below a sweep sees it: passed in, so that a simulation can run hours in a moment.
package protocol SweepClock: Sendable {
    /// Monotonic, since an origin of the clock's own choice. For waiting and measuring.
    var now: Duration { get }

    /// The calendar. For what is asked of the services and written into reports.
    var timestamp: Timestamp { get }

    /// Returns at `due` (on the scale of `now`) or soon after; at once where `due` has passed.
    ///
    /// - Throws: `CancellationError`, promptly.
    func sleep(until due: Duration) async throws
}

extension SweepClock {
    package func sleep(for duration: Duration) async throws { try await sleep(until: now + duration) }
}
