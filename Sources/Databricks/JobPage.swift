package import Model

/// One answer of `jobs/list`.
package struct JobPage: Sendable, Equatable {
    package private(set) var jobs: [Job] = []
    /// `nil` at the end of the listing; `""` and `null` mean the same.
    package private(set) var nextPageToken: String?
    package private(set) var problems: [RowProblem] = []

    /// - Throws: `ScanError` where the bytes are not JSON, or no object.
    init(_ bytes: borrowing RawSpan) throws(ScanError) {
        jobs.reserveCapacity(100)
        var reader = FieldReader(JSONCursor())
        try reader.cursor.take(0x7B, bytes)
        var isFirst = true
        while let key = try reader.cursor.nextKey(bytes, isFirst: &isFirst) {
            switch key.count {
            case 4 where bytes.holds("jobs", at: key):
                guard try reader.array("jobs", bytes) else { continue }
                try readJobs(&reader.cursor, bytes)
            case 15 where bytes.holds("next_page_token", at: key):
                nextPageToken = try reader.text("next_page_token", bytes)
            default: try reader.cursor.skipValue(bytes)
            }
        }
        try reader.cursor.end(bytes)
        if nextPageToken?.isEmpty == true { nextPageToken = nil }
        if let field = reader.mistyped { throw .mistyped(field: field) }
    }

    private mutating func readJobs(_ cursor: inout JSONCursor, _ bytes: borrowing RawSpan) throws(ScanError) {
        var isFirst = true
        var place = 0
        while try cursor.nextElement(bytes, isFirst: &isFirst) {
            place += 1
            var reader = FieldReader(cursor)
            var draft = JobDraft()
            if try reader.object("object", bytes) { try draft.read(&reader, bytes) }
            cursor = reader.cursor
            if let job = draft.finished(), reader.mistyped == nil {
                jobs.append(job)
            } else {
                problems.append(draft.problem(mistyped: reader.mistyped, place: place))
            }
        }
    }
}
