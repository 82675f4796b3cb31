package import Model

/// What the service said of a task run's output. It says the same ever after: it is not asked again.
package enum KeptOutput: Hashable, Sendable {
    /// Texts are redacted.
    case output(error: String?, trace: String?, startedRunID: RunID?)
    /// There is none to be had: the task's own message serves.
    case gone
}
