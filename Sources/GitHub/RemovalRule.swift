/// Which published files may go once nothing is published under their name any more: the reports of workspaces that
/// left the configuration, and of those only what dbmon wrote.
package struct RemovalRule: Sendable {
    /// Relative to the directory of the target; files in folders below it are never candidates.
    package let directory: String
    package let suffix: String
    /// How dbmon's files begin. Another first line means somebody else's file.
    package let firstLine: String

    package static let leftWorkspaces = RemovalRule(
        directory: "workspaces", suffix: ".csv", firstLine: "Job_Id,Job_Name,Timestamp (UTC),Status,Error_Details")

    package init(directory: String, suffix: String, firstLine: String) {
        self.directory = directory
        self.suffix = suffix
        self.firstLine = firstLine
    }

    /// By what a listing shows, the content unread.
    func isCandidate(_ entry: GitTreeEntry) -> Bool {
        guard entry.mode == .file else { return false }
        guard entry.name.count > suffix.utf8.count, entry.name.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
        else { return false }
        return (entry.size ?? Int.max) >= firstLine.utf8.count
    }

    /// The first line, up to a line feed or the end, is exactly ours.
    func isOwned(_ bytes: [UInt8]) -> Bool {
        bytes.prefix { $0 != 0x0A }.elementsEqual(firstLine.utf8)
    }
}
