internal import Model

extension KnowledgeBase {
    /// The code or its SQL fails.
    static let runtime: [KnownFailure] = [
        KnownFailure(
            .runtime, .named,
            any: [
                "table_or_view_not_found", "table or view not found", "schema_not_found", "catalog_not_found",
                "nosuchtableexception", "nosuchdatabaseexception", "nosuchnamespace", "ora-00942",
                "invalid object name",
                "no such table", "database_not_found", "delta_table_not_found", "delta_missing_delta_table",
                "is not a delta table", "nosuchschema", "nosuchcatalog", "view not found", "undefinedtable",
                "could not find table", "table not found",
            ],
            cause: "A table, view, schema or catalog does not exist",
            action:
                "Check the name in the error with SHOW TABLES: correct it in the code, or run the job that creates the"
                + " table first."),
        KnownFailure(
            .runtime, .told,
            any: ["relation ", "table ", "view ", "schema ", "database ", "catalog ", "column ", "function "],
            all: ["does not exist"],
            cause: "A table, column or function that the query names does not exist",
            action:
                "Check the name in the error with SHOW TABLES or DESCRIBE: correct it in the code, or run the job that"
                + " creates it first."),
        KnownFailure(
            .runtime, .named,
            any: [
                "unresolved_column", "cannot resolve", "invalid column name", "unresolved_field", "ora-00904",
                "no such column", "ambiguous_reference", "undefinedcolumn", "unresolved_using_column",
                "field_not_found",
                "no such struct field", "missing_attributes", "column does not exist",
            ],
            cause: "A column does not exist, or its name is ambiguous",
            action:
                "Compare the column in the error with DESCRIBE of its table: correct the query, or find which change"
                + " of the table took it away."),
        KnownFailure(
            .runtime, .named,
            any: [
                "parse_syntax_error", "parseexception", "syntaxerror", "indentationerror", "syntax error at or near",
                "incorrect syntax near", "error in your sql syntax", "unresolved_routine", "datatype_mismatch",
                "missing_aggregation", "missing_group_by", "ora-00933", "undefined function", "taberror",
                "unsupported_feature", "unsupported_expr", "wrong_num_args", "undefinedfunction",
            ],
            cause: "The code or query is not valid",
            action:
                "Open the line named in the error, correct it or go back to the last version that ran, then repair the"
                + " run."),
        KnownFailure(
            .runtime, .named,
            any: [
                "concurrentappend", "concurrentdelete", "concurrenttransaction", "delta_concurrent", "concurrentwrite",
                "metadatachangedexception", "protocolchangedexception", "concurrentmodification", "deadlock",
                "could not serialize access", "concurrent update", "commitfailedexception",
            ],
            cause: "Two writers changed the same table at once",
            action: "Repair the run; then keep the two jobs apart in time, or narrow the write's condition to its own"
                + " partitions."),
        KnownFailure(
            .runtime, .named,
            any: [
                "underlying files have been updated", "delta_file_not_found", "referenced in the transaction log",
                "file_not_exist", "delta_versions_not_contiguous", "delta_change_table_feed_disabled",
                "delta_source_table_ignore_changes", "delta_schema_changed", "delta_cannot_time_travel",
                "data may have been lost",
                "offsetoutofrange", "offsets out of range",
            ],
            cause: "Files of a table are gone or were changed while they were read (VACUUM, overwrite, retention)",
            action:
                "Repair the run; if it comes back, read the table by its current version, and keep VACUUM's retention"
                + " longer than the longest read."),
        KnownFailure(
            .runtime, .named,
            any: ["divide_by_zero", "zerodivisionerror", "division by zero", "divide by zero", "/ by zero"],
            cause: "The code divides by zero",
            action:
                "Find the rows whose divisor is zero, say what they mean (NULLIF, try_divide), then repair the run."),
        KnownFailure(
            .runtime, .named,
            any: [
                "table_or_view_already_exists", "already exists", "alreadyexists", "fileexistserror",
                "location_already_exists",
                "tablealreadyexists",
            ],
            cause: "What the code creates is there already, often from a run that broke off",
            action:
                "Remove what the broken run left, or let the code replace it (CREATE OR REPLACE, IF NOT EXISTS), then"
                + " repair the run."),
        KnownFailure(
            .runtime, .named,
            any: ["task not serializable", "notserializableexception", "picklingerror", "could not serialize object"],
            cause: "Code for the workers holds an object that cannot be sent to them",
            action: "Create the object inside the function that runs on the workers, then repair the run."),
        KnownFailure(
            .runtime, .named,
            any: ["segmentation fault", "sigsegv", "sigabrt", "core dumped", "exit code 139", "exit code 134"],
            cause: "A native library crashed the process",
            action:
                "Look which native library stands last in the driver log, go back to its last version that worked, then"
                + " repair the run."),
        KnownFailure(
            .runtime, .exception,
            any: ["keyerror", "indexerror", "nosuchelementexception", "outofboundsexception", "invalid_array_index"],
            cause: "The code reads a key or position that is not there",
            action: "Look up the key in the error: if the data or a parameter lost it, correct that, else let the code"
                + " handle its absence."),
        KnownFailure(
            .runtime, .exception,
            any: ["nullpointerexception", "nonetype", "attributeerror", "nameerror", "unboundlocalerror"],
            cause: "The code uses something that has no value or no such member",
            action:
                "Open the line named in the trace and find why the value is missing: an empty result, or a change of a"
                + " library's version."),
        KnownFailure(
            .runtime, .exception,
            any: [
                "typeerror", "valueerror", "overflowerror", "assertionerror", "assertion failed", "arithmeticexception",
                "classcastexception", "illegalargumentexception", "illegalstateexception", "matcherror",
                "recursionerror",
                "stackoverflowerror", "unsupportedoperationexception", "notimplementederror", "stopiteration",
                "arraystoreexception", "negativearraysize", "unicodeencodeerror", "lookuperror",
            ],
            cause: "The code failed on a value it does not expect",
            action:
                "Open the line named in the trace, run it with the failing value in a notebook, then repair the code or"
                + " the value."),
        KnownFailure(
            .runtime, .exception,
            any: [
                "analysisexception", "sparkruntimeexception", "programmingerror", "operationalerror", "databaseerror",
                "sqlexception", "psqlexception", "sqlstate", "400 client error", "bad request", "status code 400",
                "sparksqlexception", "parsing error",
            ],
            cause: "A query or request was refused",
            action: "Run the statement of the error by hand, correct it, then repair the run."),
        KnownFailure(
            .runtime, .wrapper,
            any: [
                "runtimeerror", "systemexit", "py4jjavaerror", "pythonexception", "sparkexception", "runtimeexception",
                "calledprocesserror", "streamingqueryexception", "non-zero exit status", "exit code ", "exception:",
                "job aborted", "failed_execute_udf", "exited with code 1", "traceback (most recent", "exit code: ",
                "error:", "exit status ",
            ],
            cause: "The code failed",
            action: "Read the end of the error trace, and the driver log of the task for what was printed before it."),
    ]
}
