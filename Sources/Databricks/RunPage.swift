package import Model

/// One answer of `runs/list`.
package struct RunPage: Sendable, Equatable {
    package private(set) var runs: [Run] = []
    /// `nil` at the end of the listing; `""` and `null` mean the same.
    package private(set) var nextPageToken: String?
    package private(set) var problems: [RowProblem] = []

    /// - Throws: where the bytes are not JSON, or no object.
    package init(scanning bytes: [UInt8]) throws {
        try unsafe self.init(bytes.span.bytes)
    }

    /// - Throws: `ScanError` where the bytes are not JSON, or no object.
    init(_ bytes: borrowing RawSpan) throws(ScanError) {
        runs.reserveCapacity(26)
        var reader = FieldReader(JSONCursor())
        try reader.cursor.take(0x7B, bytes)
        var isFirst = true
        while let key = try reader.cursor.nextKey(bytes, isFirst: &isFirst) {
            switch key.count {
            case 4 where bytes.holds("runs", at: key):
                guard try reader.array("runs", bytes) else { continue }
                try readRuns(&reader.cursor, bytes)
            case 15 where bytes.holds("next_page_token", at: key):
                nextPageToken = try reader.text("next_page_token", bytes)
            default: try reader.cursor.skipValue(bytes)
            }
        }
        try reader.cursor.end(bytes)
        if nextPageToken?.isEmpty == true { nextPageToken = nil }
        if let field = reader.mistyped { throw .mistyped(field: field) }
    }

    private mutating func readRuns(_ cursor: inout JSONCursor, _ bytes: borrowing RawSpan) throws(ScanError) {
        var isFirst = true
        var place = 0
        while try cursor.nextElement(bytes, isFirst: &isFirst) {
            place += 1
            var reader = FieldReader(cursor)
            var draft = RunDraft()
            var state = RunState()
            guard try reader.object("object", bytes) else {
                cursor = reader.cursor
                problems.append(RowProblem(endpoint: "runs/list", field: "object", row: "row \(place) of a page"))
                continue
            }
            var isFirstField = true
            while let key = try reader.cursor.nextKey(bytes, isFirst: &isFirstField) {
                if try !reader.runField(key, into: &draft, state: &state, bytes) { try reader.cursor.skipValue(bytes) }
            }
            cursor = reader.cursor
            take(consume draft, consume state, mistyped: reader.mistyped, place: place)
        }
    }

    private mutating func take(
        _ draft: consuming RunDraft,
        _ state: consuming RunState,
        mistyped: String?,
        place: Int
    ) {
        // The query asks for JOB_RUN alone; a server that does not know the filter sends the others too.
        if draft.isOfOtherType { return }
        let field = mistyped ?? draft.missingField
        let (id, jobID) = (draft.id, draft.jobID)
        if field == nil, let run = draft.finished(consume state) {
            runs.append(run)
        } else {
            problems.append(
                RowProblem(
                    endpoint: "runs/list",
                    field: field ?? "value",
                    row: id.map { "run \($0)" } ?? "row \(place) of a page",
                    jobID: jobID.map(JobID.init)
                ))
        }
    }
}
