import Foundation
@testable import History
import Model
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct OpeningTests {
    @Test func aMissingFileIsMadeWithItsFolder() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/deep/er/dbmon.sqlite"
        let history = try open(path)
        #expect(history.warnings.isEmpty)
        try history.land(sweep("one", [LandedWorkspace(name: name("a"), status: .ok)]))
        history.close()
        #expect(try open(path).known(of: name("a"), failuresSince: always) != nil)
    }

    @Test func anEmptyFileIsABeginning() throws {
        let folder = try TemporaryFolder()
        try folder.write([], to: "dbmon.sqlite")
        #expect(try open(folder).warnings.isEmpty)
    }

    @Test func aKillBeforeTheFirstMigrationIsABeginning() throws {
        let folder = try TemporaryFolder()
        try sqlite("CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)", folder.database)
        #expect(try open(folder).warnings.isEmpty)
    }

    /// A rollback journal beside it would be played back into the new database.
    @Test func whatLiesBesideItIsSetAsideWithIt() throws {
        let folder = try TemporaryFolder()
        let history = DatabaseFile(path: folder.database)
        for suffix in ["", "-wal", "-shm", "-journal"] {
            try folder.write(Array(suffix.utf8), to: "dbmon.sqlite\(suffix)")
        }
        _ = try history.replace(SQLiteFailure(.damage, "it is"), at: Samples.night)
        let aside = "dbmon.sqlite.damaged-\(Samples.nightText)"
        for suffix in ["", "-wal", "-shm", "-journal"] {
            #expect(try folder.read(aside + suffix) == Array(suffix.utf8))
        }
    }

    @Test func noDatabaseIsSetAsideUnderAnotherName() throws {
        let folder = try TemporaryFolder()
        let text = Array("{ \"workspaces\": [] }\n".utf8) + [UInt8](repeating: 7, count: 5_000)
        try folder.write(text, to: "dbmon.sqlite")
        let history = try open(folder, at: Samples.night)
        let aside = "dbmon.sqlite.damaged-20261124T020000Z"
        #expect(
            history.warnings == [
                "the history \(folder.database) was damaged (file is not a database); it is now "
                    + "\(folder.path)/\(aside), and a new one was begun"
            ])
        #expect(try folder.read(aside) == text)
        try history.land(sweep("one", [LandedWorkspace(name: name("a"), status: .ok)]))
        history.close()
        #expect(folder.names == ["dbmon.sqlite", aside])
        #expect(try open(folder).warnings.isEmpty)
    }

    @Test func severalAtOneInstantGetNamesOfTheirOwn() throws {
        let folder = try TemporaryFolder()
        for _ in 0..<3 {
            try folder.write(Array("no database, but long enough to be looked at".utf8), to: "dbmon.sqlite")
            try open(folder, at: Samples.night).close()
        }
        let aside = "dbmon.sqlite.damaged-20261124T020000Z"
        #expect(folder.names == ["dbmon.sqlite", aside, "\(aside)-2", "\(aside)-3"])
    }

    @Test func anotherProgramsDatabaseIsSetAside() throws {
        let folder = try TemporaryFolder()
        let script =
            "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute('CREATE TABLE t (a)'); d.commit()"
        _ = try Python(script, folder.database).finish()
        let history = try open(folder, at: Samples.night)
        #expect(history.warnings.count == 1)
        #expect(history.warnings.first?.contains("it is another program's") ?? false)
    }

    @Test(arguments: [
        "DROP TABLE failure", "ALTER TABLE job_row ADD COLUMN more TEXT", "DROP INDEX failure_run",
        "UPDATE grdb_migrations SET identifier = 'later' WHERE identifier = 'v1'", "DELETE FROM grdb_migrations",
        "UPDATE workspace SET visible_jobs = visible_jobs + 1", "UPDATE outbox SET sweep = 'x'",
    ])
    func aDatabaseThatIsNotAsWeMadeItIsSetAside(statement: String) throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        let destination = PublishDestination(repository: "a/b", branch: "main", directory: "Error")
        var landed = LandedWorkspace(name: try name("a"), status: .ok, visibleJobs: 1)
        landed.selectedJobs = 1
        try history.land(
            LandedSweep(
                sweepID: "one", startedAt: Samples.noon, duration: .zero, workspaces: [landed],
                pending: [PendingReports(destination: destination, digest: "d", sweepID: "one")]))
        history.close()
        try sqlite(statement, folder.database)
        #expect(try open(folder).warnings.count == 1)
    }

    @Test(arguments: [
        "DELETE FROM job_row WHERE job = 3", "UPDATE job_row SET entered_at = entered_at + 1 WHERE job = 2",
        "UPDATE job_row SET status = 'WHATEVER' WHERE job = 2", "UPDATE job SET job_id = 99 WHERE id = 1",
        "DELETE FROM failure WHERE id = 2", "DELETE FROM failure_trace WHERE failure = 2",
        "UPDATE failure_trace SET error_trace = 'other' WHERE failure = 1",
        "UPDATE failure SET is_shown = 0 WHERE id = 1",
    ])
    func aValueThatIsNotWhatWasWrittenIsFoundWhenItIsRead(statement: String) throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        var samples = Samples(seed: 1)
        let workspace = try name("a")
        var landed = samples.workspace(workspace, rows: 0, failures: 3)
        landed.rows = (1...4).map { id in
            JobRow(
                workspace: workspace, environment: "", jobID: JobID(id), jobName: "", status: .failed,
                enteredAt: Samples.noon)
        }
        try history.land(sweep("one", [landed]))
        history.close()
        try sqlite(statement, folder.database)
        let again = try open(folder, at: Samples.night)
        #expect(again.warnings.isEmpty)
        #expect(try again.known(of: workspace, failuresSince: always) == nil)
        #expect(again.warnings.count == 1)
        #expect(folder.names.contains("dbmon.sqlite.damaged-20261124T020000Z"))
        // The sweep goes on.
        try again.land(sweep("two", [landed]))
        #expect(try again.known(of: workspace, failuresSince: always)?.rows.count == 4)
        #expect(again.warnings.count == 1)
    }

    @Test func aLaterVersionsDatabaseIsLeftAlone() throws {
        let folder = try TemporaryFolder()
        try open(folder).close()
        try sqlite("INSERT INTO grdb_migrations VALUES ('v99')", folder.database)
        let before = try folder.read("dbmon.sqlite")
        #expect(throws: HistoryError.newer(path: folder.database)) { try open(folder) }
        #expect(folder.names == ["dbmon.sqlite"])
        #expect(throws: HistoryError.newer(path: folder.database)) {
            try SQLiteHistory.openForReading(path: folder.database)
        }
        #expect(try folder.read("dbmon.sqlite") == before)
    }

    @Test func whatStandsInTheWayIsNamed() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.database, withIntermediateDirectories: true)
        #expect(throws: HistoryError.notFile(path: folder.database)) { try open(folder) }
        try folder.write([1], to: "file")
        #expect(throws: HistoryError.notFolder(path: folder.path + "/file")) {
            try open(folder.path + "/file/x/d.sqlite")
        }
        #expect(throws: HistoryError.notFile(path: "/dev/null")) { try open("/dev/null") }
    }

    #if os(Linux)
        /// /proc takes no files, not even root's.
        @Test func aFolderThatTakesNoFilesIsNamed() {
            #expect {
                try open("/proc/dbmon/d.sqlite")
            } throws: {
                ($0 as? HistoryError)?.message.contains("/proc/dbmon") ?? false
            }
        }
    #endif

    /// Root may write everywhere: then there is nothing to test.
    @Test(.enabled(if: geteuid() != 0)) func aReadOnlyFolderIsNamed() throws {
        let folder = try TemporaryFolder()
        try open(folder).close()
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: folder.database)
        #expect(throws: HistoryError.denied(path: folder.database)) { try open(folder) }
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path) }
        #expect(throws: HistoryError.denied(path: folder.path + "/new.sqlite.lock")) {
            try open(folder.path + "/new.sqlite")
        }
    }

    @Test func anotherProgramsLockIsNamed() throws {
        let folder = try TemporaryFolder()
        try open(folder).close()
        let script = """
            import sqlite3, sys
            d = sqlite3.connect(sys.argv[1], isolation_level=None)
            d.execute('PRAGMA locking_mode = EXCLUSIVE')
            d.execute('BEGIN EXCLUSIVE')
            print('locked', flush=True)
            sys.stdin.read()
            """
        let other = try Python(script, folder.database)
        #expect(other.waitForLine() == "locked\n")
        #expect(throws: HistoryError.busy(path: folder.database)) { try open(folder) }
        _ = try other.finish()
        #expect(try open(folder).warnings.isEmpty)
    }

    @Test func everyErrorSaysWhatToDo() {
        let errors: [HistoryError] = [
            .diskFull(path: "/h"), .readOnly(path: "/h"), .denied(path: "/h"), .notFolder(path: "/h"),
            .notFile(path: "/h"), .newer(path: "/h"), .busy(path: "/h"), .damaged(path: "/h", reason: "r"),
            .failed(path: "/h", reason: "r"),
        ]
        for error in errors {
            #expect(error.message.contains("/h"))
            #expect(!error.fix.isEmpty)
        }
    }

    @Test func nothingIsMadeByReading() throws {
        let folder = try TemporaryFolder()
        #expect(throws: HistoryError.self) { try SQLiteHistory.openForReading(path: folder.database) }
        #expect(folder.names == [])
    }

    @Test func aClosedHistorySaysSo() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        history.close()
        history.close()
        #expect(throws: HistoryError.failed(path: folder.database, reason: "it is closed")) {
            try history.unpublished()
        }
    }
}

/// Another program's hand in the database.
func sqlite(_ statement: String, _ path: String) throws {
    let script = """
        import sqlite3, sys
        d = sqlite3.connect(sys.argv[2])
        d.execute(sys.argv[1])
        d.commit()
        """
    _ = try Python(script, statement, path).finish()
}
