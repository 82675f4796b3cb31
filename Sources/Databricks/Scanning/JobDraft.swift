internal import Model

/// A job while its fields come in: an entry of `jobs/list`, or all of `jobs/get`.
struct JobDraft {
    private var id: Int64?
    private var name: String?
    private var tags: [String: String] = [:]

    /// - Returns: `nil` where what makes a job is missing.
    func finished() -> Job? { id.map { Job(id: JobID($0), name: name, tags: tags) } }

    fileprivate func problem(mistyped: String?, place: Int) -> RowProblem {
        RowProblem(
            endpoint: Job.endpoint,
            field: mistyped ?? "job_id",
            row: id.map { "job \($0)" } ?? "row \(place) of a page",
            jobID: id.map(JobID.init),
            jobName: name
        )
    }

    /// Behind the opening bracket.
    mutating func read(_ reader: inout FieldReader, _ bytes: borrowing RawSpan) throws(ScanError) {
        var isFirst = true
        while let key = try reader.cursor.nextKey(bytes, isFirst: &isFirst) {
            switch key.count {
            case 6 where bytes.holds("job_id", at: key): id = try reader.integer("job_id", bytes)
            case 8 where bytes.holds("settings", at: key): try readSettings(&reader, bytes)
            default: try reader.cursor.skipValue(bytes)
            }
        }
    }

    private mutating func readSettings(_ reader: inout FieldReader, _ bytes: borrowing RawSpan) throws(ScanError) {
        guard try reader.object("settings", bytes) else { return }
        var isFirst = true
        while let key = try reader.cursor.nextKey(bytes, isFirst: &isFirst) {
            switch key.count {
            case 4 where bytes.holds("name", at: key): name = try reader.text("settings.name", bytes)
            case 4 where bytes.holds("tags", at: key): try readTags(&reader, bytes)
            default: try reader.cursor.skipValue(bytes)
            }
        }
    }

    private mutating func readTags(_ reader: inout FieldReader, _ bytes: borrowing RawSpan) throws(ScanError) {
        guard try reader.object("settings.tags", bytes) else { return }
        var isFirst = true
        while let key = try reader.cursor.nextKey(bytes, isFirst: &isFirst) {
            // A key is a string like any other here: it may hold escapes.
            let tag = try JSONCursor.decode(key, bytes)
            if let value = try reader.text("settings.tags", bytes) { tags[tag] = value }
        }
    }
}

extension Job: PageRow {
    static var list: StaticString { "jobs" }
    static var endpoint: String { "jobs/list" }

    static func read(_ reader: inout FieldReader, place: Int, _ bytes: borrowing RawSpan) throws(ScanError)
        -> RowReading<Job>
    {
        var draft = JobDraft()
        try draft.read(&reader, bytes)
        if reader.mistyped == nil, let job = draft.finished() { return .row(job) }
        return .problem(draft.problem(mistyped: reader.mistyped, place: place))
    }
}

extension Job {
    /// The answer of `jobs/get`.
    ///
    /// - Throws: `ScanError`, also where the answer holds no job.
    init(_ bytes: borrowing RawSpan) throws(ScanError) {
        var reader = FieldReader(JSONCursor())
        var draft = JobDraft()
        try reader.cursor.take(0x7B, bytes)
        try draft.read(&reader, bytes)
        try reader.cursor.end(bytes)
        guard let job = draft.finished(), reader.mistyped == nil else {
            throw .mistyped(field: reader.mistyped ?? "job_id")
        }
        self = job
    }
}
