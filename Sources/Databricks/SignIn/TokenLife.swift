/// How long an access token is used: pure. Counted from the departure of the request that brought it, so that it is
/// never thought to live longer than it does.
struct TokenLife: Sendable, Equatable {
    /// From then on a new one is asked for, while this one still serves.
    let renewal: Duration
    /// From then on it serves no more.
    let end: Duration

    /// The longest life that is believed, and what is assumed where the answer does not say.
    private static let longest = Duration.seconds(86_400)
    private static let assumed = Duration.seconds(600)
    /// Half of its life before the end, and no earlier than this.
    private static let earliness = Duration.seconds(20 * 60)

    /// - Parameter margin: how much of its life a token must still have where it is used.
    init(_ life: Duration?, from departure: Duration, margin: Duration) {
        let life = min(max(life ?? Self.assumed, .milliseconds(1)), Self.longest)
        // A token too short for the margin is used while it lives: the service may be less strict than its words.
        let reserve = margin < life / 2 ? margin : .zero
        end = departure + life - reserve
        renewal = end - min((life - reserve) / 2, Self.earliness)
    }
}
