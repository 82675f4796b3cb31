internal import Model

/// What makes two rows of a workspace the same: the job's id, else the bytes of the entry as written.
struct JobIdentity: Hashable {
    let jobID: JobID?
    /// Empty for a job. Bytes, because texts that look alike are different entries.
    let entry: [UInt8]

    init(_ row: JobRow) {
        jobID = row.jobID
        entry = row.jobID == nil ? Array(row.jobName.utf8) : []
    }

    init(_ job: JobID) {
        jobID = job
        entry = []
    }

    /// As `is_entry, job_id, entry` have it.
    init(_ columns: inout Columns) throws(SQLiteFailure) {
        let isEntry = try columns.claim()
        let id = try columns.integer()
        jobID = isEntry ? nil : JobID(id)
        entry = Array(try columns.text().utf8)
    }

    func put(into arguments: inout Arguments) {
        arguments.put(jobID == nil)
        arguments.put(jobID?.value ?? 0)
        arguments.put(String(decoding: entry, as: UTF8.self))
    }
}
