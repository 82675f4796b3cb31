import GRDB
@testable import History
import Model
import Testing

/// Whatever the disk makes of the database: opening it never fails, and what is read is what was written, or nothing
/// and a warning.
@Suite struct DamageTests {
    /// What a history holds, and the files it lies in.
    private struct Truth: Sendable {
        let workspaces: [LandedWorkspace]
        /// The rows and the failures of each workspace, byte by byte.
        let texts: [[[UInt8]]]
        let outputs: [RunID: KeptOutput]
        let pending: [PendingReports]
        let database: [UInt8]
        let journal: [UInt8]?
    }

    /// - Parameter isClosed: whether the journal has been copied into the database.
    private static func truth(isClosed: Bool) throws -> Truth {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        var samples = Samples(seed: 6)
        var workspaces = try [samples.workspace(name("w0"), rows: 10, failures: 4)]
        samples.hasLongTexts = false
        workspaces += try (1...5).map { samples.workspace(try name("w\($0)"), rows: 10, failures: 4) }
        workspaces[0].runs = SeenRuns(samples.runs(of: JobID(1), count: 200))
        let pending = ["Error", "reports"].map { directory in
            PendingReports(
                destination: .init(repository: "acme/health", branch: "main", directory: directory), digest: "d",
                sweepID: "one")
        }
        if !isClosed { try history.perform { try Query("PRAGMA wal_autocheckpoint = 0", on: $0).run() } }
        try history.land(
            LandedSweep(
                sweepID: "one", startedAt: Samples.noon, duration: .seconds(1), workspaces: workspaces,
                pending: pending))
        var outputs: [RunID: KeptOutput] = [:]
        for id in 1...30 { outputs[RunID(Int64(id))] = samples.output() }
        try history.keep(outputs, of: workspaces[0].name, at: Samples.noon)
        let journal = try? folder.read("dbmon.sqlite-wal")
        if isClosed { history.close() }
        return try Truth(
            workspaces: workspaces, texts: workspaces.map { sorted($0.rows) + sorted($0.failures) }, outputs: outputs,
            pending: pending, database: folder.read("dbmon.sqlite"),
            journal: isClosed ? nil : journal)
    }

    private static let closed = Result { try truth(isClosed: true) }
    private static let inUse = Result { try truth(isClosed: false) }

    /// - Returns: whether the damage was seen.
    private func check(_ truth: Truth, in folder: TemporaryFolder, mayBeEmpty: Bool = false, _ note: String) throws
        -> Bool
    {
        let history = try open(folder, at: Samples.night)
        for (workspace, texts) in zip(truth.workspaces, truth.texts) {
            let known = try history.known(of: workspace.name, failuresSince: always)
            if !history.warnings.isEmpty { break }
            guard let known else {
                #expect(mayBeEmpty, "\(note): \(workspace.name) is lost")
                continue
            }
            #expect(sorted(known.rows) + sorted(known.failures) == texts, "\(note)")
            #expect(known.visibleJobs == workspace.visibleJobs && known.lastStatus == workspace.status, "\(note)")
        }
        let outputs = try history.outputs(of: Array(truth.outputs.keys), in: truth.workspaces[0].name)
        for (id, output) in outputs where history.warnings.isEmpty {
            #expect(try bytes(output) == bytes(#require(truth.outputs[id])), "\(note)")
        }
        let pending = try history.unpublished()
        if history.warnings.isEmpty, !mayBeEmpty { #expect(pending == truth.pending, "\(note)") }
        _ = try history.runs(of: JobID(1), in: truth.workspaces[0].name, since: always, limit: 500)
        // The sweep goes on, whatever it had to do for that.
        try history.land(sweep("two", at: Samples.noon + .seconds(900), truth.workspaces.reversed()))
        let again = try #require(try history.known(of: truth.workspaces[2].name, failuresSince: always), "\(note)")
        #expect(sorted(again.rows) + sorted(again.failures) == truth.texts[2], "\(note)")
        _ = try history.prune(olderThan: Samples.night, outputsOlderThan: Samples.night)
        #expect(history.warnings.count <= 1, "\(note): \(history.warnings)")
        let isSeen = !history.warnings.isEmpty
        #expect(folder.names.contains("dbmon.sqlite.damaged-\(Samples.nightText)") == isSeen, "\(note)")
        return isSeen
    }

    private func damage(_ bytes: inout [UInt8], _ chance: inout SeededGenerator) {
        let place = Int.random(in: 0..<bytes.count, using: &chance)
        switch Int.random(in: 0..<8, using: &chance) {
        case 0: bytes.removeSubrange(place...)  // cut off
        case 1:  // a page of another file
            let start = place / 4_096 * 4_096
            for index in start..<min(start + 4_096, bytes.count) {
                bytes[index] = UInt8.random(in: 0...255, using: &chance)
            }
        case 2:  // a page that was never written
            let start = place / 4_096 * 4_096
            for index in start..<min(start + 4_096, bytes.count) { bytes[index] = 0 }
        case 3: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &chance)  // a flipped bit
        default:
            for index in place..<min(place + Int.random(in: 1...40, using: &chance), bytes.count) {
                bytes[index] = UInt8.random(in: 0...255, using: &chance)
            }
        }
    }

    @Test func aDamagedDatabaseIsSeenOrHarmless() throws {
        let truth = try Self.closed.get()
        var seen = 0
        for seed in 0..<200 as Range<UInt64> {
            var chance = SeededGenerator(seed: seed)
            var damaged = truth.database
            damage(&damaged, &chance)
            let folder = try TemporaryFolder()
            try folder.write(damaged, to: "dbmon.sqlite")
            // A file cut to nothing is a beginning.
            if try check(truth, in: folder, mayBeEmpty: damaged.isEmpty, "seed \(seed)") { seen += 1 }
        }
        #expect(seen > 100)  // the rest fell on free space, runs, words, and values that are not read
    }

    /// Of a large database the tables alone are read that a sweep needs.
    @Test func aLargeDatabaseIsCheckedInParts() throws {
        let folder = try TemporaryFolder()
        try folder.write(try Self.closed.get().database, to: "dbmon.sqlite")
        let history = try open(folder)
        try history.perform { try DatabaseCheck.checkPages(of: $0, wholeUpTo: 0) }
        let (needed, other) = try (rootPage("job_row", history), rootPage("run", history))
        history.close()
        for (page, isSeen) in [(needed, true), (other, false)] {
            var damaged = try Self.closed.get().database
            for index in 0..<64 { damaged[(page - 1) * 4_096 + index] = 0x55 }
            let folder = try TemporaryFolder()
            try folder.write(damaged, to: "d.sqlite")
            let connection = try DatabaseQueue(path: folder.path + "/d.sqlite")
            #expect(isDamaged(connection, wholeUpTo: 0) == isSeen)
            #expect(isDamaged(connection, wholeUpTo: .max))
        }
    }

    private func isDamaged(_ connection: DatabaseQueue, wholeUpTo limit: Int) -> Bool {
        do {
            try connection.run { try DatabaseCheck.checkPages(of: $0, wholeUpTo: limit) }
            return false
        } catch {
            return error.kind == .damage
        }
    }

    private func rootPage(_ table: String, _ history: SQLiteHistory) throws -> Int {
        let page = try history.perform { database in
            try Query("SELECT rootpage FROM sqlite_schema WHERE name = ?", on: database)
                .first({ $0.put(table) }) { columns throws(SQLiteFailure) in try columns.integer() }
        }
        return Int(try #require(page))
    }

    /// What the checks at the beginning did not see, the landing may.
    @Test func aSweepLandsThoughTheDatabaseIsDamagedMeanwhile() throws {
        let truth = try Self.closed.get()
        let folder = try TemporaryFolder()
        try folder.write(truth.database, to: "dbmon.sqlite")
        let history = try open(folder, at: Samples.night)
        var damaged = truth.database
        for index in 4_096..<damaged.count { damaged[index] = 0x55 }
        try folder.overwrite(damaged, "dbmon.sqlite")
        try history.perform { try Query("PRAGMA shrink_memory", on: $0).run() }
        try history.land(sweep("two", truth.workspaces))
        #expect(history.warnings.count == 1)
        for (workspace, texts) in zip(truth.workspaces, truth.texts) {
            let known = try #require(try history.known(of: workspace.name, failuresSince: always))
            #expect(sorted(known.rows) + sorted(known.failures) == texts)
        }
    }

    @Test func aDamagedHeaderIsSeenOrHarmless() throws {
        let truth = try Self.closed.get()
        for place in 0..<100 {
            var damaged = truth.database
            damaged[place] ^= [0xFF, 1, 2, 0x80][place % 4]
            let folder = try TemporaryFolder()
            try folder.write(damaged, to: "dbmon.sqlite")
            _ = try check(truth, in: folder, "byte \(place) is \(damaged[place])")
        }
    }

    /// A journal has sums of its own: what is damaged ends it, and the state before that is whole.
    @Test func aDamagedJournalIsSeenOrHarmless() throws {
        let truth = try Self.inUse.get()
        for seed in 0..<40 as Range<UInt64> {
            var chance = SeededGenerator(seed: seed)
            var journal = try #require(truth.journal)
            damage(&journal, &chance)
            let folder = try TemporaryFolder()
            try folder.write(truth.database, to: "dbmon.sqlite")
            try folder.write(journal, to: "dbmon.sqlite-wal")
            try folder.write(
                (0..<32_768).map { _ in UInt8.random(in: 0...255, using: &chance) }, to: "dbmon.sqlite-shm")
            _ = try check(truth, in: folder, mayBeEmpty: true, "seed \(seed)")
        }
    }
}
