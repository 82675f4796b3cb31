package import Model
internal import Databricks
internal import Synchronization

/// What a sweep is doing right now, for whoever looks: the terminal's live lines.
package final class SweepProgress: Sendable {
    private let workspaces: Mutex<[WorkspaceProgress]>
    package let total: Int

    package init(total: Int) {
        self.total = total
        workspaces = Mutex([])
    }

    /// Those that have begun, in the order they did.
    package var snapshot: [WorkspaceProgress.Snapshot] { workspaces.withLock { $0 }.map(\.snapshot) }

    func add(_ workspace: WorkspaceProgress) { workspaces.withLock { $0.append(workspace) } }
}

/// One workspace's share of `SweepProgress`.
package final class WorkspaceProgress: Sendable {
    package enum Phase: Sendable, Equatable {
        case listing
        case following
        case done(String)
    }

    package struct Snapshot: Sendable {
        package let name: WorkspaceName
        package var phase = Phase.listing
        package var jobs = 0
        package var runs = 0
        package var failures = 0
        package var failuresFollowed = 0
        package var calls = 0
        package var throttled = 0
    }

    private let state: Mutex<Snapshot>
    private let tally: CallTally?

    /// For a workspace that is not crawled at all.
    init(_ name: WorkspaceName, status: WorkspaceResult.Status) {
        var snapshot = Snapshot(name: name)
        snapshot.phase = .done(status.rawValue)
        state = Mutex(snapshot)
        tally = nil
    }

    init(_ name: WorkspaceName, tally: CallTally) {
        state = Mutex(Snapshot(name: name))
        self.tally = tally
    }

    package var snapshot: Snapshot {
        var snapshot = state.withLock { $0 }
        if let counts = tally?.snapshot {
            snapshot.calls = counts.calls
            snapshot.throttled = counts.throttled
        }
        return snapshot
    }

    func sawJobs(_ count: Int) { state.withLock { $0.jobs = count } }
    func selected(_ count: Int) { state.withLock { $0.jobs = count } }
    func sawRuns(_ count: Int) { state.withLock { $0.runs += count } }

    func failuresToFollow(_ count: Int) {
        state.withLock {
            $0.failures = count
            $0.phase = .following
        }
    }

    func followedFailure() { state.withLock { $0.failuresFollowed += 1 } }
    func ended(_ status: WorkspaceResult.Status) { state.withLock { $0.phase = .done(status.rawValue) } }
}
