internal import Model

extension KnowledgeBase {
    static let runtimeEntries: [KnowledgeEntry] = [
        KnowledgeEntry(
            .runtime,
            ["table_or_view_not_found", "table or view not found", "table…cannot be found", "schema_not_found", "no such table", "delta_table_not_found", "delta_path_does_not_exist"],
            cause: "A table or view is not there",
            action: "Check the table's name, catalog and schema, and whether the job that writes it has run."),
        KnowledgeEntry(
            .runtime,
            ["unresolved_column", "cannot resolve", "unresolved_routine", "undefined_function", "column…does not exist", "field_not_found"],
            cause: "A column or function is not there",
            action: "Compare the column or function in the message with the table as it is now."),
        KnowledgeEntry(
            .runtime,
            ["concurrentappendexception", "concurrentdeletereadexception", "concurrentmodificationexception", "delta_concurrent", "concurrenttransactionexception", "concurrentdeletedeleteexception", "deadlock"],
            cause: "Two writers changed the same table at once",
            action: "Run the writers one after the other, or separate them by partition; then repair the run."),
        KnowledgeEntry(
            .runtime,
            ["parse_syntax_error", "parseexception", "syntaxerror", "indentationerror", "syntax error"],
            cause: "The code or SQL cannot be parsed",
            action: "Correct the place that the message names; look at the last change of the code."),
        KnowledgeEntry(
            .runtime,
            ["keyerror", "indexerror", "attributeerror", "typeerror", "nameerror", "nullpointerexception", "nonetype", "unboundlocalerror", "arrayindexoutofbounds", "nosuchelementexception", "matcherror", "index out of range"],
            cause: "The code meets a value it does not expect",
            action: "Read the trace for the line, and look at the data it had; then look at the last change of the code."),
        KnowledgeEntry(
            .runtime,
            ["zerodivisionerror", "divide_by_zero", "arithmetic_overflow", "arithmeticexception", "overflowerror", "division by zero"],
            cause: "An arithmetic operation has no result",
            action: "Guard the division or the range in the code, and look at the rows that cause it."),
        KnowledgeEntry(
            .runtime,
            ["analysisexception", "sparkexception", "sparkruntimeexception", "py4jjavaerror", "illegalargumentexception", "valueerror", "assertionerror", "runtimeerror", "runtimeexception", "unsupportedoperationexception", "streamingqueryexception", "exception", "error:", "exit code 1", "traceback"],
            cause: "The code or its SQL fails",
            action: "Read the error and its trace on the run's page, and look at the last change of the code or its data."),
    ]
}
