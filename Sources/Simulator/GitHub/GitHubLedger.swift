package import Model

/// What a simulated GitHub was asked, and what became of its refs: for tests to look at. The oldest entries go first
/// where there are too many.
package struct GitHubLedger: Sendable {
    package struct Call: Sendable, Equatable {
        package let title: String
        /// Percent-encoded as it came.
        package let path: String
        package let host: String
        package let status: Int
        package let requestBytes: Int
        package let at: Timestamp
        /// A credential came along, good or not.
        package let hasCredential: Bool

        package var isWrite: Bool { !title.hasPrefix("GET ") }
        /// By which the service limits.
        package var points: Int { isWrite ? 5 : 1 }
    }

    /// A change of a ref, by a call or by somebody else.
    package struct Move: Sendable, Equatable {
        package let ref: String
        package let from: GitObjectID?
        package let to: GitObjectID?
        /// By a call of the API.
        package let isOurs: Bool
        /// The new commit has the old one in its history.
        package let isForward: Bool
    }

    private static let limit = 20_000

    package private(set) var calls: [Call] = []
    package private(set) var moves: [Move] = []
    /// Calls of each title so far, the forgotten ones included.
    package private(set) var counts: [String: Int] = [:]
    package private(set) var total = 0

    package var titles: [String] { calls.map(\.title) }
    package var writes: [String] { calls.filter(\.isWrite).map(\.title) }
    package var points: Int { calls.reduce(0) { $0 + $1.points } }
    package var uploadedBytes: Int { calls.reduce(0) { $0 + $1.requestBytes } }

    mutating func add(_ call: Call) {
        if calls.count >= Self.limit { calls.removeFirst(Self.limit / 2) }
        calls.append(call)
        counts[call.title, default: 0] += 1
        total += 1
    }

    mutating func add(_ move: Move) {
        if moves.count >= Self.limit { moves.removeFirst(Self.limit / 2) }
        moves.append(move)
    }
}
