internal import History
internal import Model

/// What the history knows of the outputs of one workspace's task runs: an error that was read once never changes.
struct OutputMemory: Sendable {
    let history: any History
    let workspace: WorkspaceName
    let keeper: OutputKeeper
    /// Whether all is read again.
    let isForgetful: Bool

    func keep(_ outputs: [RunID: FetchedOutput]) { keeper.add(outputs, of: workspace) }

    /// A history that cannot be read costs calls and nothing else.
    func outputs(of taskRuns: [RunID]) -> [RunID: KeptOutput] {
        isForgetful ? [:] : (try? history.outputs(of: taskRuns, in: workspace)) ?? [:]
    }
}

/// The cause of a task's failure, as it was just fetched.
struct FetchedOutput: Sendable {
    let kept: KeptOutput
    /// The job's run, whose texts these are.
    var run: RunID?
    /// All that tells why the run failed, its other tasks' texts among them: they are masked together.
    var texts: [String] = []
}
