/// What happens in a run: the rows of the scenario's table of cases.
package enum SimulatedRunKind: UInt8, Sendable, Hashable, CaseIterable {
    // Ended well.
    case success
    case successWithoutTasks
    /// The output of a task that succeeded holds an `error` nevertheless.
    case errorTextOnSuccess
    case retriedThenFine
    case repairedThenFine
    case successWithFailures

    // Failed.
    case notebook
    case pythonFile
    case library
    case outOfMemory
    case permission
    case timeout
    /// The first task fails, all others never run.
    case upstream
    case severalTasks
    case retriedAndFailed
    case repairedAndFailed
    case forEach
    /// More iterations than a page has, no error statistics: the failed one is on the second page.
    case forEachLarge
    /// The job run that a task started failed.
    case childRun
    /// More tasks than a page has, the failed one on the last.
    case manyTasks
    case withoutTasks
    case platform
    case evicted
    /// Ended in a state that no list of the service names, and without a result.
    case abandoned

    // Ended otherwise.
    case canceled
    case skipped
    case tooManyRuns
    case excluded
    case disabled
    case queueFull

    // Not ended at the anchor.
    case running
    case pending
    case queued
    case waitingForRetry
    /// Active in a state that no list of the service names.
    case hibernating
    /// A failed run whose repair runs.
    case repairing

    package var isActiveAtAnchor: Bool {
        switch self {
        case .running, .pending, .queued, .waitingForRetry, .hibernating, .repairing: true
        default: false
        }
    }

    var isRepaired: Bool {
        switch self {
        case .repairedThenFine, .repairedAndFailed, .repairing: true
        default: false
        }
    }

    var hasTasks: Bool {
        switch self {
        case .successWithoutTasks, .withoutTasks, .platform, .abandoned, .skipped, .tooManyRuns, .excluded, .disabled,
            .queueFull, .hibernating:
            false
        default: true
        }
    }

    /// Never ran, and ended in the millisecond after its start.
    var isNeverRun: Bool {
        switch self {
        case .skipped, .tooManyRuns, .excluded, .disabled, .queueFull: true
        default: false
        }
    }

    /// What fails with the default shares, in the order in which it is dealt.
    package static let failures: [SimulatedRunKind] = [
        .notebook, .pythonFile, .upstream, .library, .outOfMemory, .severalTasks, .permission, .retriedAndFailed,
        .timeout, .forEach, .repairedAndFailed, .childRun, .manyTasks, .withoutTasks, .forEachLarge, .platform,
        .evicted, .abandoned,
    ]
}

/// A run of a simulated workspace. Fixed once made: what a client sees of it follows from the instant of the question.
package struct SimulatedRun: Sendable {
    package let ordinal: Int
    package let id: Int64
    package let jobIndex: Int
    package let kind: SimulatedRunKind
    package let start: Int64
    /// When it is over for good, repair included.
    package let end: Int64
    /// The first end of a repaired run; `end` for all others.
    let firstEnd: Int64
    /// 0 where it is never repaired.
    let repairStart: Int64
    /// The ordinal of the first attempt of a run retried as a whole, else its own.
    package let originalOrdinal: Int
    package let attempt: Int
    /// The ordinal of the run that a task of this one started.
    package let childOrdinal: Int?
    /// The ordinal of the run whose task started this one.
    package let parentOrdinal: Int?
    /// Whether its failed Python task wrote more than the service keeps.
    let hasHugeLogs: Bool
    /// When it was deleted; the greatest number where it never is.
    let vanishes: Int64
    let seed: UInt64

    /// The end as the service shows it: `nil` while it runs, also again.
    func shownEnd(at now: Int64) -> Int64? {
        if now >= end { return end }
        return repairStart != 0 && now >= firstEnd && now < repairStart ? firstEnd : nil
    }

    /// The time it has run in all, without the hours between its end and its repair.
    func duration(at now: Int64) -> Int64 {
        guard repairStart != 0 else { return min(now, end) - start }
        return min(now, firstEnd) - start + max(0, min(now, end) - repairStart)
    }

    func isRepair(at now: Int64) -> Bool { repairStart != 0 && now >= repairStart }
}
