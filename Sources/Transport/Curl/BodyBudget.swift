/// What all answers under way hold in memory together. Touched by the loop thread alone.
///
/// Each answer has a limit of its own; but many that come near it at once, from hosts that mean no good, would fill the
/// memory. Where they do, the large ones give way: their calls are tried again when there is room.
final class BodyBudget {
    /// An answer that holds no more is never refused: nearly every page of both services.
    private static let share = 1 << 20

    private let limit: Int
    private var held = 0

    init(limit: Int) { self.limit = limit }

    /// - Parameter own: what the answer holds already.
    /// - Returns: false where there is no room.
    func take(_ bytes: Int, besides own: Int) -> Bool {
        guard own + bytes <= Self.share || held + bytes <= limit else { return false }
        held += bytes
        return true
    }

    func giveBack(_ bytes: Int) { held -= bytes }
}
