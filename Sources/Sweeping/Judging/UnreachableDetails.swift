internal import Model

/// What the row of a job says that could not be read: the cause in a fixed phrase, and the last status that was known.
struct UnreachableDetails: Equatable {
    let phrase: String
    /// `nil` where none was known.
    let lastStatus: String?

    private static let marker = "; last known status: "

    static let beginning = "Could not be read: "

    var text: String { Self.beginning + phrase + (lastStatus.map { Self.marker + $0 } ?? "") }

    /// The status of a row of an earlier report; of one that was UNREACHABLE already, the one it remembers.
    static func lastStatus(of row: JobRow) -> String? {
        guard row.status == .unreachable else { return row.status.rawValue }
        var rest = Substring(row.errorDetails)
        while let start = rest.firstIndex(of: ";") {
            rest = rest[start...]
            if rest.hasPrefix(marker) {
                let status = String(rest.dropFirst(marker.count))
                return JobStatus(rawValue: status) == nil ? nil : status
            }
            rest = rest.dropFirst()
        }
        return nil
    }
}
