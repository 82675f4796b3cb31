package import Model

/// What dbmon remembers from sweep to sweep: whole operations, each of which happens completely or not at all.
///
/// Nothing here assumes one process or one file. Every operation is synchronous, takes milliseconds, and may be called
/// from any thread. A history that turns out to be damaged is replaced by an empty one, which `warnings` tells; the
/// operation then succeeds on that.
package protocol History: Sendable {
    /// What became of the history that somebody should know of, a sentence each.
    var warnings: [String] { get }

    /// What the last sweeps saw of a workspace; `nil` where none of them had it.
    ///
    /// - Parameter start: failures of runs that started earlier are left out; those without a start are not.
    func known(of workspace: WorkspaceName, failuresSince start: Timestamp) throws(HistoryError) -> KnownWorkspace?

    /// The last outage of every row that had one since `start`.
    func outages(since start: Timestamp) throws(HistoryError) -> [SeenOutage]

    /// Of the task runs asked for, those whose output needs no fetching any more.
    func outputs(of taskRuns: [RunID], in workspace: WorkspaceName) throws(HistoryError) -> [RunID: KeptOutput]

    /// Keeps outputs, redacted ones, as soon as they are there: a sweep that is interrupted has not fetched in vain.
    func keep(
        _ outputs: [RunID: KeptOutput], of workspace: WorkspaceName, at now: Timestamp
    ) throws(HistoryError)

    /// Takes in all that a sweep saw. Workspaces that it did not read stay as they were. Landing the same sweep again
    /// changes nothing. Where it returns, all of it is on the disk; where it throws, nothing is.
    func land(_ sweep: LandedSweep) throws(HistoryError)

    /// Reports that have landed and were not published since, at most one set a destination.
    func unpublished() throws(HistoryError) -> [PendingReports]

    /// Marks reports as published, unless others have landed for the destination since.
    func markPublished(_ reports: PendingReports, commit: String, at now: Timestamp) throws(HistoryError)

    /// The commit that holds what was last published there.
    func lastCommit(at destination: PublishDestination) throws(HistoryError) -> String?

    /// What the publisher knew of a destination when it last left it: nothing that is published, no secret, and only the
    /// publisher can read it.
    func publishMemory(of destination: PublishDestination) throws(HistoryError) -> [UInt8]?

    func keep(publishMemory: [UInt8], of destination: PublishDestination) throws(HistoryError)

    /// Forgets the rows, shown failures and outputs of all other workspaces. What they ran stays until it is pruned.
    func forgetWorkspaces(butFor kept: Set<WorkspaceName>) throws(HistoryError)

    /// Removes a bounded number of the oldest facts, which takes tens of milliseconds however large the history is.
    ///
    /// - Returns: whether older facts are left for another call.
    func prune(olderThan cutoff: Timestamp, outputsOlderThan outputCutoff: Timestamp) throws(HistoryError) -> Bool

    /// The runs of a job that started since an instant, newest first.
    func runs(
        of job: JobID, in workspace: WorkspaceName, since start: Timestamp, limit: Int
    ) throws(HistoryError) -> [SeenRun]

    /// Gives the history back; the next sweep may have it. Nothing else may be called afterwards.
    func close()
}
