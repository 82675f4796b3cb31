internal import Model

extension KnowledgeBase {
    /// The data breaks a type, rule, key or test.
    static let dataQuality: [KnownFailure] = [
        KnownFailure(
            .dataQuality, .named,
            any: [
                "multiple_source_row_matching", "multiple source rows matched", "merge_cardinality_violation",
                "unable to get a stable set of rows",
            ],
            cause: "Several source rows match one row of the MERGE's target",
            action:
                "Make the source unique by the merge key (row_number() over the key, newest first) and look where the"
                + " duplicates come from."),
        KnownFailure(
            .dataQuality, .named,
            any: [
                "violate_constraint", "check constraint", "not null constraint", "not_null_constraint",
                "violates unique",
                "violates foreign key", "violates not-null", "duplicate key", "duplicate entry", "integrityerror",
                "ora-00001", "ora-01400", "primary key violation", "unique constraint", "integrity constraint",
                "violates check", "constraint_violation", "violation of primary key", "cannot insert the value null",
                "null value in column", "constraintviolation", "not_null_assert",
            ],
            cause: "Rows break a constraint or a key of the table",
            action: "Select the rows that break the constraint named in the error, correct or set them aside at the"
                + " source, then repair the run."),
        KnownFailure(
            .dataQuality, .named,
            any: [
                "failed_to_merge_fields", "delta_schema_mismatch", "schema mismatch", "delta_metadata_mismatch",
                "failed to merge incompatible", "failed to merge fields", "incompatible schema", "schemacolumnconvert",
                "incompatible_data_for_table", "unknown_field_exception", "unknownfieldexception",
                "unable to infer schema",
                "column_data_type_mismatch", "parquet column cannot be converted", "merge_incompatible",
                "schema has changed",
                "schema_change", "insert_column_arity_mismatch", "schema_not_match", "incompatible format",
                "delta_column_not_found", "delta_unsupported_schema", "num_columns_mismatch", "schemas do not match",
            ],
            cause: "The data's schema is not the table's",
            action: "Compare the schema in the error with the table's; if the change is wanted, allow it (mergeSchema,"
                + " schema evolution) or alter the table, else ask the source's owner."),
        KnownFailure(
            .dataQuality, .named,
            any: [
                "cast_invalid_input", "cannot_parse_timestamp", "invalid literal for int",
                "could not convert string to",
                "does not match format", "numberformatexception", "numeric_value_out_of_range", "arithmetic_overflow",
                "cast_overflow", "datetimeparseexception", "date/time field value out of range", "invalid input syntax",
                "conversion failed when converting", "out of range for type", "invalid_format", "ora-01722",
                "ora-01843",
                "data too long", "string or binary data would be truncated", "value too long for type",
                "outofbounds"
                    + "datetime", "cannot_parse_decimal", "cannot safely cast", "unparseable date",
                "dateparseexception",
            ],
            cause: "A value does not fit the type it is read or written as",
            action:
                "Select the rows whose value in the error does not convert (try_cast … IS NULL), correct them at the"
                + " source, then repair the run."),
        KnownFailure(
            .dataQuality, .named,
            any: [
                "malformed_record", "malformed record", "malformedrecord", "malformed_csv", "is not a parquet file",
                "corrupt", "unicodedecodeerror", "jsondecodeerror", "badrecordexception", "bad record",
                "not a valid zip",
                "parsererror", "error tokenizing data", "jsonparseexception", "unexpected end of input stream",
                "not in gzip format", "badgzipfile", "malformedinputexception", "badzipfile", "failed_read_file",
                "invalid utf-8", "xmlparseexception", "could not read footer", "error while reading file",
            ],
            none: ["no_hint", "file_not_exist", "dbr_file_not_exist"],
            cause: "A file or record cannot be read: it is broken or has another format",
            action: "Set the file named in the error aside, ask its source for a good one, then repair the run."),
        KnownFailure(
            .dataQuality, .named,
            any: [
                "expectation_violation", "violated expectation", "expectations failed", "expectation failed",
                "failed expectation", "quality check", "data quality", "failure in test", "configured to fail if",
                "dataqualityexception", "validation failed for rule", "expectations not met", "schemaerrors",
                "failed the check", "failed check", "test failed:", "rows violate", "records violate", "violates rule",
            ],
            cause: "A test of the data failed",
            action:
                "Run the test named in the error by hand, look at the rows it selects, and correct them at the source"
                + " before the run is repaired."),
        KnownFailure(
            .dataQuality, .told,
            any: ["assertionerror", "assertion failed"],
            all: [" row"],
            cause: "A check of the data's rows failed",
            action: "Compare the counts in the error with the source, correct the data there, then repair the run."),
        KnownFailure(
            .dataQuality, .told,
            any: [
                "duplicate rows", "duplicate records", "null values in", "null values found", "duplicates found",
                "unexpected null", "contains nulls", "nulls in column", "duplicate values", "row count mismatch",
            ],
            cause: "The data holds duplicates or nulls where none may be",
            action: "Select the rows the error speaks of, correct them at the source, then repair the run."),
        KnownFailure(
            .dataQuality, .told,
            any: ["validationerror", "validation failed", "schemaerror"],
            cause: "Data or settings did not pass a validation",
            action:
                "Read in the error which field failed the validation, correct it at the source, then repair the run."),
    ]
}
