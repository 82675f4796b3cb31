internal import Model

/// A task run while its fields come in.
struct TaskDraft {
    private var id: Int64?
    private(set) var key: String?
    private var attemptNumber: Int64 = 0
    private var kind = TaskRun.Kind.other
    private var startTime: Timestamp?
    private var endTime: Timestamp?

    /// - Returns: `nil` where what makes a task run is missing.
    func finished(_ state: RunState) -> TaskRun? {
        guard let id else { return nil }
        return TaskRun(
            runID: RunID(id),
            taskKey: key ?? "",
            attemptNumber: Int(clamping: attemptNumber),
            kind: kind,
            state: state,
            startTime: startTime,
            endTime: endTime
        )
    }

    mutating func read(_ reader: inout FieldReader, _ bytes: borrowing RawSpan) throws(ScanError) {
        var isFirst = true
        while let name = try reader.cursor.nextKey(bytes, isFirst: &isFirst) {
            switch name.count {
            case 5 where bytes.holds("state", at: name): try reader.state(bytes)
            case 6 where bytes.holds("status", at: name): try reader.status(bytes)
            case 6 where bytes.holds("run_id", at: name): id = try reader.integer("run_id", bytes)
            case 8 where bytes.holds("task_key", at: name): key = try reader.text("task_key", bytes)
            case 8 where bytes.holds("end_time", at: name): endTime = try reader.instant("end_time", bytes)
            case 10 where bytes.holds("start_time", at: name): startTime = try reader.instant("start_time", bytes)
            case 12 where bytes.holds("run_job_task", at: name):
                kind = .runJob
                try reader.cursor.skipValue(bytes)
            case 13 where bytes.holds("for_each_task", at: name): try readForEach(&reader, bytes)
            case 14 where bytes.holds("attempt_number", at: name):
                attemptNumber = try reader.integer("attempt_number", bytes) ?? 0
            default: try reader.cursor.skipValue(bytes)
            }
        }
    }

    /// `for_each_task.stats.error_message_stats[].error_message`: the commonest errors, in the service's order.
    private mutating func readForEach(_ reader: inout FieldReader, _ bytes: borrowing RawSpan) throws(ScanError) {
        var errors: [String] = []
        guard try reader.object("for_each_task", bytes) else { return }
        var isFirst = true
        while let name = try reader.cursor.nextKey(bytes, isFirst: &isFirst) {
            guard bytes.holds("stats", at: name), try reader.object("for_each_task.stats", bytes) else {
                if !bytes.holds("stats", at: name) { try reader.cursor.skipValue(bytes) }
                continue
            }
            var isFirstStatistic = true
            while let statistic = try reader.cursor.nextKey(bytes, isFirst: &isFirstStatistic) {
                if bytes.holds("error_message_stats", at: statistic) {
                    try Self.readErrors(&reader, &errors, bytes)
                } else {
                    try reader.cursor.skipValue(bytes)
                }
            }
        }
        kind = .forEach(errors: errors)
    }

    private static func readErrors(
        _ reader: inout FieldReader,
        _ errors: inout [String],
        _ bytes: borrowing RawSpan
    ) throws(ScanError) {
        guard try reader.array("for_each_task.stats.error_message_stats", bytes) else { return }
        var isFirst = true
        while try reader.cursor.nextElement(bytes, isFirst: &isFirst) {
            guard try reader.object("for_each_task.stats.error_message_stats", bytes) else { continue }
            var isFirstField = true
            while let name = try reader.cursor.nextKey(bytes, isFirst: &isFirstField) {
                if bytes.holds("error_message", at: name) {
                    if let text = try reader.text("error_message", bytes), !text.isEmpty { errors.append(text) }
                } else {
                    try reader.cursor.skipValue(bytes)
                }
            }
        }
    }
}
