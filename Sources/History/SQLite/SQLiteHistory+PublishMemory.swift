internal import GRDB

extension SQLiteHistory {
    package func publishMemory(of destination: PublishDestination) throws(HistoryError) -> [UInt8]? {
        try perform { database in
            let select = try Query(
                "SELECT memory FROM publish_memory WHERE repository = ? AND branch = ? AND directory = ?", on: database)
            return try select.first { arguments in
                destination.put(into: &arguments)
            } _: { columns throws(SQLiteFailure) in
                Array(try columns.text().utf8)
            }
        }
    }

    package func keep(publishMemory: [UInt8], of destination: PublishDestination) throws(HistoryError) {
        try write { database in
            let insert = try Query(
                "INSERT OR REPLACE INTO publish_memory (repository, branch, directory, memory) VALUES (?, ?, ?, ?)",
                on: database)
            try insert.run { arguments in
                destination.put(into: &arguments)
                arguments.put(String(decoding: publishMemory, as: UTF8.self))
            }
        }
    }
}

extension PublishDestination {
    fileprivate func put(into arguments: inout Arguments) {
        arguments.put(repository)
        arguments.put(branch)
        arguments.put(directory)
    }
}
