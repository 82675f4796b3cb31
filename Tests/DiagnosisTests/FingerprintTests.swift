import Model
import Testing

@testable import Diagnosis

@Suite struct FingerprintTests {
    struct Pair: CustomTestStringConvertible {
        let left: FailureEvidence
        let right: FailureEvidence
        let testDescription: String

        init(_ left: String, _ right: String) {
            self.left = FailureEvidence(error: left)
            self.right = FailureEvidence(error: right)
            testDescription = "\(left) | \(right)"
        }

        init(
            trace left: String, _ right: String,
            error: String = "Py4JJavaError: An error occurred while calling o1.count."
        ) {
            self.left = FailureEvidence(error: error, errorTrace: left)
            self.right = FailureEvidence(error: error, errorTrace: right)
            testDescription = "\(left) | \(right)"
        }

        init(message left: String, _ right: String) {
            self.left = FailureEvidence(stateMessage: left)
            self.right = FailureEvidence(stateMessage: right)
            testDescription = "\(left) | \(right)"
        }

        init(_ name: String, _ left: FailureEvidence, _ right: FailureEvidence) {
            self.left = left
            self.right = right
            testDescription = name
        }
    }

    private func fingerprint(_ evidence: FailureEvidence) -> String { Diagnostician().diagnose(evidence).fingerprint }

    private func template(_ evidence: FailureEvidence) -> String {
        Fingerprint.template(of: evidence, FailureTexts(evidence)).text
    }

    @Test(arguments: [
        Pair("Run 512377690041822 failed", "Run 99 failed"),
        Pair(
            "request 8a7b6c5d-0000-4111-8222-933344445555 failed", "request 0f5c4b0e-3b1d-4a5e-9f0a-7c2d1e8b6a90 failed"
        ),
        Pair("object at 0x7f3a2c001d30 is bad", "object at 0x7fee12aa9b00 is bad"),
        Pair("commit deadbeef12 is bad", "commit 00c0ffee99 is bad"),
        Pair("no data since 2024-05-01T12:34:56.789Z", "no data since 2025-12-31 00:00:01"),
        Pair("no data since 2024-05-01", "no data since 01.06.2024"),
        Pair("at Mon May 06 12:34:56 UTC 2024 it failed", "at Tue Dec 31 01:02:03 CET 2025 it failed"),
        Pair("expired on May 6, 2024", "expired on 31 December 2025"),
        Pair("waited 30s", "waited 2 minutes"),
        Pair("waited 1 hour 5 minutes", "waited 2 hours"),
        Pair("Futures timed out after [300 seconds]", "Futures timed out after [1 second]"),
        Pair("expected 1 row", "expected 31,204 rows"),
        Pair("needs 1.5 GiB", "needs 900 MB"),
        Pair("Source IP 203.0.113.7 is blocked", "Source IP 10.0.0.1:443 is blocked"),
        Pair(
            "connect to fe80::1ff:fe23:4567:890a failed",
            "connect to 2001:db8::1 failed".replacing("db8::1", with: "db8:0::1")),
        Pair("java.net.UnknownHostException: db1.acme.internal", "java.net.UnknownHostException: other.example.com"),
        Pair(
            "https://adb-1.2.azuredatabricks.net/api/2.1/jobs?x=1 failed",
            "https://dbc-a1-b2.cloud.databricks.com/api/2.1/jobs failed"),
        Pair("Connection to db-one:5432 refused", "Connection to db.acme.example:1433 refused"),
        Pair("mail to ana@example.com failed", "mail to ben.x@acme.example failed"),
        Pair("PATH_NOT_FOUND: s3://acme/in/2024/05/01/a.csv", "PATH_NOT_FOUND: s3://acme/in/2025/12/31/a.csv"),
        Pair("no file in s3://acme/in/dt=2024-05-01/", "no file in s3://acme/in/dt=2025-01-31/"),
        Pair("table a.sales_20240501 is gone", "table a.sales_20251231 is gone"),
        Pair("numpy 1.26.4 is too old", "numpy 2.0.0rc1 is too old"),
        Pair("runtime 13.3.x-scala2.12 is gone", "runtime 15.4.x-scala2.12 is gone"),
        Pair("SyntaxError: invalid syntax (job.py, line 3)", "SyntaxError: invalid syntax (job.py, line 81)"),
        Pair("Cluster 0923-164208-abc123 died", "Cluster 1201-000000-zzz9k died"),
        Pair("cannot read /tmp/a1/b.txt, sorry", "cannot read /local_disk0/spark-12/c.txt, sorry"),
        Pair("cannot read tmpab12cd34", "cannot read tmpx9_2kd01"),
        Pair(
            "(Status Code: 403; Request ID: 4V2G8S1Z9K3H7QX1; Proxy: null)",
            "(Status Code: 403; Request ID: ZZ2G8S1Z9K3H7QAB; Proxy: null)"),
        Pair("[CAST_INVALID_INPUT] The value 'N/A' of the type", "[CAST_INVALID_INPUT] The value '12,5' of the type"),
        Pair(
            "ValueError: invalid literal for int() with base 10: 'a'",
            "ValueError: invalid literal for int() with base 10: 'b c'"),
        Pair("Duplicate entry 'x' for key 'pk'", "Duplicate entry 'y' for key 'pk'"),
        Pair("DETAIL: Key (id)=(5) already exists.", "DETAIL: Key (id)=(a b) already exists."),
        Pair("org.apache.spark.sql.AnalysisException: [X] gone", "AnalysisException: [X] gone"),
        Pair("\u{1B}[31mKeyError\u{1B}[0m: 'it'", "KeyError: 'it'"),
        Pair(
            message: "Task load failed with message: Library installation failed.",
            "Task other_7 failed with message: Library installation failed."),
        Pair(message: "Task load failed with message: quota is used up.", "quota is used up"),
        Pair(
            """
            Job aborted due to stage failure: Task 3 in stage 5.0 failed 4 times, most recent failure: \
            Lost task 3.3 in stage 5.0 (TID 99) (10.0.0.1 executor 2): \
            java.lang.IllegalStateException: bad
            """,
            """
            Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times, most recent failure: \
            Lost task 0.0 in stage 1.0 (TID 1) (host-x executor driver): \
            java.lang.IllegalStateException: bad
            """
        ),
        Pair(
            trace: "X\nCaused by: java.io.IOException: disk\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)",
            "X\nCaused by: java.io.IOException: disk\n\tat a.Q.c(Q.java:77)"),
        Pair(
            trace: "Traceback (most recent call last):\n  File \"/a/b.py\", line 3, in x\n    y()\nKeyError: 'it'",
            "Traceback (most recent call last):\n  File \"/c/d.py\", line 9, in z\n    q()\nKeyError: 'it'",
            error: "KeyError: 'it'"),
        Pair(
            "trace missing in one", FailureEvidence(error: "KeyError: 'it'"),
            FailureEvidence(
                error: "KeyError: 'it'",
                errorTrace: "Traceback (most recent call last):\n  File \"a\", line 1\nKeyError: 'it'")),
        Pair(
            "generic messages of two tasks",
            FailureEvidence(stateMessage: "Workload failed, see run output for details", error: "KeyError: 'it'"),
            FailureEvidence(
                stateMessage: "Task a failed with message: Workload failed, see run output for details.",
                error: "KeyError: 'it'")),
        Pair(
            "no text, same codes", FailureEvidence(terminationCode: "DRIVER_ERROR", resultState: "FAILED"),
            FailureEvidence(terminationCode: "DRIVER_ERROR", resultState: "FAILED")),
    ])
    func equalFailuresHaveOneFingerprint(_ pair: Pair) {
        #expect(fingerprint(pair.left) == fingerprint(pair.right), "\(template(pair.left)) | \(template(pair.right))")
    }

    @Test(arguments: [
        Pair("KeyError: 'it'", "KeyError: 'de'"),
        Pair("KeyError: 4", "KeyError: 5"),
        Pair("KeyError: 'it'", "IndexError: 'it'"),
        Pair("ValueError: bad", "TypeError: bad"),
        Pair("java.io.IOException: bad", "java.io.EOFException: bad"),
        Pair(
            "[UNRESOLVED_COLUMN] A column with name `a` cannot be resolved",
            "[UNRESOLVED_COLUMN] A column with name `b` cannot be resolved"),
        Pair("column `amount_1` is missing", "column `amount_2` is missing"),
        Pair("No module named 'pandas'", "No module named 'pandera'"),
        Pair("Secret does not exist with scope: kv and key: a", "Secret does not exist with scope: kv and key: b"),
        Pair("Secret does not exist with scope: dev and key: a", "Secret does not exist with scope: kv and key: a"),
        Pair("CHECK constraint positive violated", "CHECK constraint not_null_id violated"),
        Pair("does not have USE CATALOG on Catalog 'x'", "does not have SELECT on Catalog 'x'"),
        Pair("not authorized to perform: s3:GetObject", "not authorized to perform: s3:PutObject"),
        Pair("HTTP 403 from the service", "HTTP 500 from the service"),
        Pair("Status Code: 403; x", "Status Code: 404; x"),
        Pair("status=403", "status=429"),
        Pair("403 Client Error: x", "404 Client Error: x"),
        Pair("exited with code 137", "exited with code 143"),
        Pair("Operation failed: x, 403, HEAD, y", "Operation failed: x, 404, HEAD, y"),
        Pair("An error occurred (403) when", "An error occurred (404) when"),
        Pair("HTTP/1.1 503 x", "HTTP/1.1 504 x"),
        Pair("exit status -9", "exit status -15"),
        Pair(
            trace: "KeyError: 'a'\n\nDuring handling of the above exception, another exception occurred:\n\nX",
            "KeyError: 'b'\n\nDuring handling of the above exception, another exception occurred:\n\nX",
            error: "RuntimeError: x"),
        Pair("killed by signal 9", "killed by signal 15"),
        Pair("[Errno 2] x", "[Errno 13] x"),
        Pair("ORA-00942: x", "ORA-00904: x"),
        Pair("AADSTS7000215: x", "AADSTS7000222: x"),
        Pair("Error 1205 (HY000)", "Error 1213 (HY000)"),
        Pair("[TABLE_OR_VIEW_NOT_FOUND] `fin`.`rates`", "[TABLE_OR_VIEW_NOT_FOUND] `fin`.`trades`"),
        Pair("table main.sales.orders is gone", "table main.sales.lines is gone"),
        Pair("Path does not exist: s3://acme/in/rates", "Path does not exist: s3://acme/in/trades"),
        Pair("Notebook not found: /Shared/a", "Notebook not found: /Shared/b"),
        Pair(trace: "X\nCaused by: a.B: one", "X\nCaused by: a.B: two"),
        Pair(
            trace: "X\nCaused by: a.B: x\nCaused by: java.io.IOException: y",
            "X\nCaused by: a.B: x\nCaused by: java.lang.Error: y"),
        Pair(
            trace:
                """
                KeyError: 'a'\n\nThe above exception was the direct cause of the following \
                exception:\n\nRuntimeError: x
                """,
            "KeyError: 'b'\n\nThe above exception was the direct cause of the following exception:\n\nRuntimeError: x",
            error: "RuntimeError: x"),
        Pair(
            trace: ": java.lang.IllegalStateException: x".replacing(
                ": java", with: "Py4JJavaError: An error occurred while calling o4.x.\n: java"),
            "Py4JJavaError: An error occurred while calling o4.x.\n: java.lang.IllegalStateException: y"),
        Pair(message: "Library installation failed for a", "Library installation failed for b"),
        Pair(
            "no text, other codes", FailureEvidence(terminationCode: "DRIVER_ERROR"),
            FailureEvidence(terminationCode: "CLUSTER_ERROR")),
        Pair(
            "same code, other text", FailureEvidence(terminationCode: "DRIVER_ERROR", error: "a heap"),
            FailureEvidence(terminationCode: "DRIVER_ERROR", error: "a stack")),
    ])
    func differentFailuresDiffer(_ pair: Pair) {
        #expect(fingerprint(pair.left) != fingerprint(pair.right), "\(template(pair.left)) | \(template(pair.right))")
    }

    @Test func fingerprintIsSixteenDigitsThatNeverChange() {
        // FNV-1a of "KeyError: 'it'" and of "a", computed elsewhere: published values must stay the same.
        #expect(fingerprint(FailureEvidence(error: "a")) == "af63dc4c8601ec8c")
        #expect(fingerprint(FailureEvidence()).count == 16)
    }

    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            "a", " ", "1", "'", "\n", "Caused by: x\n", "Traceback (most recent call last):\n", "(Caused by ", "://a",
            "a.", "#",
            "1-", "0:", "most recent failure: Lost task ", "): ", "\u{1B}[", "/tmp/", "@", "ä", "out of memor",
            "KeyError: '",
        ])
    func anyTextTakesBoundedTime(_ unit: String) {
        let text = String(repeating: unit, count: 3_000_000 / unit.utf8.count)
        let evidence = FailureEvidence(stateMessage: text, error: text, errorTrace: text)
        #expect(Diagnostician().diagnose(evidence).fingerprint.count == 16)
    }

    @Test func bothEndsOfALongTraceAreRead() {
        let frames = String(repeating: "\tat a.B.c(B.java:1)\n", count: 20_000)
        let evidence = FailureEvidence(
            errorTrace: "X\n" + frames + "Caused by: java.net.UnknownHostException: x\n" + frames)
        #expect(Diagnostician().diagnose(evidence).category != .network)
        let seen = FailureEvidence(errorTrace: "X\n" + frames + "Caused by: java.net.UnknownHostException: x\n")
        #expect(Diagnostician().diagnose(seen).category == .network)
    }
}
