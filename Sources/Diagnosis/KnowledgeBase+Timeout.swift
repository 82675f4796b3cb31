internal import Model

extension KnowledgeBase {
    /// A limit of time passed.
    static let timeout: [KnownFailure] = [
        KnownFailure(
            .timeout, .named,
            any: [
                "could not execute broadcast in", "spark.sql.broadcasttimeout", "broadcasttimeout",
            ],
            cause: "A broadcast join took longer than allowed",
            action: "Turn the broadcast off for this join (spark.sql.autoBroadcastJoinThreshold = -1) or make the small"
                + " side small, then repair the run."),
        KnownFailure(
            .timeout, .named,
            any: [
                "statement timeout", "statement_timeout", "lock wait timeout", "query timeout", "querytimeout",
                "lock timeout", "query execution time limit", "execution timeout expired", "lock request time out",
            ],
            cause: "A database ended a statement that ran or waited too long",
            action:
                "Look in the database for a lock or a slow plan of this statement, then repair the run in a quiet hour"
                + " or raise the statement's limit."),
        KnownFailure(
            .timeout, .named,
            any: [
                "read timed out", "readtimeout", "socket.timeout", "sockettimeoutexception", "read timeout",
                "deadline exceeded", "deadline_exceeded", "deadlineexceeded", "504 gateway", "gateway timeout",
                "gateway time-out", "request timed out", "requesttimeout", "request timeout", "504 server error",
            ],
            cause: "Another system took the request and did not answer in time",
            action: "Check the health of the system in the error, then repair the run; if it is only slow, ask for less"
                + " at once or raise the client's timeout."),
        KnownFailure(
            .timeout, .named,
            any: [
                "exceeded the timeout", "exceeded timeout", "exceeded maximum duration", "maximum duration",
                "run timed out", "timed out after", "execution timed out", "timed out because",
                "maximum execution time",
                "timeout of ", "did not complete within", "did not finish within", "timed out waiting",
            ],
            cause: "The run or one of its steps took longer than its limit",
            action: "Compare the duration with earlier runs: more data or a slow cluster needs tuning, a run that hangs"
                + " its last stage read in the Spark UI; raise timeout_seconds only after that."),
        KnownFailure(
            .timeout, .general,
            any: [
                "timeoutexception", "timeouterror", "timed out", "timedout", "time limit", "timeout expired",
                "timeout while",
                "timeout waiting", "timeout exceeded", "timeout reached",
            ],
            cause: "A limit of time passed",
            action: "Read in the trace which call waited, check the system it waited for, then repair the run."),
    ]
}
