/// Why the history could not be opened, read or written. What had landed before is whole.
package enum HistoryError: Error, Equatable, Sendable {
    case diskFull(path: String)
    case readOnly(path: String)
    case denied(path: String)
    /// A file stands where a folder must be.
    case notFolder(path: String)
    /// Something that is no file stands where the database must be.
    case notFile(path: String)
    /// A later version of dbmon has written it. Setting it aside would lose it to that version.
    case newer(path: String)
    /// Another program keeps the database locked.
    case busy(path: String)
    /// Damaged, and not ours to set aside: it is open for reading only.
    case damaged(path: String, reason: String)
    case failed(path: String, reason: String)

    /// What happened, and where.
    package var message: String {
        switch self {
        case .diskFull(let path): "the disk is full: the history \(path) cannot be written"
        case .readOnly(let path): "the history \(path) is on a read-only file system"
        case .denied(let path): "no permission to read or write \(path)"
        case .notFolder(let path): "\(path) is not a folder"
        case .notFile(let path): "\(path) is not a file"
        case .newer(let path): "the history \(path) was written by a later version of dbmon"
        case .busy(let path): "another program keeps the history \(path) locked"
        case .damaged(let path, let reason): "the history \(path) is damaged: \(reason)"
        case .failed(let path, let reason): "the history \(path) cannot be used: \(reason)"
        }
    }

    /// What to do.
    package var fix: String {
        switch self {
        case .diskFull: "Free some space, or name a file on another disk with history.database"
        case .readOnly: "Name a file that can be written with history.database"
        case .denied: "Give the user that runs dbmon the right to write there, or name another history.database"
        case .notFolder: "Remove the file, or name another history.database"
        case .notFile: "Remove or rename what stands there, or name another history.database"
        case .newer: "Use that version of dbmon again, or name another history.database"
        case .busy: "End the program that has it open"
        case .damaged: "The next sweep sets it aside and begins a new one"
        case .failed: "Check the folder and its disk, or name another history.database"
        }
    }
}
