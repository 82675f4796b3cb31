/// The texts that failing tasks leave, as the field's tasks leave them: exceptions with traces, messages of the
/// service, with secrets, colours and control characters among them.
enum FailureTexts {
    static let generic = "Workload failed, see run output for details"
    static let upstream = "An upstream task failed."
    static let upstreamCanceled = "An upstream task was canceled."

    private static let tables = [
        "orders", "invoices", "rates", "shipments", "sessions", "positions", "readings", "leads",
    ]
    private static let schemas = ["sales", "fin", "ops", "crm", "risk", "web"]
    private static let columns = ["customer_id", "amount", "currency", "booked_at", "sku", "country", "device_id"]

    /// An exception of a notebook cell, with its trace.
    static func notebook(_ dice: inout Dice) -> TaskFailure {
        let error = exception(&dice)
        let name = error.prefix { $0 != ":" }
        let line = dice.below(40) + 1
        let trace = """
            \u{1B}[0;31m---------------------------------------------------------------------------\u{1B}[0m
            \u{1B}[0;31m\(name)\u{1B}[0m                         Traceback (most recent call last)
            File \u{1B}[0;32m<command-\(dice.below(9_000) + 1_000)>\u{1B}[0m, line \(line)
            \t  \(max(1, line - 2)) frame = spark.table(source)
            \u{1B}[0;32m---->\(line) \u{1B}[0mload(frame)

            \(error)
            """
        return TaskFailure(outcome: failed("RUN_EXECUTION_ERROR", generic), error: error, trace: trace)
    }

    /// An exception of a Python file, with a plain trace.
    static func pythonFile(_ dice: inout Dice) -> TaskFailure {
        let error = exception(&dice)
        let trace = """
            Traceback (most recent call last):
              File "/Workspace/Shared/etl/main.py", line \(dice.below(200) + 1), in <module>
                main()
              File "/Workspace/Shared/etl/main.py", line \(dice.below(200) + 1), in main
                run(arguments)
            \(error)

            """
        return TaskFailure(outcome: failed("RUN_EXECUTION_ERROR", generic), error: error, trace: trace)
    }

    static func library(_ dice: inout Dice) -> TaskFailure {
        let name = dice.pick(["acme-etl", "great-checks", "feed-reader"])
        let message =
            "Library installation failed for library due to user error for pypi {\n  package:"
            + " \"\(name)==\(dice.below(9)).2\"\n}"
            + "\n. Error messages:\nLibrary installation attempted on the driver node of cluster"
            + " \(cluster(&dice)) and failed."
            + " Error code: DRIVER_LIBRARY_INSTALLATION_FAILURE."
        return TaskFailure(outcome: failed("LIBRARY_INSTALLATION_ERROR", message))
    }

    static func outOfMemory(_ dice: inout Dice) -> TaskFailure {
        if dice.chance(50) {
            let message =
                "The spark driver has stopped unexpectedly and is restarting. Your notebook will be"
                + " automatically reattached."
            return TaskFailure(outcome: failed("DRIVER_ERROR", message))
        }
        let error =
            "SparkException: Job aborted due to stage failure: Task \(dice.below(200)) in stage"
            + " \(dice.below(30)).0 failed 4 times:"
            + " ExecutorLostFailure (executor \(dice.below(16)) exited caused by one of the running tasks)"
            + " Reason: Container killed on exceeding memory limits. \(dice.below(9) + 8).1 GB of 8 GB used."
        return TaskFailure(outcome: failed("RUN_EXECUTION_ERROR", generic), error: error)
    }

    static func permission(_ dice: inout Dice) -> TaskFailure {
        let schema = dice.pick(schemas)
        if dice.chance(50) {
            let message = "User does not have permission SELECT on table `\(schema)`.`\(dice.pick(tables))`."
            return TaskFailure(outcome: failed("UNAUTHORIZED_ERROR", message))
        }
        let error =
            "UnauthorizedAccessException: PERMISSION_DENIED: User does not have USE SCHEMA on Schema 'main.\(schema)'."
        return TaskFailure(outcome: failed("RUN_EXECUTION_ERROR", generic), error: error)
    }

    static func timeout(seconds: Int) -> TaskFailure {
        TaskFailure(outcome: SimulatedOutcome(.timedOut, "Task run exceeded its timeout of \(seconds) seconds."))
    }

    static func evicted() -> TaskFailure {
        TaskFailure(
            outcome: SimulatedOutcome(.evicted, "The run was evicted to make room for one of a higher priority."))
    }

    static func iteration(_ dice: inout Dice) -> TaskFailure {
        let error = "KeyError: '\(dice.pick(["it", "pt", "gr", "no"]))'"
        return TaskFailure(outcome: failed("RUN_EXECUTION_ERROR", generic), error: error)
    }

    static func child(runID: Int64) -> TaskFailure {
        let message = "Job run \(runID) that this task started failed."
        return TaskFailure(outcome: failed("RUN_EXECUTION_ERROR", message))
    }

    static func platform(_ dice: inout Dice) -> SimulatedOutcome {
        SimulatedOutcome(
            .platform,
            "Unexpected failure while waiting for the cluster \(cluster(&dice)) to be ready: the request id is"
                + " \(hex(&dice, 16))."
        )
    }

    static func withoutTasks(_ dice: inout Dice) -> SimulatedOutcome {
        failed(
            "RESOURCE_NOT_FOUND",
            "Unable to access the notebook \"/Shared/\(dice.pick(tables))\". Either it does not exist, or the"
                + " identity used to run it lacks permissions."
        )
    }

    static func cluster(_ dice: inout Dice) -> String { "1125-0\(dice.below(90_000) + 10_000)-\(hex(&dice, 8))" }

    // MARK: - Parts

    private static func failed(_ code: String, _ message: String) -> SimulatedOutcome {
        SimulatedOutcome(.failed(code: code), message)
    }

    private static func exception(_ dice: inout Dice) -> String {
        let table = dice.pick(tables)
        let schema = dice.pick(schemas)
        let column = dice.pick(columns)
        let number = dice.below(16)
        switch number {
        case 0, 1:
            return
                "AnalysisException: [TABLE_OR_VIEW_NOT_FOUND] The table or view `\(schema)`.`\(table)` cannot be found."
        case 2:
            return
                "AnalysisException: [UNRESOLVED_COLUMN.WITH_SUGGESTION] A column with name `\(column)` cannot be"
                + " resolved. Did you mean one of the following? [`id`, `\(column)_raw`]. SQLSTATE: 42703"
        case 3: return "KeyError: '\(column)'"
        case 4: return "ValueError: could not convert string to float: 'n/a'"
        case 5:
            return
                "Py4JJavaError: An error occurred while calling o\(dice.below(900)).count.\n:"
                + " org.apache.spark.SparkException: Job aborted due to stage failure: Task 3 in stage 7.0"
                + " failed 4 times\n\tat"
                + " org.apache.spark.scheduler.DAGScheduler.failJobAndIndependentStages(DAGScheduler.scala:2844)"
        case 6:
            return
                "SparkNumberFormatException: [CAST_INVALID_INPUT] The value 'EUR 12,50' of the type \"STRING\""
                + " cannot be cast to \"DECIMAL(10,2)\" because it is malformed."
        case 7:
            return
                "AssertionError: quality check failed: \(dice.below(900) + 1) rows of \(schema).\(table) have no"
                + " \(column)"
        case 8:
            return
                "ConnectionError: HTTPSConnectionPool(host='api.partner.example', port=443): Max retries"
                + " exceeded with url: /v1/\(table)"
        case 9:
            return
                "ConcurrentAppendException: Files were added to partition [day=2026-01-\(dice.below(18) + 10)]"
                + " by a concurrent update."
        default: return awkward(number, table: table, column: column, &dice)
        }
    }

    /// What reports must cope with: secrets, escape sequences, control characters, formulas, great length.
    private static func awkward(_ number: Int, table: String, column: String, _ dice: inout Dice) -> String {
        switch number {
        case 10:
            // Made of parts, so that no scanner takes this source for a leak.
            return "RuntimeError: request with token " + "dapi" + hex(&dice, 32)
                + " was refused by https://feeds.example/v2/\(table)"
        case 11:
            return
                "SQLException: login failed for jdbc:sqlserver://sql.example.net:1433;user=etl;" + "password="
                + hex(&dice, 12)
                + ";encrypt=true"
        case 12: return "\u{1B}[0;31mZeroDivisionError\u{1B}[0m: division by zero"
        case 13:
            return
                "ParserError: unexpected byte \u{0} in the header of \(table).csv\u{7}\u{85}second"
                + " line\u{2028}third line\r\nfourth"
        case 14: return "=cmd|' /C calc'!A0 is not a valid value of \(column)"
        default:
            return
                "Exception: größer als erlaubt — «\(table)», 数量, \u{202E}evil\u{202C} 🚨"
                + " \(String(repeating: "x", count: 1_200))"
        }
    }

    private static func hex(_ dice: inout Dice, _ count: Int) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: (0..<count).map { _ in digits[dice.below(16)] }, as: UTF8.self)
    }
}
