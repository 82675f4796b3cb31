internal import History
internal import Model
internal import Synchronization
internal import Transport

/// Gives fetched outputs to the history as soon as that is safe: once every secret of the sweep is known, because a text
/// may hold another workspace's.
///
/// A text with a secret is not kept, not even masked: what is recognised in one text of a failure is masked in all of
/// them, for which all must be there.
final class OutputKeeper: Sendable {
    private struct State {
        var secrets: [Secret] = []
        var unresolved: Int
        var waiting: [WorkspaceName: [RunID: FetchedOutput]] = [:]
    }

    private static let batch = 50

    private let history: any History
    private let startedAt: Timestamp
    private let state: Mutex<State>  // held for one transaction at the most, never over an await

    /// - Parameter secrets: how many will be resolved, or turn out not to be there.
    init(_ history: any History, secrets: Int, at startedAt: Timestamp) {
        self.history = history
        self.startedAt = startedAt
        state = Mutex(State(unresolved: secrets))
    }

    /// - Parameter secret: `nil` where there is none.
    func resolved(_ secret: Secret?) {
        state.withLock { state in
            state.unresolved -= 1
            if let secret { state.secrets.append(secret) }
        }
    }

    /// A secret that came of one that was resolved: an access token.
    func learned(_ secret: Secret) { state.withLock { $0.secrets.append(secret) } }

    /// All secrets so far.
    var secrets: [Secret] { state.withLock { $0.secrets } }

    /// Outputs that wait are kept as soon as there are some: a sweep that is killed has not fetched in vain.
    func add(_ outputs: [RunID: FetchedOutput], of workspace: WorkspaceName) {
        guard !outputs.isEmpty else { return }
        let isEnough = state.withLock { state in
            state.waiting[workspace, default: [:]].merge(outputs) { _, new in new }
            return state.waiting.values.reduce(0) { $0 + $1.count } >= Self.batch
        }
        if isEnough { try? flush() }  // what fails here is tried again, and said, when the sweep lands
    }

    /// Keeps what waits, unless a secret is still to come.
    ///
    /// - Throws: `HistoryError`; what waits then goes on waiting.
    func flush() throws(HistoryError) {
        try state.withLock { state throws(HistoryError) in
            guard state.unresolved <= 0, !state.waiting.isEmpty else { return }
            let redactor = Redactor(secrets: state.secrets)
            for (workspace, outputs) in state.waiting {
                // The outputs of one run carry the same texts: they are looked through once.
                var verdicts: [RunID?: Bool] = [:]
                let clean = outputs.filter { _, output in
                    if let isClean = verdicts[output.run] { return isClean }
                    let isClean = redactor.redact(output.texts) == output.texts
                    verdicts[output.run] = isClean
                    return isClean
                }
                try history.keep(clean.mapValues(\.kept), of: workspace, at: startedAt)
                state.waiting[workspace] = nil
            }
        }
    }
}
