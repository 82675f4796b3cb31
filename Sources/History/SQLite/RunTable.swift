internal import GRDB
internal import Model

enum RunTable {
    /// Leaves a run alone that stands there as it is.
    static let insert = """
        INSERT INTO run (day, job, run_id, started_at, ended_at, duration_seconds, status, result_state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (day, job, run_id) DO UPDATE SET
            started_at = excluded.started_at, ended_at = excluded.ended_at,
            duration_seconds = excluded.duration_seconds, status = excluded.status,
            result_state = excluded.result_state
        WHERE started_at <> excluded.started_at OR ended_at IS NOT excluded.ended_at
            OR duration_seconds IS NOT excluded.duration_seconds OR status <> excluded.status
            OR result_state <> excluded.result_state
        """

    static let dayMilliseconds: Int64 = 86_400_000

    static func day(of instant: Timestamp) -> Int64 {
        let quotient = instant.milliseconds / dayMilliseconds
        return instant.milliseconds % dayMilliseconds < 0 ? quotient - 1 : quotient
    }
}

extension SeenRun {
    var day: Int64 { RunTable.day(of: startTime) }

    func put(into arguments: inout Arguments, job: Int64, status: Int64, result: Int64) {
        arguments.put(day)
        arguments.put(job)
        arguments.put(id.value)
        arguments.put(startTime.milliseconds)
        arguments.put(endTime?.milliseconds)
        arguments.put(durationSeconds)
        arguments.put(status)
        arguments.put(result)
    }

    /// The columns `run_id, started_at, ended_at, duration_seconds`, and the words of `status` and `result_state`.
    init(_ columns: inout Columns, of job: JobID) throws(SQLiteFailure) {
        let id = RunID(try columns.integer())
        let startTime = Timestamp(milliseconds: try columns.integer())
        let endTime = try columns.optionalInteger().map(Timestamp.init(milliseconds:))
        let seconds = try columns.optionalInteger()
        guard let status = JobStatus(rawValue: try columns.text()) else { throw columns.misfit }
        self.init(
            job: job, id: id, startTime: startTime, endTime: endTime, status: status,
            resultState: try columns.text(), durationSeconds: seconds)
    }
}
