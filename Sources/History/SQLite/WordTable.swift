internal import GRDB

/// The few words that runs and changes are told in, each stored once.
struct WordTable {
    /// By their bytes.
    private var keys: [[UInt8]: Int64] = [:]
    /// Neighbours mostly say the same.
    private var last: (word: String, key: Int64)?

    init(in database: Database) throws(SQLiteFailure) {
        var keys: [[UInt8]: Int64] = [:]
        try Query("SELECT text, id FROM word", on: database).each { columns throws(SQLiteFailure) in
            keys[Array(try columns.text().utf8)] = try columns.integer()
        }
        self.keys = keys
    }

    mutating func key(of word: String, in database: Database) throws(SQLiteFailure) -> Int64 {
        if let last, last.word.utf8.elementsEqual(word.utf8) { return last.key }
        let key = if let known = keys[Array(word.utf8)] { known } else { try insert(word, in: database) }
        last = (word, key)
        return key
    }

    private mutating func insert(_ word: String, in database: Database) throws(SQLiteFailure) -> Int64 {
        try Query("INSERT INTO word (text) VALUES (?)", on: database).run { $0.put(word) }
        let key = database.lastInsertedRowID
        keys[Array(word.utf8)] = key
        return key
    }
}
