extension Schema {
    /// What the publisher knows of where it published, for the next process. It recognises damage by itself.
    static let version2 = """
        CREATE TABLE publish_memory (
            repository TEXT NOT NULL,
            branch TEXT NOT NULL,
            directory TEXT NOT NULL,
            memory TEXT NOT NULL,
            PRIMARY KEY (repository, branch, directory)
        ) STRICT, WITHOUT ROWID;
        """
}
