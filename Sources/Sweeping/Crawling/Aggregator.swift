internal import Databricks
internal import Model

/// Merges what all workspaces answer. It takes whole pages, so that a page costs one hop, never a row.
actor Aggregator {
    private var ledgers: [WorkspaceName: WorkspaceLedger] = [:]

    /// - Returns: how many jobs the workspace has shown so far.
    func take(_ page: JobPage, of workspace: WorkspaceName) -> Int {
        ledgers[workspace, default: WorkspaceLedger()].take(page)
        return ledgers[workspace]?.jobs.count ?? 0
    }

    /// - Returns: whether the page said anything that was not known.
    func take(_ page: RunPage, of workspace: WorkspaceName, order: Int) -> Bool {
        ledgers[workspace, default: WorkspaceLedger()].take(page, order: order)
    }

    func take(_ facts: FailureFacts, of run: Run, in workspace: WorkspaceName) {
        ledgers[workspace, default: WorkspaceLedger()].take(facts, of: run)
    }

    func change(_ workspace: WorkspaceName, _ change: @Sendable (inout WorkspaceLedger) -> Void) {
        change(&ledgers[workspace, default: WorkspaceLedger()])
    }

    /// Asks the ledger something that takes one look at it.
    func look<Value: Sendable>(
        _ workspace: WorkspaceName,
        _ question: @Sendable (WorkspaceLedger) -> Value
    ) -> Value {
        question(ledgers[workspace] ?? WorkspaceLedger())
    }

    /// Hands the ledger over: the workspace has ended.
    func close(_ workspace: WorkspaceName) -> WorkspaceLedger {
        ledgers.removeValue(forKey: workspace) ?? WorkspaceLedger()
    }
}
