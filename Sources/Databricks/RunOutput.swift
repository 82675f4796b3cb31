package import Model

/// What `runs/get-output` says of a task run, cut to what tells why it failed.
package struct RunOutput: Sendable, Equatable {
    package private(set) var error: String?
    package private(set) var errorTrace: String?
    /// The job run that a run_job task started: the cause of its failure lies there.
    package private(set) var startedRunID: RunID?

    /// - Throws: `ScanError` where the bytes are not JSON, or no object.
    init(_ bytes: borrowing RawSpan) throws(ScanError) {
        var reader = FieldReader(JSONCursor())
        try reader.cursor.take(0x7B, bytes)
        var isFirst = true
        while let key = try reader.cursor.nextKey(bytes, isFirst: &isFirst) {
            switch key.count {
            case 5 where bytes.holds("error", at: key): error = try reader.text("error", bytes)
            case 10 where bytes.holds("error_code", at: key): try reader.refuseError(bytes)
            case 11 where bytes.holds("error_trace", at: key): errorTrace = try reader.text("error_trace", bytes)
            case 14 where bytes.holds("run_job_output", at: key):
                guard try reader.object("run_job_output", bytes) else { continue }
                var isFirstField = true
                while let field = try reader.cursor.nextKey(bytes, isFirst: &isFirstField) {
                    if bytes.holds("run_id", at: field) {
                        startedRunID = try reader.integer("run_job_output.run_id", bytes).map(RunID.init)
                    } else {
                        try reader.cursor.skipValue(bytes)
                    }
                }
            default: try reader.cursor.skipValue(bytes)
            }
        }
        try reader.cursor.end(bytes)
        if let field = reader.mistyped { throw .mistyped(field: field) }
    }
}
