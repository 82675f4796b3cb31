internal import Model

extension KnowledgeBase {
    /// Memory, disk, capacity, quota, rate or concurrency limits, lost or reclaimed nodes.
    static let resource: [KnownFailure] = [
        KnownFailure(
            .resource, .named,
            any: [
                "spot_instance_termination", "spot instance", "spot termination", "spot interruption",
                "spot_interruption",
                "preempted", "preemption", "reclaimed", "spotinstancetermination", "spot vm", "decommissioned",
            ],
            none: ["maxspotinstancecountexceeded"],
            cause: "The cloud took a spot node back",
            action: "Repair the run; let the driver and enough workers be on-demand nodes if it happens often."),
        KnownFailure(
            .resource, .named,
            any: [
                "outofmemoryerror", "java heap space", "gc overhead limit", "memoryerror", "cannot allocate memory",
                "out of memory", "out-of-memory", "oomkilled", "oom killed", "oom-kill", "exceeding memory limits",
                "exit code 137", "exit code: 137", "exitcode 137", "exit status 137", "exited with code 137",
                "exit code is 137", "code -9", "signal 9", "sigkill", "driver_oom", "bytes of memory",
                "spark_out_of_memory", "exceeds memory limit", "memory limit exceeded", "unable to allocate",
            ],
            cause: "A process needed more memory than its node has",
            action:
                "Repair the run on larger nodes; then look for collect(), toPandas(), skew or a large broadcast in the"
                + " failing stage."),
        KnownFailure(
            .resource, .named,
            any: [
                "maxresultsize", "cannot broadcast the table", "buffer overflow. available", "broadcast table larger",
            ],
            cause: "More data was brought to one place than is allowed there",
            action: "Write the result to a table instead of collecting or broadcasting it, or raise the limit named in"
                + " the error."),
        KnownFailure(
            .resource, .named,
            any: ["no space left", "enospc", "disk quota exceeded", "disk full", "disk_full", "out of disk"],
            cause: "A disk is full",
            action:
                "Turn on autoscaling local storage or take nodes with larger disks; remove what the job leaves under"
                + " /tmp and /local_disk0."),
        KnownFailure(
            .resource, .named,
            any: [
                "insufficient_instance_capacity", "insufficientinstancecapacity", "insufficient capacity", "stockout",
                "allocationfailed", "overconstrained", "skunotavailable", "zone_resource_pool_exhausted",
                "insufficient_capacity", "not have enough resources available", "capacity_not_available",
            ],
            cause: "The cloud has no free nodes of this type in this zone",
            action: "Repair the run with another node type or zone (zone auto, or an instance pool with a fallback)."),
        KnownFailure(
            .resource, .named,
            any: [
                "quotaexceeded", "quota_exceeded", "quota exceeded", "exceeding approved", "vcpulimitexceeded",
                "vcpu limit",
                "instancelimitexceeded", "subnetexhausted", "insufficientfreeaddresses", "no free addresses",
                "publicipcountlimitreached", "exceeds the quota", "exceeded quota", "maxspotinstancecountexceeded",
                "core quota", "budget_policy_limit_exceeded", "exceeded your quota", "quota limit",
            ],
            cause: "A quota of the cloud account or workspace is used up",
            action: "Ask the cloud's administrator to raise the quota named in the error, or stop clusters that are not"
                + " needed, then repair the run."),
        KnownFailure(
            .resource, .named,
            any: [
                "request_limit_exceeded", "too many requests", "toomanyrequests", "throttlingexception", "throttled",
                "slow down", "slowdown", "rate exceeded", "rate limit", "ratelimit", "resource_exhausted",
                "provisionedthroughputexceeded", "serverbusy", "429 client error", "http 429", "http/1.1 429",
                "status code 429",
                "status code: 429", "too many 429", "limit of requests", "error 429", "request rate is large",
            ],
            cause: "A service limits how many requests it takes",
            action: "Repair the run later; lower the number of parallel calls, and let the code wait as long as"
                + " Retry-After says."),
        KnownFailure(
            .resource, .named,
            any: [
                "max_concurrent", "maximum concurrent runs", "too many execution contexts",
                "maximum number of execution",
                "too many active runs", "run_limit_exceeded", "too many connections", "remaining connection slots",
                "connection from pool", "connection pool exhausted", "max_spark_contexts", "queue is full",
                "max_job_queue_size", "cluster_request_limit", "concurrency limit", "ora-00018", "ora-00020",
                "sessions limit", "has reached the maximum", "exceeded the maximum number", "queuepool limit",
                "too many open files",
            ],
            cause: "More runs, contexts or connections are open than are allowed at once",
            action: "Wait for the others to end, then repair the run; spread the schedules or raise the limit named in"
                + " the error."),
        KnownFailure(
            .resource, .named,
            any: [
                "driver has stopped unexpectedly", "driver is up but is not responsive", "driver_unreachable",
                "driver_not_responding", "kernel is unresponsive", "python kernel died",
                "driver is temporarily unavailable",
                "contact with the driver", "driver_unresponsive", "could not reach driver", "kernel died",
            ],
            cause: "The driver died or hangs, most often for lack of memory",
            action: "Repair the run with a larger driver node; then look for collect() and toPandas() in the code."),
        KnownFailure(
            .resource, .named,
            any: [
                "executorlostfailure", "remote rpc client disassociated", "lost executor",
                "executor heartbeat timed out",
                "fetchfailedexception", "metadatafetchfailed", "worker lost", "slave lost", "node lost", "lost node",
                "exit code 143", "exit code: 143", "exited with code 143", "exit status 143", "block missing",
                "sparkcontext was shut down", "stopped sparkcontext", "shuffle fetch failure",
            ],
            cause: "The cluster lost nodes while it worked",
            action:
                "Repair the run; look at the cluster's event log for lost or full nodes, and use on-demand or larger"
                + " ones if it comes back."),
        KnownFailure(
            .resource, .general,
            any: [
                "waiting for the cluster", "cluster failed to start", "failed to launch", "cluster terminated",
                "cluster was terminated", "cluster is terminated", "failed to start cluster",
                "could not launch cluster",
                "unexpected state for cluster", "cluster start", "could not be started", "cluster failed",
            ],
            cause: "The cluster did not start or did not stay",
            action: "Open the cluster's event log at the time of the run for the reason, then repair the run."),
    ]
}
