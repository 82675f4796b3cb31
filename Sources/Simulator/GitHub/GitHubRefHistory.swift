internal import Model

/// What refs were before their changes, for reads that lag behind.
struct GitHubRefHistory: Sendable {
    private struct Change {
        let at: Timestamp
        let before: GitObjectID?
    }

    private static let limit = 100

    private var changes: [GitRefName: [Change]] = [:]

    mutating func add(_ name: GitRefName, before: GitObjectID?, at now: Timestamp) {
        changes[name, default: []].append(Change(at: now, before: before))
        if let count = changes[name]?.count, count > Self.limit { changes[name]?.removeFirst(count - Self.limit) }
    }

    /// - Returns: what the ref was at an instant; `nil` where it has not changed since.
    func value(of name: GitRefName, at instant: Timestamp) -> GitObjectID?? {
        changes[name]?.first { $0.at > instant }.map(\.before)
    }
}
