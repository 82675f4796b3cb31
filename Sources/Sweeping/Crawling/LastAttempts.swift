internal import Model

/// The entry that decides for each task: the last attempt, of equal ones the one that started later (api/databricks,
/// "Traps"). Entries come in no order.
///
/// - Returns: by task key, in the order of its Unicode scalars.
func lastAttempts(_ tasks: [TaskRun]) -> [TaskRun] {
    var last: [String: TaskRun] = [:]
    for task in tasks {
        guard let other = last[task.taskKey] else {
            last[task.taskKey] = task
            continue
        }
        let isLater =
            (task.attemptNumber, task.startTime?.milliseconds ?? 0, task.runID)
            > (other.attemptNumber, other.startTime?.milliseconds ?? 0, other.runID)
        if isLater { last[task.taskKey] = task }
    }
    return last.values.sorted { $0.taskKey.unicodeScalars.lexicographicallyPrecedes($1.taskKey.unicodeScalars) }
}
