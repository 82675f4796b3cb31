import Foundation
@testable import History
import Model
import Testing

@Suite struct LockTests {
    private func holder(_ folder: TemporaryFolder) throws -> LockHolder? {
        switch try SQLiteHistory.open(path: folder.database, at: Samples.noon + .seconds(5)) {
        case .opened: throw Free()
        case .held(let holder): holder
        }
    }

    private struct Free: Error {}

    @Test func twoInOneProcessExcludeEachOther() throws {
        let folder = try TemporaryFolder()
        let first = try open(folder)
        let holder = try #require(try holder(folder))
        #expect(holder.processID == ProcessInfo.processInfo.processIdentifier)
        #expect(holder.since.reportText == Samples.noon.reportText)
        #expect(holder.description.hasPrefix("process \(holder.processID) on "))
        #expect(holder.description.hasSuffix(" since \(Samples.noon.reportText) UTC"))
        first.close()
        try open(folder).close()
    }

    @Test func theLockEndsWithTheValue() throws {
        let folder = try TemporaryFolder()
        do {
            let history = try open(folder)
            #expect(throws: Held.self) { try open(folder) }
            extendLifetime(history)
        }
        _ = try open(folder)
    }

    @Test func twoHistoriesInOneFolderAreApart() throws {
        let folder = try TemporaryFolder()
        let first = try open(folder)
        let second = try open(folder.path + "/other.sqlite")
        extendLifetime((first, second))
    }

    private let holding = """
        import fcntl, os, sys
        f = open(sys.argv[1] + '.lock', 'w')
        fcntl.flock(f, fcntl.LOCK_EX)
        text = sys.argv[2].replace('PID', str(os.getpid())).replace('HOST', os.uname().nodename)
        f.write(text); f.flush()
        print('held', flush=True)
        sys.stdin.read()
        """

    @Test func aKilledProcessHoldsNothing() throws {
        let folder = try TemporaryFolder()
        try open(folder).close()
        let other = try Python(holding, folder.database, "pid PID\nhost HOST\nsince 2026-11-24T01:00:00Z\n")
        #expect(other.waitForLine() == "held\n")
        let holder = try #require(try holder(folder))
        #expect(holder.processID == other.processID)
        #expect(holder.since == Timestamp(text: "2026-11-24 01:00:00"))
        other.kill()
        // Its text is still there, and stands for nobody.
        #expect(try folder.read("dbmon.sqlite.lock").isEmpty == false)
        let mine = try open(folder)
        #expect(String(decoding: try folder.read("dbmon.sqlite.lock"), as: UTF8.self).contains("pid \(getpid())\n"))
        mine.close()
        #expect(try folder.read("dbmon.sqlite.lock") == [])
    }

    /// Between taking the lock and writing its own text a process leaves that of the last one.
    @Test(arguments: [
        "pid 2147483646\nhost HOST\nsince 2026-11-24T01:00:00Z\n", "", "pid PID\n", "pid x\nhost HOST\nsince never\n",
        "pid -5\nhost HOST\nsince 2026-11-24T01:00:00Z\n", String(repeating: "x", count: 5_000),
    ])
    func aTextThatStandsForNobodyNamesNobody(text: String) throws {
        let folder = try TemporaryFolder()
        let other = try Python(holding, folder.database, text)
        #expect(other.waitForLine() == "held\n")
        #expect(try holder(folder) == nil)
        _ = try other.finish()
        try open(folder).close()
    }

    @Test func aHolderOnAnotherMachineIsNamed() throws {
        let folder = try TemporaryFolder()
        let other = try Python(holding, folder.database, "pid 7\nhost runner 3\nsince 2026-11-24T01:00:00Z\n")
        #expect(other.waitForLine() == "held\n")
        #expect(try holder(folder)?.description == "process 7 on runner 3 since 2026-11-24 01:00:00 UTC")
        _ = try other.finish()
    }

    @Test func aDatabaseThatIsHeldIsNotTouched() throws {
        let folder = try TemporaryFolder()
        let first = try open(folder)
        try first.land(sweep("one", [LandedWorkspace(name: name("a"), status: .ok)]))
        let before = folder.names
        #expect(throws: Held.self) { try open(folder) }
        #expect(folder.names == before)
        #expect(try first.known(of: name("a"), failuresSince: always) != nil)
    }
}
