internal import Model

/// What the termination's code and type, and the result, decide without the text (api/databricks, 6).
enum TerminationRules {
    /// Nothing in a text can say otherwise.
    static func certain(_ evidence: FailureEvidence) -> KnowledgeEntry? {
        switch evidence.resultState {
        case "TIMEDOUT":
            return entry(
                .timeout, "The run passed its time limit",
                "Look which task grew slow, and raise timeout_seconds only if the work has really grown.")
        case "CANCELED", "UPSTREAM_CANCELED": return canceled
        case "UPSTREAM_FAILED", "UPSTREAM_EVICTED": return upstream
        default: break
        }
        switch evidence.terminationCode {
        case "USER_CANCELED", "CANCELED", "CLUSTER_TERMINATED_BY_USER": return canceled
        case "LIBRARY_INSTALLATION_ERROR":
            return entry(
                .configuration, "A library could not be installed",
                "Check the library's name, version and repository, and that the cluster can reach it.")
        case "REPOSITORY_CHECKOUT_FAILED":
            return entry(
                .configuration, "The Git source could not be checked out",
                "Check the repository's address, branch and Git credential, then repair the run.")
        case "INVALID_CLUSTER_REQUEST", "INVALID_RUN_CONFIGURATION":
            return entry(
                .configuration, "The cluster or run is configured wrongly",
                "Read the message for the setting that was refused, and correct it in the job.")
        case "FEATURE_DISABLED":
            return entry(
                .configuration, "A feature is not available in this workspace",
                "Ask a workspace admin to enable the feature, or change the task to do without it.")
        case "UNAUTHORIZED_ERROR":
            return entry(
                .permission, "The job may not use something it needs",
                "Grant the job's run-as identity access to what the message names.")
        case "MAX_CONCURRENT_RUNS_EXCEEDED", "MAX_JOB_QUEUE_SIZE_EXCEEDED", "MAX_SPARK_CONTEXTS_EXCEEDED",
            "WORKSPACE_RUN_LIMIT_EXCEEDED", "CLUSTER_REQUEST_LIMIT_EXCEEDED", "BUDGET_POLICY_LIMIT_EXCEEDED":
            return entry(
                .resource, "A limit on runs, clusters or budget was reached",
                "Spread the schedules of jobs that start together, or raise the limit that the message names.")
        case "CLOUD_FAILURE":
            return entry(
                .platform, "The cloud provider failed",
                "Look at the provider's status page, then repair the run.")
        case "BREAKING_CHANGE", "INTERNAL_ERROR": return evidence.terminationType == "CLIENT_ERROR" ? nil : platform
        default: break
        }
        switch evidence.terminationType {
        case "INTERNAL_ERROR": return platform
        case "CLOUD_FAILURE":
            return entry(
                .platform, "The cloud provider failed",
                "Look at the provider's status page, then repair the run.")
        default: return nil
        }
    }

    /// What the code hints at where no text says more.
    static func likely(_ evidence: FailureEvidence) -> KnowledgeEntry? {
        switch evidence.terminationCode {
        case "DRIVER_ERROR":
            entry(
                .resource, "The Spark driver was lost, most often for lack of memory",
                "Look at the driver's memory in the cluster's metrics; use a larger driver or collect less data to it.")
        case "CLUSTER_ERROR":
            entry(
                .resource, "The cluster failed",
                "Open the cluster's event log for the reason it gives, then repair the run.")
        case "RESOURCE_NOT_FOUND":
            entry(
                .configuration, "Something the job names does not exist",
                "Check the path or name in the message: it was moved, renamed or deleted.")
        case "STORAGE_ACCESS_ERROR":
            entry(
                .permission, "The storage could not be reached or read",
                "Check the storage credential, its expiry, and the network rules of the storage account.")
        case "SKIPPED", "SUCCESS_WITH_FAILURES": upstream
        default: nil
        }
    }

    private static let canceled = entry(
        .canceled, "Somebody or something stopped the run",
        "Ask who canceled it; if it was a limit of time or a newer run, adjust the schedule.")
    private static let upstream = entry(
        .upstream, "Something this depends on failed first",
        "Mend the task or job that failed first, then repair the run.")
    private static let platform = entry(
        .platform, "Databricks itself failed",
        "Repair the run; if it fails again, look at the status page and open a support ticket with the run's page.")

    private static func entry(_ category: ErrorCategory, _ cause: String, _ action: String) -> KnowledgeEntry {
        KnowledgeEntry(category, [], cause: cause, action: action)
    }
}
