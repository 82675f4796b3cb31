@testable import History
import Model
import Testing

/// What a kill leaves on the disk is what stands there at that instant: the files are copied in the middle of the work,
/// and the copies opened.
@Suite struct KillTests {
    private let names = ["a", "b", "c"]

    private func workspaces(seed: UInt64, rows: Int = 25) throws -> [LandedWorkspace] {
        var samples = Samples(seed: seed)
        return try names.map { text in
            var workspace = samples.workspace(try name(text), rows: rows, failures: 12)
            workspace.runs = SeenRuns(samples.runs(of: JobID(1), count: 20))
            return workspace
        }
    }

    /// - Returns: which of the sweeps the files hold, as a whole; `nil` where they hold none.
    private func sweepIn(
        _ files: [String: [UInt8]], of sweeps: [[LandedWorkspace]], _ note: String
    ) throws -> Int? {
        let folder = try TemporaryFolder()
        for (file, content) in files { try folder.write(content, to: file) }
        let history = try open(folder)
        #expect(history.warnings.isEmpty, "\(note)")
        let found = try names.map { text in
            try history.known(of: name(text), failuresSince: always).map { sorted($0.rows) + sorted($0.failures) }
        }
        if found.allSatisfy({ $0 == nil }) { return nil }
        let index = sweeps.firstIndex { workspaces in
            zip(workspaces, found).allSatisfy { sorted($0.rows) + sorted($0.failures) == $1 }
        }
        #expect(index != nil, "\(note): half a sweep")
        return index
    }

    private func files(in folder: TemporaryFolder) throws -> [String: [UInt8]] {
        var files = try ["dbmon.sqlite": folder.read("dbmon.sqlite")]
        files["dbmon.sqlite-wal"] = try? folder.read("dbmon.sqlite-wal")
        return files
    }

    @Test func aKillInTheMiddleLeavesTheSweepBefore() throws {
        let folder = try TemporaryFolder()
        let sweeps = try [workspaces(seed: 1), workspaces(seed: 2)]
        let history = try open(folder)
        try history.land(sweep("one", sweeps[0]))
        // A small cache: pages go to the disk before the transaction ends.
        try history.perform { try Query("PRAGMA cache_size = 10", on: $0).run() }
        var copies: [[String: [UInt8]]] = []
        try history.writeDurably { database in
            var landing = try Landing(of: sweep("two", sweeps[1]), in: database)
            for workspace in sweeps[1] {
                try landing.land(workspace)
                copies.append(try files(in: folder))
            }
        }
        copies.append(try files(in: folder))
        #expect(Set(copies.map { $0["dbmon.sqlite-wal"]?.count }).count == copies.count)  // each was another instant
        for (place, copy) in copies.enumerated() {
            let isEnded = place == copies.count - 1
            #expect(try sweepIn(copy, of: sweeps, "copy \(place)") == (isEnded ? 1 : 0))
        }
    }

    /// A journal may end anywhere: of three sweeps in it, those before that place are there, each as a whole.
    @Test func aJournalThatEndsAnywhereHoldsWholeSweeps() throws {
        let folder = try TemporaryFolder()
        let sweeps = try (1...3).map { try workspaces(seed: $0, rows: 8) }
        let history = try open(folder)
        try history.perform { try Query("PRAGMA wal_autocheckpoint = 0", on: $0).run() }
        for (place, workspaces) in sweeps.enumerated() {
            try history.land(sweep("\(place)", at: Samples.noon + .seconds(place), workspaces))
        }
        let whole = try files(in: folder)
        let journal = try #require(whole["dbmon.sqlite-wal"])
        var chance = SeededGenerator(seed: 4)
        var seen: [Int?] = []
        for length in (0..<60).map({ _ in Int.random(in: 0..<journal.count, using: &chance) }).sorted() {
            var cut = whole
            cut["dbmon.sqlite-wal"] = Array(journal[..<length])
            seen.append(try sweepIn(cut, of: sweeps, "journal of \(length) bytes"))
        }
        #expect(seen.map { $0 ?? -1 } == seen.map { $0 ?? -1 }.sorted())
        #expect(Set(seen).isSuperset(of: [0, 1]))
        #expect(try sweepIn(whole, of: sweeps, "whole journal") == 2)
    }

    /// While the journal is copied into the database, any of its pages may have got there.
    @Test(arguments: 1...10 as ClosedRange<UInt64>) func aKillWhileTheJournalIsCopiedLosesNothing(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let sweeps = try [workspaces(seed: 1), workspaces(seed: 2)]
        let history = try open(folder)
        try history.land(sweep("one", sweeps[0]))
        try history.perform { try Query("PRAGMA wal_checkpoint(TRUNCATE)", on: $0).run() }
        try history.perform { try Query("PRAGMA wal_autocheckpoint = 0", on: $0).run() }
        try history.land(sweep("two", sweeps[1]))
        let before = try files(in: folder)
        history.close()
        let (old, new) = (try #require(before["dbmon.sqlite"]), try folder.read("dbmon.sqlite"))
        var chance = SeededGenerator(seed: seed)
        var mixed = old + [UInt8](repeating: 0, count: max(0, new.count - old.count))
        for page in 0..<(new.count / 4_096) where Bool.random(using: &chance) {
            mixed.replaceSubrange(
                (page * 4_096)..<((page + 1) * 4_096), with: new[(page * 4_096)..<((page + 1) * 4_096)])
        }
        var copy = before
        copy["dbmon.sqlite"] = mixed
        #expect(try sweepIn(copy, of: sweeps, "seed \(seed)") == 1)
    }

    /// A kill between two renames while a database is set aside: the journal is gone already.
    @Test func whatIsHalfSetAsideIsSetAsideWholeTheNextTime() throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("no database, and its journal is set aside already".utf8), to: "dbmon.sqlite")
        try folder.write([1], to: "dbmon.sqlite.damaged-\(Samples.nightText)-wal")
        let history = try open(folder, at: Samples.night)
        #expect(history.warnings.count == 1)
        #expect(try history.unpublished() == [])
    }
}
