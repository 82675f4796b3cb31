internal import Model

extension KnowledgeBase {
    static let permissionEntries: [KnowledgeEntry] = [
        KnowledgeEntry(
            .permission,
            [
                "permission_denied", "insufficient_permissions", "insufficient permissions", "does not have…permission",
                "does not have…privilege", "user does not have", "not authorized to", "unauthorized_error",
                "permission denied", "permissionerror",
            ],
            cause: "A right is missing",
            action: "Grant the job's run-as identity the right that the message names."),
        KnowledgeEntry(
            .permission,
            [
                "accessdenied", "access denied", "access is denied", "authorizationpermissionmismatch", "403 forbidden",
                "status code: 403", "status code 403", "error 403", "http 403", "not authorized", "authorizationfailure",
            ],
            cause: "The storage or service refuses access",
            action: "Check the role, credential or storage rule behind the address in the message."),
        KnowledgeEntry(
            .permission,
            [
                "invalid access token", "expiredtoken", "token…expired", "token has expired", "invalid_client",
                "authentication failed", "login failed", "invalid credentials", "401 unauthorized", "status code 401",
                "password authentication failed", "incorrect username or password", "aadsts", "bad credentials",
                "signaturedoesnotmatch", "invalidaccesskeyid",
            ],
            cause: "A credential is wrong or has expired",
            action: "Renew the credential, and store it where the job reads it."),
    ]

    static let resourceEntries: [KnowledgeEntry] = [
        KnowledgeEntry(
            .resource,
            [
                "outofmemoryerror", "out of memory", "java heap space", "gc overhead limit", "memoryerror",
                "exit code 137", "exit status 137", "exited with code 137", "oom", "cannot allocate memory",
                "maxresultsize", "total size of serialized results",
            ],
            cause: "The memory ran out",
            action: "Use a larger node or more partitions, and collect less data to the driver."),
        KnowledgeEntry(
            .resource,
            ["no space left on device", "disk full", "disk quota exceeded"],
            cause: "The disk is full",
            action: "Use nodes with more local disk or enable its autoscaling; look for shuffles that spill."),
        KnowledgeEntry(
            .resource,
            [
                "spot instance", "spot_instance", "preempted", "executorlostfailure", "executor lost", "worker lost",
                "node…lost", "driver is temporarily unavailable", "driver…unresponsive", "driver has stopped",
                "lost connection to…driver", "the spark driver", "exit code 143", "sparkcontext was shut down",
                "cannot call methods on a stopped sparkcontext",
            ],
            cause: "A node was lost or reclaimed",
            action: "Repair the run; use on-demand nodes for the driver, and look whether memory was the reason."),
        KnowledgeEntry(
            .resource,
            [
                "quota", "insufficientinstancecapacity", "insufficient capacity", "limit exceeded", "limitexceeded",
                "too many requests", "429", "rate limit", "throttl", "request_limit_exceeded", "resource_exhausted",
                "maximum concurrent runs", "maximum number of…runs", "cloud_provider_resource_stockout", "stockout",
                "too many connections",
            ],
            cause: "A quota, capacity or limit was reached",
            action: "Raise the quota, choose another node type or zone, or spread the load over time."),
    ]

    static let configurationEntries: [KnowledgeEntry] = [
        KnowledgeEntry(
            .configuration,
            ["library installation failed", "library_installation", "could not find a version that satisfies", "no matching distribution", "failed to install", "unresolved dependency", "pip…failed"],
            cause: "A library could not be installed",
            action: "Check the library's name, version and repository, and that the cluster can reach it."),
        KnowledgeEntry(
            .configuration,
            ["secret does not exist", "secret scope", "scope…does not exist", "no secret", "keyvault…not found"],
            cause: "A secret or its scope is missing",
            action: "Create the secret that the message names, or correct its scope and key in the code."),
        KnowledgeEntry(
            .configuration,
            ["modulenotfounderror", "no module named", "importerror", "classnotfoundexception", "noclassdeffounderror", "nosuchmethoderror"],
            cause: "A module or class is missing on the cluster",
            action: "Add the library that the message names to the task or to its environment."),
        KnowledgeEntry(
            .configuration,
            [
                "notebook not found", "notebook…does not exist", "unable to access the notebook", "filenotfounderror",
                "no such file or directory", "path does not exist", "path_not_found", "filenotfoundexception",
                "cluster…does not exist", "cluster not found", "warehouse…not found", "nosuchbucket", "resource_does_not_exist",
            ],
            cause: "A file, notebook, cluster or path is not there",
            action: "Check the path or name in the message: it was moved, renamed, deleted, or not delivered yet."),
        KnowledgeEntry(
            .configuration,
            [
                "invalid_parameter_value", "invalid cluster", "invalid_cluster_request", "node type…not supported",
                "unsupported node type", "init script", "invalid configuration", "spark_conf", "missing required",
                "inputwidgetnotdefined", "no input widget", "not enabled in", "instance profile",
            ],
            cause: "The job, cluster or environment is configured wrongly",
            action: "Correct the setting that the message names in the job's or cluster's configuration."),
    ]

    static let networkEntries: [KnowledgeEntry] = [
        KnowledgeEntry(
            .network,
            ["unknownhostexception", "name or service not known", "temporary failure in name resolution", "nodename nor servname", "could not resolve host", "getaddrinfo failed", "nxdomain"],
            cause: "A host's name cannot be resolved",
            action: "Check the host's name and the DNS of the workspace's network."),
        KnowledgeEntry(
            .network,
            ["sslerror", "sslhandshakeexception", "certificate verify failed", "certificate_verify_failed", "pkix path", "certificate has expired", "tls handshake"],
            cause: "A TLS connection was not trusted",
            action: "Renew or install the certificate of the host that the message names."),
        KnowledgeEntry(
            .network,
            [
                "connection refused", "connection reset", "connectexception", "connectionerror", "no route to host",
                "network is unreachable", "broken pipe", "connection aborted", "connection closed", "connecttimeout",
                "connection timed out", "connect timed out", "max retries exceeded", "remotedisconnected",
                "communications link failure", "could not connect",
            ],
            cause: "A connection could not be made or broke",
            action: "Check that the host and port are up, and that firewalls and private links let the cluster through."),
    ]

    static let timeoutEntries: [KnowledgeEntry] = [
        KnowledgeEntry(
            .timeout,
            ["timed out", "timeoutexception", "timeouterror", "timeout", "deadline exceeded", "deadline_exceeded", "exceeded the maximum…time", "lock wait"],
            cause: "A limit of time passed",
            action: "Look what grew slow or waits for a lock, and raise the limit only if the work has really grown.")
    ]

    static let platformEntries: [KnowledgeEntry] = [
        KnowledgeEntry(
            .platform,
            ["internal error", "internal_error", "unexpected failure while", "unexpected error occurred", "please contact databricks", "databricks support"],
            cause: "Databricks or the cloud failed",
            action: "Repair the run; if it fails again, look at the status page and open a support ticket.")
    ]

    static let canceledEntries: [KnowledgeEntry] = [
        KnowledgeEntry(
            .canceled,
            ["canceled by", "cancelled by", "run was cancel", "run cancel", "was canceled", "was cancelled", "keyboardinterrupt"],
            cause: "Somebody or something stopped the run",
            action: "Ask who canceled it; if it was a limit of time or a newer run, adjust the schedule.")
    ]
}
