/// A job of a simulated workspace, or what stands in for one: the owner of submitted runs, or of runs whose job was
/// deleted.
package struct SimulatedJob: Sendable {
    package enum Presence: Sendable, Hashable {
        case listed
        /// The caller may not see it: left out of listings, 403 by id.
        case hidden
        /// Its runs are still there.
        case deleted
        /// Never was a job: the `job_id` of a submitted run.
        case submitted
    }

    package struct Tag: Sendable, Hashable {
        package let name: String
        package let value: String
    }

    package let index: Int
    package let id: Int64
    package let presence: Presence
    /// What runs and `settings` call it; `nil` for a job without a name.
    package let name: String?
    package let hasSettings: Bool
    /// `nil` where the service sends no tags at all, empty where it sends `{}`.
    package let tags: [Tag]?
    package let createdTime: Int64
    /// `nil` for a job whose creator is gone.
    package let creator: String?
    package let cron: String?
    package let maxConcurrentRuns: Int
    /// 0 is none.
    package let timeoutSeconds: Int
    let taskCount: Int
    let seed: UInt64
    /// When it was deleted; the greatest number where it never is.
    var vanishes = Int64.max

    /// Whether listings show it.
    package func isListed(at now: Int64) -> Bool { presence == .listed && createdTime <= now && now < vanishes }

    /// As `settings.tasks` has them, first to last: each depends on the one before.
    package var taskKeys: [String] {
        if taskCount > Self.words.count { return (0..<taskCount).map { "part_\(Self.padded($0))" } }
        let first = Int(seed % UInt64(Self.words.count - taskCount + 1))
        return Array(Self.words[first..<first + taskCount])
    }

    /// The path of a task's notebook, file or query, without its ending.
    func path(of taskKey: String) -> String { "/Shared/\(seed % 997)/\(taskKey)" }

    private static let words = [
        "wait_for_feed", "extract", "stage", "validate", "transform", "load", "quality_check", "publish", "report",
    ]

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
