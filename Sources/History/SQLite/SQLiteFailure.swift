internal import GRDB

/// What SQLite, or a stored value, says went wrong.
struct SQLiteFailure: Error, Equatable {
    enum Kind: Equatable {
        /// The bytes on the disk are not what was written.
        case damage
        /// A statement that does not fit the schema. Before that was checked, the schema is the one that is wrong.
        case statement
        /// A later version's database.
        case newer
        case full
        case readOnly
        case denied
        case busy
        case other
    }

    let kind: Kind
    let reason: String

    init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    init(code: Int32, reason: String) {
        self.init(Self.kind(of: ResultCode(rawValue: code)), reason)
    }

    init(_ error: any Error) {
        switch error {
        case let failure as SQLiteFailure: self = failure
        case let error as DatabaseError:
            self.init(code: error.extendedResultCode.rawValue, reason: error.message ?? "\(error.resultCode)")
        // GRDB could not read its own table of migrations.
        default: self.init(.damage, "\(error)")
        }
    }

    private static func kind(of code: ResultCode) -> Kind {
        switch code {
        case .SQLITE_IOERR_SHORT_READ, .SQLITE_IOERR_CORRUPTFS, .SQLITE_IOERR_DATA: .damage
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT,
            .SQLITE_TOOBIG, .SQLITE_RANGE, .SQLITE_SCHEMA, .SQLITE_EMPTY:
            .damage
        case .SQLITE_ERROR: .statement
        case .SQLITE_FULL: .full
        case .SQLITE_READONLY: .readOnly
        case .SQLITE_PERM, .SQLITE_AUTH: .denied
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: .busy
        default: .other
        }
    }
}

extension HistoryError {
    init(_ failure: SQLiteFailure, path: String) {
        switch failure.kind {
        case .damage: self = .damaged(path: path, reason: failure.reason)
        case .newer: self = .newer(path: path)
        case .full: self = .diskFull(path: path)
        case .readOnly: self = .readOnly(path: path)
        case .denied: self = .denied(path: path)
        case .busy: self = .busy(path: path)
        case .statement, .other: self = .failed(path: path, reason: failure.reason)
        }
    }
}
