internal import Model

extension Guide {
    static func meaning(of column: ReportColumn) -> String {
        switch column {
        case .jobID: "the job's id in its workspace, 64 bits; `N/A` where no job was found"
        case .jobName: "as the workspace has it; empty for a job without a name, the configured entry for `NOT_FOUND`"
        case .timestamp: "when the job entered its status"
        case .status: "see below"
        case .errorDetails: "why it failed or could not be read, on one line; empty where nothing failed"
        case .workspace: "the name it has in the configuration"
        case .environment: "the environment it has in the configuration"
        case .runID: "the latest run: the one that started last"
        case .resultState: "that run's state in the words of Databricks"
        case .startTime: "when that run started"
        case .endTime: "when it ended; empty while it runs"
        case .durationSeconds: "its duration in whole seconds; empty while it runs"
        case .errorCategory: "why it failed, in one word: see below"
        case .errorFingerprint: "16 hexadecimal digits, equal for equal failures of other jobs, workspaces and days"
        case .failedTasks: "the keys of the failed tasks, joined by `;`"
        case .suggestedAction: "what to try first"
        case .runPageURL: "the run in the workspace's own pages"
        }
    }

    static func meaning(of column: FailureColumn) -> String {
        switch column {
        case .workspace, .environment: "as above"
        case .jobID, .jobName: "the job whose run failed"
        case .runID: "the failed run"
        case .startTime: "when the failed run started"
        case .endTime: "when it ended; empty where the service does not say"
        case .durationSeconds: "its duration in whole seconds"
        case .resultState: "the run's state in the words of Databricks"
        case .terminationCode: "why the run ended, as a code of Databricks"
        case .errorCategory, .errorFingerprint: "as above, for this task"
        case .taskKey: "the failed task; empty where a run failed without one"
        case .taskRunID: "that task's own run, which has the output"
        case .attempt: "which attempt of the task it was, 0 the first"
        case .errorDetails: "the task's error on one line"
        case .errorTrace: "the error with its stack, line breaks written as `\\n`"
        case .suggestedAction: "what to try first"
        case .runPageURL: "the run in the workspace's own pages"
        }
    }

    static func meaning(of status: JobStatus) -> String {
        switch status {
        case .success:
            "the latest run succeeded; where some of its tasks failed all the same, `Error_Details` names them"
        case .failed: "the latest run failed, timed out, or ended in a state that is no success"
        case .running: "the latest run has not ended: it waits, is queued, runs or is being stopped"
        case .canceled: "somebody or something stopped the latest run"
        case .skipped: "the latest run was not carried out, for example because too many ran already"
        case .noRuns: "the job exists, and Databricks keeps no run of it"
        case .notFound:
            "no job matches this entry of the configuration: check its spelling (`*`, `?` and `[` make a pattern) and the "
                + "permissions"
        case .unreachable: "the workspace, or this job, could not be read; the run cells are those last known"
        }
    }

    static func meaning(of category: ErrorCategory) -> String {
        switch category {
        case .configuration: "the job, cluster, library, path or secret is set up wrongly"
        case .runtime: "the code or its SQL fails"
        case .dataQuality: "the data breaks a type, rule, key or test"
        case .resource: "memory, disk, capacity, a quota or a rate ran out, or a node was lost"
        case .permission: "a right, credential or token is missing or expired"
        case .network: "a name, route, TLS session or connection failed"
        case .timeout: "a limit of time passed"
        case .upstream: "another task, job, feed or provider failed or did not deliver"
        case .platform: "Databricks or the cloud itself failed"
        case .canceled: "somebody or something stopped it"
        case .unknown: "the text says nothing"
        }
    }
}
