internal import Model
internal import Reports

/// The rows of workspaces that a partial sweep does not read: they stay as the earlier reports have them.
struct KeptRows {
    let jobs: [JobRow]
    let failures: [FailureRow]
    /// Workspaces that no earlier report knows: the reports are then not whole, and nothing is published.
    let missing: [WorkspaceName]

    init(of workspaces: [WorkspaceName], butFor swept: Set<WorkspaceName>, in prior: PriorKnowledge) {
        let others = workspaces.filter { !swept.contains($0) }
        jobs = others.flatMap { prior.rows(of: $0) }
        failures = others.flatMap { prior.failures(of: $0) }
        missing = others.filter { !prior.workspaceNames.contains($0) }
    }

    var reason: String {
        "no earlier report has the rows of \(missing.prefix(5).map(\.text).joined(separator: ", "))"
            + (missing.count > 5 ? " and \(missing.count - 5) more" : "") + ": sweep all workspaces once"
    }
}
