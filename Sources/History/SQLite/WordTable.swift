internal import GRDB

/// The few words that runs and changes are told in, each stored once.
struct WordTable {
    /// By their bytes.
    private var keys: [[UInt8]: Int64] = [:]

    init(in database: Database) throws(SQLiteFailure) {
        var keys: [[UInt8]: Int64] = [:]
        try Query("SELECT text, id FROM word", on: database).each { columns throws(SQLiteFailure) in
            keys[Array(try columns.text().utf8)] = try columns.integer()
        }
        self.keys = keys
    }

    mutating func key(of word: String, in database: Database) throws(SQLiteFailure) -> Int64 {
        let bytes = Array(word.utf8)
        if let key = keys[bytes] { return key }
        try Query("INSERT INTO word (text) VALUES (?)", on: database).run { $0.put(word) }
        let key = database.lastInsertedRowID
        keys[bytes] = key
        return key
    }
}
