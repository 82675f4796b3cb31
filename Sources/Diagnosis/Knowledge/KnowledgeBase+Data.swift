internal import Model

extension KnowledgeBase {
    static let upstreamEntries: [KnowledgeEntry] = [
        KnowledgeEntry(
            .upstream, ["upstream task failed", "upstream_failed", "dependency failed", "upstream dependency"],
            cause: "Something this depends on failed first",
            action: "Mend the task or job that failed first, then repair the run."),
        KnowledgeEntry(
            .upstream,
            [
                "run failed with error message", "triggered run…failed", "job run…failed with state",
                "child run failed", "source feed…not…arriv", "file not delivered", "upstream…did not deliver",
            ],
            cause: "A job or feed that this one waits for failed or did not deliver",
            action: "Look at that job or feed first; repair this run when it has delivered."),
        KnowledgeEntry(
            .upstream,
            ["503 service unavailable", "502 bad gateway", "service unavailable", "bad gateway", "api returned 5", "status code 503", "status code 500"],
            cause: "A service that the job calls is failing",
            action: "Look at that service's status; repair the run when it answers again, and let the code retry."),
    ]

    static let dataQualityEntries: [KnowledgeEntry] = [
        KnowledgeEntry(
            .dataQuality,
            [
                "delta_violate_constraint", "check constraint", "not null constraint violated", "constraint…violated",
                "violates…constraint", "delta_not_null_constraint", "integrityerror", "duplicate key value",
            ],
            cause: "Rows break a constraint of the table",
            action: "Find the rows that the message names, correct or set them aside, then repair the run."),
        KnowledgeEntry(
            .dataQuality,
            ["expectation…failed", "expect_or_fail", "expectations_violated", "data quality check", "great_expectations", "dbt test", "failure in test"],
            cause: "A data quality test failed",
            action: "Look at the rows that the failed test selects; mend the source or the rule before running again."),
        KnowledgeEntry(
            .dataQuality,
            ["cast_invalid_input", "cast_overflow", "numberformatexception", "could not convert string", "invalid literal for int", "conversion_invalid_input", "cannot_parse_timestamp", "does not match format", "datetimeparseexception"],
            cause: "A value has not the type that is expected",
            action: "Find the value in the message in the input, and use try_cast or clean the source."),
        KnowledgeEntry(
            .dataQuality,
            [
                "delta_failed_to_merge_fields", "schema mismatch", "delta_schema", "_legacy_error_temp_delta",
                "mismatch detected when writing", "incompatible schema", "datatype_mismatch", "unknownfieldexception",
                "new columns in the", "incompatible_data_for_table",
            ],
            cause: "The schema of the data has changed",
            action: "Compare the input's schema with the table's; allow schema evolution or ask the source what changed."),
        KnowledgeEntry(
            .dataQuality,
            ["delta_multiple_source_row_matching", "multiple source rows matched", "duplicate keys", "duplicated_map_key", "duplicate rows"],
            cause: "A key that should be unique is not",
            action: "Remove the duplicates from the source before the MERGE."),
        KnowledgeEntry(
            .dataQuality,
            ["malformed_record", "malformed records", "corrupt record", "bad record", "unexpected end-of-input", "not a parquet file", "is not a parquet", "jsondecodeerror", "jsonparseexception", "parsererror: error tokenizing", "empty input", "no rows"],
            cause: "An input file is damaged or of another form",
            action: "Open the file that the message names; ask its source for it again."),
    ]
}
