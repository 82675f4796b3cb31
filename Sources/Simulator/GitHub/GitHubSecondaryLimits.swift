internal import Model

/// The limits that no header tells of: requests at once, points a minute, content made a minute and an hour. A pure
/// value; a refused request counts for nothing.
package struct GitHubSecondaryLimits: Sendable {
    /// As documented, every write taken for content.
    package static let documented = GitHubSecondaryLimits()

    package var concurrent = 100
    package var pointsPerMinute = 900
    package var contentPerMinute = 80
    package var contentPerHour = 500
    /// Seconds said in `retry-after`; `nil`: the header is left out.
    package var retryAfter: Int? = 60
    /// 403 or 429.
    package var status = 403

    private static let minute: Duration = .seconds(60)
    private static let hour: Duration = .seconds(3_600)

    /// Requests of the last hour, oldest first: when, and whether they wrote.
    private var taken: [(at: Timestamp, isWrite: Bool)] = []
    /// When the answers under way will have been given.
    private var open: [Timestamp] = []

    package init() {}

    /// Counts one request.
    ///
    /// - Returns: whether it is within the limits.
    mutating func take(isWrite: Bool, at now: Timestamp, until end: Timestamp) -> Bool {
        taken.removeAll { now - $0.at >= Self.hour }
        open.removeAll { $0 <= now }
        let recent = taken.filter { now - $0.at < Self.minute }
        let points = recent.reduce(Self.points(isWrite)) { $0 + Self.points($1.isWrite) }
        guard open.count < concurrent, points <= pointsPerMinute else { return false }
        if isWrite {
            guard recent.count(where: \.isWrite) < contentPerMinute, taken.count(where: \.isWrite) < contentPerHour
            else { return false }
        }
        taken.append((now, isWrite))
        open.append(end)
        return true
    }

    private static func points(_ isWrite: Bool) -> Int { isWrite ? 5 : 1 }
}
