/// Why report files could not be read or written. Whatever happened, the old files are whole.
package enum ReportError: Error, Equatable, Sendable {
    case diskFull(path: String)
    case readOnly(path: String)
    case denied(path: String)
    /// A file stands where a folder must be.
    case notFolder(path: String)
    /// A folder stands where a file must be.
    case notFile(path: String)
    /// Another process is writing reports into the folder.
    case busy(path: String)
    case failed(path: String, action: String, reason: String)

    /// What happened, and where.
    package var message: String {
        switch self {
        case .diskFull(let path): "the disk is full: \(path) cannot be written"
        case .readOnly(let path): "\(path) is on a read-only file system"
        case .denied(let path): "no permission to read or write \(path)"
        case .notFolder(let path): "\(path) is not a folder"
        case .notFile(let path): "\(path) is not a file"
        case .busy(let path): "another process is writing reports into \(path)"
        case .failed(let path, let action, let reason): "cannot \(action) \(path): \(reason)"
        }
    }

    /// What to do.
    package var fix: String {
        switch self {
        case .diskFull: "Free some space, or name a folder on another disk with --output or report.directory"
        case .readOnly: "Name a folder that can be written with --output or report.directory"
        case .denied: "Give the user that runs dbmon the right to write there, or name another folder with --output"
        case .notFolder: "Remove the file, or name another folder with --output or report.directory"
        case .notFile: "Remove or rename what stands there: dbmon writes a file of that name"
        case .busy: "Let the other process finish, or give each its own report.directory"
        case .failed: "Check the folder and its disk, or name another folder with --output or report.directory"
        }
    }
}
