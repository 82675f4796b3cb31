/// Where the history stops, and why.
enum Limits {
    /// Another program's lock on the database is waited for that long. Sweeps exclude each other before.
    static let busySeconds = 2.0
    /// Larger databases are not read through when they are opened, but for the tables that a sweep needs: at 500 MB/s
    /// that takes a quarter of a second.
    static let wholeCheckBytes = 128 << 20
    /// Pages held in memory: the rows of 10,000 jobs change without a page being written twice.
    static let cacheKiB = 16_384
    /// Facts that one call of `prune` removes, of each kind: tens of milliseconds.
    static let prunedRuns = 5_000
    static let prunedTexts = 500
    static let prunedSweeps = 8
    static let prunedJobs = 500
    /// Runs that one query gives.
    static let queriedRuns = 10_000
    /// Names tried for a database that is set aside.
    static let asideNames = 100
    /// The text in a lock file.
    static let lockBytes = 1_024
}
