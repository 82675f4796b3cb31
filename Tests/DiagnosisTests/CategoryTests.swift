import Model
import Testing

@testable import Diagnosis

@Suite struct CategoryTests {
    struct Row: CustomTestStringConvertible {
        let category: ErrorCategory
        let evidence: FailureEvidence
        let testDescription: String

        init(_ category: ErrorCategory, _ error: String, trace: String = "") {
            self.category = category
            evidence = FailureEvidence(
                stateMessage: "Workload failed, see run output for details", terminationCode: "RUN_EXECUTION_ERROR",
                terminationType: "CLIENT_ERROR", resultState: "FAILED", error: error, errorTrace: trace)
            testDescription = error.isEmpty ? trace : error
        }

        init(
            _ category: ErrorCategory,
            code: String?,
            type: String? = "CLIENT_ERROR",
            result: String? = "FAILED",
            message: String = "",
            error: String = ""
        ) {
            self.category = category
            evidence = FailureEvidence(
                stateMessage: message, terminationCode: code, terminationType: type, resultState: result, error: error)
            testDescription = "\(code ?? "-") \(type ?? "-") \(result ?? "-") \(message) \(error)"
        }
    }

    @Test(arguments: [
        Row(.platform, code: "INTERNAL_ERROR", type: "INTERNAL_ERROR", message: "java.lang.OutOfMemoryError"),
        Row(.platform, code: "RUN_EXECUTION_ERROR", type: "INTERNAL_ERROR"),
        Row(.platform, code: "BREAKING_CHANGE", type: "INTERNAL_ERROR"),
        Row(.platform, code: "CLOUD_FAILURE", type: "CLOUD_FAILURE", message: "request to the cloud failed"),
        Row(
            .resource, code: "CLOUD_FAILURE", type: "CLOUD_FAILURE",
            message: "AWS_INSUFFICIENT_INSTANCE_CAPACITY_FAILURE"),
        Row(.configuration, code: "LIBRARY_INSTALLATION_ERROR", message: "Library installation failed: 403 Forbidden"),
        Row(.permission, code: "UNAUTHORIZED_ERROR", message: "cannot read notebook, path does not exist"),
        Row(.resource, code: "DRIVER_ERROR", message: "connection reset by peer"),
        Row(.configuration, code: "INVALID_CLUSTER_REQUEST", message: "Node type x is not supported"),
        Row(.configuration, code: "INVALID_RUN_CONFIGURATION"),
        Row(.configuration, code: "FEATURE_DISABLED"),
        Row(.configuration, code: "RESOURCE_NOT_FOUND", message: "Notebook not found: /Shared/x"),
        Row(.resource, code: "MAX_CONCURRENT_RUNS_EXCEEDED", result: nil),
        Row(.resource, code: "MAX_SPARK_CONTEXTS_EXCEEDED"),
        Row(.resource, code: "WORKSPACE_RUN_LIMIT_EXCEEDED"),
        Row(.resource, code: "CLUSTER_REQUEST_LIMIT_EXCEEDED"),
        Row(.resource, code: "BUDGET_POLICY_LIMIT_EXCEEDED"),
        Row(.canceled, code: "USER_CANCELED", result: "CANCELED", message: "Run cancelled"),
        Row(.canceled, code: "USER_CANCELED", result: nil, message: "java.net.ConnectException: Connection refused"),
        Row(.canceled, code: "CLUSTER_TERMINATED_BY_USER"),
        Row(.timeout, code: "CANCELED", result: "TIMEDOUT"),
        Row(.timeout, code: "CANCELED", result: "CANCELED", message: "Run exceeded timeout of 3600 seconds"),
        Row(.canceled, code: "CANCELED", result: "CANCELED"),
        Row(.upstream, code: "SKIPPED", result: "UPSTREAM_FAILED", message: "An upstream task failed."),
        Row(.upstream, code: "SKIPPED", result: nil, message: "An upstream task failed."),
        Row(.canceled, code: "DISABLED", result: "DISABLED"),
        Row(.permission, code: "STORAGE_ACCESS_ERROR"),
        Row(.network, code: "STORAGE_ACCESS_ERROR", message: "java.net.UnknownHostException: acme.dfs.example"),
        Row(.configuration, code: "STORAGE_ACCESS_ERROR", message: "The specified container does not exist"),
        Row(.upstream, code: "REPOSITORY_CHECKOUT_FAILED"),
        Row(.configuration, code: "REPOSITORY_CHECKOUT_FAILED", message: "couldn't find remote ref refs/heads/release"),
        Row(.permission, code: "REPOSITORY_CHECKOUT_FAILED", message: "remote: Bad credentials"),
        Row(.resource, code: "CLUSTER_ERROR"),
        Row(.resource, code: "CLUSTER_ERROR", message: "Cluster terminated. Reason: SPOT_INSTANCE_TERMINATION"),
        Row(.configuration, code: "CLUSTER_ERROR", message: "Cluster terminated. Reason: INIT_SCRIPT_FAILURE"),
        Row(
            .unknown, code: "RUN_EXECUTION_ERROR",
            message: "Task load failed with message: Workload failed, see run output for details."),
        Row(.unknown, code: nil, type: nil),
        Row(.unknown, code: "SOMETHING_NEW", type: "SOMETHING_NEW", message: "no words for it"),
        Row(.platform, code: nil, type: nil, result: "INTERNAL_ERROR"),
        Row(
            .resource, code: nil, type: nil, result: "INTERNAL_ERROR",
            message: "Unexpected failure while waiting for the cluster (0923-1) to be ready"),
    ])
    func terminationDecidesWhereItCan(_ row: Row) {
        #expect(Diagnostician().diagnose(row.evidence).category == row.category)
    }

    @Test(arguments: [
        Row(
            .runtime,
            """
            AnalysisException: [TABLE_OR_VIEW_NOT_FOUND] The table or view `fin`.`rates` cannot be \
            found. Verify the spelling
            """
        ),
        Row(
            .runtime,
            "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column with name `amout` cannot be resolved. SQLSTATE: 42703"),
        Row(.runtime, "ParseException: [PARSE_SYNTAX_ERROR] Syntax error at or near 'FORM'. SQLSTATE: 42601"),
        Row(.runtime, "KeyError: 'it'"),
        Row(.runtime, "KeyError: 'timeout_seconds'".replacing("timeout_seconds", with: "limit")),
        Row(.runtime, "ZeroDivisionError: division by zero"),
        Row(.runtime, "SparkArithmeticException: [DIVIDE_BY_ZERO] Division by zero. Use `try_divide`"),
        Row(.runtime, "TypeError: unsupported operand type(s) for +: 'int' and 'str'"),
        Row(.runtime, "AttributeError: 'NoneType' object has no attribute 'collect'"),
        Row(.runtime, "ValueError: not enough values to unpack (expected 2, got 1)"),
        Row(.runtime, "java.lang.NullPointerException"),
        Row(.runtime, "SyntaxError: invalid syntax (job.py, line 3)"),
        Row(
            .runtime,
            """
            io.delta.exceptions.ConcurrentAppendException: [DELTA_CONCURRENT_APPEND] Files were added \
            to the root of the table by a concurrent update
            """
        ),
        Row(.runtime, "org.apache.spark.SparkException: Task not serializable"),
        Row(.runtime, "psycopg2.errors.UndefinedTable: relation \"rates\" does not exist"),
        Row(
            .runtime,
            "AnalysisException: [TABLE_OR_VIEW_ALREADY_EXISTS] Cannot create table `a` because it already exists"),
        Row(.runtime, "SparkFileNotFoundException: It is possible the underlying files have been updated."),
        Row(.runtime, "RuntimeError: load failed"),
        Row(.runtime, "SystemExit: 1"),
        Row(
            .dataQuality,
            """
            SparkNumberFormatException: [CAST_INVALID_INPUT] The value 'N/A' of the type \"STRING\" \
            cannot be cast to \"INT\"
            """
        ),
        Row(.dataQuality, "ValueError: invalid literal for int() with base 10: 'abc'"),
        Row(.dataQuality, "ValueError: time data '2024-13-01' does not match format '%Y-%m-%d'"),
        Row(
            .dataQuality,
            """
            DeltaInvariantViolationException: [DELTA_VIOLATE_CONSTRAINT_WITH_VALUES] CHECK constraint \
            positive (amount > 0) violated by row
            """
        ),
        Row(
            .dataQuality,
            """
            DeltaUnsupportedOperationException: \
            [DELTA_MULTIPLE_SOURCE_ROW_MATCHING_TARGET_ROW_IN_MERGE] Cannot perform Merge as multiple \
            source rows matched
            """
        ),
        Row(.dataQuality, "AnalysisException: [DELTA_FAILED_TO_MERGE_FIELDS] Failed to merge fields 'a' and 'a'"),
        Row(.dataQuality, "AnalysisException: A schema mismatch detected when writing to the Delta table"),
        Row(
            .dataQuality,
            "UnknownFieldException: [UNKNOWN_FIELD_EXCEPTION.NEW_FIELDS_IN_FILE] Encountered unknown fields"),
        Row(
            .dataQuality,
            "psycopg2.errors.UniqueViolation: duplicate key value violates unique constraint \"orders_pkey\""),
        Row(.dataQuality, "[EXPECTATION_VIOLATION.VERBOSITY_ALL] Flow 'orders' failed to meet the expectation"),
        Row(.dataQuality, "json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)"),
        Row(
            .dataQuality,
            "Failure in test not_null_orders_id (models/schema.yml): Got 12 results, configured to fail if != 0"),
        Row(.dataQuality, "AssertionError: expected 100 rows, got 98 rows"),
        Row(.runtime, "AssertionError: mode must be full or delta"),
        Row(.configuration, "ModuleNotFoundError: No module named 'pandera'"),
        Row(.configuration, "java.lang.ClassNotFoundException: com.acme.Loader"),
        Row(
            .configuration,
            """
            Py4JJavaError: An error occurred while calling o33.get. : \
            java.lang.IllegalArgumentException: Secret does not exist with scope: kv and key: db
            """
        ),
        Row(.configuration, "AnalysisException: [PATH_NOT_FOUND] Path does not exist: s3://acme/in/2024-05-01."),
        Row(.configuration, "FileNotFoundError: [Errno 2] No such file or directory: '/dbfs/mnt/in/a.csv'"),
        Row(
            .configuration,
            """
            Unable to access the notebook \"/Repos/prod/load\". Either it does not exist, or the \
            identity used to run this job, ana@example.com (Ana), lacks the required permissions.
            """
        ),
        Row(.configuration, "ERROR: Could not find a version that satisfies the requirement acme-lib==9.9"),
        Row(.configuration, "com.databricks.dbutils_v1.InputWidgetNotDefined: No input widget named day is defined"),
        Row(
            .configuration,
            "requests.exceptions.HTTPError: 404 Client Error: Not Found for url: https://api.example.com/v1/rate"),
        Row(.resource, "java.lang.OutOfMemoryError: Java heap space"),
        Row(
            .resource,
            """
            ExecutorLostFailure (executor 3 exited caused by one of the running tasks) Reason: Command \
            exited with code 137
            """
        ),
        Row(.resource, "Container exited with a non-zero exit code 143"),
        Row(
            .resource,
            """
            The spark driver has stopped unexpectedly and is restarting. Your notebook will be \
            automatically reattached.
            """
        ),
        Row(.resource, "OSError: [Errno 28] No space left on device"),
        Row(
            .resource,
            """
            SparkException: Job aborted due to stage failure: Total size of serialized results of 80 \
            tasks (4.1 GiB) is bigger than spark.driver.maxResultSize (4.0 GiB)
            """
        ),
        Row(
            .resource,
            """
            ExecutorLostFailure (executor 7 exited unrelated to the running tasks) Reason: Executor \
            heartbeat timed out after 125000 ms
            """
        ),
        Row(
            .resource,
            """
            QuotaExceeded: Operation could not be completed as it results in exceeding approved \
            standardDSv2Family Cores quota
            """
        ),
        Row(
            .resource,
            "requests.exceptions.HTTPError: 429 Client Error: Too Many Requests for url: https://api.example.com"),
        Row(
            .resource,
            "com.amazonaws.SdkClientException: Unable to execute HTTP request: Timeout waiting for connection from pool"
        ),
        Row(.permission, "PERMISSION_DENIED: User does not have USE CATALOG on Catalog 'finance'."),
        Row(
            .permission,
            """
            AnalysisException: [INSUFFICIENT_PERMISSIONS] Insufficient privileges: User does not have \
            SELECT on Table 'a.b.c'
            """
        ),
        Row(
            .permission,
            """
            java.nio.file.AccessDeniedException: s3://acme/x: getFileStatus: \
            com.amazonaws.services.s3.model.AmazonS3Exception: Forbidden; Status Code: 403
            """
        ),
        Row(.permission, "HTTPError: 403 Client Error: Forbidden for url: https://api.example.com/v1"),
        Row(
            .permission,
            """
            botocore.exceptions.ClientError: An error occurred (ExpiredToken) when calling the \
            ListObjects operation: The provided token has expired.
            """
        ),
        Row(.permission, "SQLServerException: Login failed for user 'etl'. ClientConnectionId:1"),
        Row(.permission, "Operation failed: \"This request is not authorized to perform this operation.\", 403, HEAD"),
        Row(.network, "java.net.UnknownHostException: db.acme.internal"),
        Row(
            .network,
            """
            requests.exceptions.SSLError: HTTPSConnectionPool(host='x', port=443): Max retries \
            exceeded with url: / (Caused by SSLError(SSLCertVerificationError(1, '[SSL: \
            CERTIFICATE_VERIFY_FAILED]')))
            """
        ),
        Row(.network, "ConnectionResetError: [Errno 104] Connection reset by peer"),
        Row(.network, "java.net.ConnectException: Connection refused (Connection refused)"),
        Row(.network, "TimeoutError: [Errno 110] Connection timed out"),
        Row(.network, "java.net.SocketTimeoutException: connect timed out"),
        Row(
            .network,
            """
            HTTPSConnectionPool(host='api', port=443): Max retries exceeded with url: /v1 (Caused by \
            ConnectTimeoutError(<x>, 'Connection to api timed out. (connect timeout=5)'))
            """
        ),
        Row(.network, "com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure"),
        Row(
            .timeout,
            """
            requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='api', port=443): Read timed \
            out. (read timeout=30)
            """
        ),
        Row(
            .timeout,
            """
            HTTPSConnectionPool(host='api', port=443): Max retries exceeded with url: /v1 (Caused by \
            ReadTimeoutError(\"Read timed out.\"))
            """
        ),
        Row(.timeout, "java.net.SocketTimeoutException: Read timed out"),
        Row(.timeout, "java.util.concurrent.TimeoutException: Futures timed out after [300 seconds]"),
        Row(.timeout, "SparkException: Could not execute broadcast in 300 secs."),
        Row(.timeout, "psycopg2.errors.QueryCanceled: canceling statement due to statement timeout"),
        Row(.upstream, "com.databricks.WorkflowException: com.databricks.NotebookExecutionException: FAILED"),
        Row(.upstream, "RuntimeError: the rates feed has not arrived"),
        Row(.upstream, "HTTPError: 503 Server Error: Service Unavailable for url: https://api.example.com/v1"),
        Row(
            .platform,
            "DatabricksError: The service at /api/2.1/jobs/runs/get is temporarily unavailable. Please try again later."
        ),
        Row(.platform, "HTTPError: 500 Server Error for url: https://adb-1.2.azuredatabricks.net/api/2.1/jobs/list"),
        Row(.canceled, "KeyboardInterrupt"),
        Row(.canceled, "SparkException: Job 3 cancelled as part of cancellation of all jobs"),
        Row(.unknown, "it is what it is"),
    ])
    func textDecidesOtherwise(_ row: Row) {
        let diagnosis = Diagnostician().diagnose(row.evidence)
        #expect(diagnosis.category == row.category, "\(diagnosis.rootCause)")
    }

    @Test(arguments: [
        Row(
            .network, "Py4JJavaError: An error occurred while calling o41.count.",
            trace: """
                Py4JJavaError: An error occurred while calling o41.count.
                : org.apache.spark.SparkException: Job aborted.
                \tat org.apache.spark.sql.errors.QueryExecutionErrors.run(QueryExecutionErrors.scala:1)
                Caused by: java.util.concurrent.ExecutionException: it failed
                \t... 12 more
                Caused by: java.net.UnknownHostException: acme.blob.example
                \tat java.net.InetAddress.getAllByName(InetAddress.java:1281)
                """),
        Row(
            .dataQuality, "PythonException: an exception was thrown from a UDF",
            trace: """
                Caused by: org.apache.spark.api.python.PythonException: Traceback (most recent call last):
                  File "<command-1>", line 3, in parse
                ValueError: invalid literal for int() with base 10: 'x'

                \tat org.apache.spark.api.python.BasePythonRunner.handle(PythonRunner.scala:561)
                """),
        Row(
            .permission, "RuntimeError: load failed",
            trace: """
                Traceback (most recent call last):
                  File "/x/load.py", line 3, in read
                PermissionError: [Errno 13] Permission denied: '/Volumes/a/b'

                The above exception was the direct cause of the following exception:

                Traceback (most recent call last):
                  File "/x/load.py", line 9, in <module>
                RuntimeError: load failed
                """),
        Row(
            .unknown, "",
            trace: """
                \tat java.net.SocketTimeoutException.<init>(SocketTimeoutException.java:1)
                \tat sun.security.ssl.SSLHandshakeException.x(X.java:2)
                """),
    ])
    func innermostCauseDecidesWhereTheErrorOnlyWrapsIt(_ row: Row) {
        let diagnosis = Diagnostician().diagnose(row.evidence)
        #expect(diagnosis.category == row.category, "\(diagnosis.rootCause)")
    }

    @Test func everyActionIsOneSentenceAndEveryPhraseIsSmall() {
        let tables = [
            KnowledgeBase.canceled, KnowledgeBase.upstream, KnowledgeBase.resource, KnowledgeBase.dataQuality,
            KnowledgeBase.configuration, KnowledgeBase.permission, KnowledgeBase.network, KnowledgeBase.timeout,
            KnowledgeBase.platform, KnowledgeBase.runtime,
        ]
        let rows = tables.flatMap(\.self)
        #expect(rows.count >= 60)
        for row in rows {
            #expect(row.suggestedAction.hasSuffix(".") && !row.suggestedAction.dropLast().contains(". "))
            for phrase in row.any + row.all + row.none {
                #expect(phrase == phrase.lowercased() && phrase.utf8.count >= 4, "\(phrase)")
            }
        }
    }

    @Test func confidenceFollowsWhatIsKnown() {
        let diagnose = { (error: String) in Diagnostician().diagnose(FailureEvidence(error: error)).confidence }
        #expect(diagnose("") == 0)
        #expect(diagnose("RuntimeError: x") < diagnose("KeyError: 'x'"))
        #expect(diagnose("KeyError: 'x'") < diagnose("java.net.UnknownHostException: x"))
        #expect(Diagnostician().diagnose(FailureEvidence(resultState: "TIMEDOUT")).confidence > 0.9)
    }
}
