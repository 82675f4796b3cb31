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
        if let field = reader.mistyped {
            problems.append(RowProblem(endpoint: "jobs/list", field: field, row: "a page"))
        }
    }

    private mutating func readJobs(_ cursor: inout JSONCursor, _ bytes: borrowing RawSpan) throws(ScanError) {
        var isFirst = true
        var place = 0
        while try cursor.nextElement(bytes, isFirst: &isFirst) {
            place += 1
            var reader = FieldReader(cursor)
            var id: Int64?
            var name: String?
            var tags: [String: String] = [:]
            if try reader.object("object", bytes) {
                var isFirstField = true
                while let key = try reader.cursor.nextKey(bytes, isFirst: &isFirstField) {
                    switch key.count {
                    case 6 where bytes.holds("job_id", at: key): id = try reader.integer("job_id", bytes)
                    case 8 where bytes.holds("settings", at: key):
                        try Self.readSettings(&reader, &name, &tags, bytes)
                    default: try reader.cursor.skipValue(bytes)
                    }
                }
            }
            cursor = reader.cursor
            if let id, reader.mistyped == nil {
                jobs.append(Job(id: JobID(id), name: name, tags: tags))
            } else {
                problems.append(
                    RowProblem(
                        endpoint: "jobs/list",
                        field: reader.mistyped ?? "job_id",
                        row: id.map { "job \($0)" } ?? "row \(place) of a page"
                    ))
            }
        }
    }

    private static func readSettings(
        _ reader: inout FieldReader,
        _ name: inout String?,
        _ tags: inout [String: String],
        _ bytes: borrowing RawSpan
    ) throws(ScanError) {
        guard try reader.object("settings", bytes) else { return }
        var isFirst = true
        while let key = try reader.cursor.nextKey(bytes, isFirst: &isFirst) {
            switch key.count {
            case 4 where bytes.holds("name", at: key): name = try reader.text("settings.name", bytes)
            case 4 where bytes.holds("tags", at: key): try readTags(&reader, &tags, bytes)
            default: try reader.cursor.skipValue(bytes)
            }
        }
    }

    private static func readTags(
        _ reader: inout FieldReader,
        _ tags: inout [String: String],
        _ bytes: borrowing RawSpan
    ) throws(ScanError) {
        guard try reader.object("settings.tags", bytes) else { return }
        var isFirst = true
        while let key = try reader.cursor.nextKey(bytes, isFirst: &isFirst) {
            // A key is a string like any other here: it may hold escapes.
            let hasEscape = key.contains { bytes.byte(at: $0) == 0x5C }
            let name = try JSONCursor.decode(JSONCursor.StringToken(bounds: key, hasEscape: hasEscape), bytes)
            if let value = try reader.text("settings.tags", bytes) { tags[name] = value }
        }
    }
}
