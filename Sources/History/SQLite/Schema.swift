internal import GRDB

/// The numbered migrations. One that has been released is never edited: a later one changes what it made.
///
/// A version that stores what an earlier one cannot read (a new table, status or category) registers a migration, even
/// one that does nothing, so that the earlier one leaves the database alone.
enum Schema {
    /// All of them, the oldest first.
    static let versions: [(name: String, sql: String)] = [("v1", version1), ("v2", version2)]

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for version in versions {
            migrator.registerMigration(version.name, foreignKeyChecks: .immediate) { database in
                try database.execute(sql: version.sql)
            }
        }
        return migrator
    }

    /// What a sweep reads before it judges; the rest is for trends.
    static let neededTables = ["workspace", "job", "job_row", "outbox", "grdb_migrations"]

    struct Object: Hashable {
        let name: String
        let sql: String
    }

    /// What a database has after each number of migrations.
    static let models: Result<[Set<Object>], SQLiteFailure> = Result { () throws(SQLiteFailure) in
        var models: [Set<Object>] = [[]]
        do {
            let model = try DatabaseQueue()
            for version in versions {
                try migrator.migrate(model, upTo: version.name)
                models.append(try model.run { try objects(in: $0) })
            }
        } catch {
            throw SQLiteFailure(error)
        }
        return models
    }

    static func objects(in database: Database) throws(SQLiteFailure) -> Set<Object> {
        var objects: Set<Object> = []
        try Query("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL", on: database).each {
            columns throws(SQLiteFailure) in
            objects.insert(try Object(name: columns.text(), sql: columns.text()))
        }
        return objects
    }
}
