internal import History
internal import Model

/// What the history knows of the outputs of one workspace's task runs: it never changes once a task has ended, so nothing
/// is fetched twice.
struct OutputMemory: Sendable {
    let history: any History
    let workspace: WorkspaceName

    /// A history that cannot be read costs calls and nothing else.
    func outputs(of taskRuns: [RunID]) -> [RunID: KeptOutput] {
        (try? history.outputs(of: taskRuns, in: workspace)) ?? [:]
    }
}

/// The cause of a task's failure, as it was just fetched.
struct FetchedOutput: Sendable {
    let message: String
    let kept: KeptOutput

    var texts: [String] {
        guard case .output(let error, let trace, _) = kept else { return [] }
        return [message, error ?? "", trace ?? ""]
    }
}
