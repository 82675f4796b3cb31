/// The folder of the reports. Files in it are written whole or not at all.
package struct ReportDirectory: Sendable {
    /// Leftovers of a write that was killed begin so; the next write removes them.
    static let temporaryPrefix = ".dbmon-"

    let path: String

    package init(path: String) { self.path = path }

    /// Every new content is on the disk under a temporary name before the first file is replaced: a full disk changes
    /// nothing. A file that has its bytes already is left alone.
    ///
    /// - Parameter removing: files that are no longer part of the reports, relative to the folder.
    /// - Throws: `ReportError`
    package func write(_ files: [ReportFile], removing: [String]) throws(ReportError) {
        let folders = Set(files.map { folder(of: $0.path) }).union([path])
        for folder in folders.sorted() {
            try DiskFile.createFolder(folder)
            removeLeftovers(in: folder)
        }
        var staged: [(temporary: String, final: String)] = []
        do throws(ReportError) {
            for file in files {
                let final = "\(path)/\(file.path)"
                if (try? DiskFile.read(final)) == file.bytes { continue }
                let name = final.split(separator: "/").last ?? ""
                let temporary = "\(folder(of: file.path))/\(Self.temporaryPrefix)\(name)"
                staged.append((temporary, final))
                try DiskFile.write(file.bytes, to: temporary)
            }
            for file in staged { try DiskFile.rename(file.temporary, to: file.final) }
        } catch {
            for file in staged { DiskFile.remove(file.temporary) }
            throw error
        }
        for file in removing { DiskFile.remove("\(path)/\(file)") }
        for folder in folders { DiskFile.syncFolder(folder) }
    }

    /// The files of workspaces that dbmon wrote: their first line is exactly the base columns.
    package func ownedWorkspaceFiles() -> [String] {
        let header = Array((ReportColumn.base.map(\.rawValue).joined(separator: ",") + "\n").utf8)
        return DiskFile.names(in: "\(path)/\(ReportPath.workspaceFolder)").filter { $0.hasSuffix(".csv") }.map {
            "\(ReportPath.workspaceFolder)/\($0)"
        }.filter { (try? DiskFile.read("\(path)/\($0)"))?.starts(with: header) == true }.sorted()
    }

    private func folder(of file: String) -> String {
        file.lastIndex(of: "/").map { "\(path)/\(file[..<$0])" } ?? path
    }

    private func removeLeftovers(in folder: String) {
        for name in DiskFile.names(in: folder) where name.hasPrefix(Self.temporaryPrefix) { DiskFile.remove("\(folder)/\(name)") }
    }
}

extension PriorReports {
    /// Reads the CSVs that are there; a missing folder or file is as if nothing had been reported before.
    ///
    /// - Throws: `ReportError` for a file that is there and cannot be read: going on would forget what it knows.
    package static func read(directory: String) throws(ReportError) -> PriorReports {
        var files: [ReportFile] = []
        let workspaceFiles = DiskFile.names(in: "\(directory)/\(ReportPath.workspaceFolder)")
            .filter { $0.hasSuffix(".csv") && !$0.hasPrefix(".") }
            .map { "\(ReportPath.workspaceFolder)/\($0)" }
        for path in [ReportPath.monitoring] + workspaceFiles.sorted() {
            guard let bytes = try DiskFile.read("\(directory)/\(path)") else { continue }
            files.append(ReportFile(path: path, bytes: bytes))
        }
        return PriorReports(files: files)
    }
}
