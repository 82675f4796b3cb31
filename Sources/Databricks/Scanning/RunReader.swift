internal import Model

/// A run while its fields come in, in whatever order they stand.
struct RunDraft {
    var id: Int64?
    var jobID: Int64?
    var originalAttemptRunID: Int64?
    var attemptNumber: Int64 = 0
    var startTime: Timestamp?
    var endTime: Timestamp?
    var runDuration: Int64?
    /// A run of another type than JOB_RUN: not a run of a job's own.
    var isOfOtherType = false
    var pageURL: String?

    /// - Returns: `nil` where what makes a run is missing.
    func finished(_ state: RunState) -> Run? {
        guard let id, let jobID else { return nil }
        return Run(
            id: RunID(id),
            jobID: JobID(jobID),
            originalAttemptRunID: originalAttemptRunID.map(RunID.init),
            attemptNumber: Int(clamping: attemptNumber),
            state: state,
            startTime: startTime,
            endTime: endTime,
            runDuration: runDuration.map { .milliseconds($0) },
            pageURL: pageURL
        )
    }

    var missingField: String? { id == nil ? "run_id" : jobID == nil ? "job_id" : nil }
}

extension FieldReader {
    /// Takes the value of `key` where it is one of a run's own fields.
    ///
    /// - Returns: false where it is not; the value is then still to be read or skipped.
    mutating func runField(
        _ key: Range<Int>, into run: inout RunDraft, _ bytes: borrowing RawSpan
    ) throws(ScanError)
        -> Bool
    {
        switch key.count {
        case 5 where bytes.holds("state", at: key): try state(bytes)
        case 6 where bytes.holds("status", at: key): try status(bytes)
        case 6 where bytes.holds("run_id", at: key): run.id = try integer("run_id", bytes)
        case 6 where bytes.holds("job_id", at: key): run.jobID = try integer("job_id", bytes)
        case 8 where bytes.holds("end_time", at: key): run.endTime = try instant("end_time", bytes)
        case 8 where bytes.holds("run_type", at: key):
            let type = try text("run_type", bytes)
            run.isOfOtherType = type != nil && type != "JOB_RUN"
        case 10 where bytes.holds("start_time", at: key): run.startTime = try instant("start_time", bytes)
        case 12 where bytes.holds("run_page_url", at: key): run.pageURL = try text("run_page_url", bytes)
        case 12 where bytes.holds("run_duration", at: key):
            run.runDuration = try integer("run_duration", bytes)
        case 14 where bytes.holds("attempt_number", at: key):
            run.attemptNumber = try integer("attempt_number", bytes) ?? 0
        case 23 where bytes.holds("original_attempt_run_id", at: key):
            run.originalAttemptRunID = try integer("original_attempt_run_id", bytes)
        default: return false
        }
        return true
    }
}

extension Run: PageRow {
    static var list: StaticString { "runs" }
    static var endpoint: String { "runs/list" }

    static func read(_ reader: inout FieldReader, place: Int, _ bytes: borrowing RawSpan) throws(ScanError)
        -> RowReading<Run>
    {
        var draft = RunDraft()
        var isFirst = true
        while let key = try reader.cursor.nextKey(bytes, isFirst: &isFirst) {
            if try !reader.runField(key, into: &draft, bytes) { try reader.cursor.skipValue(bytes) }
        }
        // The query asks for JOB_RUN alone; a server that does not know the filter sends the others too.
        if draft.isOfOtherType { return .other }
        if reader.mistyped == nil, let run = draft.finished(reader.memory.runState()) { return .row(run) }
        return .problem(
            RowProblem(
                endpoint: endpoint,
                field: reader.mistyped ?? draft.missingField ?? "value",
                row: draft.id.map { "run \($0)" } ?? "row \(place) of a page",
                jobID: draft.jobID.map(JobID.init)
            ))
    }
}
