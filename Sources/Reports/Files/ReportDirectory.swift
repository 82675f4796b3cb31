/// A folder of reports. Files are written whole or not at all.
package struct ReportDirectory: Sendable {
    package let path: String

    /// - Parameter path: absolute, or relative to the current folder. It need not exist yet.
    package init(path: String) {
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        self.path = trimmed.isEmpty ? "." : trimmed
    }

    /// Writes files and removes others, both named relative to the folder. Creates folders; leaves files alone whose
    /// bytes are the same already; removes what a killed process left behind.
    ///
    /// Every file is complete on the disk, under a temporary name in its folder, before the first takes its place: a
    /// full disk or a missing right leaves all old files as they were. A kill between two renames leaves whole old and
    /// whole new files side by side; the next write completes them.
    package func write(_ files: [ReportFile], removing removed: [String] = []) throws(ReportError) {
        try Disk.createFolder(path)
        let lock = try FolderLock(path)
        defer { extendLifetime(lock) }
        let folders = Set(files.map { Disk.parent(of: place($0.path)) }).union([path]).sorted()
        for folder in folders {
            try Disk.createFolder(folder)
            try removeLeftovers(in: folder)
        }
        var pending: [(temporary: String, final: String)] = []
        do throws(ReportError) {
            for file in files {
                guard let temporary = try prepare(file) else { continue }
                pending.append((temporary, place(file.path)))
            }
            while let next = pending.first {
                try Disk.move(next.temporary, to: next.final)
                pending.removeFirst()
            }
        } catch {
            for file in pending { try? Disk.removeFile(file.temporary) }  // the first error is the one to tell
            throw error
        }
        for name in removed { try Disk.removeFile(place(name)) }
        for folder in folders { try Disk.syncFolder(folder) }
    }

    /// The files of workspaces that dbmon wrote, as relative paths, sorted. Files that cannot be read are not ours.
    package func ownedWorkspaceFiles() -> [String] {
        let names = (try? Disk.names(in: place(ReportFile.workspaceFolder))) ?? []
        return names.map { "\(ReportFile.workspaceFolder)/\($0)" }.filter { name in
            guard ReportFile.workspace(ofPath: name) != nil else { return false }
            let beginning = try? Disk.contents(of: place(name), limit: ReportFile.ownershipBytes)
            return ReportFile.isOwnedWorkspaceFile(path: name, beginning: beginning ?? [])
        }
    }

    func place(_ name: String) -> String {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        precondition(!parts.contains { $0.isEmpty || $0 == "." || $0 == ".." }, "not a report's path: \(name)")
        return path == "/" ? "/\(name)" : "\(path)/\(name)"
    }

    // MARK: - Temporary files

    private static let temporaryEnd = ".dbmon-tmp"

    /// - Returns: the temporary file; `nil` where the file has these bytes already.
    private func prepare(_ file: ReportFile) throws(ReportError) -> String? {
        let final = place(file.path)
        var mode: UInt32?
        switch try Disk.kind(of: final) {
        case nil: break
        case .folder, .other: throw .notFile(path: final)
        case .file(let oldMode, let count):
            mode = oldMode  // whoever restricted or opened the file meant it
            let isSameSize = count == file.bytes.count
            if isSameSize, let old = try? Disk.contents(of: final, limit: file.bytes.count + 1), old == file.bytes {
                return nil
            }
        }
        let folder = Disk.parent(of: final)
        let temporary = "\(folder)/.\(final.split(separator: "/").last ?? "")\(Self.temporaryEnd)"
        do throws(ReportError) {
            try Disk.create(temporary, file.bytes, mode: mode)
        } catch {
            throw error.renamed(from: temporary, to: final)
        }
        return temporary
    }

    private func removeLeftovers(in folder: String) throws(ReportError) {
        for name in try Disk.names(in: folder) where name.hasPrefix(".") && name.hasSuffix(Self.temporaryEnd) {
            try Disk.removeFile("\(folder)/\(name)")
        }
    }
}

extension ReportError {
    /// People know the report's name, not that of its temporary file.
    fileprivate func renamed(from old: String, to new: String) -> ReportError {
        switch self {
        case .diskFull(old): .diskFull(path: new)
        case .readOnly(old): .readOnly(path: new)
        case .denied(old): .denied(path: new)
        case .failed(old, let action, let reason): .failed(path: new, action: action, reason: reason)
        case .diskFull, .readOnly, .denied, .notFolder, .notFile, .busy, .failed: self
        }
    }
}
