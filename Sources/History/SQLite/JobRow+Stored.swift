internal import Model

extension JobRow {
    /// The columns of `job_row`, in the order of `put` and of `init`.
    static let storedColumns = """
        digest, status, entered_at, environment, job_name, error_details, run_id, result_state, started_at, ended_at, \
        duration_seconds, page_url, error_category, error_fingerprint, failed_tasks, suggested_action
        """

    var digest: Int64 {
        var digest = RowDigest()
        digest.add(workspace.text)
        digest.add(jobID?.value)
        digest.add(status.rawValue)
        digest.add(enteredAt.milliseconds)
        digest.add(environment)
        digest.add(jobName)
        digest.add(errorDetails)
        digest.add(run?.id.value)
        if let run { run.add(to: &digest) }
        digest.add(errorCategory?.rawValue)
        digest.add(errorFingerprint)
        digest.add(Int64(failedTasks.count))
        for task in failedTasks { digest.add(task) }
        digest.add(suggestedAction)
        return digest.value
    }

    func put(digest: Int64, into arguments: inout Arguments) {
        arguments.put(digest)
        arguments.put(status.rawValue)
        arguments.put(enteredAt.milliseconds)
        arguments.put(environment)
        arguments.put(jobName)
        arguments.put(errorDetails)
        arguments.put(run?.id.value)
        arguments.put(run?.resultState)
        arguments.put(run?.startTime?.milliseconds)
        arguments.put(run?.endTime?.milliseconds)
        arguments.put(run?.durationSeconds)
        arguments.put(run?.pageURL)
        arguments.put(errorCategory?.rawValue)
        arguments.put(errorFingerprint)
        arguments.put(TextList.text(failedTasks))
        arguments.put(suggestedAction)
    }

    /// - Throws: where the row is not what was written.
    init(_ columns: inout Columns, of job: JobIdentity, in workspace: WorkspaceName) throws(SQLiteFailure) {
        let digest = try columns.integer()
        guard let status = JobStatus(rawValue: try columns.text()) else { throw columns.misfit }
        let enteredAt = Timestamp(milliseconds: try columns.integer())
        let environment = try columns.text()
        let jobName = try columns.text()
        let errorDetails = try columns.text()
        let run = try RunCells(optional: &columns)
        let category = try columns.optionalText()
        let fingerprint = try columns.text()
        guard let failedTasks = TextList.texts(try columns.text()) else { throw columns.misfit }
        self.init(
            workspace: workspace, environment: environment, jobID: job.jobID, jobName: jobName, status: status,
            enteredAt: enteredAt, errorDetails: errorDetails, run: run,
            errorCategory: category.flatMap(ErrorCategory.init(rawValue:)), errorFingerprint: fingerprint,
            failedTasks: failedTasks, suggestedAction: try columns.text())
        guard digest == self.digest, JobIdentity(self) == job else {
            throw SQLiteFailure(.damage, "a row of workspace \(workspace) is not what was written")
        }
    }
}

extension RunCells {
    func add(to digest: inout RowDigest) {
        digest.add(id.value)
        digest.add(resultState)
        digest.add(startTime?.milliseconds)
        digest.add(endTime?.milliseconds)
        digest.add(durationSeconds)
        digest.add(pageURL)
    }

    /// The six columns from `run_id` on; all are NULL where there is no run.
    fileprivate init?(optional columns: inout Columns) throws(SQLiteFailure) {
        let id = try columns.optionalInteger()
        let resultState = try columns.optionalText()
        let startTime = try columns.optionalInteger()
        let endTime = try columns.optionalInteger()
        let seconds = try columns.optionalInteger()
        let pageURL = try columns.optionalText()
        guard let id else { return nil }
        self.init(
            id: RunID(id), resultState: resultState ?? "", startTime: startTime.map(Timestamp.init(milliseconds:)),
            endTime: endTime.map(Timestamp.init(milliseconds:)), durationSeconds: seconds, pageURL: pageURL ?? "")
    }
}
