internal import Model

/// Why a run failed, as far as the service tells: its failed tasks of the last attempt, by task key.
struct FailureFacts: Sendable {
    struct FailedTask: Sendable {
        let task: TaskRun
        /// Not yet redacted; empty where the task's own message is all there is.
        let error: String
        let trace: String
        /// Why its output, or a part of it, could not be read, in a fixed phrase.
        var unread: String?
    }

    var tasks: [FailedTask] = []
    /// What the history did not know yet.
    var fetched: [RunID: FetchedOutput] = [:]
    /// Why the run's tasks could not be read at all, in a fixed phrase; `nil` where they were, or are not kept.
    var unread: String?
    /// Why something of the task at hand could not be read, in a fixed phrase.
    var unreadOfTask: String?
    /// The service knew nothing of the run or of one of its outputs: it may have been deleted since it was listed.
    var hasGone = false
    /// What could not be read; the facts are then not whole.
    var problems: [String] = []
}
