/// Why reports could not be written, or earlier ones not be read. The old files are whole.
package enum ReportError: Error, Equatable, Sendable {
    case cannotCreate(folder: String, reason: String)
    case cannotWrite(file: String, reason: String)
    case cannotRead(file: String, reason: String)

    package var message: String {
        switch self {
        case .cannotCreate(let folder, let reason): "the folder \(folder) cannot be created: \(reason)"
        case .cannotWrite(let file, let reason): "\(file) cannot be written: \(reason)"
        case .cannotRead(let file, let reason): "\(file) cannot be read: \(reason)"
        }
    }

    package var fix: String {
        switch self {
        case .cannotCreate, .cannotWrite: "Free some room, or name a folder that may be written by --output DIR"
        case .cannotRead: "Move the file away, or give its owner the right to read it"
        }
    }
}
