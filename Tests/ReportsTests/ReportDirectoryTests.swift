import Foundation
import Model
@testable import Reports
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// A folder of a test's own, gone at its end.
private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "dbmon-reports-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// With a slash at its end.
    var path: String { url.path(percentEncoded: false) + "/" }

    func write(_ name: String, _ text: String) throws {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
    }

    /// Every file below the folder, the hidden ones too.
    var names: [String] {
        let all = FileManager.default.subpaths(atPath: path) ?? []
        return all.filter { !isFolder($0) }.sorted()
    }

    func setMode(_ name: String, _ mode: Int) throws {
        try FileManager.default.setAttributes(
            [.posixPermissions: mode], ofItemAtPath: url.appending(path: name).path(percentEncoded: false))
    }

    func attribute<Value>(_ key: FileAttributeKey, of name: String, as type: Value.Type) throws -> Value? {
        let path = url.appending(path: name).path(percentEncoded: false)
        return try FileManager.default.attributesOfItem(atPath: path)[key] as? Value
    }

    private func isFolder(_ name: String) -> Bool {
        (try? url.appending(path: name).resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? false
    }
}

private func file(_ path: String, _ text: String) -> ReportFile { ReportFile(path: path, bytes: Array(text.utf8)) }

@Suite struct ReportDirectoryTests {
    private let header = "Job_Id,Job_Name,Timestamp (UTC),Status,Error_Details\n"

    @Test func filesAndFoldersAreCreated() throws {
        let folder = try Folder()
        let directory = ReportDirectory(path: folder.path + "deep/er/")
        try directory.write([file("a.csv", "1"), file("workspaces/b.csv", ""), file("x/y/z", "2")])
        #expect(folder.names == ["deep/er/a.csv", "deep/er/workspaces/b.csv", "deep/er/x/y/z"])
        #expect(try folder.read("deep/er/x/y/z") == "2")
    }

    @Test func filesAreReplacedAndRemoved() throws {
        let folder = try Folder()
        try folder.write("a.csv", "a longer text than the new one")
        try folder.write("workspaces/old.csv", "x")
        try folder.write("README", "somebody else's")
        let directory = ReportDirectory(path: folder.path)
        try directory.write(
            [file("a.csv", "new")], removing: ["workspaces/old.csv", "workspaces/never.csv", "no/such"])
        #expect(folder.names == ["README", "a.csv"])
        #expect(try folder.read("a.csv") == "new")
    }

    @Test func anUnchangedFileIsLeftAlone() throws {
        let folder = try Folder()
        let directory = ReportDirectory(path: folder.path)
        try directory.write([file("a", "same"), file("b", "old!")])
        let before = try (
            folder.attribute(.systemFileNumber, of: "a", as: Int.self),
            folder.attribute(.systemFileNumber, of: "b", as: Int.self)
        )
        try directory.write([file("a", "same"), file("b", "new!")])
        #expect(try folder.attribute(.systemFileNumber, of: "a", as: Int.self) == before.0)
        #expect(try folder.attribute(.systemFileNumber, of: "b", as: Int.self) != before.1)
        #expect(try folder.read("b") == "new!")
    }

    @Test func aFileKeepsItsMode() throws {
        let folder = try Folder()
        try folder.write("a", "old")
        try folder.setMode("a", 0o604)
        try ReportDirectory(path: folder.path).write([file("a", "new")])
        #expect(try folder.attribute(.posixPermissions, of: "a", as: Int.self) == 0o604)
    }

    @Test func leftoversGoAndOtherHiddenFilesStay() throws {
        let folder = try Folder()
        try folder.write(".SUMMARY.md.dbmon-tmp", "half")
        try folder.write("workspaces/.gone.csv.dbmon-tmp", "half")
        try folder.write(".gitignore", "x")
        try ReportDirectory(path: folder.path).write([file("SUMMARY.md", "whole"), file("workspaces/a.csv", "")])
        #expect(folder.names == [".gitignore", "SUMMARY.md", "workspaces/a.csv"])
    }

    @Test func aFileWhereTheFolderMustBeIsNamed() throws {
        let folder = try Folder()
        try folder.write("reports", "a file")
        for path in ["reports", "reports/deeper"] {
            #expect(throws: ReportError.notFolder(path: folder.path + "reports")) {
                try ReportDirectory(path: folder.path + path).write([file("a", "1")])
            }
            #expect(throws: ReportError.notFolder(path: folder.path + "reports")) {
                try PriorReports.read(directory: folder.path + path)
            }
        }
        #expect(try folder.read("reports") == "a file")
    }

    @Test func nothingIsReplacedWhereOneFileCannotBe() throws {
        let folder = try Folder()
        try folder.write("a", "old")
        try folder.write("workspaces/b.csv/file", "in the way")
        let directory = ReportDirectory(path: folder.path)
        #expect(throws: ReportError.notFile(path: folder.path + "workspaces/b.csv")) {
            try directory.write([file("a", "new"), file("workspaces/b.csv", "new"), file("c", "new")], removing: ["a"])
        }
        #expect(folder.names == ["a", "workspaces/b.csv/file"])
        #expect(try folder.read("a") == "old")
    }

    /// Root may write everywhere: then there is nothing to test.
    @Test(.enabled(if: geteuid() != 0)) func aReadOnlyFolderKeepsItsFiles() throws {
        let folder = try Folder()
        try folder.write("a", "old")
        try folder.setMode("", 0o555)
        defer { try? folder.setMode("", 0o755) }
        #expect(throws: ReportError.denied(path: folder.path + "a")) {
            try ReportDirectory(path: folder.path).write([file("a", "new")])
        }
        #expect(throws: ReportError.denied(path: folder.path + "new")) {
            try ReportDirectory(path: folder.path + "new").write([file("a", "new")])
        }
        #expect(folder.names == ["a"])
        #expect(try folder.read("a") == "old")
    }

    #if os(Linux)
        /// /proc takes no files, not even root's.
        @Test func aFolderThatCannotBeMadeIsNamed() {
            #expect {
                try ReportDirectory(path: "/proc/dbmon").write([file("a", "new")])
            } throws: {
                ($0 as? ReportError)?.message.contains("/proc/dbmon") ?? false
            }
        }
    #endif

    @Test func oneProcessWritesAtATime() throws {
        let folder = try Folder()
        let script = "import fcntl, os, sys; d = os.open(sys.stdin.read(), os.O_RDONLY); fcntl.flock(d, fcntl.LOCK_EX)"
        _ = try python(script, input: Array(folder.path.utf8))  // a lock ends with its process
        try ReportDirectory(path: folder.path).write([file("a", "1")])
        let descriptor = unsafe open(folder.path, O_RDONLY)
        try #require(descriptor >= 0 && flock(descriptor, LOCK_EX) == 0)
        #expect(throws: ReportError.busy(path: String(folder.path.dropLast()))) {
            try ReportDirectory(path: folder.path).write([file("a", "2")])
        }
        close(descriptor)
        #expect(try folder.read("a") == "1")
    }

    @Test func workspaceFilesAreOursByTheirHeader() throws {
        let folder = try Folder()
        let directory = ReportDirectory(path: folder.path)
        #expect(directory.ownedWorkspaceFiles().isEmpty)
        try folder.write("workspaces/b.csv", header)
        try folder.write("workspaces/a.csv", header + "1,x,2026-03-01 00:00:00,SUCCESS,\n")
        try folder.write("workspaces/more.csv", header.dropLast() + ",Workspace\n")
        try folder.write("workspaces/mine.csv", "a,b\n")
        try folder.write("workspaces/empty.csv", "")
        try folder.write("workspaces/note.txt", header)
        try folder.write("workspaces/.hidden.csv", header)
        try folder.write("workspaces/folder.csv/x", header)
        #expect(directory.ownedWorkspaceFiles() == ["workspaces/a.csv", "workspaces/b.csv"])
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let folder = try Folder()
        let report = try Morning.report()
        try ReportDirectory(path: folder.path).write(report.files())
        let prior = try PriorReports.read(directory: folder.path)
        let workspaces = report.sections.map(\.workspace)
        let again = Report(
            workspaces: workspaces, rows: workspaces.flatMap { prior.rows(of: $0.name) },
            failures: workspaces.flatMap { prior.failures(of: $0.name) })
        #expect(prior.warnings.isEmpty)
        #expect(differing(again.files(), report.files()).isEmpty)
    }

    @Test func nothingThereSaysNothing() throws {
        let folder = try Folder()
        for path in ["", "missing", "missing/deeper"] {
            let prior = try PriorReports.read(directory: folder.path + path)
            #expect(prior.workspaceNames.isEmpty)
            #expect(prior.warnings.isEmpty)
        }
    }

    @Test func aReportThatIsAFolderGivesAWarning() throws {
        let folder = try Folder()
        try folder.write("databricks_job_monitoring_report.csv/x", "")
        let prior = try PriorReports.read(directory: folder.path)
        #expect(prior.warnings == ["databricks_job_monitoring_report.csv: not read, it is no file"])
    }

    @Test(arguments: [
        ReportError.diskFull(path: "/r/a"), .readOnly(path: "/r/a"), .denied(path: "/r/a"), .notFolder(path: "/r/a"),
        .notFile(path: "/r/a"), .busy(path: "/r/a"), .failed(path: "/r/a", action: "write", reason: "it is broken"),
    ])
    func everyErrorNamesThePathAndAFix(_ error: ReportError) {
        #expect(error.message.contains("/r/a"))
        #expect(!error.fix.isEmpty)
    }
}
