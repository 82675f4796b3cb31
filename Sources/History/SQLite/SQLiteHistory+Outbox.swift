internal import GRDB
package import Model

extension SQLiteHistory {
    package func unpublished() throws(HistoryError) -> [PendingReports] {
        try perform { database in
            try OutboxTable.all(in: database).filter { $0.landed.digest != $0.published?.digest }.map(\.landed)
        }
    }

    package func markPublished(
        _ reports: PendingReports, commit: String, at now: Timestamp
    ) throws(HistoryError) {
        try writeDurably { database in
            // Forgotten with a damaged database: what was published is known all the same.
            var record = try OutboxTable.find(reports.destination, in: database) ?? OutboxRecord(landed: reports)
            record.published = (reports.digest, commit, now)
            try OutboxTable.put(record, in: database)
        }
    }

    package func lastCommit(at destination: PublishDestination) throws(HistoryError) -> String? {
        try perform { try OutboxTable.find(destination, in: $0)?.published?.commit }
    }
}
