internal import GRDB

/// Whether a database is one of ours, and whole.
enum DatabaseCheck {
    /// What can be said before the migrations run. A process that is killed before the first one leaves a database
    /// without a table of ours.
    static func check(_ database: Database) throws(SQLiteFailure) {
        let isNew = try Query("SELECT 1 FROM sqlite_schema LIMIT 1", on: database).first { _ in true } == nil
        if isNew { return }
        try checkSchema(of: database, isComplete: false)
        try checkPages(of: database)
    }

    /// Of the rows that every sweep reads.
    static func checkValues(of database: Database) throws(SQLiteFailure) {
        _ = try WorkspaceTable.all(in: database)
        _ = try OutboxTable.all(in: database)
    }

    /// - Parameter isComplete: whether every migration must have run; else the last ones may be missing.
    static func checkSchema(of database: Database, isComplete: Bool) throws(SQLiteFailure) {
        let objects = try Schema.objects(in: database)
        guard objects.contains(where: { $0.name == "grdb_migrations" }) else {
            throw SQLiteFailure(.damage, "it is another program's")
        }
        var applied: [String] = []
        try Query("SELECT identifier FROM grdb_migrations ORDER BY rowid", on: database).each {
            columns throws(SQLiteFailure) in
            applied.append(try columns.text())
        }
        let names = Schema.versions.map(\.name)
        // One flipped bit in a name is no later version: that has all of ours, and then its own.
        if applied.count > names.count, Array(applied.prefix(names.count)) == names {
            throw SQLiteFailure(.newer, "")
        }
        guard applied == Array(names.prefix(applied.count)), !isComplete || applied.count == names.count else {
            throw SQLiteFailure(.damage, "its migrations are \(applied.prefix(10).joined(separator: ", "))")
        }
        let missing = try Schema.models.get()[applied.count].subtracting(objects)
        guard missing.isEmpty else {
            throw SQLiteFailure(.damage, "\(missing.map(\.name).min() ?? "") is not as dbmon makes it")
        }
    }

    /// - Parameter limit: bytes from which on only the tables are read that a sweep needs.
    static func checkPages(
        of database: Database, wholeUpTo limit: Int = Limits.wholeCheckBytes
    ) throws(SQLiteFailure) {
        let size =
            try Query("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", on: database)
            .first { columns throws(SQLiteFailure) in try columns.integer() } ?? 0
        guard size > limit else { return try quickCheck("", of: database) }
        for table in Schema.neededTables { try quickCheck("(\(table))", of: database) }
    }

    /// Structure, types and missing values; that the values are right, the digests tell.
    private static func quickCheck(_ argument: String, of database: Database) throws(SQLiteFailure) {
        let answer = try Query("PRAGMA quick_check\(argument.isEmpty ? "(1)" : argument)", on: database)
            .first { columns throws(SQLiteFailure) in try columns.text() }
        guard let answer, answer != "ok" else { return }
        throw SQLiteFailure(.damage, String(answer.prefix(200)))
    }
}
