internal import Model

extension KnowledgeBase {
    /// Somebody or something stopped it.
    static let canceled: [KnownFailure] = [
        KnownFailure(
            .canceled, .named,
            any: [
                "cancelled by user", "canceled by user", "canceled by the user", "cancelled by the user",
                "run cancelled",
                "run canceled", "was cancelled by", "was canceled by", "terminated by user", "reason: user request",
                "keyboardinterrupt", "operation_canceled", "operationcanceled", "command was cancelled",
                "command cancelled", "execution was cancelled", "cancelled as part of cancellation", "user_request",
                "run was cancelled", "run was canceled", "query has been cancelled", "query was canceled by",
                "cluster_terminated_by_user",
            ],
            cause: "Somebody stopped the run or its cluster",
            action:
                "Ask who stopped it (audit log: cancelRun, delete of the cluster), then run the job again if its data"
                + " is needed."),
        KnownFailure(
            .canceled, .told,
            any: ["reason: inactivity", "due to inactivity", "job group cancelled", "part of cancelled job group"],
            cause: "The work was stopped together with its cluster or group",
            action: "Give the job a job cluster, or raise the shared one's auto-termination, then repair the run."),
        KnownFailure(
            .canceled, .general,
            any: ["cancelled", "canceled", "stopped by user", "aborted by user", "interrupted by user"],
            cause: "Somebody or something stopped it",
            action: "Ask who stopped it (audit log: cancelRun), then run the job again if its data is needed."),
    ]

    /// Another task, job, feed or provider failed or did not deliver.
    static let upstream: [KnownFailure] = [
        KnownFailure(
            .upstream, .named,
            any: [
                "upstream task", "upstream_failed", "upstream failed", "upstream job", "upstream dependency",
                "that this task started failed", "triggered job run failed",
            ],
            cause: "A task or job it depends on failed",
            action: "Find the first failed task of the run and repair that one; this task runs again with it."),
        KnownFailure(
            .upstream, .named,
            any: [
                "notebookexecutionexception", "workflowexception", "child run failed", "triggered run", "child job",
                "run job task failed",
            ],
            cause: "A notebook or job that it started failed",
            action:
                "Open the run that was started (linked in the task's output), repair its cause, then repair this run."),
        KnownFailure(
            .upstream, .told,
            any: [
                "not been delivered", "not delivered", "has not arrived", "did not arrive", "not yet available",
                "no files found for", "no new data", "no data for", "not ready for", "missing source file",
                "feed is late", "source data is missing", "no data found for", "success marker",
            ],
            cause: "The data it waits for did not come",
            action: "Ask the provider of the feed named in the error when it comes, and repair the run then."),
        KnownFailure(
            .upstream, .told,
            any: ["pipeline update", "update failed with", "pipeline failed", "pipelinefailed"],
            cause: "A pipeline that it runs failed",
            action: "Open the pipeline's event log, repair the first error there, then repair this run."),
        KnownFailure(
            .upstream, .general,
            any: [
                "500 server error", "502 server error", "503 server error", "502 bad gateway", "bad gateway",
                "503 service", "service unavailable", "internal server error", "http 500", "http 502", "http 503",
                "status code 500", "status code 502", "status code 503", "status code: 500", "status code: 502",
                "status code: 503", "too many 50", "http/1.1 50", "error 500", "error 502", "error 503",
                "serviceunavailable",
            ],
            none: ["slow down", "slowdown", "serverbusy", "azuredatabricks.net/api", "databricks.com/api"],
            cause: "A service it calls is failing",
            action:
                "Check the status page or the owner of the service in the error, then repair the run when it is back."),
    ]

    /// Databricks or the cloud itself.
    static let platform: [KnownFailure] = [
        KnownFailure(
            .platform, .named,
            any: [
                "temporarily_unavailable", "is temporarily unavailable", "bootstrap_timeout", "self_bootstrap_failure",
                "internal_error", "cloud_failure", "cloud_provider_launch_failure", "control_plane", "control plane",
                "unexpected_launch_failure", "databricks internal error", "metastore_component_unhealthy",
                "service_fault",
                "workspace_configuration_error", "driver_launch_failure", "instance_unreachable",
                "internal_service_error",
            ],
            cause: "Databricks or the cloud failed",
            action:
                "Look at the status pages of Databricks and of the cloud's region, repair the run, and open a ticket"
                + " with the run's page if it fails again."),
        KnownFailure(
            .platform, .general,
            any: ["cloud provider", "internal error"],
            cause: "Databricks or the cloud reported an error of its own",
            action:
                "Repair the run; if it fails again, look at the status pages of Databricks and of the cloud's region."),
        KnownFailure(
            .platform, .general,
            any: ["azuredatabricks.net/api", "databricks.com/api"],
            all: ["server error"],
            cause: "The Databricks API is failing",
            action: "Look at the status page of Databricks, then repair the run when it is back."),
    ]
}
