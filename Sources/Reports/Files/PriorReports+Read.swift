extension PriorReports {
    /// What a folder's reports say. A folder or file that is not there says nothing; a file that cannot be read gives a
    /// warning.
    ///
    /// - Throws: where the path is no folder, or the folder cannot be looked into.
    package static func read(directory: String) throws(ReportError) -> PriorReports {
        try files(in: directory).reports
    }

    /// The same, with the files as they are on the disk.
    package static func files(
        in directory: String
    ) throws(ReportError) -> (reports: PriorReports, files: [ReportFile]) {
        let folder = ReportDirectory(path: directory)
        _ = try Disk.names(in: folder.path)
        let names = try Disk.names(in: folder.place(ReportFile.workspaceFolder))
        let paths =
            [ReportFile.monitoringPath, ReportFile.failuresPath]
            + names.map { "\(ReportFile.workspaceFolder)/\($0)" }.filter { ReportFile.workspace(ofPath: $0) != nil }
        var files: [ReportFile] = []
        var warnings: [String] = []
        for path in paths {
            do throws(ReportError) {
                switch try Disk.kind(of: folder.place(path)) {
                case nil: continue
                case .folder, .other: warnings.append("\(path): not read, it is no file")
                case .file(_, let bytes) where bytes > Limits.fileBytes:
                    warnings.append("\(path): not read, it has more than \(Limits.fileBytes) bytes")
                case .file:
                    let bytes = try Disk.contents(of: folder.place(path), limit: Limits.fileBytes)
                    files.append(ReportFile(path: path, bytes: bytes))
                }
            } catch {
                warnings.append("\(path): not read, \(error.message)")
            }
        }
        return (PriorReports(files: files, warnings: warnings), files)
    }
}
