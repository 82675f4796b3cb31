package import History
internal import Model
internal import Pacing

/// The history of this sweep: nobody else has it until it is closed.
enum HistoryAccess {
    /// How long another sweep is waited for.
    private static let patience = Duration.seconds(10)

    /// - Throws: `HistoryError`; `HistoryHeld` where another sweep keeps it; `CancellationError`.
    static func open(path: String, clock: any SweepClock) async throws -> any History {
        let end = clock.now + patience
        while true {
            switch try SQLiteHistory.open(path: path, at: clock.timestamp) {
            case .opened(let history): return history
            case .held(let holder):
                guard clock.now < end else { throw HistoryHeld(path: path, holder: holder) }
            }
            try await clock.sleep(for: .milliseconds(100))
        }
    }
}

/// Another sweep works on the same history.
package struct HistoryHeld: Error, Sendable {
    package let path: String
    /// `nil` where it has not said who it is.
    package let holder: LockHolder?

    package var message: String {
        "another sweep works on the history \(path)" + (holder.map { ": \($0)" } ?? "")
    }

    package var fix: String { "Wait for its end, or give this one a history of its own with history.database" }
}
