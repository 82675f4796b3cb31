internal import Model

/// What an end of a run means where no text says more.
struct TerminationMeaning: Sendable {
    let category: ErrorCategory
    let rootCause: String
    let suggestedAction: String

    static let platform = TerminationMeaning(
        category: .platform, rootCause: "Databricks reports an error of its own",
        suggestedAction:
            "Look at the status page of Databricks, repair the run, and open a ticket with the run's page if it"
            + " fails again.")
    static let cloud = TerminationMeaning(
        category: .platform, rootCause: "The cloud provider failed",
        suggestedAction:
            "Look at the status page of the cloud's region, then repair the run, in another zone if it fails"
            + " again.")
    static let breakingChange = TerminationMeaning(
        category: .platform, rootCause: "A deliberate change of Spark broke the run; the service retries it without",
        suggestedAction:
            "Wait for the service's own retry; if that fails too, pin the cluster's runtime to the last version"
            + " that worked.")
    static let canceled = TerminationMeaning(
        category: .canceled, rootCause: "Somebody or something stopped the run",
        suggestedAction: "Ask who stopped it (audit log: cancelRun), then run the job again if its data is needed.")
    static let notRun = TerminationMeaning(
        category: .canceled, rootCause: "It was not run: disabled, excluded, or its condition was not met",
        suggestedAction:
            "Check the task's run-if condition and whether it is disabled, then run the job again if its data is"
            + " needed.")
    static let timedOut = TerminationMeaning(
        category: .timeout, rootCause: "The run took longer than its limit",
        suggestedAction: "Compare its duration with earlier runs and read in the Spark UI what it waited for; raise"
            + " timeout_seconds only if the work has grown.")
    static let upstream = TerminationMeaning(
        category: .upstream, rootCause: "A task it depends on failed",
        suggestedAction: "Find the first failed task of the run and repair that one; this task runs again with it.")
    static let upstreamCanceled = TerminationMeaning(
        category: .canceled, rootCause: "A task it depends on was canceled",
        suggestedAction: "Ask who canceled the task before it, then repair the run from there.")
    static let concurrency = TerminationMeaning(
        category: .resource, rootCause: "More runs, contexts or requests were open than are allowed at once",
        suggestedAction:
            "Wait for the others to end, then run the job again; raise its maximum of concurrent runs, or spread"
            + " the schedules.")
    static let budget = TerminationMeaning(
        category: .resource, rootCause: "The budget of its policy is used up",
        suggestedAction: "Ask the owner of the budget policy to raise it, then repair the run.")
    static let driver = TerminationMeaning(
        category: .resource, rootCause: "The driver was lost, most often for lack of memory",
        suggestedAction: "Repair the run with a larger driver node; then look for collect() and toPandas() in the code."
    )
    static let unauthorized = TerminationMeaning(
        category: .permission, rootCause: "The run-as identity may not reach something the run needs",
        suggestedAction: "Give the job's run-as identity the permission the message names, then repair the run.")
    static let library = TerminationMeaning(
        category: .configuration, rootCause: "A library cannot be installed",
        suggestedAction:
            "Check name, version and repository of the task's libraries, correct them, then repair the run.")
    static let settings = TerminationMeaning(
        category: .configuration, rootCause: "The job or its cluster is configured wrongly",
        suggestedAction: "Correct the setting the message names in the job's cluster or task, then repair the run.")
    static let notFound = TerminationMeaning(
        category: .configuration, rootCause: "Something the task names does not exist",
        suggestedAction:
            "Compare the notebook, file, table or cluster the message names with the workspace, correct it, then"
            + " repair the run.")
    static let storage = TerminationMeaning(
        category: .permission, rootCause: "The storage cannot be accessed",
        suggestedAction: "Check the storage credential and the firewall of the storage account, then repair the run.")
    static let repository = TerminationMeaning(
        category: .upstream, rootCause: "The Git provider did not answer as expected",
        suggestedAction:
            "Check the provider's status page and the Git credential of the run-as identity, then repair the run.")
    static let cluster = TerminationMeaning(
        category: .resource, rootCause: "The cluster failed",
        suggestedAction: "Open the cluster's event log at the time of the run for the reason, then repair the run.")
}
