package import Model

/// Remembers nothing: every sweep is the first.
package struct NoHistory: History {
    package init() {}

    package var warnings: [String] { [] }

    package func known(
        of workspace: WorkspaceName, failuresSince start: Timestamp
    ) throws(HistoryError) -> KnownWorkspace? { nil }

    package func outputs(
        of taskRuns: [RunID], in workspace: WorkspaceName
    ) throws(HistoryError) -> [RunID: KeptOutput] { [:] }

    package func keep(
        _ outputs: [RunID: KeptOutput], of workspace: WorkspaceName, at now: Timestamp
    ) throws(HistoryError) {}

    package func land(_ sweep: LandedSweep) throws(HistoryError) {}

    package func unpublished() throws(HistoryError) -> [PendingReports] { [] }

    package func markPublished(_ reports: PendingReports, commit: String, at now: Timestamp) throws(HistoryError) {}

    package func lastCommit(at destination: PublishDestination) throws(HistoryError) -> String? { nil }

    package func publishMemory(of destination: PublishDestination) throws(HistoryError) -> [UInt8]? { nil }

    package func keep(publishMemory: [UInt8], of destination: PublishDestination) throws(HistoryError) {}

    package func forgetWorkspaces(butFor kept: Set<WorkspaceName>) throws(HistoryError) {}

    package func prune(
        olderThan cutoff: Timestamp, outputsOlderThan outputCutoff: Timestamp
    ) throws(HistoryError) -> Bool { false }

    package func runs(
        of job: JobID, in workspace: WorkspaceName, since start: Timestamp, limit: Int
    ) throws(HistoryError) -> [SeenRun] { [] }

    package func close() {}
}
