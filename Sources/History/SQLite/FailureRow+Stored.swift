internal import Model

extension FailureRow {
    /// The columns of `failure`, in the order of `put` and of `init`, where the trace follows them.
    static let storedColumns = """
        digest, environment, job_id, job_name, run_id, result_state, started_at, ended_at, duration_seconds, page_url, \
        termination_code, error_category, error_fingerprint, task_run_id, task_key, attempt, error_details, \
        suggested_action
        """

    static let storedColumnCount = 18

    /// What makes two failures of a workspace the same.
    struct Identity: Hashable {
        let runID: RunID
        let taskRunID: RunID?
    }

    var identity: Identity { Identity(runID: run.id, taskRunID: task?.runID) }

    var digest: Int64 {
        var digest = RowDigest()
        digest.add(workspace.text)
        digest.add(environment)
        digest.add(jobID.value)
        digest.add(jobName)
        run.add(to: &digest)
        digest.add(terminationCode)
        digest.add(errorCategory.rawValue)
        digest.add(errorFingerprint)
        digest.add(task?.runID.value)
        digest.add(task?.key)
        digest.add(task.map { Int64($0.attempt) })
        digest.add(errorDetails)
        digest.add(suggestedAction)
        digest.add(errorTrace)
        return digest.value
    }

    func put(digest: Int64, into arguments: inout Arguments) {
        arguments.put(digest)
        arguments.put(environment)
        arguments.put(jobID.value)
        arguments.put(jobName)
        arguments.put(run.id.value)
        arguments.put(run.resultState)
        arguments.put(run.startTime?.milliseconds)
        arguments.put(run.endTime?.milliseconds)
        arguments.put(run.durationSeconds)
        arguments.put(run.pageURL)
        arguments.put(terminationCode)
        arguments.put(errorCategory.rawValue)
        arguments.put(errorFingerprint)
        arguments.put(task?.runID.value)
        arguments.put(task?.key)
        arguments.put(task.map { Int64($0.attempt) })
        arguments.put(errorDetails)
        arguments.put(suggestedAction)
    }

    /// - Throws: where the row is not what was written.
    init(_ columns: inout Columns, in workspace: WorkspaceName) throws(SQLiteFailure) {
        let digest = try columns.integer()
        let environment = try columns.text()
        let jobID = JobID(try columns.integer())
        let jobName = try columns.text()
        let run = try RunCells(
            id: RunID(columns.integer()), resultState: columns.text(),
            startTime: columns.optionalInteger().map(Timestamp.init(milliseconds:)),
            endTime: columns.optionalInteger().map(Timestamp.init(milliseconds:)),
            durationSeconds: columns.optionalInteger(), pageURL: columns.text())
        let terminationCode = try columns.text()
        guard let category = ErrorCategory(rawValue: try columns.text()) else { throw columns.misfit }
        let fingerprint = try columns.text()
        let task = try FailedTask(optional: &columns)
        let errorDetails = try columns.text()
        let suggestedAction = try columns.text()
        let errorTrace = try columns.text()
        self.init(
            workspace: workspace, environment: environment, jobID: jobID, jobName: jobName, run: run,
            terminationCode: terminationCode, errorCategory: category, errorFingerprint: fingerprint, task: task,
            errorDetails: errorDetails, errorTrace: errorTrace, suggestedAction: suggestedAction)
        guard digest == self.digest else {
            throw SQLiteFailure(.damage, "a failure of workspace \(workspace) is not what was written")
        }
    }
}

extension FailureRow.FailedTask {
    /// The three columns from `task_run_id` on; all are NULL where there is no task.
    fileprivate init?(optional columns: inout Columns) throws(SQLiteFailure) {
        let runID = try columns.optionalInteger()
        let key = try columns.optionalText()
        let attempt = try columns.optionalInteger()
        guard let runID else { return nil }
        guard let key, let attempt else { throw columns.misfit }
        self.init(key: key, runID: RunID(runID), attempt: Int(attempt))
    }
}
