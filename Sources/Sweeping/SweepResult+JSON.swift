package import Model

extension SweepResult {
    /// INTERFACE "`sweep --format json`": every key is always there.
    package var json: JSONText {
        .object([
            ("sweep_id", .string(sweepID)),
            ("started_at", .string(startedAt.rfc3339Text)),
            ("duration_seconds", .seconds(duration)),
            ("workspaces", .array(workspaces.map(\.json))),
            (
                "totals",
                .object(JobStatus.allCases.map { ($0.rawValue, .integer(totals[$0] ?? 0)) })
            ),
            ("changes", .array(changes.map(\.json))),
            ("publish", publication.json),
        ])
    }
}

extension SweepResult {
    /// The result of a sweep that could not begin: every key is there, and nothing has a value but the reason.
    package static func json(ofRefusal reason: String) -> JSONText {
        var publication = PublicationResult()
        publication.error = reason
        return .object([
            ("sweep_id", .optional(nil as String?)),
            ("started_at", .optional(nil as String?)),
            ("duration_seconds", .optional(nil as Int?)),
            ("workspaces", .array([])),
            ("totals", .object(JobStatus.allCases.map { ($0.rawValue, .integer(0)) })),
            ("changes", .array([])),
            ("publish", publication.json),
        ])
    }
}

extension WorkspaceResult {
    fileprivate var json: JSONText {
        .object([
            ("name", .string(name.text)),
            ("status", .string(status.rawValue)),
            ("jobs", .integer(jobs)),
            ("jobs_visible", .optional(jobsVisible)),
            ("jobs_with_runs", .integer(jobsWithRuns)),
            ("jobs_unreadable", .array(unreadableJobs.map(\.json))),
            ("runs", .integer(runs)),
            ("calls", .integer(calls)),
            ("retries", .integer(retries)),
            ("throttled", .integer(throttled)),
            ("error", .optional(error)),
            ("warnings", .array(warnings.map(JSONText.string))),
        ])
    }
}

extension WorkspaceResult.UnreadableJob {
    fileprivate var json: JSONText {
        .object([
            ("job_id", .optional(id?.description)),
            ("job_name", .string(name)),
            ("reason", .string(reason)),
        ])
    }
}

extension SweepResult.StatusChange {
    fileprivate var json: JSONText {
        .object([
            ("workspace", .string(workspace.text)),
            ("job_id", .optional(jobID?.description)),
            ("job_name", .string(jobName)),
            ("from", .optional(from?.rawValue)),
            ("to", .optional(to?.rawValue)),
        ])
    }
}

extension PublicationResult {
    fileprivate var json: JSONText {
        .object([
            ("status", .string(status.rawValue)),
            ("commit", .optional(commit)),
            ("files", .integer(files)),
            ("calls", .integer(calls)),
            ("error", .optional(error)),
        ])
    }
}
