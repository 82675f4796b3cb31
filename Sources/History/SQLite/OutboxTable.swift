internal import GRDB
internal import Model

/// A row of the table `outbox`: what has landed last for a destination, and what was published last.
struct OutboxRecord {
    let landed: PendingReports
    var published: (digest: String, commit: String, at: Timestamp)?

    var digest: Int64 {
        var digest = RowDigest()
        digest.add(landed.destination.repository)
        digest.add(landed.destination.branch)
        digest.add(landed.destination.directory)
        digest.add(landed.digest)
        digest.add(landed.sweepID)
        digest.add(published?.digest)
        digest.add(published?.commit)
        digest.add(published?.at.milliseconds)
        return digest.value
    }
}

enum OutboxTable {
    static func all(in database: Database) throws(SQLiteFailure) -> [OutboxRecord] {
        let select = try Query(
            """
            SELECT repository, branch, directory, landed_digest, sweep, published_digest, published_commit,
                published_at, digest
            FROM outbox ORDER BY repository, branch, directory
            """, on: database)
        var all: [OutboxRecord] = []
        try select.each { columns throws(SQLiteFailure) in all.append(try read(&columns)) }
        return all
    }

    /// Compares bytes: names that look alike are different places.
    static func find(
        _ destination: PublishDestination, in database: Database
    ) throws(SQLiteFailure) -> OutboxRecord? {
        try all(in: database).first { $0.landed.destination.hasSameBytes(as: destination) }
    }

    static func put(_ record: OutboxRecord, in database: Database) throws(SQLiteFailure) {
        let insert = try Query(
            """
            INSERT OR REPLACE INTO outbox
                (repository, branch, directory, landed_digest, sweep, published_digest, published_commit,
                published_at, digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, on: database)
        try insert.run { arguments in
            arguments.put(record.landed.destination.repository)
            arguments.put(record.landed.destination.branch)
            arguments.put(record.landed.destination.directory)
            arguments.put(record.landed.digest)
            arguments.put(record.landed.sweepID)
            arguments.put(record.published?.digest)
            arguments.put(record.published?.commit)
            arguments.put(record.published?.at.milliseconds)
            arguments.put(record.digest)
        }
    }

    private static func read(_ columns: inout Columns) throws(SQLiteFailure) -> OutboxRecord {
        let destination = try PublishDestination(
            repository: columns.text(), branch: columns.text(), directory: columns.text())
        let landed = try PendingReports(destination: destination, digest: columns.text(), sweepID: columns.text())
        var record = OutboxRecord(landed: landed)
        let digest = try columns.optionalText()
        let commit = try columns.optionalText()
        let instant = try columns.optionalInteger()
        if let digest, let commit, let instant {
            record.published = (digest, commit, Timestamp(milliseconds: instant))
        }
        guard try columns.integer() == record.digest else { throw columns.misfit }
        return record
    }
}

extension PublishDestination {
    fileprivate func hasSameBytes(as other: PublishDestination) -> Bool {
        repository.utf8.elementsEqual(other.repository.utf8) && branch.utf8.elementsEqual(other.branch.utf8)
            && directory.utf8.elementsEqual(other.directory.utf8)
    }
}
