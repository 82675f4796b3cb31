package import Model

/// One page of `runs/get`: the run, and up to 100 each of its task runs and, asked for a for-each task, its iterations.
package struct RunDetail: Sendable, Equatable {
    /// `nil` on a later page that does not repeat it: only of `jobs/get` the documents say that pages do.
    package let run: Run?
    package private(set) var tasks: [TaskRun] = []
    package private(set) var iterations: [TaskRun] = []
    package private(set) var nextPageToken: String?
    package private(set) var problems: [RowProblem] = []

    /// - Throws: `ScanError` where the bytes are not JSON, no object, or have a mistyped field of the run's own.
    init(_ bytes: borrowing RawSpan) throws(ScanError) {
        var reader = FieldReader(JSONCursor())
        var draft = RunDraft()
        var lists = TaskLists()
        var token: String?
        try reader.cursor.take(0x7B, bytes)
        var isFirst = true
        while let key = try reader.cursor.nextKey(bytes, isFirst: &isFirst) {
            if try reader.runField(key, into: &draft, bytes) { continue }
            switch key.count {
            case 5 where bytes.holds("tasks", at: key): try lists.read(&reader, .tasks, bytes)
            case 10 where bytes.holds("iterations", at: key): try lists.read(&reader, .iterations, bytes)
            case 10 where bytes.holds("error_code", at: key): try reader.refuseError(bytes)
            case 15 where bytes.holds("next_page_token", at: key): token = try reader.text("next_page_token", bytes)
            default: try reader.cursor.skipValue(bytes)
            }
        }
        try reader.cursor.end(bytes)
        if let field = reader.mistyped { throw .mistyped(field: field) }
        run = draft.finished(reader.memory.runState())
        tasks = lists.tasks
        iterations = lists.iterations
        problems = lists.problems
        nextPageToken = token?.isEmpty == true ? nil : token
    }
}

/// The arrays of task runs in `runs/get`.
struct TaskLists {
    enum Name {
        case tasks
        case iterations
    }

    private(set) var tasks: [TaskRun] = []
    private(set) var iterations: [TaskRun] = []
    private(set) var problems: [RowProblem] = []

    mutating func read(_ reader: inout FieldReader, _ name: Name, _ bytes: borrowing RawSpan) throws(ScanError) {
        guard try reader.array("tasks", bytes) else { return }
        var entry = FieldReader(reader.cursor)
        defer { reader.cursor = entry.cursor }
        var isFirst = true
        var place = 0
        while try entry.cursor.nextElement(bytes, isFirst: &isFirst) {
            place += 1
            entry.beginRow()
            var draft = TaskDraft()
            if try entry.object("object", bytes) { try draft.read(&entry, bytes) }
            if let task = draft.finished(entry.memory.runState()), entry.mistyped == nil {
                switch name {
                case .tasks: tasks.append(task)
                case .iterations: iterations.append(task)
                }
            } else {
                problems.append(
                    RowProblem(
                        endpoint: "runs/get",
                        field: entry.mistyped ?? "run_id",
                        row: draft.key.map { "task \($0)" } ?? "task \(place) of a page"
                    ))
            }
        }
    }
}
